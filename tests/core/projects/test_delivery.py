"""Where delivery stands: nodes, factors, problems that rise, the project's light with its reasons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.issues import Message
from chaotou.core.lights import Band, Light, Thresholds
from chaotou.core.naming import Named
from chaotou.core.projects.delivery import (
    Climb,
    DeliveryRules,
    Factor,
    Level,
    Node,
    Problem,
    Standing,
    climbs,
    factor_standing,
    node_standing,
    problem_standing,
    project_standing,
)
from chaotou.core.workdays import WorkdayCalendar

DAYS = Thresholds((Band(Light.ON_TRACK, 0), Band(Light.AT_RISK, -15), Band(Light.BEHIND, None)))
RULES = DeliveryRules(DAYS, due_soon_days=14)
PLANNED = date(2024, 6, 30)
ROOF, POWER = Named("主体封顶", "Topping out"), Named("供电", "Power")
days = st.integers(-400, 400)


def node(**said: object) -> Node:
    return Node(ROOF, PLANNED, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("late", "state", "light"),
    [
        (-30, "on_plan", "on_track"),
        (-14, "due_soon", "on_track"),
        (0, "due_soon", "on_track"),
        (1, "late", "at_risk"),
        (15, "late", "at_risk"),
        (16, "late", "behind"),
    ],
)
def test_an_open_node_is_judged_by_the_days_since_its_plan(late: int, state: str, light: str) -> None:
    found = node_standing(node(), RULES, PLANNED + timedelta(late))
    assert (found.state, found.light, found.days_late) == (state, light, max(late, 0))


def test_a_node_done_late_is_done_and_says_how_late() -> None:
    found = node_standing(node(actual_on=date(2024, 7, 9)), RULES, date(2024, 12, 1))
    assert (found.state, found.light, found.days_late) == ("done_late", "done", 9)
    assert "9 天" in str(found.reasons[0])


def test_a_forecast_later_than_the_plan_is_yellow_before_the_day_comes() -> None:
    found = node_standing(node(forecast_on=date(2024, 9, 1)), RULES, date(2024, 3, 1))
    assert (found.state, found.light) == ("slipping", "at_risk")
    assert "63 天" in str(found.reasons[0])


def test_a_day_that_follows_from_other_nodes_is_yellow_too_and_never_called_on_plan() -> None:
    found = node_standing(node(expected_on=date(2024, 9, 1)), RULES, date(2024, 3, 1))
    assert (found.state, found.light, found.slip and found.slip.days) == ("slipping", "at_risk", 63)
    assert [str(one) for one in found.reasons] == ["主体封顶按前序节点推算 2024-09-01 完成，比计划晚 63 天。"]


@pytest.mark.parametrize(
    ("days", "light"), [(0, "on_track"), (3, "on_track"), (4, "at_risk"), (99, "at_risk")]
)
@pytest.mark.parametrize("how", ["expected_on", "forecast_on"])
def test_a_slip_is_yellow_past_the_green_band_and_said_before(how: str, days: int, light: str) -> None:
    lenient = Thresholds((Band(Light.ON_TRACK, -3), Band(Light.AT_RISK, -15), Band(Light.BEHIND, None)))
    slipping = node(**{how: PLANNED + timedelta(days)})
    found = node_standing(slipping, DeliveryRules(lenient, 14), date(2024, 3, 1))
    assert (found.light, found.state) == (light, "slipping" if days else "on_plan")


def test_the_later_of_forecast_and_what_follows_is_told_and_a_late_node_is_not_told_twice() -> None:
    both = node(forecast_on=date(2024, 7, 10), expected_on=date(2024, 9, 1))
    assert ["推算" in str(one) for one in node_standing(both, RULES, date(2024, 3, 1)).reasons] == [True]
    forecast = node(forecast_on=date(2024, 9, 1), expected_on=date(2024, 9, 1))
    assert ["预计" in str(one) for one in node_standing(forecast, RULES, date(2024, 3, 1)).reasons] == [True]
    late = node_standing(node(expected_on=date(2024, 7, 5)), RULES, date(2024, 7, 5))
    assert [str(one) for one in late.reasons] == ["主体封顶应于 2024-06-30 完成，已迟 5 天。"]


@pytest.mark.parametrize(
    ("promised", "delivered", "today", "state", "turns"),
    [
        (None, None, "2024-03-01", "on_plan", False),
        (None, None, "2024-06-20", "due_soon", False),
        ("2024-07-05", None, "2024-03-01", "promised_late", True),
        (None, None, "2024-07-03", "late", True),
        ("2024-06-01", "2024-06-28", "2024-07-03", "delivered", False),
        (None, "2024-07-02", "2024-07-03", "delivered_late", False),
    ],
)
def test_a_factor_late_against_its_node_turns_the_node_yellow_by_itself(
    promised: str | None, delivered: str | None, today: str, state: str, turns: bool
) -> None:
    said = {"promised_on": promised, "delivered_on": delivered}
    dated = {key: date.fromisoformat(value) for key, value in said.items() if value}
    factor, on = Factor(POWER, PLANNED, **dated), date.fromisoformat(today)
    assert factor_standing(factor, RULES, on).state == state
    found = node_standing(node(factors=(factor,)), RULES, on)
    assert any("供电" in str(reason) for reason in found.reasons) is turns
    assert (found.state == "slipping") is (turns and on <= PLANNED)
    assert found.light == ("at_risk" if turns else "on_track" if on <= PLANNED else "at_risk")


def test_a_node_that_is_done_is_not_turned_by_its_factors() -> None:
    late = Factor(POWER, PLANNED)
    found = node_standing(node(actual_on=PLANNED, factors=(late,)), RULES, date(2024, 9, 1))
    assert (found.state, found.light) == ("done", "done")


@pytest.mark.parametrize(
    ("today", "said", "state", "light"),
    [
        ("2024-05-01", {}, "open", "on_track"),
        ("2024-06-20", {}, "due_soon", "at_risk"),
        ("2024-07-01", {}, "overdue", "behind"),
        ("2024-06-20", {"solved": True}, "solved", "on_track"),
        ("2024-07-01", {"solved": True}, "overdue", "behind"),
        ("2024-09-01", {"solved": True, "closed": True}, "closed", "done"),
    ],
)
def test_a_problem_stands_against_the_day_it_was_due(
    today: str, said: dict[str, bool], state: str, light: str
) -> None:
    found = problem_standing(Problem("道路未通", PLANNED, **said), RULES, date.fromisoformat(today))
    assert (found.state, found.light) == (state, light)


NATURAL = WorkdayCalendar.of_every_day()
DAYS_HELD = {"unit": 5, "leader": 10, "meeting": 20, "city": None}
LEVELS = [Level(code, days, NATURAL) for code, days in DAYS_HELD.items()]
MONDAY = date(2024, 3, 4)


def test_a_problem_rises_level_by_level_and_stops_at_the_top() -> None:
    found = climbs("unit", MONDAY, LEVELS, date(2024, 12, 1))
    dates = [MONDAY + timedelta(n) for n in (5, 15, 35)]
    assert found == [Climb(level, on) for level, on in zip(("leader", "meeting", "city"), dates, strict=True)]


def test_days_at_a_level_are_working_days_where_the_zone_says_so() -> None:
    worked = [Level(code, days, WorkdayCalendar()) for code, days in DAYS_HELD.items()]
    assert climbs("unit", MONDAY, worked, date(2024, 3, 10)) == []
    assert climbs("unit", MONDAY, worked, date(2024, 3, 11)) == [Climb("leader", date(2024, 3, 11))]


def test_a_level_the_zone_no_longer_has_stays() -> None:
    assert climbs("gone", MONDAY, LEVELS, date(2024, 12, 1)) == []


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(0, 90))
def test_asking_often_or_once_gives_the_same_rises(asked: list[int], latest: int) -> None:
    level, since, seen = "unit", MONDAY, []
    for after in sorted([*asked, latest]):
        for climb in climbs(level, since, LEVELS, MONDAY + timedelta(after)):
            seen.append(climb)
            level, since = climb.level, climb.on
    assert seen == climbs("unit", MONDAY, LEVELS, MONDAY + timedelta(max([*asked, latest])))


def test_a_project_names_every_red_and_yellow_reason_the_worst_first() -> None:
    today = date(2024, 8, 1)
    soon, late = node_standing(node(), RULES, date(2024, 7, 2)), node_standing(node(), RULES, today)
    short = Standing("at_risk", Light.BEHIND, 0, (Message("投资欠序时进度 12.00 个百分点。"),))
    found = project_standing([soon, node_standing(node(), RULES, date(2024, 3, 1)), short, late])
    assert (found.light, found.days_late) == ("behind", 32)
    assert [str(reason) for reason in found.reasons] == [
        "主体封顶应于 2024-06-30 完成，已迟 32 天。",
        "投资欠序时进度 12.00 个百分点。",
        "主体封顶应于 2024-06-30 完成，已迟 2 天。",
    ]


def test_of_the_nodes_expected_late_the_one_that_slips_most_stands_for_the_others() -> None:
    slips = [
        node_standing(node(expected_on=PLANNED + timedelta(days)), RULES, date(2024, 3, 1))
        for days in (9, 12, 10)
    ]
    late = node_standing(node(), RULES, date(2024, 7, 1))
    said = [str(reason) for reason in project_standing([*slips, late]).reasons]
    assert ["已迟" in said[0], "12 天" in said[1], said[2]] == [True, True, "另有 2 个节点预计晚于计划。"]


def test_a_node_done_late_is_no_reason_any_more() -> None:
    done = node_standing(node(actual_on=date(2024, 7, 9)), RULES, date(2024, 12, 1))
    assert project_standing([done]).reasons == ()


def test_a_project_without_a_plan_has_no_light_of_its_own() -> None:
    found = project_standing([], has_plan=False)
    assert (found.light, [str(reason) for reason in found.reasons]) == ("no_data", ["还没有节点计划。"])


def test_a_project_without_a_plan_is_red_where_a_problem_is() -> None:
    overdue = problem_standing(Problem("道路未通", PLANNED), RULES, date(2024, 9, 1))
    assert project_standing([overdue], has_plan=False).light == "behind"


@given(days, st.none() | days, st.none() | days, st.none() | days)
def test_every_node_has_a_light_whatever_its_dates(
    late: int, forecast: int | None, done: int | None, then: int | None
) -> None:
    on = {"forecast_on": forecast, "actual_on": done, "expected_on": then}
    said = {key: PLANNED + timedelta(value) for key, value in on.items() if value is not None}
    found = node_standing(node(**said), RULES, PLANNED + timedelta(late))
    assert found.light in (Light.ON_TRACK, Light.AT_RISK, Light.BEHIND, Light.DONE)
    assert found.reasons or found.light in (Light.ON_TRACK, Light.DONE)
