"""What bonuses and deductions came of: each item's reading and its points, before the set's joint cap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chaotou.core.evaluation.explaining import Input, inputs_of
from chaotou.core.evaluation.scheme import AdjustmentsSpec, ItemSpec
from chaotou.core.evaluation.scoring import Scorecard


@dataclass(frozen=True)
class Extra:
    """One item of one subject: `reading` is NaN where there is none; points are signed."""

    part_of: AdjustmentsSpec
    item: ItemSpec
    reading: float
    points: float
    inputs: tuple[Input, ...]


def extras(card: Scorecard, subject: str) -> Iterator[Extra]:
    """Every bonus and deduction item of a subject in the scheme's order; KeyError for nobody of that code."""
    plan, facts = card.case.plan, card.case.ground.facts
    row = facts.rows[subject]
    readings = plan.extra_reader.read(facts).values[row] if plan.extras else ()
    for spec, columns, sign in plan.adjustments:
        for item, at in zip(spec.items, range(columns.start, columns.stop), strict=True):
            points = sign * float(card.extras[row, at]) or 0.0  # no negative zero
            read = tuple(inputs_of(card, subject, item))
            yield Extra(spec, item, float(readings[at]), points, read)
