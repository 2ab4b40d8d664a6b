"""What a goal takes: plans that were run before they are shown, each leading to the what-if page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

CHOSEN = {"chosen": "1", "goal": "rank", "rank": "1"}
FIRST = {**CHOSEN, "use.total_trade": "1", "use.gdp": "1", "most.total_trade": "260"}


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def address(published) -> str:
    return reverse("evaluation:plan", args=[published.code, "zone"])


def test_without_a_goal_nothing_is_computed(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address)
    assert answer.status_code == 200
    assert "lift" not in answer.context


def test_every_plan_reaches_the_place_within_its_bounds(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address, FIRST)
    plans = [one.plan for one in answer.context["plans"]]
    assert plans
    for plan in plans:
        assert (plan.reaches, plan.rank) == (True, 1)
        assert all(move.finish <= 260 for move in plan.moves if move.fact == "total_trade")
    assert [plan.effort for plan in plans] == sorted(plan.effort for plan in plans)


def test_a_plan_opens_in_the_what_if_page_with_the_same_place(signed_in, zhoumin, address, published):
    browser = signed_in(zhoumin)
    answer = browser.get(address, FIRST)
    plan = answer.context["plans"][0].plan
    what_if = reverse("evaluation:what_if", args=[published.code, "zone"])
    link = unescape(re.search(rf'href="({re.escape(what_if)}\?[^"]+)"', words(answer)).group(1))
    after = browser.get(link).context["outlook"].after
    assert (after.rank, after.total) == (plan.rank, pytest.approx(plan.total))


def test_whether_the_least_is_proven_is_said_with_the_reason(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address, FIRST)
    found = answer.context["lift"]
    said = "第一种办法已证明费力最少" if found.exact else "不保证最少"
    assert said in words(answer)
    assert found.exact or str(found.reason) in unescape(words(answer))


def test_a_dearer_figure_costs_more_effort(signed_in, zhoumin, address):
    one = {**CHOSEN, "use.total_trade": "1", "most.total_trade": "260"}
    browser = signed_in(zhoumin)
    plain = browser.get(address, one).context["plans"][0].plan
    dear = browser.get(address, {**one, "cost.total_trade": "4"}).context["plans"][0].plan
    assert dear.effort == pytest.approx(4 * plain.effort, rel=1e-3)


def test_a_goal_out_of_reach_says_how_far_one_comes(signed_in, zhoumin, address):
    narrow = {**CHOSEN, "goal": "total", "total": "100", "use.gdp": "1", "most.gdp": "241"}
    page = words(signed_in(zhoumin).get(address, narrow))
    assert "到不了这个目标" in page
    assert "用尽限度" in page


def test_a_goal_already_reached_is_said(signed_in, zhoumin, address):
    assert "已经达到" in words(signed_in(zhoumin).get(address, {**FIRST, "rank": "3"}))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"goal": "rank", "rank": "第一"}, "目标不是数"),
        ({"goal": "total", "total": ""}, "目标不是数"),
        ({**FIRST, "most.total_trade": "很多"}, "不是数"),
        (CHOSEN, "没有选"),
        ({**FIRST, "most.total_trade": "100"}, "应包含现值"),
        ({"goal": "grade", "grade": "best", "use.gdp": "1"}, "等次"),
    ],
)
def test_what_cannot_be_asked_is_said_in_words(signed_in, zhoumin, address, asked, said):
    answer = signed_in(zhoumin).get(address, asked)
    assert answer.status_code == 200
    assert said in words(answer)
    assert "plans" not in answer.context


def test_who_is_first_has_nobody_above(signed_in, zhoumin, published):
    top = reverse("evaluation:plan", args=[published.code, "peer_a"])
    assert "前面已没有名次" in words(signed_in(zhoumin).get(top, {"goal": "above", "use.gdp": "1"}))


def test_htmx_gets_the_plans_alone(signed_in, zhoumin, address):
    part = words(signed_in(zhoumin).get(address, FIRST, headers={"HX-Request": "true"}))
    assert part.strip().startswith('<section id="plans"')


def test_who_sees_only_part_of_the_results_makes_no_plans(signed_in, linxiao, shenjie, address):
    for person in (linxiao, shenjie):
        assert signed_in(person).get(address, FIRST).status_code == 403
