"""A fixed number of queries, however many targets and figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from chaotou.core.zone.specs import Zone
from chaotou.figures import operations
from chaotou.figures.queries.detail import target_detail
from chaotou.figures.queries.series import latest, series
from chaotou.figures.queries.standings import standings

AUGUST = date(2024, 8, 12)
BUDGET = 10


@pytest.fixture
def many(ledger, files, now) -> Zone:
    """The small zone with sixty more indicators, each with a target and a figure."""
    codes = [f"more_{number}" for number in range(60)]
    usual = {"name": "更多", "english": "More"}
    measured = {
        "unit": "亿元",
        "measure": "flow",
        "cumulative": True,
        "group": "output",
        "frequency": "month",
    }
    held = {"kind": "level", "body": "zone", "period": "2024", "value": Decimal(100), "source": "page"}
    said = {"set_on": date(2024, 1, 7), "provenance": "press"}
    figure = {"body": "zone", "period": "2024H1", "value": 50, "status": "final", "source": "page"}
    known = {"synthetic": False, "recorded_on": date(2024, 7, 20)}
    zone = Zone.model_validate(
        {
            **files,
            "indicators": [*files["indicators"], *({"code": code, **usual, **measured} for code in codes)],
            "targets": [
                *files["targets"],
                *({"code": f"{code}_2024", "indicator": code, **usual, **held, **said} for code in codes),
            ],
            "observations": [
                *files["observations"],
                *({"indicator": code, **figure, **known} for code in codes),
            ],
        }
    )
    operations.load_catalogue(zone=zone, now=now)
    operations.load_observations(zone=zone, now=now)
    return zone


def test_standings_take_as_many_queries_for_many_targets(
    many, zhoumin, hechuan, django_assert_max_num_queries
):
    for person in (zhoumin, hechuan):
        with django_assert_max_num_queries(BUDGET):
            assert len(standings(person, on=AUGUST).rows) == len(many.targets)


def test_a_targets_page_takes_a_fixed_number_of_queries(many, zhoumin, django_assert_max_num_queries):
    with django_assert_max_num_queries(BUDGET + 5):
        target_detail(zhoumin, "more_1_2024", AUGUST)


def test_an_indicators_page_takes_a_fixed_number_of_queries(many, zhoumin, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        series(zhoumin, "total_trade", "zone", on=AUGUST, compared=("city", "county_a"))


def test_the_list_of_indicators_takes_a_fixed_number_of_queries(many, zhoumin, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert len(latest(zhoumin, on=AUGUST)) == len(many.indicators)


def test_the_home_page_asks_who_one_is_only_once(many, guyuan, signed_in, django_assert_max_num_queries):
    browser = signed_in(guyuan)
    with django_assert_max_num_queries(14):
        assert browser.get("/").status_code == 200
