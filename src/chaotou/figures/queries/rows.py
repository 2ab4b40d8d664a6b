"""What a list of standings is made of: rows ready to be shown, with every number rounded as it is declared.

Levels are in the indicator's unit (those in % as percents), growth, attainment and pace are fractions, what
ends in `_points` is in percentage points. `target`, `expected` and `gap` of a growth target are fractions.
None where there is no number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from chaotou.core.lights import Light
from chaotou.core.periods import Period
from chaotou.core.relative import Comparison
from chaotou.core.standings import Standing, Step
from chaotou.core.targets import is_upper
from chaotou.core.zone.vocabulary import Bound, TargetKind


@dataclass(frozen=True)
class Lamp:
    """A light with its word in both languages."""

    light: Light
    name: str
    english: str

    def __str__(self) -> str:
        return self.light.value


@dataclass(frozen=True)
class Comparator:
    """Another body's figure of the same indicator and month, and how one's own growth compares with it."""

    body: Any
    level: Decimal | None
    growth: Decimal | None
    period: Period | None
    is_synthetic: bool
    comparison: Comparison

    @property
    def name(self) -> str:
        return str(self.body.name)

    @property
    def english(self) -> str:
        return str(self.body.english)


@dataclass(frozen=True)
class Part:
    """A number of a formula: the code of the target it stands for (empty: unfilled) and that target's row."""

    position: int
    label: str
    target_code: str
    row: Row | None


@dataclass(frozen=True)
class Row:
    """One target, where it stands, and what it stands on.

    A single month or a growth is synthetic where a figure it was derived from is. `synthetic` names the
    numbers of `comparisons` that rest on synthetic values: see `relative.synthetic`.
    """

    record: Any
    code: str
    name: str
    english: str
    kind: str
    indicator: Any
    body: Any
    target_period: Period
    target: Decimal | None
    owner: Any
    light: Lamp
    standing: Standing
    period: Period | None = None
    observation: int | None = None
    status: str = ""
    scope: str = ""
    is_synthetic: bool = False
    is_month_synthetic: bool = False
    is_growth_synthetic: bool = False
    is_published: bool = True
    this_month: Decimal | None = None
    latest: Decimal | None = None
    cumulative: Decimal | None = None
    growth: Decimal | None = None
    growth_basis: str = ""
    level_target: Decimal | None = None
    attainment: Decimal | None = None
    pace: Decimal | None = None
    pace_gap_points: Decimal | None = None
    lead_points: Decimal | None = None
    expected: Decimal | None = None
    expected_low: Decimal | None = None
    expected_high: Decimal | None = None
    gap: Decimal | None = None
    remaining: Decimal | None = None
    needed_per_month: Decimal | None = None
    comparators: tuple[Comparator, ...] = ()
    city: Comparator | None = None
    rank: int | None = None
    ranked_among: int = 0
    comparisons: tuple[Comparison, ...] = ()
    synthetic: frozenset[str] = frozenset()
    parts: tuple[Part, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """How each number came about."""
        return self.standing.steps

    @property
    def source(self) -> Any:
        return self.record.source

    @property
    def document(self) -> str:
        return str(self.record.document)

    @property
    def sentence(self) -> str:
        return str(self.record.sentence)

    @property
    def start(self) -> int | None:
        return self.record.start  # type: ignore[no-any-return]

    @property
    def end(self) -> int | None:
        return self.record.end  # type: ignore[no-any-return]

    @property
    def is_relative(self) -> bool:
        return TargetKind(self.kind).is_relative

    @property
    def is_upper(self) -> bool:
        """Whether less is better."""
        return is_upper(TargetKind(self.kind), Bound(self.record.bound or Bound.AT_LEAST))


@dataclass(frozen=True)
class Summary:
    """The ten-second view: how many stand how, and the three rows that matter most, worst first."""

    total: int
    on_track: int
    at_risk: int
    behind: int
    done: int
    no_data: int
    not_due: int
    matter_most: tuple[Row, ...]


@dataclass(frozen=True)
class Standings:
    """Every target in force on the day `on`, as known at `known_at`."""

    on: date
    known_at: datetime
    rows: tuple[Row, ...]
    lights: tuple[Lamp, ...]
    bodies: tuple[Any, ...] = field(default=())

    @property
    def summary(self) -> Summary:
        return summarized(self.rows)

    @property
    def has_synthetic(self) -> bool:
        return any(row.is_synthetic for row in self.rows)


_MOST = 3
_URGENT = {Light.BEHIND: 0, Light.AT_RISK: 1}


def summarized(rows: Sequence[Row]) -> Summary:
    """Counts by light; what matters most is behind before at risk, then by the points it lags."""
    counts = {light: sum(row.light.light is light for row in rows) for light in Light}
    urgent = [row for row in rows if row.light.light in _URGENT]
    urgent.sort(key=lambda row: (_URGENT[row.light.light], _lag(row)))
    return Summary(
        total=len(rows),
        on_track=counts[Light.ON_TRACK],
        at_risk=counts[Light.AT_RISK],
        behind=counts[Light.BEHIND],
        done=counts[Light.DONE],
        no_data=counts[Light.NO_DATA],
        not_due=counts[Light.NOT_DUE],
        matter_most=tuple(urgent[:_MOST]),
    )


def _lag(row: Row) -> Decimal:
    """The lead in points, negative when it lags; of comparisons the worst comparable one."""
    if row.lead_points is not None:
        return row.lead_points
    known = [c.difference_points for c in row.comparisons if c.comparable and c.difference_points is not None]
    return min(known, default=Decimal(0))
