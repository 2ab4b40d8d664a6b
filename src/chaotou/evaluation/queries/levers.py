"""What a subject of a run can lift, and with what effort."""

from __future__ import annotations

from chaotou.core.evaluation.lifting.levers import Lever, levers_of
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.evaluation.gathering import past
from chaotou.evaluation.queries.results import RunPage


def levers(page: RunPage, card: Scorecard, subject: str) -> tuple[Lever, ...]:
    """A subject's levers in the scheme's order: effort in its own yearly deviations as known to the run,
    counts in whole steps.
    """
    names = card.case.given.names
    deviations = past.deviations(subject, names, period=page.run.period, known_at=page.run.known_at)
    return levers_of(card, subject, deviations=deviations, steps=past.steps(names))
