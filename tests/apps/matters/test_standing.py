"""Standing in lists and counts is a condition on rows; the rule in the core says the same of every row."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import product
from random import Random

import pytest

from chaotou.core.matters.standing import Standing
from chaotou.matters.models import Matter
from chaotou.matters.queries.standing import conditions, standings

PHASES = (Matter.Phase.WAITING, Matter.Phase.OPEN, Matter.Phase.CLOSED)
MOMENTS = (-2, -1, 0, 1, 2)
"""In hours from now; the same moment twice is the edge that a rule may get wrong."""


def rows(world, now: datetime) -> list[Matter]:
    """Every order in which the moments of a matter may stand, edges included."""
    found = []
    for phase, due, soon, since, closed in product(
        PHASES, (None, *MOMENTS), MOMENTS, (None, *MOMENTS), MOMENTS
    ):
        if phase == Matter.Phase.CLOSED and (since is not None or closed > 0):
            continue
        if phase == Matter.Phase.WAITING and (due, since) != (None, None):
            continue
        if phase != Matter.Phase.CLOSED and closed != MOMENTS[0]:
            continue
        if (due is not None and soon > due) or (since is not None and since > 0):
            continue
        found.append(_row(world, now, len(found), phase, due, soon, since, closed))
    return found


def _row(world, now, number, phase, due, soon, since, closed) -> Matter:
    def at(hours: int | None) -> datetime | None:
        return None if hours is None else now + timedelta(hours=hours)

    return Matter(
        code=f"X-{number}",
        kind="request",
        title="甲",
        state="any",
        phase=phase,
        privacy="open",
        organization=world.economy,
        registered_at=at(-9),
        received_at=at(-9),
        started_at=None if phase == Matter.Phase.WAITING else at(-8),
        original_due_at=at(due),
        due_at=at(due),
        attention_at=at(soon) if due is not None else None,
        soon_at=at(soon) if due is not None else None,
        suspended_since=at(since),
        closed_at=at(closed) if phase == Matter.Phase.CLOSED else None,
    )


@pytest.fixture
def many(world, now) -> list[Matter]:
    made = rows(world, now)
    Random(7).shuffle(made)
    return Matter.objects.bulk_create(made)


def test_conditions_and_the_rule_agree_on_every_row(many, now) -> None:
    ruled = {row.pk: one for row, one in zip(many, standings(many, now), strict=True)}
    counted = Counter(ruled.values())
    assert set(counted) == set(Standing) and sum(counted.values()) == len(many) > 100
    for standing, condition in conditions(now).items():
        found = set(Matter.objects.filter(condition).values_list("pk", flat=True))
        assert found == {pk for pk, one in ruled.items() if one is standing}, standing


def test_what_was_given_up_stands_nowhere(many, now) -> None:
    Matter.objects.update(phase=Matter.Phase.ENDED)
    for condition in conditions(now).values():
        assert not Matter.objects.filter(condition).exists()
