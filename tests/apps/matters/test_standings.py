"""Where matters stand: what a list counts by conditions on rows is what the rule says of each row."""

from __future__ import annotations

import pytest

from chaotou.core.matters.standing import Standing
from chaotou.matters.models import Matter
from chaotou.matters.operations.accepting import accept, refuse
from chaotou.matters.operations.assigning import Part, split
from chaotou.matters.operations.pausing import suspend
from chaotou.matters.queries.standing import conditions, standings


@pytest.fixture
def every(handled, closed, permit, petition, hechuan, linxiao, now, later) -> set[Standing]:
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
    return set(Standing)


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
    assert found == every


def test_at_the_midnight_itself_it_is_late(handled) -> None:
    matter = handled()
    late = Matter.objects.filter(conditions(matter.due_at)[Standing.OVERDUE])
    assert list(late) == [matter]
    assert standings([matter], matter.due_at) == [Standing.OVERDUE]


def test_what_was_given_up_stands_nowhere(permit, linxiao, now) -> None:
    refuse(matter=permit(), actor=linxiao, now=now, text="不符合")
    assert not any(Matter.objects.filter(condition).exists() for condition in conditions(now).values())
