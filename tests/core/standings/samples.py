"""A budget revenue of three years, and short ways to ask where it stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from chaotou.core.derivation import Step
from chaotou.core.periods import Period, month_ordinal
from chaotou.core.quantities import round_half_up
from chaotou.core.standings import Series, Standing, StepName, Target
from chaotou.core.zone.vocabulary import Basis, Frequency, TargetKind

YEAR = Period.year(2024)

FIRST = month_ordinal(2022, 1)

REVENUE_2022 = [None, 4.3, 7, 9.5, 12, 15, 17.5, 20, 22.5, 25, 27.5, 30.03]

REVENUE_2023 = [None, 4.6, 7.8, 10.4, 13.2, 16.5, 19.2, 22, 24.7, 27.5, 30.2, 33.03]

REVENUE_2024 = [None, 5.2, 8.4, 11, 14.5, 18.2]

AUGUST = date(2024, 8, 20)

JULY = date(2024, 7, 20)


def revenue(growth: float | None = None, basis: Basis = Basis.SAME_SCOPE) -> Series:
    levels = [*REVENUE_2022, *REVENUE_2023, *REVENUE_2024]
    rates = None if growth is None else [None] * 29 + [growth]
    return Series.single(FIRST, levels, rates, [basis] * 30)


def level(value: object, **rest: object) -> Target:
    return Target(TargetKind.LEVEL, YEAR, value, **rest)  # type: ignore[arg-type]


def yearly(values: list[float | None], **rest: object) -> Series:
    """Values of 2022, 2023 and 2024 that do not add up, known at each December."""
    cells = [value for year in values for value in (*[None] * 11, year)]
    return Series.single(FIRST, cells, cumulative=False, frequency=Frequency.YEAR, **rest)  # type: ignore[arg-type]


def shown(number: Decimal | None, places: int = 2) -> str:
    assert number is not None
    return str(round_half_up(number, places))


def step(found: Standing, name: StepName) -> Step:
    return next(step for step in found.steps if step.name is name)
