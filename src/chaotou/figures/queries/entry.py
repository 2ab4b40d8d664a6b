"""What is known around a figure that is being entered, and what is odd about it.

Errors refuse the figure; warnings ask for a note (operations.md §5.3). The arithmetic is in core.checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from chaotou.core import checks
from chaotou.core.figures import growth as growth_of
from chaotou.core.issues import Issue, Level, Message, Place, Refusal
from chaotou.core.periods import Period
from chaotou.core.quantities import as_typed
from chaotou.core.zone.vocabulary import Measure
from chaotou.figures.models import Body, Indicator, Observation
from chaotou.figures.queries.cells import adds_up, is_percent


@dataclass(frozen=True)
class Cell:
    """Where a figure stands: indicator, body, period and scope."""

    indicator: Indicator
    body: Body
    period: Period
    scope: str

    def columns(self) -> dict[str, Any]:
        months = {"first_month": self.period.first, "latest_month": self.period.latest}
        return {"indicator": self.indicator, "body": self.body, "scope": self.scope, **months}


def cell(*, indicator: str, body: str, period: Period, scope: str = "") -> Cell:
    """The cell of two codes; `Refusal` for a code that is not in the catalogue."""
    return Cell(_named(Indicator, indicator), _named(Body, body), period, scope)


def _named(model: Any, code: str) -> Any:
    found = model.objects.filter(code=code).first()
    if found is None:
        raise Refusal(Message("目录中没有“{code}”。", {"code": code}))
    return found


def cell_of(row: Observation) -> Cell:
    return Cell(row.indicator, row.body, Period(row.first_month, row.latest_month), row.scope)


def current(at: Cell) -> Observation | None:
    """The current vintage at a cell, whoever may see it: entering the same figure twice would lose one."""
    return Observation.objects.filter(**at.columns(), superseded_at=None).first()


def issues(at: Cell, *, now: datetime, **figure: Any) -> list[Issue]:
    """All that is wrong or odd about a figure, errors first. A fixed number of queries."""
    return [*_errors(at, timezone.localtime(now).date(), figure), *_warnings(at, figure)]


def _errors(at: Cell, today: date, figure: dict[str, Any]) -> list[Issue]:
    said = checks.Entered(
        measure=Measure(at.indicator.measure),
        cumulative=at.indicator.is_cumulative,
        period=at.period,
        value=figure.get("value"),
        growth=figure.get("growth_yoy"),
        absence=figure.get("absence", ""),
        status=figure.get("status", ""),
    )
    return checks.impossible(said, today)


def _warnings(at: Cell, figure: dict[str, Any]) -> list[Issue]:
    value, growth = figure.get("value"), figure.get("growth_yoy")
    near = _Near.of(at)
    found = [*_against_growth(near, value, growth, figure.get("growth_basis", ""))]
    if value is not None:
        found += [*_against_time(near, value), *_against_whole(near, value)]
    return [Issue(Level.WARNING, Place("", path=path), message) for path, message in found]


@dataclass(frozen=True)
class _Near:
    """The figures around a cell as they stand, published or not."""

    at: Cell
    values: dict[tuple[int, int, int], Decimal]

    @classmethod
    def of(cls, at: Cell) -> _Near:
        """One query: the same body and scope, this year and the last, with the whole and its parts."""
        kin = {at.indicator.pk, at.indicator.whole_id} - {None}
        rows = Observation.objects.filter(
            body=at.body, scope=at.scope, superseded_at=None, value__isnull=False
        )
        rows = rows.filter(latest_month__gte=at.period.latest - 24, latest_month__lte=at.period.latest + 12)
        rows = rows.filter(indicator__in=[*kin, *Indicator.objects.filter(whole=at.indicator)])
        columns = "indicator_id", "first_month", "latest_month", "value"
        found = ((row[:3], row[3]) for row in rows.values_list(*columns))
        return cls(at, {key: value for key, value in found if value is not None})

    def value(self, period: Period, indicator: int | None = None) -> Decimal | None:
        pk = self.at.indicator.pk if indicator is None else indicator
        return self.values.get((pk, period.first, period.latest))

    def before(self) -> tuple[Period, Decimal] | None:
        """The latest figure before this period, of the same year where it accumulates."""
        return self._beside(max, lambda other: other.latest < self.at.period.latest)

    def after(self) -> tuple[Period, Decimal] | None:
        return self._beside(min, lambda other: other.latest > self.at.period.latest)

    def _beside(self, pick: Any, holds: Any) -> tuple[Period, Decimal] | None:
        own = [Period(*key[1:]) for key in self.values if key[0] == self.at.indicator.pk]
        alike = [one for one in own if holds(one) and self._alike(one)]
        found = pick(alike, key=lambda one: one.latest, default=None)
        return (found, self.values[(self.at.indicator.pk, found.first, found.latest)]) if found else None

    def _alike(self, other: Period) -> bool:
        if self.at.indicator.is_cumulative:
            return other.first == self.at.period.first
        return other.months == self.at.period.months

    def parts(self) -> list[Decimal]:
        period = self.at.period
        own = (self.at.indicator.pk, self.at.indicator.whole_id)
        return [v for (pk, *months), v in self.values.items() if pk not in own and Period(*months) == period]


def _against_growth(
    near: _Near, value: Decimal | None, growth: Decimal | None, basis: str
) -> Iterator[tuple[str, Message]]:
    """A growth that is large, or that two levels contradict; a comparable basis explains the latter."""
    if growth is not None and checks.large_change(growth):
        yield "growth", Message("同比 {growth}% 超过正负 50%。", {"growth": _percent(growth)})
    base = near.value(near.at.period.same_last_year())
    if value is None or base is None or is_percent(near.at.indicator):
        return
    computed = float(growth_of(value, base).value)
    if growth is None or basis in _EXPLAINING:
        if checks.large_change(computed) and not (growth and checks.large_change(growth)):
            values = {"base": as_typed(base), "growth": _percent(computed)}
            yield "value", Message("比上年同期的 {base} 变动 {growth}%。", values)
    elif checks.growth_contradicts_levels(value, base, growth):
        values = {"growth": _percent(growth), "base": as_typed(base), "computed": _percent(computed)}
        yield "growth", Message("同比 {growth}% 与两期数值不符：上年同期 {base}，算得 {computed}%。", values)


_EXPLAINING = (Observation.Basis.COMPARABLE, Observation.Basis.SAME_SCOPE)


def _percent(number: Decimal | float) -> str:
    return f"{float(number) * 100:.1f}"


def _against_time(near: _Near, value: Decimal) -> Iterator[tuple[str, Message]]:
    """Against the months beside it: a cumulative that falls, a figure repeated, a unit that slipped."""
    before, after = near.before(), near.after()
    if adds_up(near.at.indicator):
        if before and before[1] > value:
            yield "value", Message("累计数比 {period} 的 {value} 小。", _said(before))
        if after and after[1] < value:
            yield "value", Message("累计数比 {period} 的 {value} 大。", _said(after))
    if before and checks.same_as_last_month([float(before[1]), float(value)])[-1]:
        yield "value", Message("与 {period} 的数完全相同。", _said(before))
    base = near.value(near.at.period.same_last_year()) or (before[1] if before else None)
    slip = int(checks.unit_slip(value, base)) if base else 0
    if slip:
        yield "value", Message("与以往相差约 10 的 {power} 次方，请核对单位。", {"power": slip})
    elif before and _jumps(near.at, value, *before):
        yield "value", Message("与 {period} 的 {value} 相比，月均相差一倍以上。", _said(before))


def _jumps(at: Cell, value: Decimal, period: Period, before: Decimal) -> bool:
    """Whether an average month (the level itself of what does not add up) is far from the one before."""
    few = checks.FEW if at.indicator.measure == Indicator.Measure.COUNT else 0
    if not adds_up(at.indicator):
        return bool(checks.jump(value, before, few))
    return bool(checks.jump(value / at.period.months, before / period.months, few / at.period.months))


def _said(found: tuple[Period, Decimal]) -> dict[str, object]:
    return {"period": found[0], "value": as_typed(found[1])}


def _against_whole(near: _Near, value: Decimal) -> Iterator[tuple[str, Message]]:
    """A part above its whole, and a whole below one of its parts."""
    whole = near.at.indicator.whole_id
    total = near.value(near.at.period, whole) if whole is not None else None
    if total is not None and checks.part_exceeds_whole(value, total):
        yield "value", Message("比它所属的整体（{total}）还大。", {"total": as_typed(total)})
    over = [part for part in near.parts() if checks.part_exceeds_whole(part, value)]
    if over:
        yield "value", Message("比它的一部分（{part}）还小。", {"part": as_typed(max(over))})
