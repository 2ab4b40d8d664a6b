"""Whether a least lift can be proven: rules straight in the subject's figures, and nobody else moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from chaotou.core.evaluation.lifting.cells import Cell, bends, moved_by, moves_others, touches
from chaotou.core.evaluation.lifting.curves import whole_steps
from chaotou.core.evaluation.lifting.levers import Lever, figure
from chaotou.core.evaluation.methods.weighting import Weighting
from chaotou.core.evaluation.needs import items_of
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.issues import Message
from chaotou.core.naming import Named

GIVEN = (Weighting.GIVEN, Weighting.EQUAL)


def why_not_exact(
    card: Scorecard, subject: str, levers: tuple[Lever, ...], cells: list[Cell], *, ranked: bool
) -> Message | None:
    """The first reason why a plan found may not be the least; None where it is."""
    reasons: tuple[Callable[[], Iterator[Message]], ...] = (
        lambda: _of_scheme(card, ranked),
        lambda: _moving_others(card, subject, levers, cells),
        lambda: _tangled(card, levers, cells),
        lambda: _bent(card, subject, levers, cells),
    )
    return next((found for reason in reasons for found in reason()), None)


def _of_scheme(card: Scorecard, ranked: bool) -> Iterator[Message]:
    scheme = card.scheme
    if scheme.prepare:
        yield Message("办法先对全体数据补缺或处理异常值，一家变动会牵动别家。")
    if scheme.weights not in GIVEN:
        yield Message("权重由全体得分算出，一家变动会牵动别家。")
    if not card.tree.adds_up:
        yield Message("各项得分不是简单加总。")
    if scheme.rounding.points is not None:
        yield Message("各项得分要取整到小数点后 {places} 位。", {"places": scheme.rounding.points})
    if ranked and scheme.ranking.breaks:
        yield Message("同分时还要比其他考评项。")


def _moving_others(
    card: Scorecard, subject: str, levers: tuple[Lever, ...], cells: list[Cell]
) -> Iterator[Message]:
    facts = card.case.given
    for cell in cells:
        touched = any(touches(cell, moved_by(lever, facts)) for lever in levers)
        if touched and moves_others(cell, subject):
            name = {"name": name_of(card, cell)}
            yield Message("“{name}”按全体对象的数据计分，一家变动会牵动别家。", name)


def _tangled(card: Scorecard, levers: tuple[Lever, ...], cells: list[Cell]) -> Iterator[Message]:
    facts = card.case.given
    for cell in cells:
        touching = [lever for lever in levers if touches(cell, moved_by(lever, facts))]
        for one, other in combinations(touching, 2):
            values = {"name": name_of(card, cell), "one": one.fact, "other": other.fact}
            yield Message("“{name}”同时取决于“{one}”和“{other}”。", values)


def _bent(card: Scorecard, subject: str, levers: tuple[Lever, ...], cells: list[Cell]) -> Iterator[Message]:
    facts = card.case.given
    for lever in levers:
        if whole_steps(lever, figure(facts, subject, lever.fact)) is not None:
            continue
        for cell in cells:
            if (
                touches(cell, moved_by(lever, facts))
                and bends(cell, lever, subject, facts, card.case.plan) is None
            ):
                yield Message("“{name}”的计分不是分段直线。", {"name": name_of(card, cell)})


def name_of(card: Scorecard, cell: Cell) -> Named:
    """What the scheme calls the criterion of a cell."""
    return next(item for item in items_of(card.scheme) if item.code == cell.column.code).called
