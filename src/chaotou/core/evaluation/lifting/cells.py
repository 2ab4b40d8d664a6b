"""One subject's rules in its own readings: which columns a figure moves, and where their lines bend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from chaotou.core.evaluation.amounts import Origin
from chaotou.core.evaluation.facts import Facts, Side, fact_name
from chaotou.core.evaluation.lifting.levers import Lever
from chaotou.core.evaluation.plan import Plan
from chaotou.core.evaluation.reading import read
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.sheet import Block, Column
from chaotou.core.evaluation.trends import parts
from chaotou.core.evaluation.whatif import changed
from chaotou.core.evaluation.words import Absent
from chaotou.core.panel import Floats


@dataclass(frozen=True)
class Cell:
    """A column for one subject: `keys` are its rule's arguments as plain numbers."""

    column: Column
    keys: Mapping[str, Any]
    lacking: bool

    @property
    def names(self) -> frozenset[str]:
        """The facts it is made of."""
        return frozenset((*self.column.reads.names(), *self.amounts))

    @property
    def amounts(self) -> frozenset[str]:
        """The facts that its rule's numbers are taken from."""
        reads = self.column.reads
        target = fact_name(reads.indicator, Side.TARGET, reads.when)
        by_origin = {Origin.STATED: target, Origin.PLANNED: target}
        used = (one for one in self.column.amounts.values() if one.origin in (*by_origin, Origin.FACT))
        return frozenset(by_origin.get(one.origin, one.name) for one in used)


def cells_of(card: Scorecard, row: int) -> list[Cell]:
    """Every column as it stands for one subject, leaves first, then bonus and deduction items."""
    plan, ground = card.case.plan, card.case.ground
    x = read([column.reads for column in plan.extras], ground.facts).values
    leaves = _cells(card, plan.blocks, plan.columns, card.case.prepared, row)
    return [*leaves, *_cells(card, plan.extra_blocks, plan.extras, x, row)]


def _cells(
    card: Scorecard, blocks: tuple[Block, ...], columns: tuple[Column, ...], x: Floats, row: int
) -> list[Cell]:
    keys: dict[str, Mapping[str, Any]] = {}
    for block in blocks:
        arguments = block.arguments(x[:, block.at], card.case.ground)
        for at, column in enumerate(block.columns):
            keys[column.code] = {name: _own(value, row, at) for name, value in arguments.items()}
    return [
        Cell(column, keys[column.code], bool(np.isnan(x[:, at]).any())) for at, column in enumerate(columns)
    ]


def _own(value: Any, row: int, at: int) -> Any:
    """One subject's and column's part of an argument."""
    if not isinstance(value, np.ndarray) or value.ndim == 0:
        return value
    return value[at] if value.ndim == 1 else value[row if value.shape[-2] > 1 else 0, at]


def moved_by(lever: Lever, facts: Facts) -> frozenset[str]:
    """The facts a lever moves: its own and, of a figure and its growth, the other."""
    indicator = parts(lever.fact).indicator
    pair = {indicator, fact_name(indicator, Side.GROWTH)}
    return (
        frozenset(pair & set(facts.names) | {lever.fact}) if lever.fact in pair else frozenset({lever.fact})
    )


def touches(cell: Cell, moved: frozenset[str]) -> bool:
    return bool(cell.names & moved)


def moves_others(cell: Cell, subject: str) -> bool:
    """Whether the column's points of others depend on this subject's reading."""
    if cell.column.rule.moves_everybody:
        return True
    for amount in cell.column.amounts.values():
        if amount.origin.moves and (amount.origin is not Origin.SUBJECT or amount.name == subject):
            return True
    policies = (getattr(cell.column.missing, name) for name in type(cell.column.missing).model_fields)
    return cell.lacking and Absent.AVERAGE in policies


def is_read_straight(cell: Cell, moved: frozenset[str]) -> bool:
    """Whether the reading is a straight line in the lever and the rule's numbers stay where they are."""
    return not cell.amounts & moved and cell.column.reads.denominator not in moved


def bends(cell: Cell, lever: Lever, subject: str, facts: Facts, plan: Plan) -> list[float] | None:
    """Where in a lever the column's points may change their slope; None where they are no straight pieces."""
    rule = cell.column.rule
    knots = rule.knots(**cell.keys) if rule.knots and not rule.moves_everybody else None
    if knots is None or not is_read_straight(cell, moved_by(lever, facts)):
        return None
    at, slope = _line(cell.column, lever, subject, facts, plan)
    if slope == 0 or not np.isfinite(slope):
        return []
    spec = cell.column.reads
    limits = [float(one) for one in (spec.least, spec.most) if one is not None]
    ends = [at + slope * (value - lever.least) for value in (lever.least, lever.most)]
    points = sorted(point for point in {*knots, *limits, *ends} if min(ends) <= point <= max(ends))
    return [lever.least + (point - at) / slope for point in (*points, *_crossings(cell, points))]


def _line(column: Column, lever: Lever, subject: str, facts: Facts, plan: Plan) -> tuple[float, float]:
    """The reading at the lever's least value, and how much it grows by one unit of the lever."""
    own = facts.only([subject])
    free = [column.reads.model_copy(update={"least": None, "most": None})]
    low, high = (
        float(read(free, changed(own, {(subject, lever.fact): value}, plan)).values[0, 0])
        for value in (lever.least, lever.most)
    )
    width = lever.most - lever.least
    return low, (high - low) / width if width else 0.0


def _crossings(cell: Cell, points: list[float]) -> Iterator[float]:
    """The readings between two neighboring points at which a floor or cap begins to bite."""
    if len(points) < 2:
        return
    shares = cell.column.rule.share(np.array(points)[:, None], **cell.keys)[:, 0]
    for (x, share), (following, next_share) in pairwise(zip(points, shares, strict=True)):
        for bound in (cell.column.floor, cell.column.cap):
            if min(share, next_share) < bound < max(share, next_share):
                yield float(x + (bound - share) / (next_share - share) * (following - x))
