"""An officer's month in the browser: who was first, a review and a signing, a plan that slips, the counts.

Each test makes or takes a project of its own, and leaves the counts of the year as they were.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest

from .acting import fill, read
from .conftest import ROOT, Visit, Visitor

PAPER = (ROOT / "zones/demo/projects/evidence/paper.pdf").read_bytes()
PAPERS = count(1)
SEND = "main form[method=post] button:not([name]):not(.quiet)"
LEAD = {
    "name": "月度光学镜头项目",
    "investor": "苏州月度光学有限公司",
    "product": "车载光学镜头",
    "industry": "C4040",
    "kind": "new_plant",
    "source_city": "suzhou",
    "investment": "65000",
    "fixed_investment": "42000",
    "land_mu": "120",
    "yearly_output": "80000",
    "yearly_tax": "3600",
    "energy_tce": "1200",
    "emission_note": "少量清洗废水",
}
FOR_REVIEW = {
    "nature": "new",
    "investor_origin": "domestic",
    "funding": "firm",
    "jobs": "260",
    "floor_area_m2": "96000",
    "footprint_m2": "40000",
    "emissions_t": "20",
}
MARKS = {
    "mark-industry_policy": "10",
    "mark-chain_fit": "4",
    "mark-investor": "8",
    "mark-environment": "9",
    "mark-safety": "5",
    "mark-siting": "4.5",
}
TODAY = date(2024, 8, 20)
"""The demonstration's own day, on which all of it happens."""
SLIPPING = "/projects/P2021-0037/delivery/"


@pytest.fixture
def visit(reader: Visit) -> Visit:
    """People stay at their screens from one test to the next."""
    return reader


def press(visitor: Visitor, words: str = "") -> str:
    """Press the page's button, or that with these words, and read the page it leads to."""
    button = f"main button:has-text('{words}')" if words else SEND
    with visitor.page.expect_navigation():
        visitor.page.locator(button).last.click()
    return visitor.page.inner_text("main")


def post(visitor: Visitor, path: str, **said: str) -> str:
    visitor.open(path)
    fill(visitor, **said)
    return press(visitor)


def follow(visitor: Visitor, words: str) -> str:
    with visitor.page.expect_navigation():
        visitor.page.locator(f"main a:has-text('{words}')").first.click()
    return visitor.page.inner_text("main")


def add_papers(visitor: Visitor, code: str, *kinds: str) -> None:
    """Hand papers over as the form of the page does; what one sees of it is tried with the imports."""
    read(visitor, address := f"/projects/{code}/evidence/")
    token = visitor.page.get_attribute("main [name=csrfmiddlewaretoken]", "value")
    for kind in kinds:
        paper = PAPER + f"%% {next(PAPERS)}".encode()
        file = {"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": paper}
        said = {"csrfmiddlewaretoken": token, "kind": kind, "file": file}
        assert visitor.page.request.post(visitor.site + address, multipart=said).ok
    handed = read(visitor, address)
    assert all(f"{kind}.pdf" in handed for kind in kinds)


def register(visitor: Visitor, **said: str) -> str:
    """Register a lead; its code, from the address one is led to."""
    shown = post(visitor, "/projects/leads/new/", **LEAD | said)
    assert "首谈保护至" in shown, shown
    return visitor.page.url.split("/projects/")[1].split("/")[0]


