"""What waits for somebody leads to where it is done."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from django.urls import reverse

from chaotou.core.periods import Period
from chaotou.core.zone.project_specs import CountBasis, CountSpec
from chaotou.figures.queries.standings import standings
from chaotou.figures.queries.waiting import waiting

DECEMBER = date(2024, 12, 15)


def test_a_figure_that_is_due_names_its_body_and_the_period_it_is_reported_for(ledger, linxiao):
    due = waiting(linxiao, standings(linxiao, on=DECEMBER).rows).to_record
    found = {(one.indicator.code, one.body.code): one.period for one in due}
    assert found["gdp", "zone"] == Period.parse("2024-01..2024-09")


def test_what_the_platform_counts_waits_for_nobody(ledger, linxiao, serve):
    counted = CountSpec(indicator="gdp", moved_to="signed", tier="all", basis=CountBasis.REPORTED)
    zone = ledger.model_copy(update={"counts": (counted,)})
    serve(zone)
    due = waiting(linxiao, standings(linxiao, on=DECEMBER).rows).to_record
    assert "gdp" not in {one.indicator.code for one in due}


def test_the_way_from_home_to_a_due_figure_fills_in_its_period(ledger, linxiao, signed_in):
    browser = signed_in(linxiao)
    page = browser.get(reverse("home"), {"as_of": DECEMBER.isoformat()}).content.decode()
    address = unescape(re.search(r'href="([^"]*/entry/gdp/[^"]*)"', page).group(1))
    form = browser.get(address).content.decode()
    assert 'value="2024-01..2024-09"' in form
    assert '<option value="zone" selected>' in form


def test_the_list_of_indicators_is_named_in_the_plural_in_english(ledger, linxiao, signed_in):
    browser = signed_in(linxiao)
    browser.cookies["django_language"] = "en"
    page = browser.get(reverse("figures:indicators")).content.decode()
    assert "<h1>Indicators</h1>" in page
    assert "<title>Indicators" in page
