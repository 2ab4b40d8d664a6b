"""How many projects reached a stage, by tier, basis and credit; each count opens to its projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chaotou.core.issues import Message, Missing
from chaotou.core.periods import Period
from chaotou.core.projects.conditions import is_given
from chaotou.core.projects.counting import (
    NOBODY,
    Basis,
    Counted,
    Moved,
    Rate,
    Tally,
    by_organization,
    counted,
    rate_of_planned,
    rate_of_reached,
    tally,
    tally_tier,
)
from chaotou.core.projects.recognition import checklist_of
from chaotou.core.projects.stages import name_of
from chaotou.core.zone.project_specs import RateSpec, StageSpec, TierSpec
from chaotou.core.zone.specs import Zone
from chaotou.organization.access import Asker
from chaotou.organization.models import Organization
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.access import PUBLIC_STAGES
from chaotou.projects.models import Project
from chaotou.projects.queries.moved import basis_of, has_synthetic, moved
from chaotou.projects.queries.sight import projects


@dataclass(frozen=True)
class Wanted:
    """What is counted: a stage, a size in yuan, a period, and by which basis (a scheme, else as reported)."""

    stage: str
    period: Period
    at_least: Decimal = Decimal(0)
    below: Decimal | None = None
    scheme: str | None = None


@dataclass(frozen=True)
class Part:
    """An organization's share of a count; `organization` is None for what nobody has credit for."""

    organization: Any
    count: Decimal
    total: Decimal


def count(reader: Asker | access.System, wanted: Wanted, *, with_credit: bool = False) -> Tally:
    """The tally asked for. `Refusal` for who sees no projects, `Missing` for no such stage or scheme."""
    access.sight(reader)
    _require_known(wanted)
    found = counted(moved({wanted.stage}, with_credit=with_credit), wanted.stage, basis_of(wanted.scheme))
    return tally(found, period=wanted.period, at_least=wanted.at_least, below=wanted.below)


def _require_known(wanted: Wanted) -> None:
    held = zone()
    if wanted.stage not in {stage.code for stage in held.stages}:
        raise Missing(Message("本区没有“{code}”这个阶段。", {"code": wanted.stage}))
    if wanted.scheme and not recognizes(held, wanted.scheme, wanted.stage):
        raise _unrecognized(wanted.scheme, wanted.stage)


def _unrecognized(scheme: str, stage: str) -> Missing:
    return Missing(Message("没有认定“{stage}”阶段的办法“{scheme}”。", {"scheme": scheme, "stage": stage}))


def recognizes(held: Zone, scheme: str, stage: str) -> bool:
    """Whether any version of a scheme recognizes a stage."""
    return any(one.code == scheme and checklist_of(one, stage) for one in held.recognition)


def parts(found: Tally) -> list[Part]:
    """A tally by the organizations that have credit for it, the largest first."""
    shares = by_organization(found)
    named = {row.pk: row for row in Organization.objects.filter(pk__in=shares.keys() - {NOBODY})}
    told = [Part(named.get(key), share.count, share.total) for key, share in shares.items()]
    return sorted(told, key=lambda part: (-part.count, -part.total))


@dataclass(frozen=True)
class Line:
    """A move that was counted and its project; `project` is None where the reader may not know of it."""

    project: Any
    on: date
    money: Decimal
    is_increase: bool


def lines(reader: Asker | access.System, found: Tally) -> list[Line]:
    """What a count consists of, in order of its days. One query."""
    keys = {one.moved.project for one in found.counted}
    seen = projects(reader).filter(pk__in=keys).select_related("organization")
    rows = {row.pk: row for row in seen}
    return [Line(rows.get(c.moved.project), c.on, c.money, not c.is_project) for c in found.counted]


@dataclass(frozen=True)
class Cell:
    """One count of the table, and what it asks."""

    tally: Tally
    wanted: Wanted


