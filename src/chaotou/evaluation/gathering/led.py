"""Facts about organizations: the targets they lead and the figures they report; and targets of bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from chaotou.core.evaluation.facts import Citation, Side, When, fact_name
from chaotou.core.evaluation.supplied import Supplied
from chaotou.core.lateness import is_late
from chaotou.core.lights import Light
from chaotou.core.panel import State
from chaotou.core.periods import Period
from chaotou.core.zone.vocabulary import Frequency, TargetKind
from chaotou.evaluation.gathering import references
from chaotou.evaluation.gathering.asked import Asked, Cells, Detail, Found, split
from chaotou.evaluation.gathering.figures import PUBLISHED
from chaotou.figures.queries.catalogue import counted
from chaotou.figures.queries.frame import framed, targets_on
from chaotou.figures.queries.readings import first_recorded, names_of_indicators
from chaotou.figures.queries.rows import Row
from chaotou.figures.queries.standings import table
from chaotou.organization import queries as organization
from chaotou.organization.access import Subject as Kind

if TYPE_CHECKING:
    from chaotou.figures.models import Indicator

CAP = 1.2
"""An attainment counts up to 120 %, so that one target far exceeded does not hide another that is missed."""
ALL_OF_THEM = fact_name(Supplied.LED_TARGETS_ATTAINMENT, Side.TARGET)
OF_TARGETS = (
    Supplied.LED_TARGETS,
    Supplied.LED_TARGETS_ATTAINMENT,
    ALL_OF_THEM,
    Supplied.LED_TARGETS_ON_TRACK,
)
STANDING = (Light.ON_TRACK, Light.DONE)


def cells(asked: Asked) -> Cells:
    """Targets of bodies beside their figures, and what is supplied about organizations.

    `led_targets`: the targets in force it leads, formulas apart. `led_targets_attainment`: the mean of
    their attainments in percent, each up to 120; targets against other bodies or of growths without a level
    have none and are left out; its target is 100, so that a scheme may hold it against the time passed.
    `led_targets_on_track`: the share of those already due that are on track or
    done, in percent; one without a figure that is due is not on track. `figures_late`: see `lateness`; not
    applicable to who leads no indicator but those that the platform counts.
    """
    names = set(asked.names)
    if not names & {*OF_TARGETS, Supplied.FIGURES_LATE} and not _aims(asked):
        return {}
    rows = _rows(asked)
    return {**dict(_targets(asked, rows)), **dict(_led(asked, rows)), **dict(_late(asked, rows))}


def _aims(asked: Asked) -> list[tuple[str, str]]:
    """The facts that are targets of the period itself: name and indicator."""
    named = ((name, *split(name)) for name in asked.names)
    return [(name, code) for name, code, side, when in named if side == Side.TARGET and when is When.THIS]


def _rows(asked: Asked) -> tuple[Row, ...]:
    """Where every target stands at the period's end, by published figures."""
    on = asked.period.ends_on
    made = framed(PUBLISHED, on, asked.known_at, targets_on(on, asked.known_at))
    return table(made).rows


def _targets(asked: Asked, rows: tuple[Row, ...]) -> Iterator[tuple[tuple[str, str], Found]]:
    codes = {one.code for one in asked.subjects}
    for name, indicator in _aims(asked):
        for row in reversed(rows):
            value = _level(row)
            if value is not None and row.indicator.code == indicator and row.body.code in codes:
                yield (row.body.code, name), Found(float(value), State.REPORTED, _citation(row))


def _level(row: Row) -> Any:
    """The level a target asks for; of a growth the level it comes to; None for what asks for no level."""
    if row.indicator is None or row.is_relative:
        return None
    return row.level_target if row.kind == TargetKind.GROWTH else row.target


def _citation(row: Row) -> Citation:
    source = row.source.title if row.source else ""
    day = timezone.localdate(row.record.set_at).isoformat()
    return Citation(source, day, references.of_target(row.code))


@dataclass(frozen=True)
class _Fact:
    name: str
    of: Callable[[list[Row]], Found]


def _led(asked: Asked, rows: tuple[Row, ...]) -> Iterator[tuple[tuple[str, str], Found]]:
    wanted = [one for one in _FACTS if one.name in asked.names]
    for subject in asked.subjects:
        if subject.is_organization:
            mine = [row for row in rows if _leads(row, subject.code) and row.kind != TargetKind.FORMULA]
            cited = Citation(
                source="",
                vintage=asked.period.ends_on.isoformat(),
                reference=references.of_targets(subject.code),
                synthetic=any(row.is_synthetic for row in mine),
            )
            for one in wanted:
                found = one.of(mine)
                details = () if one.name == ALL_OF_THEM else tuple(map(_detail, mine))
                yield (subject.code, one.name), Found(found.value, found.state, cited, details)


