"""What an officer records: the latest figure of each indicator and the period that comes next."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from chaotou.core.periods import Period
from chaotou.core.zone.project_specs import CountBasis, CountSpec
from chaotou.figures import operations
from chaotou.figures.queries import recording
from chaotou.figures.queries.vintages import as_vintage

VALUE_ADDED = "industrial_value_added"
ON = date(2024, 8, 20)


@pytest.fixture
def record(ledger, linxiao, now):
    """`record(Period.half(2024, 1), 100)`: a figure that 林晓 recorded, not yet published."""

    def put(period: Period, value: int, **said):
        given = {"indicator": VALUE_ADDED, "body": "zone", "period": period, "value": Decimal(value)}
        return operations.record_observation(person=linxiao, now=now, **given, **said)

    return put


def line(person, on: date = ON, code: str = VALUE_ADDED) -> recording.Line:
    return next(one for one in recording.lines(person, "zone", on) if one.indicator.code == code)


def test_the_latest_figure_stands_beside_the_period_that_comes_next(record, linxiao):
    record(Period.to_month(2024, 5), 80)
    record(Period.half(2024, 1), 100)
    found = line(linxiao)
    assert (found.latest.value, found.latest.is_published) == (100, False)
    assert (str(found.period), found.by) == ("2024-01..2024-07", date(2024, 8, 31))
    assert (found.is_due, found.is_late) == (True, False)


def test_a_period_that_has_not_closed_is_not_due_and_one_past_its_day_is_late(record, linxiao):
    record(Period.half(2024, 1), 100)
    assert not line(linxiao, date(2024, 7, 30)).is_due
    assert line(linxiao, date(2024, 9, 1)).is_late


def test_what_was_never_reported_is_due_for_the_latest_closed_period(ledger, linxiao):
    found = line(linxiao)
    assert (found.latest, str(found.period), found.is_due) == (None, "2024-01..2024-07", True)


def test_what_the_platform_counts_is_never_due(record, ledger, linxiao, serve):
    counted = CountSpec(indicator=VALUE_ADDED, moved_to="signed", tier="all", basis=CountBasis.REPORTED)
    zone = ledger.model_copy(update={"counts": (counted,)})
    serve(zone)
    found = line(linxiao, date(2024, 12, 1))
    assert (found.is_counted, found.is_due, found.is_late) == (True, False, False)


def test_one_sees_ones_own_indicators_only(record, linxiao, hechuan):
    mine, others = (
        {one.indicator.code for one in recording.lines(who, "zone", ON)} for who in (linxiao, hechuan)
    )
    assert VALUE_ADDED in mine
    assert not mine & others


def test_recent_figures_are_the_latest_first_and_only_as_they_stand(record, linxiao, hechuan, now):
    first = record(Period.to_month(2024, 5), 80)
    record(Period.half(2024, 1), 100)
    operations.revise_observation(
        person=linxiao, observation=first.pk, reason="更正", now=now, value=Decimal(82), note="更正"
    )
    found = recording.recent(linxiao, VALUE_ADDED, "zone")
    assert [one.value for one in found][:2] == [100, 82]
    assert recording.recent(hechuan, VALUE_ADDED, "zone") == []
    assert as_vintage(first).value == 80


def test_the_list_leads_to_the_form_with_the_next_period_filled_in(record, linxiao, signed_in):
    record(Period.half(2024, 1), 100)
    browser = signed_in(linxiao)
    page = browser.get(reverse("figures:entry"), {"as_of": "2024-08-20"}).content.decode()
    address = f"{reverse('figures:record', args=[VALUE_ADDED])}?body=zone&amp;period=2024-01..2024-07"
    assert address in page
    form = browser.get(address.replace("&amp;", "&"))
    assert form.context["form"]["period"].value() == "2024-01..2024-07"
    assert "近几期的数" in form.content.decode()
