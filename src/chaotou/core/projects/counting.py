"""How many projects reached a stage, and for how much money: once only, by tier, basis and credit.

Rules of double counting (operations notes §1.4): a project counts once for a stage, at the first event of its
owner; reaching a further stage brings no new money; an increase counts as money and not as a project; a
project with a new owner counts for the event after the change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate

from chaotou.core.issues import Message
from chaotou.core.periods import Period
from chaotou.core.zone.project_specs import TierSpec

ZERO, ONE = Decimal(0), Decimal(1)


class MoveKind(StrEnum):
    STAGE = "stage"
    INCREASE = "increase"


@dataclass(frozen=True)
class Moved:
    """A project reached a stage on a day, or its investment (yuan) rose by so much.

    `recognized` holds the day of recognition by scheme; `shares` the organizations' credit, adding up to 1;
    `owner` whoever invested then. `id` tells moves apart and orders those of one day.
    """

    id: int
    project: int
    stage: str
    on: date
    investment: Decimal | None = None
    kind: MoveKind = MoveKind.STAGE
    recognized: Mapping[str, date] = field(default_factory=dict)
    shares: Mapping[int, Decimal] = field(default_factory=dict)
    owner: str = ""


@dataclass(frozen=True)
class Basis:
    """By the day of the move as reported, or by the day on which a scheme recognized it."""

    scheme: str | None = None

    def day(self, moved: Moved) -> date | None:
        """The day on which a move counts; None where it does not count at all."""
        return moved.on if self.scheme is None else moved.recognized.get(self.scheme)


REPORTED = Basis()


@dataclass(frozen=True)
class Counted:
    """A move that counts, its day, and the project's planned investment then: that decides the tier."""

    moved: Moved
    on: date
    size: Decimal

    @property
    def is_project(self) -> bool:
        return self.moved.kind is MoveKind.STAGE

    @property
    def money(self) -> Decimal:
        return self.moved.investment or ZERO


@dataclass(frozen=True)
class Tally:
    """What was counted: projects, their planned investment with increases, and the moves themselves."""

    counted: tuple[Counted, ...]

    @property
    def count(self) -> int:
        return sum(one.is_project for one in self.counted)

    @property
    def total(self) -> Decimal:
        return sum((one.money for one in self.counted), ZERO)

    @property
    def increase(self) -> Decimal:
        """The part of the total that projects counted earlier added."""
        return sum((one.money for one in self.counted if not one.is_project), ZERO)

    @property
    def projects(self) -> tuple[int, ...]:
        """The projects counted, each once, in order of their day."""
        return tuple(dict.fromkeys(one.moved.project for one in self.counted))


def counted(moves: Iterable[Moved], stage: str, basis: Basis = REPORTED) -> list[Counted]:
    """Each move to the stage that counts, in order of its day: a project once, and its increases."""
    by_project: dict[int, list[Moved]] = defaultdict(list)
    for moved in moves:
        if moved.stage == stage:
            by_project[moved.project].append(moved)
    found = [one for group in by_project.values() for one in _of_project(group, basis)]
    return sorted(found, key=lambda one: (one.on, one.moved.id))


def _of_project(moves: list[Moved], basis: Basis) -> Iterator[Counted]:
    counting = [moved for moved in moves if basis.day(moved) is not None]
    first = _first_event([moved for moved in counting if moved.kind is MoveKind.STAGE])
    if first is not None:
        yield Counted(first, _day(basis, first), first.investment or ZERO)
    for moved in counting:
        if moved.kind is MoveKind.INCREASE:
            yield Counted(moved, _day(basis, moved), _size_after(moved, moves))


def _first_event(moves: list[Moved]) -> Moved | None:
    """The first event of the present owner: an earlier owner's events no longer count."""
    if len(moves) < 2:
        return moves[0] if moves else None
    ordered = sorted(moves, key=_order)
    owners = [moved.owner for moved in ordered if moved.owner]
    present = ("", *owners[-1:])  # whose event it was may be unknown
    return next((moved for moved in ordered if moved.owner in present), None)


def _order(moved: Moved) -> tuple[date, int]:
    return moved.on, moved.id


def _size_after(increase: Moved, moves: list[Moved]) -> Decimal:
    """The planned investment of the project once it had risen: the last stated total and all rises since."""
    size = ZERO
    for moved in sorted(moves, key=_order):
        amount = moved.investment or ZERO
        size = amount if moved.kind is MoveKind.STAGE else size + amount
        if moved is increase:
            break
    return size


