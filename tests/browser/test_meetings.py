"""A meeting lived through: a topic brought, the notice, who came, minutes typed, signed into matters."""

from __future__ import annotations

import re

from .conftest import PHONE, Visit, Visitor

TODAY = "2024-08-20T23:30"
"""The demonstration's own day."""


def press(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name, exact=True).click()


def follow(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name=name, exact=True).first.click()


def test_a_meeting_from_its_topic_to_the_directive_that_comes_of_it(visit: Visit) -> None:
    office, officer, chair = visit("zhoumin"), visit("linxiao", width=PHONE), visit("wenlan")
    address = _planned(office)
    _topic_is_brought(officer, address)
    _topic_is_let_in_and_the_notice_goes_out(office, address)
    _two_members_come(office, address)
    _minutes_are_written_by_keyboard(office, address)
    _topic_is_concluded(office, address)
    code = _chair_signs(chair, address)
    officer.open(f"/matters/{code}/")
    assert "逐宗核对三个项目的供地手续" in officer.page.inner_text("main")
    officer.page.get_by_role("link", name=re.compile("周协调会")).wait_for()
    assert [one.complaints for one in (office, officer, chair)] == [[], [], []]


def _planned(office: Visitor) -> str:
    office.open("/meetings/new/weekly_coordination/")
    office.page.fill("[name=starts_at]", TODAY)
    press(office, "排定会议")
    office.page.wait_for_url(re.compile("weekly-coordination-2024"))
    return office.page.url.removeprefix(office.site)


def _topic_is_brought(officer: Visitor, address: str) -> None:
    officer.open(f"{address}topics/new/")
    officer.page.fill("[name=title]", "三个项目供地手续")
    officer.page.fill("[name=draft]", "请明确由谁在哪天前办成。")
    press(officer, "提出议题")
    officer.page.wait_for_url(re.compile("/meetings/topics/$"))
    assert "三个项目供地手续" in officer.page.inner_text("main")


def _topic_is_let_in_and_the_notice_goes_out(office: Visitor, address: str) -> None:
    office.open(address)
    press(office, "发通知")
    assert "还没有上会的议题。" in office.page.inner_text("main")
    follow(office, "三个项目供地手续")
    press(office, "准予上会")
    office.open(address)
    press(office, "发通知")
    office.page.get_by_role("button", name="开始议事").wait_for()


def _two_members_come(office: Visitor, address: str) -> None:
    office.open(f"{address}attendance/")
    for name in ("温澜", "姚衡"):
        office.page.get_by_label(f"{name} 到会").select_option("present")
    press(office, "保存")
    office.page.wait_for_url(lambda url: "attendance/" not in url)
    press(office, "开始议事")
    office.page.get_by_role("link", name="记纪要").wait_for()


def _minutes_are_written_by_keyboard(office: Visitor, address: str) -> None:
    """Nothing but keys: kind and organization typed, Enter keeps a line and leads to the next."""
    office.open(f"{address}minutes/")
    keys = office.page.keyboard
    keys.type("听取了三个项目供地情况的汇报。")
    office.page.select_option("[name=kind]", "noted")
    office.page.focus("[name=text]")
    keys.press("Enter")
    office.page.get_by_role("heading", name="第 2 条").wait_for()
    assert office.page.evaluate("document.activeElement.name") == "text"
    office.page.select_option("[name=kind]", "decided")
    office.page.focus("[name=text]")
    keys.type("逐宗核对三个项目的供地手续，八月底前办结。")
    keys.press("Tab")
    keys.type("经发局")
    keys.press("Tab")
    keys.type("资规分局、招商局")
    office.page.fill("[name=due_on]", "2024-08-30")
    office.page.focus("[name=text]")
    keys.press("Enter")
    office.page.get_by_role("heading", name="第 3 条").wait_for()


def _topic_is_concluded(office: Visitor, address: str) -> None:
    office.open(address)
    follow(office, "三个项目供地手续")
    office.page.fill("[name=conclusion]", "同意，逐宗办理。")
    press(office, "作出结论")
    office.page.get_by_text("结论已记录。").wait_for()


def _chair_signs(chair: Visitor, address: str) -> str:
    chair.open(address)
    follow(chair, "签发纪要")
    assert "管委会分管负责人（项目建设）温澜" in chair.page.inner_text("article")
    press(chair, "签发")
    chair.page.get_by_text("纪要已签发，议定事项已立项交办。").wait_for()
    return chair.page.get_by_role("link", name=re.compile(r"^DC2024-\d{4}$")).inner_text()
