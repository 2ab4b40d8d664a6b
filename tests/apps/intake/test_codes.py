"""The codes of targets that documents bring."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.periods import Period
from chaotou.core.zone.vocabulary import Bound, TargetKind
from chaotou.figures.models import Target
from chaotou.intake.codes import LONGEST, fitted
from chaotou.intake.mapping import TargetDraft

CODES = st.from_regex(r"[a-z][a-z0-9_]{0,160}", fullmatch=True)


def draft(indicator: str, body: str = "zone") -> TargetDraft:
    period = Period.range((2024, 1), (2025, 7))
    return TargetDraft(indicator, body, period, TargetKind.FASTER_THAN, None, Bound.AT_LEAST)


def test_a_code_is_as_long_as_the_ledger_holds():
    assert Target._meta.get_field("code").max_length == LONGEST


def test_a_short_code_stays_as_it_is():
    assert draft("gdp").code == "zone_gdp_2024_01_to_2025_07_faster_than"


def test_long_codes_that_begin_alike_stay_apart():
    alike = "value_added_of_industry_above_designated_size_in_the_northern_part_of_the_zone"
    codes = {draft(f"{alike}{end}").code for end in ("", "_a", "_b")}
    assert len(codes) == 3
    assert all(len(code) <= LONGEST and code.startswith("zone_value_added") for code in codes)


@given(CODES)
def test_any_code_fits_is_a_slug_and_is_the_same_every_time(code):
    made = fitted(code)
    assert len(made) <= LONGEST
    assert re.fullmatch(r"[a-z0-9_]+", made)
    assert made == fitted(code)


@given(CODES, CODES)
def test_two_codes_never_become_one(one, other):
    assert (fitted(one) == fitted(other)) == (one == other)
