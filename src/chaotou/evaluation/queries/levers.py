"""What a subject of a run can lift, and with what effort."""

from __future__ import annotations

from collections.abc import Iterator

from chaotou.core.evaluation.lifting.levers import Lever, levers_of
from chaotou.core.evaluation.scheme import SchemeSpec, reads_of
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.evaluation.gathering import past
from chaotou.evaluation.queries.results import RunPage


def levers(page: RunPage, card: Scorecard, subject: str) -> tuple[Lever, ...]:
    """A subject's levers in the scheme's order: effort in its own yearly deviations as known to the run,
    counts in whole steps.
    """
    names = card.case.given.names
    deviations = past.deviations(subject, names, period=page.run.period, known_at=page.run.known_at)
    found = levers_of(card, subject, deviations=deviations, steps=past.steps(names))
    order = {name: at for at, name in enumerate(_read(page.scheme))}
    return tuple(sorted(found, key=lambda lever: order.get(lever.fact, len(order))))


def _read(scheme: SchemeSpec) -> Iterator[str]:
    """The names of the facts a scheme reads, criterion by criterion, each where it is first read."""
    return iter(dict.fromkeys(name for leaf in scheme.leaves() for name in reads_of(leaf).names()))
