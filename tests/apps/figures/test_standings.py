"""Where targets stand: the rows of the master table, to the last digit."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from chaotou.core.lights import Light
from chaotou.core.periods import Period
from chaotou.core.zone.specs import Zone
from chaotou.figures.access import SYSTEM
from chaotou.figures.export import standings_as_json
from chaotou.figures.queries.detail import target_detail
from chaotou.figures.queries.standings import standings

AUGUST = date(2024, 8, 12)
KEYS = [
    "code",
    "indicator",
    "unit",
    "target_unit",
    "kind",
    "target",
    "period",
    "latest",
    "cumulative",
    "growth",
    "attainment",
    "pace",
    "pace_gap_points",
    "lead_points",
    "expected",
    "expected_low",
    "expected_high",
    "gap",
    "needed_per_month",
    "comparators",
    "rank",
    "owner",
    "light",
    "synthetic",
    "published",
    "citation",
]


@pytest.fixture
def rows(ledger):
    return {row.code: row for row in standings(SYSTEM, on=AUGUST).rows}


def test_a_level_stands_by_its_pace(rows):
    row = rows["trade_2024"]
    assert (row.cumulative, row.this_month, row.period) == (120, 20, Period.half(2024, 1))
    assert (row.attainment, row.pace, row.pace_gap_points) == (Decimal("0.5"), Decimal("0.5"), 0)
    assert row.light.light is Light.ON_TRACK
    assert row.needed_per_month == 20
    assert row.growth == Decimal("0.111")


def test_even_past_years_land_where_they_lead(rows):
    row = rows["trade_2024"]
    assert row.expected == 240
    assert row.expected_low < row.expected < row.expected_high
    assert row.gap == 0


def test_a_count_behind_its_pace_is_behind(rows):
    row = rows["projects_2024"]
    assert (row.cumulative, row.attainment, row.pace_gap_points) == (54, Decimal("0.3375"), Decimal("-16.25"))
    assert row.light.light is Light.BEHIND
    assert row.needed_per_month == Decimal("17.67")


def test_a_growth_target_stands_by_published_growth(rows):
    row = rows["gdp_2024"]
    assert (row.target, row.growth, row.growth_basis) == (Decimal("0.08"), Decimal("0.081"), "comparable")
    assert (row.lead_points, row.light.light) == (Decimal("0.10"), Light.ON_TRACK)
    assert row.level_target == Decimal("518.40")
    assert row.is_synthetic


def test_a_rank_waits_for_its_year(rows):
    row = rows["rank_2024"]
    assert (row.latest, row.target, row.light.light) == (34, 30, Light.NOT_DUE)


def test_the_city_and_neighbors_stand_beside(rows):
    row = rows["trade_2024"]
    assert [one.body.code for one in row.comparators] == ["city", "county_a", "county_b"]
    assert (row.city.level, row.city.growth) == (600, Decimal("0.05"))
    assert row.city.comparison.difference_points == Decimal("6.1")


def test_the_rank_is_among_counties_and_zones_of_the_city(rows):
    assert (rows["trade_2024"].rank, rows["trade_2024"].ranked_among) == (2, 3)


def test_what_has_another_basis_is_not_ranked_with(rows):
    assert rows["gdp_2024"].rank is None
    other = next(one for one in rows["gdp_2024"].comparators if one.body.code == "county_a")
    assert (other.comparison.comparable, other.comparison.reason.value) == (False, "basis_mismatch")


def test_faster_than_compares_each_and_says_what_is_not_comparable(rows):
    row = rows["gdp_faster_2024"]
    found = {c.against: (c.difference_points, c.comparable) for c in row.comparisons}
    assert found["city"] == (Decimal("1.00"), True)
    assert found["county_a"] == (Decimal("-0.40"), False)
    assert found["same_period_last_year"] == (Decimal("0.90"), True)
    assert row.light.light is Light.ON_TRACK


def test_a_share_of_the_city_is_held_against_a_year_ago(rows):
    (share,) = rows["gdp_share_2024"].comparisons
    assert share.own == Decimal("0.092784")
    assert share.other == Decimal("0.090458")
    assert (share.difference_points, share.comparable) == (Decimal("0.23"), True)


def test_the_owner_is_who_leads_for_the_target_else_for_its_indicator(world, ledger):
    world.economy.responsibilities.create(role="lead", subject="target", code="trade_2024")
    found = {row.code: row.owner for row in standings(SYSTEM, on=AUGUST).rows}
    assert (found["trade_2024"], found["gdp_2024"]) == (world.economy, world.economy)


def test_the_summary_counts_every_light_and_names_the_worst(ledger):
    found = standings(SYSTEM, on=AUGUST).summary
    assert (
        found.total
        == found.on_track + found.at_risk + found.behind + found.done + found.no_data + found.not_due
    )
    assert [row.code for row in found.matter_most] == ["projects_2024"]


def test_each_number_of_a_target_is_derived(ledger):
    detail = target_detail(SYSTEM, "trade_2024", AUGUST)
    names = [step.name.value for step in detail.row.steps]
    assert {"this_month", "attainment", "pace", "pace_gap", "landing", "needed_per_month", "light"} <= set(
        names
    )
    assert [vintage.value for vintage in detail.figures_used] == [120]
    assert [row.value for row in detail.history] == [240]


def test_a_course_runs_over_every_month_of_its_period(ledger):
    course = target_detail(SYSTEM, "trade_2024", AUGUST).course
    assert len(course.points) == 12
    june = course.points[5]
    assert (june.actual, june.due, june.expected) == (120, 120, 120)
    assert (course.points[11].actual, course.points[11].due, course.points[11].expected) == (None, 240, 240)


def test_the_json_has_the_named_keys_and_plain_numbers(ledger):
    found = json.loads(json.dumps(standings_as_json(standings(SYSTEM, on=AUGUST))))
    assert all(list(row)[: len(KEYS)] == KEYS for row in found)
    rows = {row["code"]: row for row in found}
    trade = rows["trade_2024"]
    assert (trade["target"], trade["cumulative"], trade["attainment"], trade["pace"]) == (240, 120, 50, 50)
    assert (trade["period"], trade["unit"], trade["growth"], trade["light"]) == (
        "2024H1",
        "亿元",
        11.1,
        "on_track",
    )
    assert trade["citation"]["sentence"] == "进出口240亿元。"
    assert (rows["gdp_2024"]["target"], rows["gdp_2024"]["growth"]) == (8, 8.1)
    against = rows["gdp_faster_2024"]["comparisons"][0]
    assert {"against", "difference_points", "comparable", "reason"} <= set(against)


def test_a_scope_of_its_own_is_never_mixed_in(ledger, load, files, row, now):
    wide = [
        row("total_trade", "zone", "2024H1", 999, scope="wide", recorded_on=date(2024, 7, 21)),
        row(
            "total_trade", "county_b", "2024-01..2024-07", 999, 30, scope="wide", recorded_on=date(2024, 8, 2)
        ),
    ]
    load(now, observations=[*files["observations"], *wide])
    found = next(one for one in standings(SYSTEM, on=AUGUST).rows if one.code == "trade_2024")
    assert found.cumulative == 120
    assert found.period == Period.half(2024, 1)


def test_a_light_the_zone_gives_no_words_has_the_usual_ones(world, files, load, now, serve):
    zone = Zone.model_validate({**files, "lights": []})
    serve(zone)
    load(now)
    named = {lamp.light: (lamp.name, lamp.english) for lamp in standings(SYSTEM, on=AUGUST).lights}
    assert named[Light.BEHIND] == ("落后", "Behind")
    assert named[Light.DONE] == ("已完成", "Done")


def test_lights_laid_over_the_ratio_of_done_to_due_are_judged_by_it(world, files, load, now, serve):
    """By June 33.75 % of the projects are signed and 50 % are due: 0.675 of the plan."""
    bands = [
        {"light": "on_track", "at_least": 0.9, "name": "正常", "english": "On track"},
        {"light": "at_risk", "at_least": 0.6, "name": "有风险", "english": "At risk"},
        {"light": "behind", "name": "落后", "english": "Behind"},
    ]
    lights = [{"from": date(2024, 1, 1), "source": "page", "base": "ratio", "bands": bands}]
    zone = Zone.model_validate({**files, "lights": lights})
    serve(zone)
    load(now)
    lights = {row.code: row.light.light for row in standings(SYSTEM, on=AUGUST).rows}
    assert lights["projects_2024"] is Light.AT_RISK
