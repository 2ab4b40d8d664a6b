"""How numbers, periods, lights and names are printed."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from chaotou.core.naming import Named
from chaotou.core.periods import Period
from chaotou.core.zone.specs import LightBand
from chaotou.ui.templatetags import show


@pytest.fixture(autouse=True)
def chinese():
    with translation.override("zh-hans"):
        yield


@pytest.mark.parametrize(
    "shown", [show.number, show.signed, show.percent, show.growth, show.points, show.bare, show.period]
)
def test_what_is_missing_is_a_dash_and_never_a_zero(shown):
    assert shown(None) == "—"


def test_a_missing_float_is_a_dash():
    assert show.number(float("nan")) == "—"


def test_a_number_has_thousands_and_rounds_half_up():
    assert show.number(Decimal("1234.565")) == "1,234.57"


def test_a_fraction_is_printed_as_percent():
    assert show.percent(Decimal("0.075")) == "7.5%"


@pytest.mark.parametrize(
    ("value", "text"), [(12.144, "+12.14"), (-12.92, "−12.92"), (0, "0.00"), (-0.001, "0.00")]
)
def test_a_difference_carries_its_sign_unless_it_is_nothing(value, text):
    assert show.points(value) == f"{text} 个百分点"


def test_a_period_is_said_in_the_readers_language():
    assert show.period(Period.to_month(2024, 7)) == "2024年1—7月"
    with translation.override("en"):
        assert show.period(Period.to_month(2024, 7)) == "Jan–Jul 2024"


def test_a_period_within_a_known_year_leaves_the_year_out():
    assert show.months(Period.to_month(2024, 7)) == "1—7月"
    with translation.override("en"):
        assert show.months(Period.to_month(2024, 7)) == "Jan–Jul"


def test_a_light_says_its_word_beside_its_shape():
    band = LightBand(light="behind", name="滞后", english="Lagging")
    assert ">滞后<" in show.light(band)
    assert "light-behind" in show.light(band)
    with translation.override("en"):
        assert ">Lagging<" in show.light(band)


def test_no_light_is_a_dash():
    assert show.light(None) == "—"


def test_a_name_falls_back_to_chinese_where_english_is_missing():
    with translation.override("en"):
        assert show.name(SimpleNamespace(name="淮安市", english="Huai'an")) == "Huai'an"
        assert show.name(SimpleNamespace(name="某街道", english="")) == "某街道"


def test_a_unit_is_found_by_its_chinese_name_as_by_its_code():
    with translation.override("en"):
        assert show.unit("亿元") == show.unit("cny_100m") == "CNY 100m"


def test_a_synthetic_value_is_marked_with_a_word():
    assert "合成" in show.synthetic(True)
    assert show.synthetic(False) == ""


def test_a_name_is_said_in_the_reader_s_language():
    name = Named("签约", "Signed")
    assert show.said(name) == "签约"
    with translation.override("en"):
        assert show.said(name) == "Signed"


def test_chinese_on_an_english_page_is_marked_and_escaped():
    typed = "Due: 110 千伏线路 2 回，<急>"
    assert show.chinese(typed) == "Due: 110 千伏线路 2 回，&lt;急&gt;"
    with translation.override("en"):
        marked = '<span lang="zh-Hans">千伏线路 2 回，</span>&lt;<span lang="zh-Hans">急</span>&gt;'
        assert show.chinese(typed) == f"Due: 110 {marked}"
