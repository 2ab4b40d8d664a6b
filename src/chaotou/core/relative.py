"""三个快于, 三个提高: growth against the city, the neighbors and earlier years, and shares now against a year
ago.

What is not comparable is said with its reason and left out of the verdict, never hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import numpy as np

from chaotou.core.evaluation.ranking import places
from chaotou.core.figures import decimal_of, floats, share
from chaotou.core.pace import pace_gap
from chaotou.core.panel import Numbers, Whole
from chaotou.core.periods import Period
from chaotou.core.zone.vocabulary import Basis


class Comparability(StrEnum):
    """Why two figures may be held against each other, or may not."""

    OK = "ok"
    MISSING_OWN = "missing_own"
    MISSING_OTHER = "missing_other"
    PERIOD_MISMATCH = "period_mismatch"
    BASIS_MISMATCH = "basis_mismatch"  # comparable price against nominal, and the like
    BASIS_UNSTATED = "basis_unstated"
    SCOPE_MISMATCH = "scope_mismatch"  # 大口径 against 小口径
    NOT_INSIDE = "not_inside"  # the part is not counted in the whole's figure
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"


class Verdict(StrEnum):
    """In how many of the comparisons that can be made one is ahead; UNKNOWN where none can be made."""

    ALL = "all"
    SOME = "some"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Growth:
    """A growth, a fraction, as published: of which period, on which basis, in which scope."""

    value: Decimal | None
    period: Period
    basis: Basis = Basis.UNSTATED
    scope: str = ""


@dataclass(frozen=True)
class Level:
    """A level in base units: of which period, in which scope."""

    value: Decimal | None
    period: Period
    scope: str = ""


@dataclass(frozen=True)
class Comparison:
    """One figure against another, fractions; the difference in percentage points, shown even if not
    comparable.

    `against` names the other: a body's code, or one of `BEST`, `AVERAGE`, `LAST_YEAR`, `LAST_THREE`,
    `YEAR_AGO`. `of` names the body a best figure belongs to.
    """

    against: str
    own: Decimal | None
    other: Decimal | None
    difference_points: Decimal | None
    comparable: bool
    reason: Comparability
    basis: Basis | None = None
    of: str = ""


BEST = "best_neighbor"
AVERAGE = "average_of_neighbors"
LAST_YEAR = "same_period_last_year"
LAST_THREE = "average_of_last_three_years"
YEAR_AGO = "year_ago"


def difference_points(own: Numbers, other: Numbers) -> Decimal | None:
    """Own - other of two fractions, in percentage points: 14.3 % and 7.1 % differ by 7.2."""
    return decimal_of(pace_gap(floats(own), floats(other)))


def compare_growth(own: Growth, other: Growth, against: str, *, years_before: int = 0) -> Comparison:
    """Own growth against another body's, or against one's own of `years_before` years earlier."""
    reason = _comparable_growth(own, other, years_before)
    basis = own.basis if own.basis is other.basis else None
    return _comparison(against, own.value, other.value, reason, basis)


def faster_than(
    own: Growth,
    *,
    city: tuple[str, Growth] | None = None,
    neighbors: Mapping[str, Growth] | None = None,
    earlier: Sequence[Growth] = (),
) -> list[Comparison]:
    """三个快于: the city; each neighbor, the best and the plain average of the comparable ones; earlier
    years.

    `earlier` holds the own growth of the same period 1, 2, 3 years before, latest first; the average of
    the last three needs all three. A best or an average is made of comparable neighbors only.
    """
    found = [] if city is None else [compare_growth(own, city[1], city[0])]
    each = [compare_growth(own, other, code) for code, other in (neighbors or {}).items()]
    found += each + (_best_and_average(own, each) if len(each) > 1 else [])
    years = enumerate(earlier[:3], start=1)
    past = [compare_growth(own, then, LAST_YEAR, years_before=count) for count, then in years]
    return found + past[:1] + ([_mean(own, past, LAST_THREE)] if len(past) == 3 else [])


def share_rises(
    part: Level, whole: Level, part_before: Level, whole_before: Level, *, inside: bool = True
) -> Comparison:
    """三个提高: the share of the whole now against a year ago, fractions, and its change in points.

    `inside` says that the whole's figure counts the part in; scopes must be one over both bodies and both
    years.
    """
    now, then = share(part.value, whole.value), share(part_before.value, whole_before.value)
    reason = _comparable_shares(part, whole, part_before, whole_before, inside)
    return _comparison(YEAR_AGO, decimal_of(now.value), decimal_of(then.value), reason, None)


def verdict(comparisons: Sequence[Comparison]) -> Verdict:
    """Whether all, some or none of the comparable differences are above zero; UNKNOWN without any."""
    ahead = [c.difference_points > 0 for c in comparisons if c.comparable and c.difference_points is not None]
    if not ahead:
        return Verdict.UNKNOWN
    if all(ahead):
        return Verdict.ALL
    return Verdict.SOME if any(ahead) else Verdict.NONE


def ranks(values: Numbers, *, higher_is_better: bool = True) -> Whole:
    """Competition ranks along the last axis: ties share the better place (1, 2, 2, 4); 0 where missing."""
    return np.nan_to_num(places(floats(values) * (1 if higher_is_better else -1))).astype(np.int64)


def _comparable_growth(own: Growth, other: Growth, years_before: int) -> Comparability:
    tests = (
        (own.value is None, Comparability.MISSING_OWN),
        (other.value is None, Comparability.MISSING_OTHER),
        (other.period != own.period.shifted(-12 * years_before), Comparability.PERIOD_MISMATCH),
        (Basis.UNSTATED in (own.basis, other.basis), Comparability.BASIS_UNSTATED),
        (own.basis is not other.basis, Comparability.BASIS_MISMATCH),
        (own.scope != other.scope, Comparability.SCOPE_MISMATCH),
    )
    return next((reason for fails, reason in tests if fails), Comparability.OK)


def _comparable_shares(
    part: Level, whole: Level, part_then: Level, whole_then: Level, inside: bool
) -> Comparability:
    now, then = (part, whole), (part_then, whole_then)
    year_ago = part.period.same_last_year()
    tests = (
        (any(_absent(level) for level in now), Comparability.MISSING_OWN),
        (any(_absent(level) for level in then), Comparability.MISSING_OTHER),
        (whole.period != part.period, Comparability.PERIOD_MISMATCH),
        (any(level.period != year_ago for level in then), Comparability.PERIOD_MISMATCH),
        (not inside, Comparability.NOT_INSIDE),
        (len({level.scope for level in now + then}) > 1, Comparability.SCOPE_MISMATCH),
        (any(_exceeds(inner, outer) for inner, outer in (now, then)), Comparability.PART_EXCEEDS_WHOLE),
    )
    return next((reason for fails, reason in tests if fails), Comparability.OK)


def _absent(level: Level) -> bool:
    return level.value is None


def _exceeds(part: Level, whole: Level) -> bool:
    return part.value is not None and whole.value is not None and part.value > whole.value


def _best_and_average(own: Growth, each: Sequence[Comparison]) -> list[Comparison]:
    known = [c for c in each if c.comparable and c.other is not None]
    best = max(known, key=lambda c: c.other or Decimal(0), default=None)
    other = best.other if best else None
    reason = Comparability.OK if best else _why_none(each)
    first = _comparison(BEST, own.value, other, reason, own.basis, of=best.against if best else "")
    empty = _comparison(AVERAGE, own.value, None, reason, None)
    return [first, _mean(own, known, AVERAGE) if known else empty]


def _why_none(each: Sequence[Comparison]) -> Comparability:
    return next((c.reason for c in each), Comparability.MISSING_OTHER)


def _mean(own: Growth, each: Sequence[Comparison], against: str) -> Comparison:
    """Own growth against the plain mean of several; comparable only if each of them is."""
    values = [c.other for c in each if c.other is not None]
    mean = sum(values, Decimal(0)) / len(values) if len(values) == len(each) else None
    reason = next((c.reason for c in each if not c.comparable), Comparability.OK)
    return _comparison(against, own.value, mean, reason, own.basis)


def _comparison(
    against: str,
    own: Decimal | None,
    other: Decimal | None,
    reason: Comparability,
    basis: Basis | None,
    of: str = "",
) -> Comparison:
    points = difference_points(own, other)
    return Comparison(against, own, other, points, reason is Comparability.OK, reason, basis, of)
