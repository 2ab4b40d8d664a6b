"""Review indicators of a project: each with its formula, the reason where it cannot be, and its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from chaotou.core.issues import Message
from chaotou.core.naming import Listed
from chaotou.core.quantities import show
from chaotou.core.zone.review_specs import AdmissionSpec, LineSpec

MU_A_SQUARE_METER = Decimal("0.0015")
"""A mu is 2000/3 square meters; its inverse is exact."""

TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True)
class Term:
    """A figure of a project: its name, the unit it is printed in, how it is told, what one unit holds."""

    name: Message
    unit: Message
    told: Message
    scale: Decimal = Decimal(1)

    def tell(self, value: Decimal) -> Message:
        shown = value / self.scale
        places = 0 if shown == shown.to_integral_value() else 2
        return replace(self.told, params={"value": show(shown, places)})


TERMS: Mapping[str, Term] = {
    "fixed_investment": Term(
        Message("固定资产投资"), Message("万元"), Message("固定资产投资 {value} 万元"), TEN_THOUSAND
    ),
    "land_mu": Term(Message("用地"), Message("亩"), Message("用地 {value} 亩")),
    "yearly_output": Term(
        Message("预计年产值"), Message("万元"), Message("年产值 {value} 万元"), TEN_THOUSAND
    ),
    "yearly_tax": Term(Message("预计年税收"), Message("万元"), Message("年税收 {value} 万元"), TEN_THOUSAND),
    "energy_tce": Term(Message("年综合能耗"), Message("吨标准煤"), Message("年综合能耗 {value} 吨标准煤")),
    "emissions_t": Term(Message("主要污染物年排放量"), Message("吨"), Message("主要污染物排放 {value} 吨")),
    "rd_spend": Term(
        Message("年研发投入"), Message("万元"), Message("年研发投入 {value} 万元"), TEN_THOUSAND
    ),
    "floor_area_m2": Term(Message("计容建筑面积"), Message("平方米"), Message("计容建筑面积 {value} 平方米")),
    "footprint_m2": Term(Message("建筑占地面积"), Message("平方米"), Message("建筑占地 {value} 平方米")),
    "jobs": Term(Message("新增就业"), Message("人"), Message("新增就业 {value} 人")),
}
"""The figures that review indicators are made of, by field; amounts are kept in yuan."""


@dataclass(frozen=True)
class ReviewIndicator:
    """`numerator` over `denominator` times `times`, or the figure itself; `lower` where less is better."""

    code: str
    name: Message
    unit: str
    numerator: str
    denominator: str | None = None
    times: Decimal = Decimal(1)
    lower: bool = False
    places: int = 2

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.numerator, self.denominator) if self.denominator else (self.numerator,)


_PER_MU = 1 / TEN_THOUSAND

INDICATORS: Mapping[str, ReviewIndicator] = {
    one.code: one
    for one in (
        ReviewIndicator(
            "investment_per_mu", Message("投资强度"), "万元/亩", "fixed_investment", "land_mu", _PER_MU
        ),
        ReviewIndicator("tax_per_mu", Message("亩均税收"), "万元/亩", "yearly_tax", "land_mu", _PER_MU),
        ReviewIndicator("output_per_mu", Message("亩均产值"), "万元/亩", "yearly_output", "land_mu", _PER_MU),
        ReviewIndicator(
            "energy_per_output",
            Message("单位产值能耗"),
            "吨标准煤/万元",
            "energy_tce",
            "yearly_output",
            TEN_THOUSAND,
            lower=True,
            places=3,
        ),
        ReviewIndicator(
            "emissions_per_output",
            Message("单位产值主要污染物排放"),
            "吨/万元",
            "emissions_t",
            "yearly_output",
            TEN_THOUSAND,
            lower=True,
            places=6,
        ),
        ReviewIndicator(
            "rd_share", Message("研发投入占产值"), "%", "rd_spend", "yearly_output", Decimal(100)
        ),
        ReviewIndicator("plot_ratio", Message("容积率"), "", "floor_area_m2", "land_mu", MU_A_SQUARE_METER),
        ReviewIndicator(
            "building_coefficient",
            Message("建筑系数"),
            "%",
            "footprint_m2",
            "land_mu",
            MU_A_SQUARE_METER * 100,
        ),
        ReviewIndicator("jobs", Message("新增就业人数"), "人", "jobs", places=0),
    )
}
"""The indicators a review looks at: control indicators of industrial land and of resource use."""


@dataclass(frozen=True)
class Reading:
    """An indicator of a project: the value with its formula, or the reason there is none."""

    indicator: ReviewIndicator
    value: Decimal | None
    formula: Message | None
    reason: Message | None = None


def readings(figures: Mapping[str, Decimal | None]) -> tuple[Reading, ...]:
    """Every indicator of a project with these figures (yuan, mu, square meters, tons, persons)."""
    return tuple(reading(one, figures) for one in INDICATORS.values())


def reading(indicator: ReviewIndicator, figures: Mapping[str, Decimal | None]) -> Reading:
    """One indicator; without a value where a figure is missing or the denominator is nothing."""
    known = {field: value for field in indicator.fields if (value := figures.get(field)) is not None}
    if lacking := [TERMS[field].name for field in indicator.fields if field not in known]:
        return Reading(indicator, None, None, Message("缺少{names}", {"names": Listed(tuple(lacking))}))
    top = TERMS[indicator.numerator].tell(known[indicator.numerator])
    if indicator.denominator is None:
        return Reading(indicator, known[indicator.numerator], top)
    bottom, below = known[indicator.denominator], TERMS[indicator.denominator]
    formula = _formula(indicator, top, below.tell(bottom))
    if bottom == 0:
        return Reading(indicator, None, formula, Message("{name}为 0，不能相除", {"name": below.name}))
    return Reading(indicator, known[indicator.numerator] * indicator.times / bottom, formula)


def _formula(indicator: ReviewIndicator, top: Message, bottom: Message) -> Message:
    values = {"top": top, "bottom": bottom}
    if indicator.numerator.endswith("_m2"):
        return Message("{top} ÷（{bottom} × 666.67 平方米）", values)
    return Message("{top} ÷ {bottom}", values)


class FlagState(StrEnum):
    MEETS = "meets"
    BELOW = "below"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Flag:
    """An indicator held against its admission line; `short_by` is how far it misses it, in its unit."""

    reading: Reading
    line: LineSpec
    admission: AdmissionSpec
    state: FlagState
    short_by: Decimal | None = None

    @property
    def limit(self) -> Decimal:
        return _limit(self.line)


def flags(
    found: Iterable[Reading], admissions: Sequence[AdmissionSpec], industry: str, on: date
) -> tuple[Flag, ...]:
    """Every indicator that has an admission line for the industry on that day, held against it."""
    lines = ((one, line_for(one.indicator.code, admissions, industry, on)) for one in found)
    return tuple(_flag(one, *line) for one, line in lines if line is not None)


def line_for(
    indicator: str, admissions: Sequence[AdmissionSpec], industry: str, on: date
) -> tuple[LineSpec, AdmissionSpec] | None:
    """The line that holds: of the closest beginning of the industry's code, the latest in force."""
    held = [
        (len(one.industry), one.valid_from, line, one)
        for one in admissions
        if one.valid_from <= on and industry.startswith(one.industry)
        for line in one.lines
        if line.indicator == indicator
    ]
    if not held:
        return None
    closest = max(held, key=lambda one: one[:2])
    return closest[2], closest[3]


def _limit(line: LineSpec) -> Decimal:
    found = line.at_least if line.at_least is not None else line.at_most
    assert found is not None, line
    return found


def _flag(one: Reading, line: LineSpec, admission: AdmissionSpec) -> Flag:
    if one.value is None:
        return Flag(one, line, admission, FlagState.UNKNOWN)
    limit = _limit(line)
    short_by = limit - one.value if line.at_least is not None else one.value - limit
    if short_by <= 0:
        return Flag(one, line, admission, FlagState.MEETS)
    return Flag(one, line, admission, FlagState.BELOW, short_by)