@dataclass(frozen=True)
class Row:
    """A tier of a stage: as reported, and as recognized where the scheme recognizes the stage."""

    tier: TierSpec
    reported: Cell
    recognized: Cell | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing counts here either way."""
        return not (self.reported.tally.counted or (self.recognized and self.recognized.tally.counted))


@dataclass(frozen=True)
class Block:
    """A stage of the table with its tiers."""

    stage: StageSpec
    rows: Sequence[Row]


@dataclass(frozen=True)
class RateLine:
    """A rate as reported, and as recognized where the scheme recognizes both of its stages."""

    spec: RateSpec
    says: Message
    reported: Rate
    recognized: Rate | None


@dataclass(frozen=True)
class Counts:
    """The page of counts: stages by tiers, and rates."""

    period: Period
    scheme: str
    blocks: Sequence[Block]
    rates: Sequence[RateLine]
    is_synthetic: bool


def counts(reader: Asker | access.System, *, period: Period, scheme: str) -> Counts:
    """All counts of a period under one scheme and as reported. A fixed number of queries."""
    access.sight(reader)
    held = zone()
    asked = _stages_counted(held, scheme)
    rated = {code for rate in held.rates for code in (rate.reached, rate.of)}
    stages = {stage.code for stage in asked} | rated
    found = _Found(moved(stages))
    blocks = [_block(held, stage, period, scheme, found) for stage in asked]
    rates = _rates(held, period, scheme, found)
    return Counts(period, scheme, blocks, rates, has_synthetic(stages))


class _Found:
    """What counts of each stage and basis, worked out once."""

    def __init__(self, rows: list[Moved]) -> None:
        self.rows = rows
        self._kept: dict[tuple[str, Basis], list[Counted]] = {}

    def of(self, stage: str, basis: Basis) -> list[Counted]:
        key = stage, basis
        if key not in self._kept:
            self._kept[key] = counted(self.rows, stage, basis)
        return self._kept[key]


def _stages_counted(held: Zone, scheme: str) -> list[StageSpec]:
    """The stages some count of the zone is about, or the scheme recognizes, in order."""
    codes = {spec.moved_to for spec in held.counts}
    return [one for one in held.stages if one.code in codes or recognizes(held, scheme, one.code)]


def _block(held: Zone, stage: StageSpec, period: Period, scheme: str, found: _Found) -> Block:
    rows = []
    for tier in held.tiers:
        reported = _cell(stage.code, tier, period, None, found)
        by_scheme = recognizes(held, scheme, stage.code)
        rows.append(
            Row(tier, reported, _cell(stage.code, tier, period, scheme, found) if by_scheme else None)
        )
    return Block(stage, rows)


def _cell(stage: str, tier: TierSpec, period: Period, scheme: str | None, found: _Found) -> Cell:
    wanted = Wanted(stage, period, tier.at_least, tier.below, scheme)
    return Cell(tally_tier(found.of(stage, basis_of(scheme)), tier, period), wanted)


def _rates(held: Zone, period: Period, scheme: str, found: _Found) -> list[RateLine]:
    planned = planned_days({rate.planned_in for rate in held.rates if rate.planned_in})
    return [_rate_line(held, spec, period, scheme, found, planned) for spec in held.rates]


def _rate_line(
    held: Zone,
    spec: RateSpec,
    period: Period,
    scheme: str,
    found: _Found,
    planned: Mapping[str, Mapping[int, date]],
) -> RateLine:
    def rate(basis: Basis) -> Rate:
        reached = found.of(spec.reached, basis)
        if spec.planned_in:
            return rate_of_planned(reached, planned[spec.planned_in], period)
        return rate_of_reached(reached, found.of(spec.of, basis), period)

    both = all(recognizes(held, scheme, stage) for stage in (spec.reached, spec.of))
    return RateLine(spec, said_of(held, spec), rate(Basis()), rate(Basis(scheme)) if both else None)


def said_of(held: Zone, spec: RateSpec) -> Message:
    """What a rate holds over what, in a sentence."""
    names = {"reached": name_of(held.stages, spec.reached), "of": name_of(held.stages, spec.of)}
    if spec.planned_in:
        field = name_of(held.fields, spec.planned_in)
        return Message("按“{field}”应在期内到“{of}”的项目中，已到“{reached}”的。", {**names, "field": field})
    return Message("期内到“{of}”的项目中，已到“{reached}”的。", names)


def planned_days(fields: Iterable[str]) -> dict[str, dict[int, date]]:
    """For each field of the zone's own, the days it gives for signed projects. One query."""
    asked = list(fields)
    days: dict[str, dict[int, date]] = {field: {} for field in asked}
    agreed = Project.objects.filter(stage__in=PUBLIC_STAGES, particulars__has_any_keys=asked).order_by("pk")
    rows = agreed.values_list("pk", *(f"particulars__{field}" for field in asked)) if asked else ()
    for project, *given in rows:
        for field, value in zip(asked, given, strict=True):
            if is_given(value) and (day := _day(str(value))):
                days[field][project] = day
    return days


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def rate(
    reader: Asker | access.System, code: str, *, period: Period, scheme: str | None
) -> tuple[RateSpec, Rate]:
    """One rate with its projects. `Missing` where the zone has no such rate, or no scheme for it."""
    access.sight(reader)
    held = zone()
    spec = next((one for one in held.rates if one.code == code), None)
    if spec is None:
        raise Missing(Message("本区没有“{code}”这个比率。", {"code": code}))
    found = _Found(moved({spec.reached, spec.of}))
    planned = planned_days({spec.planned_in} if spec.planned_in else ())
    line = _rate_line(held, spec, period, scheme or "", found, planned)
    shown = line.recognized if scheme else line.reported
    if shown is None:
        raise _unrecognized(scheme or "", spec.of)
    return spec, shown


def projects_by_key(reader: Asker | access.System, keys: Iterable[int]) -> list[Any]:
    """The projects of these keys that the reader knows of, in their order. One query."""
    rows = projects(reader).filter(pk__in=list(keys)).select_related("organization")
    return list(rows.order_by("code"))