def test_a_rival_learns_only_that_it_is_anothers_and_the_credit_is_split(visit: Visit) -> None:
    first, rival, reviewer = visit("songyan"), visit("pengyue"), visit("zhoumin")
    lead = {"name": "月度密封件项目", "investor": "无锡月度密封件有限公司", "product": "氢能密封件"}
    code = register(first, **lead)
    refused = post(rival, "/projects/leads/new/", **LEAD | lead | {"name": "氢能密封件"})
    assert "已由其他单位登记" in refused
    assert not any(secret in refused for secret in (code, lead["name"], "宋妍"))
    press(rival, "提出归属争议")
    fill(rival, statement="五月已与对方签保密协议")
    raised = press(rival)
    assert "争议已提出" in raised and code not in raised and lead["name"] not in raised
    assert rival.open(f"/projects/{code}/") == 404

    read(reviewer, "/projects/disputes/")
    assert code in follow(reviewer, "科教产业园")
    fill(reviewer, ruling="shared", reason="双方各有接触")
    mine, theirs = reviewer.page.locator("main [name^=share_]").all()
    mine.fill("60"), theirs.fill("50")
    assert "应为 100%" in press(reviewer)
    theirs.fill("40")
    ruled = press(reviewer)
    assert "60.00%" in ruled and "40.00%" in ruled
    assert "40.00%" in read(rival, f"/projects/{code}/")

    read(reviewer, f"/projects/{code}/transfer/")
    fill(reviewer, kind="area", to="bonded_zone", reason="需要保税", landing_share="60")
    for share, given in zip(reviewer.page.locator("main [name^=share_]").all(), ("24", "16"), strict=True):
        share.fill(given)
    assert "已流转" in press(reviewer)
    assert "综合保税区" in reviewer.page.inner_text("aside")
    assert first.open(f"/projects/{code}/change/") == 403


def test_a_lead_is_reviewed_signed_and_recognized_by_somebody_else(visit: Visit) -> None:
    officer, chair = visit("songyan"), visit("zhoumin")
    soon = (TODAY + timedelta(days=5)).isoformat()
    code = register(officer)
    talk = {"kind": "visit", "summary": "看了工厂", "next_step": "邀请来访", "next_step_on": soon}
    assert "看了工厂" in post(officer, f"/projects/{code}/talks/", **talk)
    assert "已上报" in post(officer, f"/projects/{code}/moves/?to=negotiation")
    _led_through_what_is_missing(officer, code)

    batch = f"{TODAY.year}年月度评审"
    assert "已送审" in post(
        officer, f"/projects/{code}/put-forward/", batch=batch, meets_on=TODAY.isoformat()
    )
    review = officer.page.url.removeprefix(officer.site)
    _heard(visit, chair, batch, review)
    heard = len(officer.complaints)
    assert officer.open(f"{review}decide/") == 403
    decided = {"outcome": "conditional", "reason": "先落实环境"}
    assert "至少要写一项条件" in post(chair, f"{review}decide/", **decided)
    condition = {"text": "取得环境容量", "organization": "land", "due_on": soon}
    fill(chair, **{f"term-0-{field}": value for field, value in condition.items()})
    concluded = press(chair)
    assert "结论已记下" in concluded and "86.00" in concluded and "取得环境容量" in concluded
    read(chair, f"/projects/reviews/batches/{batch}/pack/")
    assert chair.page.locator(".pack-page").count() == 1
    _condition_met(visit("gaoyuan"), chair, review)

    _signed(officer, code)
    _recognized(visit, officer, chair, code)
    assert officer.complaints[heard + 1 :] == []  # the first is the 403 above


def _led_through_what_is_missing(officer: Visitor, code: str) -> None:
    """The page says everything at once, offers no button, and leads to the field."""
    lacking = read(officer, f"/projects/{code}/moves/?to=review")
    assert all(gap in lacking for gap in ("项目性质", "投资方来源", "资金来源", "考察报告"))
    assert officer.page.locator(SEND).count() == 0
    follow(officer, "项目性质")
    assert officer.page.evaluate("document.activeElement.name") == "nature"
    fill(officer, **FOR_REVIEW)
    assert "已更改" in press(officer)
    add_papers(officer, code, "study", "visit_record", "investor_identity")
    assert "已上报" in post(officer, f"/projects/{code}/moves/?to=review")


