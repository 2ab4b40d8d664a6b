"""Where every target stands on a day, as then known: the master table, and the ten-second view over it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chaotou.core import standings as core
from chaotou.core.pace import PaceCurve
from chaotou.core.periods import Period
from chaotou.core.quantities import round_half_up
from chaotou.core.targets import Series, latest_closed, latest_due
from chaotou.core.zone.vocabulary import Bound, Frequency, Pace, TargetKind
from chaotou.figures import access
from chaotou.figures.models import Indicator, Target
from chaotou.figures.queries import relative
from chaotou.figures.queries.beside import Beside, as_shown, beside, fraction, points
from chaotou.figures.queries.cells import adds_up, is_percent
from chaotou.figures.queries.frame import Frame, frame, measured_by
from chaotou.figures.queries.rows import Part, Row, Standings

if TYPE_CHECKING:
    from chaotou.organization.access import Asker

DERIVED_PLACES = 2


def standings(
    reader: Asker | access.System, *, on: date, known_at: datetime | None = None, body: str | None = None
) -> Standings:
    """Every target in force on the day `on`, of all bodies or one, without derivations.

    Figures and targets are as known at `known_at`, None being the end of that day. `Refusal` for a person
    who sees no figures.
    """
    return table(frame(reader, on=on, known_at=known_at, body=body))


def table(made: Frame, *, derive: bool = False) -> Standings:
    """The rows of everything a frame holds, in the order of the targets; `derive` gives each its steps."""
    computed = {**_measured(made, derive), **_relative(made)}
    rows = {code: _row(made, target, computed[code]) for code, target in _plain(made).items()}
    for target in made.targets:
        if target.kind == Target.Kind.FORMULA:
            rows[target.code] = _formula(made, target, rows)
    ordered = tuple(rows[target.code] for target in made.targets)
    return Standings(made.on, made.known_at, ordered, tuple(made.lamps.values()), tuple(made.bodies.values()))


def _plain(made: Frame) -> dict[str, Target]:
    return {target.code: target for target in made.targets if target.kind != Target.Kind.FORMULA}


def _measured(made: Frame, derive: bool) -> dict[str, core.Standing]:
    """The standings of targets held against a number."""
    targets = [target for target in made.targets if not _is_apart(target)]
    pairs = [(_aim(made, target), _series(made, target)) for target in targets]
    found = core.standings(pairs, made.on, made.thresholds, derive=derive)
    return {target.code: one for target, one in zip(targets, found, strict=True)}


def _is_apart(target: Target) -> bool:
    """Whether it is held against other bodies, or is made of other targets."""
    return target.kind == Target.Kind.FORMULA or TargetKind(target.kind).is_relative


def _aim(made: Frame, target: Target) -> core.Target:
    """The target as the core counts: percents as fractions, growth as it is kept."""
    value = target.value
    if value is not None and is_percent(measured_by(target)) and target.kind != Target.Kind.GROWTH:
        value = value / 100
    return core.Target(
        kind=TargetKind(target.kind),
        period=Period(target.first_month, target.latest_month),
        value=value,
        bound=Bound(target.bound or Bound.AT_LEAST),
        curve=curve(made, target),
    )


def _series(made: Frame, target: Target) -> Series:
    indicator, row = measured_by(target), made.cells.rows[_pair(target)]
    levels, growth = made.cells.take([row])
    return Series(
        levels,
        growth,
        made.cells.bases(row),
        cumulative=adds_up(indicator),
        frequency=Frequency(indicator.frequency),
        percent=is_percent(indicator),
    )


def curve(made: Frame, target: Target) -> PaceCurve:
    """The target's own curve, else the zone's way of spreading a plan."""
    if target.curve:
        return PaceCurve.monthly([float(share) for share in target.curve])
    pace = made.zone.zone.pace
    return PaceCurve(Pace.EVEN_MONTH if pace is Pace.CUSTOM else pace)


def _pair(target: Target) -> tuple[int, int]:
    return measured_by(target).pk, target.body_id


def _relative(made: Frame) -> dict[str, core.Standing]:
    """The standings of 快于 and 提高 targets."""
    targets = [target for target in made.targets if TargetKind(target.kind).is_relative]
    return {target.code: _compared(made, target) for target in targets}


def _compared(made: Frame, target: Target) -> core.Standing:
    indicator, month = measured_by(target), relative.governing_month(made, target)
    if month is None or month < target.first_month:
        frequency = Frequency(indicator.frequency)
        due = latest_due(min(latest_closed(made.on), target.latest_month), frequency) >= target.first_month
        return core.relative_standing((), due=due)
    found = core.relative_standing(relative.comparisons(made, target, month))
    growth = relative.growth_of(made.cells, indicator, target.body, month)
    own = Period(month, month)
    return replace(found, reported=own, growth=growth.value, growth_basis=growth.basis)


def _row(made: Frame, target: Target, found: core.Standing) -> Row:
    """A target's row: the core's numbers rounded as its indicator declares, and what is beside them."""
    month = found.reported.latest if found.reported else None
    pair, cells = _pair(target), made.cells
    cell = cells.at(pair, month) if month is not None else None
    others = beside(made, target, month) if month is not None else Beside()
    city = made.zone.zone.city
    return Row(
        **_named(made, target, found),
        **_numbers(target, measured_by(target), found),
        period=cell.period if cell else None,
        observation=cell.pk if cell else None,
        status=cell.status if cell else "",
        scope=cell.scope if cell else "",
        is_synthetic=bool(cell and cell.is_synthetic),
        is_month_synthetic=month is not None and cells.is_month_synthetic(pair, month),
        is_growth_synthetic=month is not None and cells.is_growth_synthetic(pair, month),
        is_published=cell.is_published if cell else True,
        comparators=others.comparators,
        city=next((one for one in others.comparators if one.body.code == city), None),
        rank=others.rank,
        ranked_among=others.ranked_among,
        comparisons=tuple(map(as_shown, found.comparisons)),
        synthetic=relative.synthetic(made, target, month)
        if month is not None and found.comparisons
        else frozenset(),
    )


def _named(made: Frame, target: Target, found: core.Standing) -> dict[str, Any]:
    return {
        "record": target,
        "code": target.code,
        "name": target.name,
        "english": target.english,
        "kind": target.kind,
        "indicator": target.indicator,
        "body": target.body,
        "target_period": Period(target.first_month, target.latest_month),
        "owner": made.owner(target),
        "light": made.lamps[found.light],
        "standing": found,
    }


def _numbers(target: Target, indicator: Indicator, found: core.Standing) -> dict[str, Any]:
    """The core's numbers as they are shown; see `rows` for units."""
    percent, is_growth = is_percent(indicator), target.kind == Target.Kind.GROWTH
    derived = max(indicator.decimals, DERIVED_PLACES)

    def level(value: Decimal | None, places: int = indicator.decimals) -> Decimal | None:
        return None if value is None else round_half_up(100 * value if percent else value, places)

    def aimed(value: Decimal | None) -> Decimal | None:
        return fraction(value) if is_growth else level(value, derived)

    value = target.value
    if value is not None:
        value = fraction(value) if is_growth else round_half_up(value, indicator.decimals)
    return {
        "target": value,
        "this_month": level(found.this_month),
        "latest": level(found.latest),
        "cumulative": level(found.cumulative),
        "growth": fraction(found.growth),
        "growth_basis": found.growth_basis.value if found.growth_basis else "",
        "level_target": level(found.level_target),
        "attainment": fraction(found.attainment),
        "pace": fraction(found.pace),
        "pace_gap_points": points(found.pace_gap_points),
        "lead_points": points(found.lead_points),
        "expected": aimed(found.expected),
        "expected_low": aimed(found.expected_low),
        "expected_high": aimed(found.expected_high),
        "gap": aimed(found.gap),
        "remaining": level(found.remaining, derived),
        "needed_per_month": level(found.needed_per_month, derived),
    }


def _formula(made: Frame, target: Target, rows: dict[str, Row]) -> Row:
    """A number formula's row: its parts, each with the row of the target it stands for."""
    parts = tuple(
        Part(part.position, part.label, part.target_code, rows.get(part.target_code))
        for part in target.parts.all()
    )
    found = core.formula_standing([part.row.standing if part.row else None for part in parts])
    synthetic = any(part.row.is_synthetic for part in parts if part.row)
    return Row(**_named(made, target, found), target=None, parts=parts, is_synthetic=synthetic)
