"""A hazard nobody mends, an item the public follows, a petition: who is told, and who must not know."""

from __future__ import annotations

import re

from .acting import fill, good_on_a_phone, paper, read, send
from .conftest import PHONE, ROOT, Visitor
from .fortnight import Fortnight, quiet, register, take

# A hazard

UP_THE_LINE = ("hanlu", "yuezheng", "suhang")
"""Who puts it right, who ordered it, who leads the zone."""
OTHERS = ("linxiao", "anhe", "yaoheng", "fuqing")


def test_a_hazard_that_nobody_mends_is_told_up_the_line_and_to_nobody_else(fortnight: Fortnight) -> None:
    fortnight.on("2024-09-26")
    street, safety = fortnight.come("hechuan"), fortnight.come("yuezheng")
    said = {"field_level": "general", "field_class": "construction", "field_duty": "某主任"}
    code = register(street, "hazard", title="塔吊限位器失灵", **said)
    ordered = take(safety, code, "assign", due_on="2024-09-30", text="限期修复。")
    assert "待住建局（牵头单位）办理" in ordered and "申请人的查询链接" not in ordered

    assert _sheets(fortnight, "2024-09-30") == [
        ["黄单 · 今日到期", "蓝单 · 次日到期", "蓝单 · 三日内到期"],
        ["蓝单 · 次日到期", "蓝单 · 三日内到期"],
        [],
    ]
    red = [one[0] if one else "" for one in _sheets(fortnight, "2024-10-08")]
    assert red == ["红单 · 已超期", "红单 · 已超期", ""]
    red = [one[0] for one in _sheets(fortnight, "2024-10-12")]
    assert red == ["红单 · 已超期", "红单 · 超期五日", "红单 · 超期五日"]
    for other in OTHERS:
        assert "塔吊限位器失灵" not in read(fortnight.come(other), "/matters/notices/"), other
    _read_in_ten_seconds(fortnight.come("suhang", language="en", width=PHONE), code)
    assert quiet(street, safety)


def _sheets(fortnight: Fortnight, day: str) -> list[list[str]]:
    """What each up the line was told of it by a day, the latest first; asking twice tells nothing twice."""
    fortnight.on(day)
    fortnight.tick()
    return [_told(fortnight.come(who)) for who in UP_THE_LINE]


def _told(person: Visitor) -> list[str]:
    read(person, "/matters/notices/")
    lines = person.page.locator("ol.matters > li", has_text="塔吊限位器失灵").locator("p").all_inner_texts()
    return [" · ".join(line.split(" · ")[:2]) for line in lines]


def _read_in_ten_seconds(leader: Visitor, code: str) -> None:
    """From the count of what is overdue to the hazard, on a phone, in English."""
    read(leader, "/matters/overview/")
    assert good_on_a_phone(leader)
    leader.follow("ul.tally a >> nth=0")
    read(leader, "/matters/all/?family=hazard&standing=overdue")
    leader.follow(f"a[href='/matters/{code}/']")
    assert "Overdue" in leader.page.inner_text("main") and good_on_a_phone(leader)


# A livelihood item


def test_a_livelihood_item_is_followed_by_the_public(fortnight: Fortnight) -> None:
    fortnight.on("2024-09-26")
    office, builder = fortnight.come("anhe"), fortnight.come("meixi", width=PHONE)
    goal = {"field_class": "ecology", "field_goal": "建成两座，共三千平方米", "field_budget": "120"}
    code = register(office, "livelihood_item", title="新建口袋公园两座", **goal)
    address = f"/public/livelihood/{code}/"
    anybody = fortnight.come()
    assert anybody.open(address) == 404
    take(fortnight.come("suhang"), code, "approve", node_commenced="2024-09-30", node_halfway="2024-10-31")
    take(office, code, "assign", lead="environment")
    photo = {
        "name": "工地.png",
        "mimeType": "image/png",
        "buffer": (ROOT / "zones/demo/cases/park.png").read_bytes(),
    }
    take(
        builder, code, "report", percent="35", text="选址招标完成。", papers=photo, node_planned="2024-09-25"
    )
    assert good_on_a_phone(builder)
    assert anybody.open(address) == 200 and anybody.page.locator("main img").count() == 0

    read(office, f"/matters/{code}/")
    fill(office, alternative="工人在平整公园场地，远处有三棵树")
    office.follow("button:has-text('公开这张照片')")
    fill(office, english="Two new pocket parks")
    office.follow("form[action$='/publish/'] button:has-text('保存') >> nth=0")
    _seen_signed_out(fortnight.come(language="en", width=PHONE), code)
    assert "新建口袋公园两座" in read(anybody, "/public/livelihood/")

    read(office, f"/matters/{code}/")
    office.follow("form[action$='/publish/'] button[name=back] >> nth=0")
    assert anybody.open(address) == 404
    assert quiet(office, builder) and quiet(anybody, refused=2)


