"""A fortnight of matters in the browser: a firm's request, an approval over a holiday, what a meeting
decided, a hazard nobody mends, an item the public follows, a petition nobody else may know of.

It is lived on a platform of its own, loaded as the others are, whose day is moved on: from late September
over National Day, with its make-up Sunday and Saturday, into October.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.loading import load_zone

from .conftest import CHAOTOU, PHONE, ROOT, Visit, Visitor, arrivals, environment, served
from .test_every_page import broken_rules

CASES = ROOT / "zones/demo/cases"
SEND = "main form.stack button"
TODAY = re.compile(r'today[^"]*">\s*<p class="day"><time datetime="([^"]+)"')


@dataclass
class Fortnight:
    """A platform whose day is told to it; people stay at their screens."""

    site: str
    home: Path
    zone: Path
    come: Visit

    def on(self, day: str) -> None:
        """Let the zone live on a day, and wait until its pages do."""
        file = self.zone / "zone.yaml"
        file.write_text(re.sub(r"as_of: \S+", f"as_of: {day}", file.read_text("utf-8")), "utf-8")
        looking = self.come("linxiao").page.request
        for _attempt in range(500):
            shown = TODAY.search(looking.get(f"{self.site}/matters/calendar/").text())
            if shown and shown[1] == day:
                return
        pytest.fail(f"The pages did not come to {day}.")

    def tick(self) -> None:
        """The scheduled work, as cron runs it; what it says is shown where a test fails."""
        command, named = [*CHAOTOU, "tick"], environment(self.home, self.zone)
        done = subprocess.run(command, cwd=ROOT, env=named, capture_output=True, text=True)
        print(done.stdout, done.stderr)
        assert done.returncode == 0

    @property
    def calendar(self) -> WorkdayCalendar:
        zone = load_zone(self.zone).zone
        assert zone is not None
        return zone.workdays


@pytest.fixture(scope="module")
def fortnight(
    site: str, home: Path, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fortnight]:
    """A copy of the loaded site, on a copy of the zone's directory."""
    there, zone = tmp_path_factory.mktemp("fortnight"), tmp_path_factory.mktemp("zone") / "demo"
    shutil.copytree(ROOT / "zones/demo", zone)
    shutil.copytree(home / "media", there / "media")
    with (
        sqlite3.connect(home / "chaotou.sqlite3") as source,
        sqlite3.connect(there / "chaotou.sqlite3") as copy,
    ):
        source.backup(copy)
    for address in served("run", there, zone):
        for come in arrivals(address, chromium, {}):
            yield Fortnight(address, there, zone, cache(come))


def paper(name: str, salt: str = "") -> dict[str, object]:
    """A paper to hand in; another salt makes another paper."""
    held = (CASES / "paper.pdf").read_bytes() + f"%% {name}{salt}".encode()
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": held}


def read(visitor: Visitor, path: str) -> str:
    assert visitor.open(path) == 200, path
    return visitor.page.inner_text("main")


def fill(visitor: Visitor, **said: object) -> None:
    """Put what is said into the page's fields by their names."""
    for name, value in said.items():
        field = visitor.page.locator(f"main [name='{name}']").first
        if field.get_attribute("type") == "file":
            field.set_input_files(value)  # type: ignore[arg-type]
        elif field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def send(visitor: Visitor) -> str:
    """Press the form's button with the keyboard, and read the page it leads to."""
    visitor.page.locator(SEND).first.focus()
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    return visitor.page.inner_text("main")


def register(visitor: Visitor, kind: str, **said: object) -> str:
    """Register a matter; its code."""
    read(visitor, f"/matters/new/{kind}/")
    fill(visitor, **said)
    assert "已登记" in send(visitor)
    return visitor.page.url.rstrip("/").split("/")[-1]


def take(visitor: Visitor, code: str, act: str, **said: object) -> str:
    """Take a step from the matter's page; the page afterwards."""
    read(visitor, f"/matters/{code}/")
    visitor.follow(f"nav.acts a[href$='/do/{act}/']")
    fill(visitor, **said)
    shown = send(visitor)
    assert visitor.page.url.endswith(f"/matters/{code}/"), shown
    return shown


def may(visitor: Visitor, code: str, act: str) -> bool:
    """Whether the form of a step opens, or is refused."""
    status = visitor.page.request.get(f"{visitor.site}/matters/{code}/do/{act}/").status
    assert status in (200, 403)
    return bool(status == 200)


def quiet(*visitors: Visitor) -> bool:
    """Whether no browser complained of more than what a page refused on purpose."""
    heard = [complaint for visitor in visitors for complaint in visitor.complaints]
    return all("status of 4" in complaint for complaint in heard)


def good_on_a_phone(visitor: Visitor) -> bool:
    return visitor.fits(PHONE) and broken_rules(visitor) == []


# A firm's request