def _heard(visit: Visit, chair: Visitor, batch: str, review: str) -> None:
    """Members are named, one stands aside, three give their opinions."""
    chair.open(f"/projects/reviews/batches/{batch}/members/")
    for member in ("guyuan", "zhoumin", "linxiao", "hechuan"):
        chair.page.check(f"[name=members][value={member}]")
    assert "已确定 4 名成员" in press(chair)
    assert "已登记回避" in post(visit("hechuan"), f"{review}recuse/", reason="亲属任职")
    for member in (visit("linxiao"), visit("guyuan"), chair):
        assert "意见已提交" in post(member, f"{review}opinion/", **MARKS, vote="for")


def _condition_met(owner: Visitor, chair: Visitor, review: str) -> None:
    """The condition is a matter: reported there with its proof by who owes it, confirmed by another."""
    owed = read(owner, "/projects/reviews/conditions/")
    assert "取得环境容量" in owed and "报告落实…" not in owed
    assert "待落实" in follow(owner, "事项 TJ")
    matter = owner.page.url.removeprefix(owner.site)
    assert LEAD["name"] in owner.page.inner_text("aside")
    follow(owner, "报告落实")
    fill(owner, text="已取得书面意见")
    proof = {"name": "opinion.pdf", "mimeType": "application/pdf", "buffer": PAPER}
    owner.page.set_input_files("[name=proof_condition_proof]", proof)
    assert "待确认" in press(owner)
    assert "待另一人确认" in read(chair, review)
    read(chair, matter)
    follow(chair, "确认落实")
    fill(chair, result="condition_met")
    assert "已落实" in press(chair)
    assert "由周敏确认" in follow(chair, "项目评审附带条件")
    assert chair.page.url == chair.site + review


def _signed(officer: Visitor, code: str) -> None:
    agreed = {"landing": "science_park", "commence_by": "2030-03-01", "complete_by": "2030-12-31"}
    assert "已更改" in post(officer, f"/projects/{code}/change/", **agreed, produce_by="2031-03-31")
    add_papers(officer, code, "agreement", "review_minutes", "legal_opinion", "fair_competition")
    assert "已上报" in post(officer, f"/projects/{code}/moves/?to=signed", occasion="苏州推介会")


def _recognized(visit: Visit, officer: Visitor, chair: Visitor, code: str) -> None:
    """Asked for, refused with a reason, asked for again, granted by another; then it counts."""
    moves = f"/projects/{code}/moves/"
    press(officer, "申请认定")
    waiting(officer)
    assert officer.page.locator(SEND).count() == 0
    waiting(chair)
    fill(chair, reason="协议缺页")
    press(chair, "不予认定")
    assert "不予认定，协议缺页" in read(officer, moves)
    press(officer, "申请认定")
    other = visit("chenglan")
    waiting(other)
    press(other, "予以认定")
    query = f"stage=signed&period={TODAY.year}&scheme=city_assessment"
    assert LEAD["name"] in read(other, f"/projects/counts/projects/?{query}")


def waiting(visitor: Visitor, project: str = LEAD["name"]) -> str:
    """The page of the recognition that waits for a project."""
    read(visitor, "/projects/recognition/")
    return follow(visitor, project)


