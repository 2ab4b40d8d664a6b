"""Amounts with their unit: exact Decimals, converted only within a dimension, rounded half up at the edge."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from chaotou.core.issues import Message, Refusal
from chaotou.core.naming import Listed

_SNAP = Context(prec=12)


@dataclass(frozen=True)
class Unit:
    """A measure: `scale` base units of its `dimension` make one of it (亿元 is 1e8 元)."""

    code: str
    chinese: str
    english: str
    dimension: str
    scale: Decimal

    def __str__(self) -> str:
        return self.chinese


def _table() -> tuple[Unit, ...]:
    rows = (
        ("cny", "元", "CNY", "cny", "1"),
        ("cny_10k", "万元", "CNY 10,000", "cny", "1e4"),
        ("cny_100m", "亿元", "CNY 100m", "cny", "1e8"),
        ("cny_1t", "万亿元", "CNY trillion", "cny", "1e12"),
        ("usd", "美元", "USD", "usd", "1"),
        ("usd_10k", "万美元", "USD 10,000", "usd", "1e4"),
        ("usd_100m", "亿美元", "USD 100m", "usd", "1e8"),
        ("mu", "亩", "mu", "area", "1"),
        ("mu_10k", "万亩", "10,000 mu", "area", "1e4"),
        ("m2", "平方米", "m²", "floor", "1"),
        ("m2_10k", "万平方米", "10,000 m²", "floor", "1e4"),
        ("km2", "平方公里", "km²", "land", "1"),
        ("percent", "%", "%", "ratio", "1e-2"),
        ("percentage_point", "百分点", "pp", "points", "1"),
        ("person", "人", "persons", "person", "1"),
        ("person_10k", "万人", "10,000 persons", "person", "1e4"),
        ("item", "个", "items", "count", "1"),
        ("matter", "项", "items", "count", "1"),
        ("case", "件", "matters", "count", "1"),
        ("firm", "家", "firms", "count", "1"),
        ("class", "类", "classes", "count", "1"),
        ("place", "位", "place", "rank", "1"),
        ("kwh_100m", "亿千瓦时", "100m kWh", "energy", "1e8"),
        ("kwh_10k", "万千瓦时", "10,000 kWh", "energy", "1e4"),
        ("t", "吨", "t", "mass", "1"),
        ("tce", "吨标准煤", "tce", "coal", "1"),
        ("tce_per_10k", "吨标准煤/万元", "tce per CNY 10,000", "energy_intensity", "1"),
        ("t_per_10k", "吨/万元", "t per CNY 10,000", "emission_intensity", "1"),
        ("m3_per_10k", "立方米/万元", "m³ per CNY 10,000", "water_intensity", "1"),
        ("cny_10k_per_mu", "万元/亩", "CNY 10,000 per mu", "yield", "1"),
        ("cny_per_person", "元/人", "CNY per person", "income", "1"),
        ("workday", "工作日", "working days", "workdays", "1"),
        ("point", "分", "points", "score", "1"),
    )
    return tuple(Unit(c, zh, en, d, Decimal(s)) for c, zh, en, d, s in rows)


UNITS: tuple[Unit, ...] = _table()
_BY_NAME = {name: unit for unit in UNITS for name in (unit.code, unit.chinese)}


def unit(name: str) -> Unit:
    """The unit of a code or Chinese name; `Refusal` when there is none."""
    found = _BY_NAME.get(name.strip())
    if found is None:
        raise Refusal(
            Message("没有计量单位“{name}”。", {"name": name}),
            Message("可用的单位：{units}。", {"units": Listed(tuple(u.chinese for u in UNITS))}),
        )
    return found


def is_percent(name: str) -> bool:
    """Whether numbers in this unit are percentages: kept as 67.5, computed with as 0.675."""
    return unit(name).dimension == "ratio"


@dataclass(frozen=True)
class Quantity:
    """An amount with the unit it is counted in: `value` 2.3 in 亿元, not in yuan."""

    value: Decimal
    unit: Unit

    def to(self, target: Unit, rate: Decimal | None = None) -> Quantity:
        """The same amount in `target`; between currencies a `rate` (target per own base unit) is needed."""
        if self.unit.dimension != target.dimension and rate is None:
            raise Refusal(
                Message("“{have}”不能换算为“{want}”。", {"have": self.unit.chinese, "want": target.chinese}),
                Message("不同币种换算须给出注明日期的汇率。"),
            )
        return Quantity(self.value * self.unit.scale * (rate or Decimal(1)) / target.scale, target)

    def __str__(self) -> str:
        return f"{self.value:f}{self.unit.chinese}"


def round_half_up(value: Decimal | float | int, places: int) -> Decimal:
    """`value` rounded half away from zero at `places` decimals.

    Floats are first snapped to 12 significant digits, so that a 0.145 held a little short rounds as written.
    """
    exact = value if isinstance(value, Decimal) else _SNAP.create_decimal(repr(float(value)))
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def show(value: Decimal | float | int, places: int) -> str:
    """The number as printed: thousands separated, half up, a true minus sign."""
    return f"{round_half_up(value, places):,f}".replace("-", "−")


def as_typed(value: Decimal) -> str:
    """The number as one would type it: no needless zeros, no separators."""
    return f"{value.normalize():f}"


def json_number(value: Decimal) -> int | float:
    """The number as JSON holds it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
