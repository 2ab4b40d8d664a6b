"""A firm's request, an approval over a holiday, what a meeting decided: each from beginning to end."""

from __future__ import annotations

import re
from datetime import date

from chaotou.core.workdays import WorkdayCalendar

from .acting import fill, good_on_a_phone, paper, read, send
from .conftest import PHONE, Visitor
from .fortnight import Fortnight, may, quiet, register, take

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
    assert quiet(lead, english) and quiet(counter, refused=1)


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
    assert quiet(lead, verifier, chair)


def _decided(chair: Visitor, what: str) -> tuple[str, str, str]:
    """A decision at the head of the next meeting: its line, the matter's code, the day it is due."""
    read(chair, "/meetings/directors-meeting-2024-16/")
    row = chair.page.locator("section.execution tr", has_text=what)
    address = row.locator("a").get_attribute("href") or ""
    line = row.inner_text()
    return line, address.split("/")[-2], re.findall(r"2024-\d\d-\d\d", line)[0]