def _detail(row: Row) -> Detail:
    percent = None if row.attainment is None else 100 * float(row.attainment)
    said = {"name": row.name, "english": row.english, "light": row.light.light.value}
    return Detail(references.TARGET, row.code, value=percent, synthetic=row.is_synthetic, **said)


def _leads(row: Row, code: str) -> bool:
    return row.owner is not None and row.owner.code == code


def attainment_of(rows: list[Row]) -> Found:
    """The mean attainment in percent; not applicable to who leads none, not reported where none has one."""
    known = [min(float(row.attainment), CAP) for row in rows if row.attainment is not None]
    if not known:
        return Found(None, State.NOT_REPORTED if rows else State.NOT_APPLICABLE)
    return Found(100 * sum(known) / len(known))


def on_track_of(rows: list[Row]) -> Found:
    due = [row for row in rows if row.light.light is not Light.NOT_DUE]
    if not due:
        return Found(None, State.NOT_APPLICABLE)
    return Found(100 * sum(row.light.light in STANDING for row in due) / len(due))


def _whole(rows: list[Row]) -> Found:
    return Found(100.0) if rows else Found(None, State.NOT_APPLICABLE)


def _count(rows: list[Row]) -> Found:
    return Found(float(len(rows)))


_FACTS = (
    _Fact(Supplied.LED_TARGETS, _count),
    _Fact(Supplied.LED_TARGETS_ATTAINMENT, attainment_of),
    _Fact(ALL_OF_THEM, _whole),
    _Fact(Supplied.LED_TARGETS_ON_TRACK, on_track_of),
)


def _late(asked: Asked, rows: tuple[Row, ...]) -> Iterator[tuple[tuple[str, str], Found]]:
    if Supplied.FIGURES_LATE not in asked.names:
        return
    owners = _owners()
    late = lateness(asked, owners, rows)
    named = names_of_indicators({code for found in late.values() for code, _month in found})
    for subject in asked.subjects:
        if not subject.is_organization:
            continue
        found = Found(None, State.NOT_APPLICABLE)
        if subject.code in owners.values():
            found = _late_of(asked, subject.code, sorted(late.get(subject.code, ())), named)
        yield (subject.code, Supplied.FIGURES_LATE), found


def _owners() -> dict[str, str]:
    """Who reports each indicator; nobody does what the platform counts."""
    counts, led = counted(), organization.leads(Kind.INDICATOR)
    return {code: one.code for code, one in led.items() if code not in counts}


def _late_of(
    asked: Asked, organization: str, late: list[tuple[str, int]], named: dict[str, Indicator]
) -> Found:
    details = tuple(_late_figure(named[code], month) for code, month in late)
    cited = Citation("", asked.period.ends_on.isoformat(), references.of_late(organization))
    return Found(float(len(late)), State.REPORTED, cited, details)


def _late_figure(one: Indicator, month: int) -> Detail:
    return Detail(references.INDICATOR, one.code, one.name, one.english, value=float(month))


def lateness(asked: Asked, owners: dict[str, str], rows: tuple[Row, ...]) -> dict[str, set[tuple[str, int]]]:
    """The late figures of the zone by the organization that leads their indicator: indicator and month.

    Those of the period first recorded after their day (core.lateness), and those a led target awaits whose
    day has passed.
    """
    found: dict[str, set[tuple[str, int]]] = {}
    body, day = organization.zone().zone.body, timezone.localdate(asked.known_at)
    recorded = first_recorded(
        PUBLISHED, indicators=owners.keys(), body=body, period=asked.period, known_at=asked.known_at
    )
    seen = [(code, frequency, month, timezone.localdate(at)) for code, frequency, month, at in recorded]
    seen += [(*one, day) for one in _awaited(rows, body, asked.period)]
    for code, frequency, month, at in seen:
        if code in owners and is_late(month, Frequency(frequency), at):
            found.setdefault(owners[code], set()).add((code, month))
    return found


def _awaited(rows: tuple[Row, ...], body: str, period: Period) -> Iterator[tuple[str, str, int]]:
    for row in rows:
        awaited = row.standing.awaited
        if row.indicator and awaited and row.body.code == body and period.contains(awaited):
            yield row.indicator.code, row.indicator.frequency, awaited.latest