def _seen_signed_out(reader: Visitor, code: str) -> None:
    """From the list to the item: how far it is, its nodes, its photo in words as well."""
    read(reader, "/public/livelihood/")
    assert good_on_a_phone(reader)
    reader.follow(f"main a[href$='/{code}/']")
    shown = reader.page.inner_text("main")
    assert all(word in shown for word in ("Two new pocket parks", "35%", "done on 2024-09-25", "2024-10-31"))
    photo = reader.page.locator("main img")
    photo.scroll_into_view_if_needed()
    reader.page.wait_for_function("document.querySelector('main img').naturalWidth > 0")
    assert photo.get_attribute("alt") == "工人在平整公园场地，远处有三棵树"
    assert good_on_a_phone(reader) and quiet(reader)


# A petition

EVERYWHERE = (
    "/",
    "/matters/",
    "/matters/all/?state=all",
    "/matters/all/?q=河东村",
    "/matters/all/?q=hdc",
    "/matters/overview/",
    "/matters/board/",
    "/matters/calendar/?month=2024-11",
    "/matters/map/",
    "/matters/notices/",
    "/matters/of-organization/housing/",
    "/matters/api/matters/?state=all&q=河东村",
    "/public/livelihood/",
)


def test_a_petition_is_nowhere_for_anybody_who_does_not_handle_it(fortnight: Fortnight) -> None:
    fortnight.on("2024-09-26")
    office, handler = fortnight.come("fuqing"), fortnight.come("hanlu", width=PHONE)
    said = {"title": "河东村附属房面积认定", "content": "对面积有异议", "address": "河东村三组"}
    read(office, "/matters/new/petition/")
    office.page.click("details.more summary")
    fill(office, **said, field_form="visit", field_subject="housing", field_petitioner_name="丙某某")
    assert "已登记" in send(office)
    code = office.page.url.rstrip("/").split("/")[-1]
    take(office, code, "assign", lead="housing")
    take(handler, code, "accept", text="已书面告知。", papers=paper("受理告知书"))

    for other in ("guyuan", "linxiao", "hechuan", "luwen"):
        _knows_nothing(fortnight.come(other), code)
    assert "河东村附属房面积认定" in read(handler, "/matters/")
    shown = read(handler, f"/matters/{code}/")
    assert "丙某某" not in shown and good_on_a_phone(handler)
    handler.follow("form[action$='/personal/'] button")
    assert "丙某某" in handler.page.inner_text("main") and good_on_a_phone(handler)
    journal = read(fortnight.come("luwen"), "/journal/")
    assert re.search(rf"韩露\s+个人信息 · 查看\s+事项 {code}", journal)
    assert "河东村" not in journal and "丙某某" not in journal
    assert quiet(office, handler)


def _knows_nothing(other: Visitor, code: str) -> None:
    """Not in a list, a search, a count, a calendar or a board; its addresses are as if it were not there."""
    ask = other.page.request
    for address in EVERYWHERE:
        answer = ask.get(other.site + address)
        assert answer.status in (200, 403), address
        page = answer.text()
        assert code not in page and "河东村附属房" not in page and "河东村三组" not in page, address
    here, nowhere = f"/matters/{code}/", "/matters/XF2024-9999/"
    for rest in ("", "do/note/", "files/1/"):
        answers = [ask.get(f"{other.site}{address}{rest}") for address in (here, nowhere)]
        assert [answer.status for answer in answers] == [404, 404], rest
        told = [answer.text().replace(code, "XF2024-9999") for answer in answers]
        assert _said(told[0]) == _said(told[1])
    assert ask.get(f"{other.site}/matters/api{here}").status == 404


def _said(page: str) -> str:
    return page.split("<main", 1)[1].split("</main>")[0]
