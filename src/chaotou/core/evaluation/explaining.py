"""Explaining: every point of a scorecard, as data for all cells at once and as sentences for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from chaotou.core.evaluation.amounts import Origin
from chaotou.core.evaluation.facts import Citation, Side, fact_name
from chaotou.core.evaluation.needs import amounts_of, facts_of_item
from chaotou.core.evaluation.rules.kind import Scale
from chaotou.core.evaluation.scheme import CriterionSpec, ItemSpec, ProvenanceSpec, reads_of
from chaotou.core.evaluation.scoring import PRESENT, Scorecard
from chaotou.core.evaluation.sheet import Column
from chaotou.core.evaluation.words import Absent
from chaotou.core.issues import Message
from chaotou.core.panel import Floats, State


class Bite(IntEnum):
    """Which bound held a share."""

    NONE = 0
    FLOOR = 1
    CAP = 2


class Cell(NamedTuple):
    """One criterion of one subject: what was read, what the rule gave, what it earned and lost.

    `reading` is NaN where `state` says why; `used` is it after imputing and treating outliers. Shares are
    of the full points; `points` and `possible` are points (marks on the scale in an index). `absent`
    numbers the policy of `Absent` applied to a missing reading, -1 where there was one.
    """

    subject: str
    criterion: str
    reading: float
    state: int
    used: float
    bare_share: float
    share: float
    bite: int
    absent: int
    points: float
    possible: float
    lost: float


@dataclass(frozen=True)
class Input:
    """One figure a reading was made of."""

    name: str
    value: float | None
    state: State
    citation: Citation | None


@dataclass(frozen=True)
class Story:
    """One cell told: its figures, its formula with numbers put in, and a sentence for each step."""

    cell: Cell
    inputs: tuple[Input, ...]
    formula: Message | None
    result: float | None
    told_in: Scale
    sentences: tuple[Message, ...]
    clause: str
    rule: str
    source: str
    provenance: ProvenanceSpec


def explain(card: Scorecard) -> list[Cell]:
    """Every cell of a scorecard, subject by subject, leaves in the order of the scheme."""
    leaves = len(card.tree.leaves)
    shape = (len(card.subjects), leaves)
    columns = (
        np.repeat(np.array(card.subjects, dtype=object), leaves),
        np.tile(np.array(card.tree.leaves, dtype=object), len(card.subjects)),
        card.case.readings.values,
        card.case.readings.state,
        card.case.prepared,
        card.marked.bare,
        card.marked.shares,
        bites(card),
        card.marked.absent,
        card.scores[:, :leaves],
        full_scores(card)[:, :leaves],
        full_scores(card)[:, :leaves] - card.scores[:, :leaves],
    )
    flat = [np.broadcast_to(column.reshape(-1, leaves), shape).ravel().tolist() for column in columns]
    return list(map(Cell._make, zip(*flat, strict=True)))


def full_scores(card: Scorecard) -> Floats:
    """`[subject, node]`: what each node's score would be with every share full."""
    if card.scheme.marks == "index":
        return np.full(card.scores.shape, float(card.scheme.full))
    return card.possible


def bites(card: Scorecard) -> Floats:
    plan = card.case.plan
    with np.errstate(invalid="ignore"):
        floors = np.where(card.marked.bare < plan.floors, int(Bite.FLOOR), int(Bite.NONE))
        return np.where(card.marked.bare > plan.caps, int(Bite.CAP), floors)


def explain_cell(card: Scorecard, subject: str, criterion: str) -> Cell:
    """One cell; KeyError for a subject or criterion the scorecard does not have."""
    row, at = _row(card, subject), _leaf(card, criterion)
    full = full_scores(card)[row, at]
    return Cell(
        subject,
        criterion,
        float(card.case.readings.values[row, at]),
        int(card.case.readings.state[row, at]),
        float(card.case.prepared[row, at]),
        float(card.marked.bare[row, at]),
        float(card.marked.shares[row, at]),
        int(bites(card)[row, at]),
        int(card.marked.absent[row, at]),
        float(card.scores[row, at]),
        float(full),
        float(full - card.scores[row, at]),
    )


def story(card: Scorecard, subject: str, criterion: str) -> Story:
    """One cell told in full; KeyError for a subject or criterion the scorecard does not have."""
    cell, column = explain_cell(card, subject, criterion), card.case.plan.columns[_leaf(card, criterion)]
    spec = next(leaf for leaf in card.scheme.leaves() if leaf.code == criterion)
    formula = formula_of(card, cell, column)
    group = (*card.case.ground.group_codes, "")[card.case.ground.groups[_row(card, subject)]]
    scaled = {Scale.SHARE: 1.0, Scale.MARK: 100.0, Scale.POINTS: column.full_in(group)}[column.rule.told_in]
    return Story(
        cell=cell,
        inputs=tuple(inputs_of(card, subject, spec)),
        formula=formula,
        result=cell.bare_share * scaled if formula else None,
        told_in=column.rule.told_in,
        sentences=tuple(sentences(card, cell, column, spec, formula, scaled)),
        clause=spec.clause,
        rule=column.rule.name,
        source=column.rule.source,
        provenance=card.scheme.provenance_of(spec),
    )


def _row(card: Scorecard, subject: str) -> int:
    return card.case.ground.facts.rows[subject]


def _leaf(card: Scorecard, criterion: str) -> int:
    if criterion not in card.tree.leaves:
        raise KeyError(criterion)
    return card.tree.leaves.index(criterion)