def test_a_plan_slips_and_is_changed_only_by_somebody_elses_leave(visit: Visit) -> None:
    officer, leader, supplier = visit("songyan"), visit("suhang"), visit("dingyi")
    read(officer, SLIPPING)
    follow(officer, "填预计")
    fill(officer, forecast_on="2025-03-20")
    assert "请说明迟缓原因" in press(officer, "提交预计")
    fill(officer, cause="雨季停工")
    slipping = press(officer, "提交预计")
    assert "雨季停工" in slipping and "可能延迟" in slipping

    officer.open(f"{SLIPPING}baseline/")
    officer.page.locator("main [type=date]").first.fill("2025-03-20")
    fill(officer, reason="雨季停工，顺延")
    assert "计划日期不能比它早" in press(officer)
    for months, node in enumerate(officer.page.locator("main [type=date]").all()[1:], start=5):
        node.fill(f"2025-{months:02}-20")
    assert "等待批准" in press(officer)
    assert officer.page.locator("main button:has-text('批准调整')").count() == 0
    read(leader, SLIPPING)
    changed = press(leader, "批准调整")
    assert "原计划保留" in changed and "首版" in changed and "第 1 版" in changed

    officer.open(f"{SLIPPING}factors/")
    fill(officer, kind="power", quantity="2000")
    officer.page.locator("[name=node]").select_option(index=1)
    assert "要素需求已登记" in press(officer)
    read(supplier, SLIPPING)
    with supplier.page.expect_navigation():
        supplier.page.locator("main a[href$='/promise/']").last.click()
    fill(supplier, promised_on="2026-12-31")
    assert "供电承诺 2026-12-31 到位，比节点晚" in press(supplier)
    assert "已经填报，更正请说明原因" in post(officer, f"{SLIPPING}money/", done="2400")
    fill(officer, reason="漏报工程款")
    assert "月度投资已填报" in press(officer)


def test_a_problem_is_closed_by_somebody_who_did_not_solve_it(visit: Visit) -> None:
    officer, owner, reviewer = visit("songyan"), visit("dingyi"), visit("zhoumin")
    title = "月度管网标高不符"
    raised = {"title": title, "organization": "holding", "due_on": "2024-09-10"}
    assert "到期不解决会自动升级" in post(officer, f"{SLIPPING}problems/", **raised)
    assert title in read(owner, "/projects/dispatch/weekly/")
    follow(owner, title)
    problem = owner.page.url.removeprefix(owner.site)
    assert "措施已记下" in post(owner, f"{problem}measure/", text="已安排现场复核")
    assert "等待他人核实" in post(owner, f"{problem}solve/", text="管网已改造")
    assert owner.open(f"{problem}close/") == 403
    assert "继续办理" in post(reviewer, f"{problem}return/", text="没有附照片")
    post(owner, f"{problem}solve/", text="照片已补")
    assert "问题已销号" in post(reviewer, f"{problem}close/", text="现场查看，已通")
    assert title not in read(owner, "/projects/dispatch/weekly/")


def test_what_is_recognized_shows_on_the_home_page_and_what_is_withdrawn_leaves_it(visit: Visit) -> None:
    reviewer, leader = visit("zhoumin"), visit("guyuan")
    before = signed(leader)
    waiting(reviewer, "拟辰绮电子材料光刻胶配套试剂项目")
    recognition = reviewer.page.url.removeprefix(reviewer.site)
    fill(reviewer, on="2024-07-30")
    press(reviewer, "予以认定")
    assert signed(leader) == before + 1
    assert "台账已重新计数" in post(reviewer, recognition, reason="协议文本有误")
    assert signed(leader) == before


def signed(visitor: Visitor) -> int:
    """How many signed projects the home page counts so far this year."""
    read(visitor, "/")
    row = visitor.page.locator("tr:has(a[href*='/targets/signed_projects_2024/'])").first
    return int(row.locator("td").nth(1).inner_text().removesuffix("合成"))


def test_personal_data_is_opened_by_whom_it_serves_and_each_opening_is_journaled(visit: Visit) -> None:
    officer, rival, auditor = visit("songyan"), visit("pengyue"), visit("luwen")
    contact = {"new-name": "甲某某", "new-position": "经理", "new-phone": "13800000000"}
    read(officer, "/enterprises/2/")
    officer.page.click("summary:has-text('登记联系人')")
    fill(officer, **contact)
    hidden = press(officer, "登记联系人")
    assert "13800000000" not in hidden
    officer.page.click("main button:has-text('查看（留下记录）')")
    officer.page.wait_for_selector("main :text('13800000000')")
    assert "甲某某" not in read(rival, "/enterprises/2/")
    assert "宋妍\t联系人 · 查看" in read(auditor, "/journal/")
