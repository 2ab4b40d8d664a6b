"""The words a zone's files may use where only some words make sense."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Pace(StrEnum):
    """How a year's plan is spread: by closed months, by days, or by the target's own curve."""

    EVEN_MONTH = "even_month"
    EVEN_DAY = "even_day"
    CUSTOM = "custom"


class OrganizationKind(StrEnum):
    ZONE = "zone"
    BUREAU = "bureau"
    SUBDISTRICT = "subdistrict"
    PARK = "park"
    STATE_FIRM = "state_firm"
    VILLAGE = "village"
    OTHER = "other"


class Duty(StrEnum):
    """What the holder of a post does with figures."""

    RECORDS = "records"
    REVIEWS = "reviews"
    LEADS = "leads"
    ADMINISTERS = "administers"
    AUDITS = "audits"


def are_mixed(duties: Collection[str]) -> bool:
    """Whether one person's duties exclude each other: who administers accounts or audits does nothing else.

    Separation of duties, MLPS 2.0 level 3.
    """
    return len(set(duties)) > 1 and not {Duty.ADMINISTERS, Duty.AUDITS}.isdisjoint(duties)


class BodyKind(StrEnum):
    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ZONE = "zone"
    ZONE_GROUP = "zone_group"
    FIRM = "firm"


class Measure(StrEnum):
    """What kind of number it is: a sum over time, a level at a date, a ratio, a count, a place."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"
    COUNT = "count"
    RANK = "rank"


def adds_up(measure: Measure, *, cumulative: bool) -> bool:
    """Whether a year's figure is the sum of its months; a ratio of half a year is no part of the year's."""
    return cumulative and measure in (Measure.FLOW, Measure.COUNT)


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class Frequency(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Provenance(StrEnum):
    """Where a definition or a target comes from; `estimated` and `local` are never shown as published."""

    OFFICIAL = "official"
    PRESS = "press"
    ESTIMATED = "estimated"
    LOCAL = "local"


class TargetKind(StrEnum):
    LEVEL = "level"
    COUNT = "count"
    GROWTH = "growth"
    RANK = "rank"
    AT_MOST = "at_most"
    SHARE = "share"
    ITEMS = "items"
    FASTER_THAN = "faster_than"
    SHARE_RISES = "share_rises"
    FORMULA = "formula"

    @property
    def is_relative(self) -> bool:
        """Whether it is held against other bodies or years instead of a number."""
        return self in (TargetKind.FASTER_THAN, TargetKind.SHARE_RISES)


class Bound(StrEnum):
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    EXACT = "exact"
    RANK_AT_MOST = "rank_at_most"


class SourceKind(StrEnum):
    PRESS = "press"
    OFFICIAL = "official"
    SYNTHETIC = "synthetic"
    ESTIMATE = "estimate"
    MIRROR = "mirror"


class Trust(StrEnum):
    """How far to trust a source, from a government's own page to a number made up for the demonstration."""

    GOVERNMENT = "G"
    NEWSPAPER = "N"
    MIRROR = "M"
    DOCUMENT = "D"
    WEAK = "W"
    ESTIMATE = "E"
    SYNTHETIC = "S"


class Basis(StrEnum):
    """What a growth rate was computed on; it is stored as published, never recomputed."""

    COMPARABLE = "comparable"
    NOMINAL = "nominal"
    SAME_SCOPE = "same_scope"
    UNSTATED = "unstated"


class Status(StrEnum):
    ESTIMATED = "estimated"
    PRELIMINARY = "preliminary"
    FINAL = "final"
    REVISED = "revised"


class Missing(StrEnum):
    """The three reasons a figure is not there; none of them is zero."""

    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    EXEMPT = "exempt"


EARLIER_YEARS = "earlier_years"
"""In `compared_with`: the body's own earlier years instead of another body."""