def test_a_firms_request_from_its_link_to_its_rating_and_into_the_counts(fortnight: Fortnight) -> None:
    fortnight.on("2024-09-25")
    officer, handler, firm = (
        fortnight.come("linxiao"),
        fortnight.come("anhe"),
        fortnight.come(width=PHONE),
    )
    address = _brought(firm, _door(officer))
    code = re.search(r"QS2024-\d+", firm.page.inner_text("main")).group()  # type: ignore[union-attr]
    assert "十五名叉车工" in read(handler, "/matters/")
    take(handler, code, "sign_for")
    take(handler, code, "respond", text="已约三家劳务机构。")
    fortnight.on("2024-09-26")
    take(handler, code, "submit", text="十五人已到岗。", papers=paper("到岗名册"))
    waiting = read(firm, address)
    assert "待核验" in waiting and "已约三家劳务机构" in waiting and "十五人已到岗" not in waiting
    assert not may(handler, code, "verify")
    assert "按期办结" in take(officer, code, "verify", result="done", text="电话核实，人已到岗。")
    assert "电话核实，人已到岗" in read(firm, address)
    assert "办理中" in _rated_by_keyboard(firm, 2, "只来了十个人")
    assert "只来了十个人" in read(handler, f"/matters/{code}/")
    fortnight.on("2024-09-29")
    take(handler, code, "submit", text="又到五人。", papers=paper("到岗名册", "二"))
    take(officer, code, "verify", result="done", text="十五人到齐。")

    fortnight.on("2024-10-08")
    fortnight.tick()
    assert 0 < _content(officer)["2024年1—9月"] < _content(officer)["2024年1—7月"]
    read(firm, address)
    assert "5 / 5" in _rated_by_keyboard(firm, 5, "到齐了")
    assert "5 / 5" in read(officer, f"/matters/{code}/")
    assert quiet(officer, handler, firm)


def _door(officer: Visitor) -> str:
    """The address of a new door for requests."""
    read(officer, "/matters/doors/")
    fill(officer, kind="enterprise_request")
    send(officer)
    address: str = officer.page.inner_text("code.address")
    return address.removeprefix(officer.site)


def _brought(firm: Visitor, door: str) -> str:
    """The address at which the firm follows what it brought with its phone."""
    read(firm, door)
    assert good_on_a_phone(firm)
    fill(firm, title="急招十五名叉车工", content="国庆后投产", field_field="labor", field_level="ordinary")
    fill(firm, field_contact_name="甲某", field_contact_phone="000-0301", papers=paper("岗位表"))
    assert "已收件" in send(firm) or "已派单" in firm.page.inner_text("main")
    assert good_on_a_phone(firm)
    address: str = firm.page.inner_text("code.address")
    return address.removeprefix(firm.site)


def _rated_by_keyboard(firm: Visitor, score: int, words: str) -> str:
    """From the button to an answer, the words and the button again; the page it leads to."""
    rate = firm.page.locator("nav.acts a.button:not(.second)[href$='/do/call_back/']")
    rate.focus()
    with firm.page.expect_navigation():
        firm.page.keyboard.press("Enter")
    assert good_on_a_phone(firm)
    firm.page.focus(f"[name=score][value='{score}']")
    firm.page.keyboard.press("Space")
    firm.page.keyboard.press("Tab")
    firm.page.keyboard.type(words)
    rated = send(firm)
    assert rate.count() == 0 and good_on_a_phone(firm)
    return rated


def _content(officer: Visitor) -> dict[str, float]:
    """How content firms are by the ledger, in %, by the months that are counted."""
    read(officer, "/figures/indicators/requests_satisfaction_rate/")
    rows = " ".join(officer.page.locator("main table").all_inner_texts())
    return {month: float(share) for month, share in re.findall(r"(2024年1—\d月)\t([\d.]+)", rows)}


# An approval


