"""Numbers are read as people type them, and nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from chaotou.ui.fields import NumberField


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("５９０．５", "590.5"),
        ("1,234,567.8", "1234567.8"),
        ("１，２３４", "1234"),
        ("－3.6", "-3.6"),
        ("−3.6", "-3.6"),
        (" 12 ", "12"),
    ],
)
def test_a_number_is_read_as_it_is_typed(typed, number):
    assert NumberField().clean(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["40.2%", "40.2％", "４０．２ %"])
def test_a_growth_may_end_in_a_percent_sign(typed):
    assert NumberField(percent=True).clean(typed) == Decimal("40.2")


@pytest.mark.parametrize("typed", ["40.2%", "1,5", "12,34", "一百", "1 234", ",123"])
def test_what_could_be_read_in_two_ways_is_refused(typed):
    with pytest.raises(ValidationError):
        NumberField().clean(typed)


@pytest.mark.parametrize("typed", ["1e5", "1E5", "1_000", "1e-3", "０x1"])
def test_a_power_of_ten_is_no_number_anybody_types(typed):
    with pytest.raises(ValidationError, match="科学记数法"):
        NumberField().clean(typed)


def test_the_same_number_written_otherwise_is_no_change():
    assert not NumberField().has_changed(Decimal("1234.5"), "１,234.5")
