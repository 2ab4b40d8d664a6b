"""Standings of any past day, as then known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from chaotou.core.periods import Period
from chaotou.figures import operations
from chaotou.figures.access import SYSTEM
from chaotou.figures.models import Observation
from chaotou.figures.queries.standings import standings

AUGUST = date(2024, 8, 12)


def _row(on: date, code: str, **said):
    return next(row for row in standings(SYSTEM, on=on, **said).rows if row.code == code)


def test_a_figure_counts_from_the_evening_it_was_published(ledger):
    assert _row(date(2024, 7, 19), "trade_2024").period == Period.year(2023)
    assert _row(date(2024, 7, 20), "trade_2024").period == Period.half(2024, 1)


def test_nothing_is_in_force_before_it_was_set(ledger):
    assert standings(SYSTEM, on=date(2024, 1, 6)).rows == ()
    assert len(standings(SYSTEM, on=date(2024, 1, 7)).rows) == len(ledger.targets)


def test_a_later_revision_does_not_change_an_earlier_day(ledger, linxiao, zhoumin, now):
    june = Observation.objects.get(indicator__code="gdp", body__code="zone", latest_month=2024 * 12 + 5)
    later = {"value": Decimal(250), "growth_yoy": Decimal("0.05"), "reason": "核减", "now": now}
    row = operations.revise_observation(person=linxiao, observation=june.pk, **later, note="核减")
    operations.publish_observation(person=zhoumin, observation=row.pk, now=now)
    assert _row(AUGUST - timedelta(days=1), "gdp_2024").growth == Decimal("0.081")
    assert _row(AUGUST, "gdp_2024").growth == Decimal("0.05")


def test_what_is_known_today_of_a_past_day_can_be_asked(ledger, linxiao, now):
    june = Observation.objects.get(indicator__code="gdp", body__code="zone", latest_month=2024 * 12 + 5)
    later = {"growth_yoy": Decimal("0.05"), "reason": "核减", "note": "核减", "now": now}
    operations.revise_observation(person=linxiao, observation=june.pk, **later)
    past = date(2024, 7, 31)
    assert _row(past, "gdp_2024").growth == Decimal("0.081")
    assert _row(past, "gdp_2024", known_at=now).growth == Decimal("0.05")


def test_a_changed_target_holds_from_the_day_it_was_changed(ledger, zhoumin, now):
    operations.change_target(person=zhoumin, code="trade_2024", value=Decimal(300), reason="加压", now=now)
    assert _row(AUGUST - timedelta(days=1), "trade_2024").target == 240
    assert _row(AUGUST, "trade_2024").target == 300


def test_a_withdrawn_target_offers_no_change_on_the_days_before(ledger, zhoumin, signed_in, now, monkeypatch):
    operations.withdraw_target(person=zhoumin, code="trade_2024", reason="并入其他目标", now=now)
    address = reverse("figures:target", args=["trade_2024"]) + "?as_of=2024-08-01"
    page = signed_in(zhoumin).get(address).content.decode()
    assert reverse("figures:change_target", args=["trade_2024"]) not in page
    assert "这项目标已经撤销。" in page


def test_a_withdrawn_target_still_stands_on_the_days_before(ledger, zhoumin, now):
    operations.withdraw_target(person=zhoumin, code="trade_2024", reason="并入其他目标", now=now)
    codes = {row.code for row in standings(SYSTEM, on=AUGUST).rows}
    assert "trade_2024" not in codes
    assert _row(AUGUST - timedelta(days=1), "trade_2024").target == 240


def test_last_years_targets_stand_until_the_new_year_has_its_own(ledger, zhoumin):
    january = date(2025, 1, 10)
    assert _row(january, "trade_2024").target_period == Period.year(2024)
    said = {
        "indicator": "total_trade",
        "body": "zone",
        "kind": "level",
        "value": Decimal(260),
        "name": "2025",
    }
    now = datetime(2025, 1, 8, tzinfo=UTC)
    operations.set_target(person=zhoumin, code="trade_2025", period=Period.year(2025), now=now, **said)
    assert [row.code for row in standings(SYSTEM, on=january).rows] == ["trade_2025"]


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2024, 6, 30), date(2024, 12, 31), date(2026, 5, 1)])
def test_every_day_has_standings(ledger, day):
    assert standings(SYSTEM, on=day).summary.total == len(ledger.targets)


def _waits_for(browser, **query: str) -> str:
    return browser.get(reverse("home"), query).content.decode()


def test_pages_open_as_known_now_and_a_named_day_as_then_known(ledger, guyuan, zhoumin, signed_in):
    operations.change_target(
        person=zhoumin, code="trade_2024", value=Decimal(317), reason="加压", now=timezone.now()
    )
    browser, table = signed_in(guyuan), reverse("figures:standings")
    today, then = (browser.get(table, query).content.decode() for query in ({}, {"as_of": "2024-08-12"}))
    assert "317.00" in today
    assert "按目前所知" in today
    assert "317.00" not in then
    assert "按当时所知" in then


def test_what_was_recorded_later_is_not_asked_for_again(ledger, linxiao, signed_in, now):
    browser = signed_in(linxiao)
    assert "应报" in _waits_for(browser, as_of="2024-07-24")
    assert "应报" not in _waits_for(browser)


def test_links_name_a_day_only_where_the_address_does(ledger, guyuan, signed_in):
    browser = signed_in(guyuan)
    address = reverse("figures:target", args=["trade_2024"])
    assert f'href="{address}"' in _waits_for(browser)
    assert f'href="{address}?as_of=2024-08-12"' in _waits_for(browser, as_of="2024-08-12")
