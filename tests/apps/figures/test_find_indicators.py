"""Finding an indicator by any of its names."""

from __future__ import annotations

import pytest
from django.urls import reverse

from chaotou.figures.models import Indicator
from chaotou.figures.queries.catalogue import found_as


@pytest.fixture
def leader(ledger, guyuan, signed_in):
    Indicator.objects.filter(code="fixed_asset_investment").update(aliases=["固投", "FAI"])
    return signed_in(guyuan)


def found(client, text: str) -> set[str]:
    page = client.get(reverse("figures:indicators"), {"q": text})
    assert page.status_code == 200
    shown = page.content.decode()
    codes = Indicator.objects.values_list("code", flat=True)
    return {code for code in codes if reverse("figures:indicator", args=[code]) + '"' in shown}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("固定资产", {"fixed_asset_investment"}),
        ("固投", {"fixed_asset_investment"}),
        ("fai", {"fixed_asset_investment"}),
        ("ＦＡＩ", {"fixed_asset_investment"}),
        ("Asset  fixed", {"fixed_asset_investment"}),
        ("total_trade", {"total_trade"}),
        ("出口", {"total_trade", "exports"}),
        ("GDP", {"gdp"}),
    ],
)
def test_an_indicator_is_found_by_name_english_alias_or_code(leader, text, codes):
    assert found(leader, text) == codes


def test_an_empty_text_finds_all(leader):
    assert found(leader, "  ") == set(Indicator.objects.values_list("code", flat=True))


def test_a_text_that_finds_nothing_is_said_and_leads_to_all(leader):
    page = leader.get(reverse("figures:indicators"), {"q": "<b>不存在"}).content.decode()
    assert "没有叫“&lt;b&gt;不存在”的指标" in page
    assert f'href="{reverse("figures:indicators")}"' in page
    assert 'value="&lt;b&gt;不存在"' in page


def test_the_day_in_the_address_is_kept(leader):
    page = leader.get(reverse("figures:indicators"), {"q": "固投", "as_of": "2024-08-12"}).content.decode()
    assert '<input type="hidden" name="as_of" value="2024-08-12">' in page


def test_the_alias_that_found_it_is_shown_beside_the_name(leader):
    assert ">固投<" in leader.get(reverse("figures:indicators"), {"q": "固投"}).content.decode()


def test_words_of_different_names_do_not_find_together(leader):
    row = Indicator.objects.get(code="fixed_asset_investment")
    assert found_as(row, "固投 asset") is None
    assert found_as(row, "asset") == "Fixed Asset Investment"