def _day(basis: Basis, moved: Moved) -> date:
    day = basis.day(moved)
    if day is None:
        raise ValueError("a move that does not count has no day")
    return day


def tally(
    counts: Iterable[Counted],
    *,
    period: Period | None = None,
    at_least: Decimal = ZERO,
    below: Decimal | None = None,
) -> Tally:
    """Of what counts, that of a period and of a size in yuan, `below` where there is a ceiling."""
    first, latest = (period.starts_on, period.ends_on) if period else (date.min, date.max)
    fitting = (one for one in counts if first <= one.on <= latest and one.size >= at_least)
    return Tally(tuple(one for one in fitting if below is None or one.size < below))


def tally_tier(counts: Iterable[Counted], tier: TierSpec, period: Period | None = None) -> Tally:
    """The tally of a tier: nested where it has no ceiling, disjoint where it has one."""
    return tally(counts, period=period, at_least=tier.at_least, below=tier.below)


def are_disjoint(one: TierSpec, other: TierSpec) -> bool:
    """Whether no project is of both tiers, so that their counts may be added."""
    lower, higher = sorted((one, other), key=lambda tier: tier.at_least)
    return lower.below is not None and lower.below <= higher.at_least


@dataclass(frozen=True)
class Share:
    """An organization's part of a tally by its credit: projects (a fraction may remain) and yuan."""

    count: Decimal
    total: Decimal


NOBODY = 0
"""Whose a project is where nobody has credit."""


def by_organization(tally: Tally) -> dict[int, Share]:
    """The tally split by credit; the parts add up to it exactly. What nobody has credit for is `NOBODY`'s.

    The last of several organizations takes what their shares leave of 1, so that nothing is lost.
    """
    parts: dict[int, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for one in tally.counted:
        for organization, share in _whole(one.moved.shares).items():
            parts[organization].append((share if one.is_project else ZERO, share * one.money))
    return {
        organization: Share(sum((count for count, _ in held), ZERO), sum((money for _, money in held), ZERO))
        for organization, held in parts.items()
    }


def _whole(shares: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Shares that add up to exactly 1."""
    if not shares:
        return {NOBODY: ONE}
    *others, last = sorted(shares)
    held = {organization: shares[organization] for organization in others}
    return {**held, last: ONE - sum(held.values(), ZERO)}


@dataclass(frozen=True)
class Sum:
    """Projects counted and their yuan."""

    count: int = 0
    total: Decimal = ZERO


def months_to_date(counts: Iterable[Counted], tier: TierSpec, year: int) -> list[Sum]:
    """The year to date at the end of each of its twelve months, from January, in one pass."""
    months = [Sum()] * 12
    for one in tally_tier(counts, tier, Period.year(year)).counted:
        held = months[one.on.month - 1]
        months[one.on.month - 1] = Sum(held.count + one.is_project, held.total + one.money)
    return list(accumulate(months, _added))


def _added(one: Sum, other: Sum) -> Sum:
    return Sum(one.count + other.count, one.total + other.total)


@dataclass(frozen=True)
class Rate:
    """Projects that reached a stage, of those that a named denominator holds; refused where it is empty."""

    reached: tuple[int, ...]
    of: tuple[int, ...]
    refusal: Message | None = None

    @property
    def value(self) -> Decimal | None:
        return None if self.refusal else Decimal(len(self.reached)) / Decimal(len(self.of))


def rate_of_reached(
    reached: Iterable[Counted], of: Iterable[Counted], period: Period, until: date | None = None
) -> Rate:
    """Of the projects that reached one stage in the period, those that reached the other by `until`."""
    base = tally((one for one in of if one.is_project), period=period).projects
    return _rate(base, reached, until)


def rate_of_planned(
    reached: Iterable[Counted], planned: Mapping[int, date], period: Period, until: date | None = None
) -> Rate:
    """Of the projects that were to reach the stage in the period (project to planned day), those that did."""
    due = (project for project, on in planned.items() if period.starts_on <= on <= period.ends_on)
    return _rate(tuple(due), reached, until)


def _rate(base: tuple[int, ...], reached: Iterable[Counted], until: date | None) -> Rate:
    if not base:
        return Rate((), (), Message("分母为零，不计算"))
    there = {one.moved.project for one in reached if one.is_project and (until is None or one.on <= until)}
    return Rate(tuple(project for project in base if project in there), base)
