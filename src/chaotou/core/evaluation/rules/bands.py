"""Rules with bands: a coefficient for each band, and additions that shrink from band to band."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import numpy as np
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from chaotou.core.evaluation.amounts import Amount
from chaotou.core.evaluation.rules.kind import Keys, Rule
from chaotou.core.evaluation.rules.telling import shown
from chaotou.core.issues import Message
from chaotou.core.panel import Floats, Truths


class BandedKeys(Keys):
    """`banded`: thresholds best first, each with the coefficient of who reaches it.

    `thresholds` are in the reading's unit; `coefficients` and `below` (for who reaches none) are counted
    out of `out_of`; `interpolate` goes straight from one threshold to the next instead of in steps.
    """

    thresholds: tuple[float, ...] = Field(min_length=1)
    coefficients: tuple[float, ...] = Field(min_length=1)
    out_of: Decimal = Field(default=Decimal(1), gt=0)
    below: Decimal = Decimal(0)
    interpolate: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> BandedKeys:
        signs = {np.sign(ahead - behind) for ahead, behind in pairwise(self.thresholds)}
        if len(self.thresholds) != len(self.coefficients) or 0 in signs or len(signs) > 1:
            given = ", ".join(f"{threshold:g}" for threshold in self.thresholds)
            raise PydanticCustomError("scheme_thresholds", "thresholds out of order", {"given": given})
        return self

    def faults(self) -> Iterator[tuple[Message, Message]]:
        falling = (*self.coefficients, float(self.below))
        if any(better < worse for better, worse in pairwise(falling)):
            given = {"given": ", ".join(f"{one:g}" for one in falling)}
            message = Message("系数应随分档降低，现在是 {given}。", given)
            yield message, Message("coefficients 由高到低，below 不高于最后一个。")

    def contradicts(self, lower: bool) -> bool:
        return len(self.thresholds) > 1 and (self.thresholds[0] < self.thresholds[-1]) != lower


def banded(
    x: Floats,
    *,
    thresholds: tuple[float, ...],
    coefficients: tuple[float, ...],
    out_of: Floats,
    below: Floats,
    interpolate: bool,
    lower: Truths,
) -> Floats:
    """c_k ÷ out_of for the best threshold reached; with interpolation plus the way towards the next.

    Standard coefficients by band, as in the performance evaluation of central state enterprises
    (国资委《中央企业综合绩效评价实施细则》, 2006): (x − T_k) ÷ (T_k₊₁ − T_k) of the difference.
    """
    sign = np.where(lower, -1.0, 1.0)
    share = np.where(sign * x >= sign * thresholds[-1], coefficients[-1], below)
    rungs = list(pairwise(zip(thresholds, coefficients, strict=True)))
    for (upper, more), (under, less) in reversed(rungs):
        part = np.clip((x - under) / (upper - under), 0, 1)
        share = share + (more - less) * (part if interpolate else part == 1)
    return np.where(np.isnan(x), np.nan, share / out_of)


def tell_banded(
    x: float,
    *,
    thresholds: tuple[float, ...],
    coefficients: tuple[float, ...],
    out_of: float,
    below: float,
    interpolate: bool,
    lower: bool,
) -> Message:
    met = [x <= threshold if lower else x >= threshold for threshold in thresholds]
    if not any(met):
        values = shown(below=below, out_of=out_of, x=x, under=thresholds[-1])
        return Message("{below} ÷ {out_of}（{x} 未达 {under}）", values)
    at = met.index(True)
    values = shown(x=x, under=thresholds[at], less=coefficients[at], out_of=out_of)
    if at == 0 or not interpolate:
        return Message("{less} ÷ {out_of}（{x} 达到 {under}）", values)
    values |= shown(upper=thresholds[at - 1], difference=coefficients[at - 1] - coefficients[at])
    return Message("({less} + {difference} × ({x} − {under}) ÷ ({upper} − {under})) ÷ {out_of}", values)


def knots_of_banded(
    *,
    thresholds: tuple[float, ...],
    coefficients: tuple[float, ...],
    below: float,
    interpolate: bool,
    **_: object,
) -> list[float] | None:
    """The thresholds, where the line has no jump: interpolated, and down to what lies below."""
    return sorted(thresholds) if interpolate and coefficients[-1] == below else None


BANDED = Rule(
    "banded",
    BandedKeys,
    banded,
    tell_banded,
    "国资委《中央企业综合绩效评价实施细则》",
    knots=knots_of_banded,
)


FAR = 1e9
"""Where the last band ends, in widths: beyond any reading."""


class DiminishingKeys(Keys):
    """`diminishing`: full points at `reference`; additions that shrink band by band, deductions alike.

    `reference` and `width` are in the reading's unit, mostly percentage points; in the first band each
    unit adds 1 ÷ the first of `divisors` of the full points, and so on; the last divisor holds for all
    that lies beyond.
    """

    reference: Amount
    width: Decimal = Field(default=Decimal(10), gt=0)
    divisors: tuple[float, ...] = Field(default=(20, 40, 60, 80, 100, 120, 140, 160, 180, 200), min_length=1)


def diminishing(
    x: Floats, *, reference: Floats, width: Floats, divisors: tuple[float, ...], lower: Truths
) -> Floats:
    """1 + x₁ ÷ 20 + x₂ ÷ 40 + x₃ ÷ 60 …, x₁ being what lies in the first band of 10 above the average.

    A province's rule for the investment results of its prefectures; for increments its divisors are
    60, 80, 100 …; who stays below the average loses by the same bands.
    """
    beyond, added = cumulated(divisors)
    gaps = (x - reference) * (np.where(lower, -1, 1) / width)
    return 1 + width * np.copysign(np.interp(np.abs(gaps), beyond, added), gaps)


def cumulated(divisors: tuple[float, ...]) -> tuple[Floats, Floats]:
    """The line of additions from 0 through the ends of bands of width 1; deductions are its mirror."""
    widths = np.array([1.0] * (len(divisors) - 1) + [FAR])
    ends, added = np.cumsum(widths), np.cumsum(widths / np.array(divisors))
    return np.concatenate([[0.0], ends]), np.concatenate([[0.0], added])


def tell_diminishing(
    x: float, *, reference: float, width: float, divisors: tuple[float, ...], lower: bool
) -> Message:
    gap = reference - x if lower else x - reference
    values = shown(x=x, reference=reference)
    if gap == 0:
        return Message("1（{x} = {reference}）", values)
    bands = {"bands": _tell_bands(abs(gap), width, divisors)}
    formula = Message("1 + ({bands})", bands) if gap > 0 else Message("1 − ({bands})", bands)
    return Message("{formula}（{x}，基准 {reference}）", {**values, "formula": formula})


def _tell_bands(size: float, width: float, divisors: tuple[float, ...]) -> Message:
    """x₁ ÷ 20 + x₂ ÷ 40 …, as far as the gap reaches."""
    reached = min(len(divisors), int(np.ceil(round(size / width, 9))))
    parts = [width] * (reached - 1) + [size - (reached - 1) * width]
    numbers = shown(**{f"part_{k}": part for k, part in enumerate(parts)})
    numbers |= shown(**{f"divisor_{k}": divisor for k, divisor in enumerate(divisors[:reached])})
    template = " + ".join(f"{{part_{k}}} ÷ {{divisor_{k}}}" for k in range(reached))
    return Message(template, numbers)


def knots_of_diminishing(
    *, reference: float, width: float, divisors: tuple[float, ...], **_: object
) -> list[float]:
    return [reference + k * width for k in range(1 - len(divisors), len(divisors))]


DIMINISHING = Rule(
    "diminishing",
    DiminishingKeys,
    diminishing,
    tell_diminishing,
    "某省对市（地）招商引资考核办法",
    floor=0.0,
    knots=knots_of_diminishing,
)
