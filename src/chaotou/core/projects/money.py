"""A project's investment against its plan by month: pace in points, the light, months not reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from chaotou.core.issues import Message, Refusal
from chaotou.core.lights import Base, Light, Thresholds, as_shown, light
from chaotou.core.pace import PaceCurve, pace, pace_gap
from chaotou.core.periods import Period
from chaotou.core.projects.delivery import TROUBLED, Standing

CENT = Decimal("0.01")


@dataclass(frozen=True)
class MoneyRules:
    """Bands over the lead, their base stated by them, and how many days after a month its figure is due."""

    bands: Thresholds
    report_within_days: int


@dataclass(frozen=True)
class MoneyPace:
    """Where the money stands: amounts in yuan, shares fractions, `points` ahead (+) or behind (-).

    `through` is the latest month with a figure, by which both sides are held; `missing` are closed months
    before or after it without one.
    """

    planned: Decimal
    done: Decimal
    due: Decimal
    through: int | None
    attainment: float | None
    pace: float | None
    points: float | None
    missing: tuple[int, ...]
    standing: Standing


def spread(total: Decimal, period: Period, shares: Sequence[Decimal] = ()) -> dict[int, Decimal]:
    """A total over the months of a period, even or by cumulative shares at the months' ends, to the cent.

    Nothing is lost in rounding: each month is the difference of two rounded sums. `Refusal` where the shares
    are not one a month, fall, or do not end at 1.
    """
    steps = range(1, period.months + 1)
    curve = list(shares) or [Decimal(step) / period.months for step in steps]
    rising = all(a <= b for a, b in zip([Decimal(0), *curve], curve, strict=False))
    if len(curve) != period.months or not rising or (shares and curve[-1] != 1):
        raise Refusal(
            Message("每月写一个累计占比，不能下降，最后一月为 100%。"),
            Message("这个期间有 {months} 个月。", {"months": period.months}),
        )
    sums = [
        total if step == period.months else (total * share).quantize(CENT, ROUND_HALF_UP)
        for step, share in zip(steps, curve, strict=True)
    ]
    months = range(period.first, period.latest + 1)
    return {m: later - sooner for m, sooner, later in zip(months, [Decimal(0), *sums], sums, strict=False)}


def money_pace(
    planned: Mapping[int, Decimal], done: Mapping[int, Decimal], rules: MoneyRules, today: date
) -> MoneyPace:
    """A plan by month (ordinals, yuan) against what is done, held by the months that have closed and been
    reported.

    The share due is the plan's own cumulative share at the end of `through`; where the plan is even that is
    months closed over months (operations.md §2.1). A closed month without a figure is not zero: it is said,
    and past its reporting day it is yellow by itself.
    """
    total = sum(planned.values(), Decimal(0))
    if not total:
        return MoneyPace(total, Decimal(0), Decimal(0), None, None, None, None, (), _no_plan())
    period = Period(min(planned), max(planned))
    closed = [m for m in _months(period) if Period(m, m).ends_on <= today]
    reported = [m for m in closed if m in done]
    missing = tuple(m for m in closed if m not in done)
    if not reported:
        told = _unreported(missing, rules, today) or Standing(Light.NOT_DUE, Light.NOT_DUE)
        made = _made(done, period.first - 1)
        return MoneyPace(total, made, Decimal(0), None, None, None, None, missing, told)
    return _held(planned, done, period, reported[-1], missing, rules, today)


def _made(done: Mapping[int, Decimal], through: int) -> Decimal:
    return sum((amount for month, amount in done.items() if month <= through), Decimal(0))


def _held(
    planned: Mapping[int, Decimal],
    done: Mapping[int, Decimal],
    period: Period,
    through: int,
    missing: tuple[int, ...],
    rules: MoneyRules,
    today: date,
) -> MoneyPace:
    months = _months(period)
    sums = list(accumulate(planned.get(m, Decimal(0)) for m in months))
    curve = PaceCurve.monthly([float(one / sums[-1]) for one in sums])
    due = float(pace(through - period.first + 1, curve, period))
    made = _made(done, through)
    attained = float(made / sums[-1])
    points = float(pace_gap(attained, due))
    standing = _standing(attained, due, points, rules)
    if late := _unreported(missing, rules, today):
        standing = _with_reason(standing, late)
    amounts = (sums[-1], made, sums[through - period.first])
    return MoneyPace(*amounts, through, attained, due, points, missing, standing)


def _standing(attained: float, due: float, points: float, rules: MoneyRules) -> Standing:
    """The light of the lead on the bands' base: points, or what is done over what the plan asks."""
    if rules.bands.base is Base.RATIO and not due:
        return Standing(Light.NOT_DUE, Light.NOT_DUE)
    found = light(attained / due if rules.bands.base is Base.RATIO else points, rules.bands)
    if found is Light.ON_TRACK:
        return Standing(found, found)
    said = {"points": f"{abs(float(as_shown(points))):.2f}"}
    return Standing(found, found, 0, (Message("投资欠序时进度 {points} 个百分点。", said),))


def _unreported(missing: Sequence[int], rules: MoneyRules, today: date) -> Standing | None:
    late = [m for m in missing if Period(m, m).ends_on + timedelta(rules.report_within_days) < today]
    if not late:
        return None
    reason = Message(
        "{count} 个月的投资没有填报，最早是{month}。",
        {"count": len(late), "month": Period(late[0], late[0])},
    )
    return Standing("unreported", Light.AT_RISK, 0, (reason,))


def _with_reason(held: Standing, late: Standing) -> Standing:
    """Both are said; the light of the lead stays where it is red or yellow already."""
    if held.light not in TROUBLED:
        return late
    return replace(held, so_far=(*held.so_far, *late.so_far))


def _no_plan() -> Standing:
    return Standing(Light.NO_DATA, Light.NO_DATA)


def _months(period: Period) -> range:
    return range(period.first, period.latest + 1)