def test_an_approval_with_papers_to_follow_stands_over_a_holiday_and_ends_in_time(
    fortnight: Fortnight,
) -> None:
    counter, lead = fortnight.come("yezhou"), fortnight.come("hanlu", width=PHONE)
    fortnight.on("2024-09-27")
    contact = {"field_contact_name": "乙某", "field_contact_phone": "000-0302"}
    said = {"title": "轴承二期厂房竣工验收", "field_project_name": "轴承二期厂房", **contact}
    code = register(counter, "completion_acceptance", **said)
    _accepted_with_a_paper_to_follow(counter, code)

    fortnight.on("2024-09-29")
    assert "轴承二期厂房竣工验收" in read(lead, "/matters/all/?part=1")
    take(fortnight.come("gaoyuan"), code, "respond", text="规划核实无误。")
    assert "2024-09-29 已补交" in take(counter, code, "supply", papers=paper("城建档案接收证明"))
    stopped = take(lead, code, "suspend", reason="testing", text="消防设施检测。")
    assert "还剩 7 个工作日" in stopped and good_on_a_phone(lead)

    fortnight.on("2024-10-03")
    assert "轴承二期厂房竣工验收" in read(counter, "/matters/board/")
    assert "中止计时" in read(counter, f"/matters/{code}/")
    fortnight.on("2024-10-08")
    assert "2024-10-16" in take(lead, code, "resume", text="检测合格。")
    _counted_as_the_calendar_says(lead, fortnight.calendar)
    assert lead.fits(PHONE)

    fortnight.on("2024-10-12")
    assert "待决定" in take(lead, code, "submit", text="各家意见一致，建议通过。")
    decided = take(
        fortnight.come("wenlan"), code, "approve", result="granted", proof_acceptance_note=paper("验收单")
    )
    assert "按期办结" in decided and "原定 2024-10-12" in decided
    english = fortnight.come("hanlu", language="en", width=PHONE)
    assert "Closed in time" in read(english, f"/matters/{code}/")
    english.page.click("details.clock summary")
    days = english.page.locator("details.clock .scroll")
    assert days.evaluate("e => e.scrollWidth <= e.clientWidth") and good_on_a_phone(english)
    assert quiet(counter, lead, english)


def _accepted_with_a_paper_to_follow(counter: Visitor, code: str) -> None:
    """A promise that reaches too far is refused, and what was typed stays."""
    read(counter, f"/matters/{code}/do/accept_tolerating/")
    fill(counter, promise_archive_receipt="2024-11-30", papers=paper("容缺承诺书"))
    refused = send(counter)
    assert "2024-10-16 以前补交" in refused
    assert counter.page.input_value("[name=promise_archive_receipt]") == "2024-11-30"
    fill(counter, promise_archive_receipt="2024-10-11", papers=paper("容缺承诺书"))
    accepted = send(counter)
    assert "待申请人办理" in accepted and "承诺 2024-10-11 前补交" in accepted
    assert re.search(r"出具验收意见\s+\S+：2024-10-12", accepted)


def _counted_as_the_calendar_says(lead: Visitor, calendar: WorkdayCalendar) -> None:
    """Every day of the count on the page: worked or not by the zone's calendar, and not while it stood."""
    lead.page.click("details.clock summary")
    rows = lead.page.locator("details.clock tbody tr").all()
    shown = [[cell.inner_text() for cell in row.locator("th, td").all()] for row in rows]
    total = 0
    for day, kind, ran, in_all in shown:
        on = date.fromisoformat(day)
        stood = date(2024, 9, 29) <= on <= date(2024, 10, 8)
        counts = int(calendar.is_workday(on) and not stood)
        total += counts
        assert ("中止计时" in kind, ran, in_all) == (stood, str(counts or "—"), str(total or "—")), day
    assert (shown[0][0], shown[-1][0], total) == ("2024-09-28", "2024-10-16", 7)
    assert [day for day, kind, *_ in shown if "调休上班" in kind] == ["2024-09-29", "2024-10-12"]


# A meeting's decision


def test_what_a_meeting_decided_is_done_and_told_at_the_head_of_the_next(fortnight: Fortnight) -> None:
    fortnight.on("2024-08-26")
    lead, verifier, chair = (fortnight.come(who) for who in ("yuezheng", "chenglan", "guyuan"))
    before, code, due = _decided(chair, "逐家排查企业用电")
    assert "待签收" in before
    assert "会议议定" in take(lead, code, "sign_for")
    take(lead, code, "report", percent="60", text="已查一百二十家。")
    assert "已查一百二十家" in _decided(chair, "逐家排查企业用电")[0]
    fortnight.on("2024-08-28")
    take(lead, code, "submit", text="全部查完，隐患已立账。", proof_work_record=paper("排查台账"))
    assert not may(lead, code, "verify")
    assert "按期办结" in take(verifier, code, "verify", result="done")
    after = _decided(chair, "逐家排查企业用电")
    assert (after[1:], "按期办结" in after[0]) == ((code, due), True)
    assert "全部查完，隐患已立账" in after[0]
    assert quiet(verifier, chair)


def _decided(chair: Visitor, what: str) -> tuple[str, str, str]:
    """A decision at the head of the next meeting: its line, the matter's code, the day it is due."""
    read(chair, "/meetings/directors-meeting-2024-16/")
    row = chair.page.locator("section.execution tr", has_text=what)
    address = row.locator("a").get_attribute("href") or ""
    line = row.inner_text()
    return line, address.split("/")[-2], re.findall(r"2024-\d\d-\d\d", line)[0]


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
    photo = {"name": "工地.png", "mimeType": "image/png", "buffer": (CASES / "park.png").read_bytes()}
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
    assert quiet(office, builder)


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
        page = ask.get(other.site + address).text()
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