def inputs_of(card: Scorecard, subject: str, spec: ItemSpec) -> Iterator[Input]:
    """The figures of a subject that an item read, and those behind the numbers of its rule."""
    facts = card.case.ground.facts
    row = facts.rows[subject]
    for name in dict.fromkeys(facts_of_item(card.scheme, spec)):
        value, state = facts.column(name)[row], State(int(facts.states(name)[row]))
        known = None if np.isnan(value) else float(value)
        yield Input(name, known, state, facts.citations.get((subject, name)))


def formula_of(card: Scorecard, cell: Cell, column: Column) -> Message | None:
    """The rule's formula with this cell's numbers; None where there was nothing to compute with."""
    if np.isnan(cell.bare_share):
        return None
    return column.rule.tell(cell.used, **arguments_of(card, cell, column))


def arguments_of(card: Scorecard, cell: Cell, column: Column) -> Mapping[str, Any]:
    """The keys and measurements of the rule as plain values of one cell."""
    case = card.case
    block = next(block for block in case.plan.blocks if column in block.columns)
    x = case.prepared[:, block.at]
    given = block.arguments(x, case.ground)
    row, at = _row(card, cell.subject), block.columns.index(column)
    whole = {**given, **block.measured(x, given, case.ground)}
    return {name: _one(value, row, at) for name, value in whole.items()}


def _one(value: Any, row: int, at: int) -> Any:
    """One cell of an array that broadcasts over subjects and columns; anything else as it is."""
    if not isinstance(value, np.ndarray):
        return value
    if value.ndim == 0:
        return value.item()
    picked = value[..., at if value.shape[-1] > 1 else 0]
    return picked[row if picked.shape[0] > 1 else 0].item() if picked.ndim else picked.item()


_WHY = {
    State.NOT_REPORTED: Message("缺报"),
    State.NOT_APPLICABLE: Message("不适用"),
    State.EXEMPT: Message("豁免"),
    State.REPORTED: Message("无法计算"),
}
_BECOMES = {
    Absent.ZERO: Message("{why}，按 0 分计。"),
    Absent.REWEIGHT: Message("{why}，不计入，权重分给同级的其他项。"),
    Absent.AVERAGE: Message("{why}，按其他对象的平均得分计。"),
    Absent.FULL: Message("{why}，按满分计。"),
}


def sentences(
    card: Scorecard, cell: Cell, column: Column, spec: CriterionSpec, formula: Message | None, scaled: float
) -> Iterator[Message]:
    """The steps from the figures to the points, in the order they were taken."""
    if not np.isnan(cell.reading):
        yield Message("读数 {reading}。", {"reading": neat(cell.reading)})
    yield from _preparation(card, cell, column)
    if cell.absent != PRESENT:
        template = _BECOMES[tuple(Absent)[cell.absent]].template
        yield Message(template, {"why": _WHY[State(cell.state)]})
    elif formula is not None:
        yield from _planned(card, cell, spec)
        told = {"formula": formula, "result": neat(cell.bare_share * scaled)}
        yield Message("按规则计算：{formula} = {result}。", told)
        yield from _bounded(cell, column)
    yield from _earned(card, cell, spec)


def _preparation(card: Scorecard, cell: Cell, column: Column) -> Iterator[Message]:
    if np.isnan(cell.reading) and not np.isnan(cell.used):
        yield Message("缺报，按办法补为 {used}。", {"used": neat(cell.used)})
    elif cell.used != cell.reading and not np.isnan(cell.used):
        yield Message("处理离群值后为 {used}。", {"used": neat(cell.used)})


def _planned(card: Scorecard, cell: Cell, spec: CriterionSpec) -> Iterator[Message]:
    """How a target of the year became what was due by now."""
    if any(amount.origin is Origin.PLANNED for amount in amounts_of(card.scheme, spec)):
        facts, reads = card.case.ground.facts, reads_of(spec)
        target = facts.column(fact_name(reads.indicator, Side.TARGET, reads.when))[facts.rows[cell.subject]]
        told = {
            "target": neat(target),
            "elapsed": percent(facts.elapsed),
            "due": neat(target * facts.elapsed),
        }
        yield Message("序时应达：目标 {target} × 年内已过 {elapsed} = {due}。", told)


def _bounded(cell: Cell, column: Column) -> Iterator[Message]:
    if cell.bite == Bite.CAP:
        values = {"bare": percent(cell.bare_share), "cap": percent(column.cap)}
        yield Message("得分率 {bare}，超过上限，按 {cap} 计。", values)
    elif cell.bite == Bite.FLOOR:
        values = {"bare": percent(cell.bare_share), "floor": percent(column.floor)}
        yield Message("得分率 {bare}，低于下限，按 {floor} 计。", values)


def _earned(card: Scorecard, cell: Cell, spec: CriterionSpec) -> Iterator[Message]:
    if np.isnan(cell.points):
        yield Message("不计分。")
        return
    values = {
        "share": percent(cell.share),
        "possible": neat(cell.possible),
        "points": neat(cell.points),
        "lost": neat(cell.lost),
    }
    yield Message("得分率 {share} × 满分 {possible} = {points} 分。", values)
    if cell.lost > 1e-9:
        yield Message("比满分少 {lost} 分。", values)
    elif cell.lost < -1e-9:
        yield Message("比满分多 {more} 分。", {"more": neat(-cell.lost)})


GREAT = 10**15
"""From here on numbers are written with an exponent."""


def neat(number: float, digits: int = 8) -> str:
    """A number as a person writes it: so many significant digits at most, no trailing zeros, a true minus."""
    rounded = Decimal(f"{number:.{digits}g}")
    if not rounded.is_finite() or abs(rounded) >= GREAT:
        return f"{number:.{digits}g}".replace("-", "−")
    kept = round(rounded, 10).normalize()
    return f"{kept:f}".replace("-", "−") if kept else "0"


def percent(share: float) -> str:
    return neat(100 * share, 6) + "%"
