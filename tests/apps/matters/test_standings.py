"""Where matters stand: what a list counts by conditions on rows is what the rule says of each row."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import product

import pytest

from chaotou.core.matters.standing import Standing
from chaotou.matters.models import Matter
from chaotou.matters.operations.accepting import accept, refuse
from chaotou.matters.operations.assigning import Part, split
from chaotou.matters.operations.pausing import suspend
from chaotou.matters.queries.standing import conditions, standings


@pytest.fixture
def every(handled, closed, permit, petition, hechuan, linxiao, now, later) -> None:
    """Matters that by one day or another stand everywhere; one was given up, one part has no limit."""
    handled(), closed(), petition()
    refuse(matter=permit(), actor=linxiao, now=now, text="不符合")
    whole = handled()
    Matter.objects.filter(pk=whole.pk).update(due_at=None, original_due_at=None)
    split(matter=whole, actor=hechuan, now=now, parts=[Part("甲", "economy")])
    for days in (1, 30):
        stood = accept(matter=permit(), actor=linxiao, now=now)
        suspend(matter=stood, actor=linxiao, now=later(days=days), reason="hearing", text="听证")
    late = closed()
    Matter.objects.filter(pk=late.pk).update(closed_at=late.due_at)


def test_one_condition_and_one_rule_say_where_each_matter_stands(every, later) -> None:
    found: set[Standing] = set()
    for days in (0, 5, 31, 100):
        at = later(days=days)
        held = conditions(at)
        known = Matter.objects.exclude(phase=Matter.Phase.ENDED).exclude(closed_at__gt=at)
        rows = list(known.exclude(suspended_since__gt=at))
        for row, standing in zip(rows, standings(rows, at), strict=True):
            by_rows = [one for one in held if Matter.objects.filter(held[one], pk=row.pk).exists()]
            assert by_rows == [standing], (row.code, days)
            found.add(standing)
    assert found == set(Standing)


def test_at_the_midnight_itself_it_is_late(handled) -> None:
    matter = handled()
    late = Matter.objects.filter(conditions(matter.due_at)[Standing.OVERDUE])
    assert list(late) == [matter]
    assert standings([matter], matter.due_at) == [Standing.OVERDUE]


def test_what_was_given_up_stands_nowhere(permit, linxiao, now) -> None:
    refuse(matter=permit(), actor=linxiao, now=now, text="不符合")
    assert not any(Matter.objects.filter(condition).exists() for condition in conditions(now).values())


def test_no_row_that_was_given_up_stands_anywhere(many, now) -> None:
    Matter.objects.update(phase=Matter.Phase.ENDED)
    assert not any(Matter.objects.filter(condition).exists() for condition in conditions(now).values())


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
    return Matter.objects.bulk_create(rows(world, now))


def test_conditions_and_the_rule_agree_on_every_row(many, now) -> None:
    ruled = {row.pk: one for row, one in zip(many, standings(many, now), strict=True)}
    counted = Counter(ruled.values())
    assert set(counted) == set(Standing) and sum(counted.values()) == len(many) > 100
    for standing, condition in conditions(now).items():
        found = set(Matter.objects.filter(condition).values_list("pk", flat=True))
        assert found == {pk for pk, one in ruled.items() if one is standing}, standing
