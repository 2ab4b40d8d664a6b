"""What effort is counted in: how a subject's figures moved over the years, and what is counted whole."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from chaotou.core.evaluation.lifting.levers import Basis
from chaotou.core.periods import Period
from chaotou.evaluation.access import SYSTEM
from chaotou.evaluation.gathering import past
from chaotou.evaluation.queries.levers import levers
from chaotou.evaluation.queries.results import run_page, scorecard
from chaotou.figures.models import Body, Indicator, Observation


@pytest.fixture
def remember(ledger, now):
    """`remember(2021, 100, growth)`: the zone's trade of the first half of a year, published."""

    def put(year: int, value: str, growth: str | None = None, published: datetime | None = now) -> None:
        half = Period.half(year, 1)
        Observation.objects.create(
            indicator=Indicator.objects.get(code="total_trade"),
            body=Body.objects.get(code="zone"),
            first_month=half.first,
            latest_month=half.latest,
            value=Decimal(value),
            growth_yoy=None if growth is None else Decimal(growth),
            status="final",
            recorded_at=now,
            published_at=published,
        )

    return put


def deviations(half, now, *names: str):
    return past.deviations("zone", names, period=half, known_at=now)


def test_a_figure_s_effort_is_how_far_it_moved_in_a_usual_year(remember, half, now):
    for year, value in ((2021, "100"), (2022, "103"), (2023, "107")):
        remember(year, value)
    found = deviations(half, now, "total_trade", "gdp")
    assert found == pytest.approx({"total_trade": ((9 + 16 + 25 * 25) / 3) ** 0.5})


def test_growth_is_counted_in_points_and_what_came_before_a_gap_is_left_out(remember, half, now):
    for year, growth in ((2020, "0.5"), (2022, "0.03"), (2023, "0.05")):
        remember(year, "100", growth)
    assert deviations(half, now, "total_trade.growth") == {}
    assert deviations(half, now, "total_trade") == pytest.approx({"total_trade": (32 * 32 / 2) ** 0.5})


def test_what_is_not_published_is_not_counted_on(remember, half, now):
    for year in (2021, 2022, 2023):
        remember(year, str(year), published=None)
    assert deviations(half, now, "total_trade") == {}


def test_firms_and_late_figures_are_counted_whole(ledger, serve):
    firms = ledger.indicators[1].model_copy(update={"code": "firms", "unit": "家"})
    ledger = ledger.model_copy(update={"indicators": (*ledger.indicators, firms)})
    serve(ledger)
    assert past.steps(["gdp", "firms", "firms.growth", "figures_late"]) == {"firms": 1, "figures_late": 1}


def test_the_plan_page_counts_effort_in_the_subject_s_own_years(remember, published, signed_in, zhoumin):
    for year, value in ((2021, "100"), (2022, "103"), (2023, "107")):
        remember(year, value)
    page, card = run_page(SYSTEM, published.code), scorecard(SYSTEM, published.code)
    found = {one.fact: one for one in levers(page, card, "zone")}
    assert found["total_trade"].basis is Basis.STATED
    answer = signed_in(zhoumin).get(reverse("evaluation:plan", args=[published.code, "zone"]))
    assert "历年波动" in answer.content.decode()
