"""The reviewers' pages: naming and releasing judges, following their progress, noting counts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from chaotou.evaluation import operations
from chaotou.evaluation.models import Judge, JudgedMark

PANEL = ["offices", "2024H1"]
COUNT = {
    "subject": "economy",
    "criterion": "criticized_city",
    "value": "2",
    "reason": "市委办通报3号",
}


pytestmark = pytest.mark.usefixtures("ledger", "clock_stands")


@pytest.fixture
def judge(zhoumin, person, half, now) -> Judge:
    person("jia", "leads")
    return operations.name_judge(person=zhoumin, scheme="offices", period=half, judge="jia", now=now)


def words(answer) -> str:
    return answer.content.decode()


def test_a_scheme_and_period_are_chosen_by_the_address(signed_in, zhoumin):
    browser = signed_in(zhoumin)
    page = words(browser.get(reverse("evaluation:panels")))
    assert "部门考核" in page
    assert "同类区考核" not in page
    chosen = {"scheme": "offices", "period": "2024年上半年"}
    assert browser.get(reverse("evaluation:panels"), chosen).url == reverse("evaluation:panel", args=PANEL)
    to_counts = browser.get(reverse("evaluation:panels"), {**chosen, "counts": "1"})
    assert to_counts.url == reverse("evaluation:counts", args=PANEL)
    wrong = browser.get(reverse("evaluation:panels"), {**chosen, "period": "去年"})
    assert (wrong.status_code, "不是一个期间" in words(wrong)) == (422, True)


def test_a_period_the_scheme_does_not_score_is_refused_with_the_reason(signed_in, zhoumin):
    answer = signed_in(zhoumin).get(reverse("evaluation:panel", args=["offices", "2020H1"]))
    assert (answer.status_code, "2020" in words(answer)) == (403, True)


def test_a_reviewer_names_a_judge_who_then_has_a_sheet(signed_in, zhoumin, linxiao):
    address = reverse("evaluation:panel", args=PANEL)
    assert "还没有聘请评委" in words(signed_in(zhoumin).get(address))
    assert signed_in(zhoumin).post(address, {"judge": "linxiao"}).status_code == 302
    row = Judge.objects.get()
    assert (row.person, row.named_by) == (linxiao, zhoumin)
    assert "还差 2 名评委" in words(signed_in(zhoumin).get(address))
    assert signed_in(linxiao).get(reverse("evaluation:marks", args=PANEL)).status_code == 200


def test_who_may_not_judge_is_refused_in_the_form(signed_in, zhoumin, shenjie):
    answer = signed_in(zhoumin).post(reverse("evaluation:panel", args=PANEL), {"judge": "shenjie"})
    assert (answer.status_code, "职责分离" in words(answer)) == (422, True)
    assert not Judge.objects.exists()


def test_only_who_reviews_names_judges_and_others_read_why(signed_in, linxiao, shenjie):
    address = reverse("evaluation:panel", args=PANEL)
    seen = signed_in(linxiao).get(address)
    assert (seen.status_code, "只有审核岗位可以聘请评委" in words(seen)) == (200, True)
    assert "<select" not in words(seen).split("<main")[1]
    assert signed_in(linxiao).post(address, {"judge": "linxiao"}).status_code == 403
    assert signed_in(shenjie).get(address).status_code == 403
    assert not Judge.objects.exists()


def test_a_judge_is_released_with_a_reason(signed_in, zhoumin, linxiao, judge):
    address = reverse("evaluation:release_judge", args=[*PANEL, judge.pk])
    assert signed_in(linxiao).post(address, {"reason": "调离"}).status_code == 403
    assert signed_in(zhoumin).post(address, {"reason": ""}).status_code == 422
    assert signed_in(zhoumin).post(address, {"reason": "调离"}).status_code == 302
    judge.refresh_from_db()
    assert judge.released_at is not None
    assert signed_in(zhoumin).get(address).status_code == 404


def test_progress_shows_averages_only_to_who_oversees(signed_in, zhoumin, linxiao, person, judge, half, now):
    place = {"scheme": "offices", "period": half, "criterion": "work", "subject": "commerce"}
    others = [person(name, "leads") for name in ("yi", "bing")]
    for one in others:
        operations.name_judge(person=zhoumin, scheme="offices", period=half, judge=one.username, now=now)
    for one, value in zip([judge.person, *others], (71.375, 83.25, 95), strict=True):
        operations.record_mark(person=one, value=Decimal(str(value)), now=now, **place)
    address = reverse("evaluation:panel", args=PANEL)
    assert "83.25" in words(signed_in(zhoumin).get(address))
    assert "83.25" not in words(signed_in(linxiao).get(address))
    assert "71.375" not in words(signed_in(zhoumin).get(address))


def test_a_reviewer_notes_a_count_with_its_grounds(signed_in, zhoumin):
    address = reverse("evaluation:counts", args=PANEL)
    assert "还没有核定" in words(signed_in(zhoumin).get(address))
    assert signed_in(zhoumin).post(address, COUNT).status_code == 302
    row = JudgedMark.objects.get()
    assert (row.value, row.is_noted, row.judge, row.reason) == (2, True, zhoumin, COUNT["reason"])
    assert COUNT["reason"] in words(signed_in(zhoumin).get(address))


@pytest.mark.parametrize("wrong", [{"value": "两次"}, {"value": "-1"}, {"reason": ""}, {"criterion": "work"}])
def test_a_count_that_cannot_be_is_not_noted(signed_in, zhoumin, wrong):
    answer = signed_in(zhoumin).post(reverse("evaluation:counts", args=PANEL), {**COUNT, **wrong})
    assert answer.status_code == 422
    assert not JudgedMark.objects.exists()


def test_a_bureau_sees_its_own_counts_not_those_of_others(signed_in, zhoumin, linxiao, hechuan, shenjie):
    address = reverse("evaluation:counts", args=PANEL)
    signed_in(zhoumin).post(address, COUNT)
    assert COUNT["reason"] in words(signed_in(linxiao).get(address))
    assert COUNT["reason"] not in words(signed_in(hechuan).get(address))
    assert signed_in(linxiao).post(address, COUNT).status_code == 403
    assert signed_in(shenjie).get(address).status_code == 403


def test_a_scheme_without_judges_or_counts_says_so(signed_in, zhoumin):
    browser = signed_in(zhoumin)
    assert "没有评委评分" in words(browser.get(reverse("evaluation:panel", args=["peers", "2024H1"])))
    assert "没有要核定的事项" in words(browser.get(reverse("evaluation:counts", args=["peers", "2024H1"])))


def test_marks_that_came_with_the_files_leave_no_judge_missing(signed_in, zhoumin, half, now):
    place = {"scheme": "offices", "criterion": "work", "subject": "economy"}
    months = {"first_month": half.first, "latest_month": half.latest}
    for value in (70, 80, 90):
        JudgedMark.objects.create(value=value, salt="s", recorded_at=now, **place, **months)
    assert "还差" not in words(signed_in(zhoumin).get(reverse("evaluation:panel", args=PANEL)))
