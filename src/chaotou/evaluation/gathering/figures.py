"""Facts that are figures of bodies: value, published growth, target, the whole's figure, earlier periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils import timezone

from chaotou.core.evaluation.facts import Citation, Side
from chaotou.core.panel import State
from chaotou.core.periods import Period
from chaotou.evaluation.gathering import references
from chaotou.evaluation.gathering.asked import Asked, Cells, Found, indicators_of, split
from chaotou.evaluation.gathering.subjects import Subject
from chaotou.figures.access import Sight
from chaotou.figures.queries.readings import Key, Reading, readings

PUBLISHED = Sight(frozenset())
"""What anybody with a post sees: an evaluation reads nothing else."""
STATES = {
    "not_reported": State.NOT_REPORTED,
    "not_applicable": State.NOT_APPLICABLE,
    "exempt": State.EXEMPT,
}


def cells(asked: Asked) -> Cells:
    """Every fact that is a figure. One query, whatever the subjects and indicators."""
    wanted = [name for name in asked.names if split(name)[1] in ("", Side.GROWTH, Side.WHOLE)]
    bodies = {one.code for one in asked.subjects} | {code for one in asked.subjects for code in one.wholes}
    held = readings(
        PUBLISHED,
        indicators=indicators_of(wanted),
        bodies=bodies,
        periods={period for name in wanted for period in _periods(asked, name)},
        known_at=asked.known_at,
    )
    return dict(_cells(asked, wanted, held))


def _periods(asked: Asked, name: str) -> tuple[Period, Period]:
    """The period itself, and the year to date that closes with it."""
    period = asked.when(split(name)[2])
    return period, period.to_date()


def _cells(
    asked: Asked, names: list[str], held: Mapping[Key, Reading]
) -> Iterator[tuple[tuple[str, str], Found]]:
    for name in names:
        indicator, side, when = split(name)
        month = asked.when(when).latest
        for subject in asked.subjects:
            found = _of(subject, indicator, side, month, held)
            if found is not None:
                yield (subject.code, name), _fact(found, side)


def _of(
    subject: Subject, indicator: str, side: str, month: int, held: Mapping[Key, Reading]
) -> Reading | None:
    """The subject's own figure; for the whole that of the nearest body that contains it and has one."""
    own = held.get((indicator, subject.code, month))
    if side != Side.WHOLE:
        return own
    above = (held.get((indicator, code, month)) for code in subject.wholes)
    return next((one for one in above if one is not None and one.value is not None), None)


def _fact(row: Reading, side: str) -> Found:
    number = number_of(row, side)
    state = State.REPORTED if number is not None else STATES.get(row.absence, State.NOT_REPORTED)
    return Found(number, state, citation(row))


def number_of(row: Reading, side: str) -> float | None:
    """The figure in its unit, or beside it its published growth in percent; None where there is none."""
    if side != Side.GROWTH:
        return None if row.value is None else float(row.value)
    return None if row.growth_yoy is None else float(row.growth_yoy * 100)


def citation(row: Reading) -> Citation:
    """What a figure is cited by: its source, the day it was recorded, where its page is, its mark."""
    return Citation(
        source=row.source.title if row.source else "",
        vintage=f"{timezone.localdate(row.recorded_at).isoformat()} r{row.revision}",
        reference=references.of_observation(row),
        status=row.status,
        synthetic=row.is_synthetic,
    )
