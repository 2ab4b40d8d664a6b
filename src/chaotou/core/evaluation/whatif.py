"""What if: other figures, weights or trends, and the whole scorecard that follows, by the engine itself.

Rules that measure everybody move everybody; nothing is approximated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from chaotou.core.evaluation.amounts import AmountSpec, amount
from chaotou.core.evaluation.case import Case, lay
from chaotou.core.evaluation.facts import Facts, Side, When, fact_name, missing
from chaotou.core.evaluation.methods.weighting import Weighting
from chaotou.core.evaluation.needs import facts_needed
from chaotou.core.evaluation.plan import Plan, plan_of
from chaotou.core.evaluation.scheme import CriterionSpec, SchemeSpec
from chaotou.core.evaluation.scoring import Scorecard, score
from chaotou.core.evaluation.trends import Trend, ahead, parts
from chaotou.core.issues import Message, Refusal

Cells = Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class Changes:
    """What is otherwise.

    `facts` by (subject, fact name); a figure and its published growth move together over the same base
    unless both are given or `linked` is off. `weights` by criterion, for every group; siblings keep
    theirs, and only proportions count. `trend` first moves everybody on, then `facts` are put in.
    """

    facts: Cells = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    trend: Trend | None = None
    linked: bool = True


def what_if(held: Case | Scorecard, changes: Changes) -> Scorecard:
    """The scorecard under these changes; `Refusal` for a subject, fact or criterion that is not there."""
    case = held.case if isinstance(held, Scorecard) else held
    refuse_weights(case.plan.scheme, changes.weights)
    alone = weighs_alone(case.plan)
    if changes.weights and not alone:
        case = lay(plan_of(reweighted(case.plan.scheme, changes.weights)), case.given)
    if changes.facts or changes.trend:
        facts = ahead(case.given, changes.trend) if changes.trend else case.given
        case = lay(case.plan, changed(facts, changes.facts, case.plan, linked=changes.linked))
    return score(case, case.tree.reweighted(changes.weights) if changes.weights and alone else None)


def weighs_alone(plan: Plan) -> bool:
    """Whether weights only weigh: they are the scheme's own, and no rule counts its criterion's points."""
    return plan.scheme.weights is Weighting.GIVEN and not any(block.counts_points for block in plan.blocks)


def changed(facts: Facts, cells: Cells, plan: Plan, *, linked: bool = True) -> Facts:
    """The facts with other cells; a fact the scheme reads though nobody has it yet becomes a column."""
    _refuse_unknown(facts, cells, plan.scheme)
    facts = _with_columns(facts, [name for _, name in cells if name not in facts.columns])
    beside = _linked(facts, cells) if linked else {}
    return facts.changed({**beside, **cells})


def _refuse_unknown(facts: Facts, cells: Cells, scheme: SchemeSpec) -> None:
    subjects = sorted({subject for subject, _ in cells if subject not in facts.rows})
    if subjects:
        raise Refusal(
            Message("没有“{names}”这个考评对象。", {"names": "、".join(subjects)}),
            Message("从数据表里的对象中选一个。"),
        )
    absent = {name for _, name in cells if name not in facts.columns}
    unread = sorted(absent - set(facts_needed(scheme))) if absent else []
    if unread:
        raise Refusal(
            Message("办法不读“{names}”。", {"names": "、".join(unread)}), Message("从办法读的数据中选。")
        )


def _with_columns(facts: Facts, names: list[str]) -> Facts:
    """The facts with further columns, of which nobody has a figure yet."""
    if not names:
        return facts
    added = tuple(dict.fromkeys(names))
    values = np.hstack([facts.values, np.full((len(facts.subjects), len(added)), np.nan)])
    state = np.hstack([facts.state, missing(values[:, len(facts.names) :])])
    return replace(facts, names=facts.names + added, values=values, state=state)


def _linked(facts: Facts, cells: Cells) -> dict[tuple[str, str], float]:
    """The growth that goes with another figure, the figure that goes with another growth."""
    found = {}
    for (subject, name), value in cells.items():
        part = parts(name)
        if part.when is not When.THIS or part.side not in (None, Side.GROWTH):
            continue
        beside = fact_name(part.indicator, Side.GROWTH if part.side is None else None)
        together = _beside(facts, subject, part.indicator, value, is_growth=part.side is Side.GROWTH)
        if np.isfinite(together):
            found[subject, beside] = together
    return found


def _beside(facts: Facts, subject: str, indicator: str, value: float, *, is_growth: bool) -> float:
    """The other of a figure and its growth in percent, over the base they have now; NaN without one."""
    row = facts.rows[subject]
    figure = float(facts.column(indicator)[row])
    growth = float(facts.column(fact_name(indicator, Side.GROWTH))[row])
    base = figure / (1 + growth / 100) if growth > -100 else np.nan
    if is_growth:
        return base * (1 + value / 100)
    return 100 * (value / base - 1) if base > 0 else np.nan


def refuse_weights(scheme: SchemeSpec, weights: Mapping[str, float]) -> None:
    """`Refusal` for weights of criteria that are not there, and for negative ones."""
    unknown = sorted(set(weights) - {criterion.code for criterion in scheme.walk()})
    if unknown:
        raise Refusal(
            Message("没有“{names}”这个考评项。", {"names": "、".join(unknown)}),
            Message("从办法的考评项中选一个。"),
        )
    negative = sorted(code for code, weight in weights.items() if not weight >= 0)
    if negative:
        raise Refusal(
            Message("权重不能是负数。"), Message("给“{names}”写 0 或正数。", {"names": "、".join(negative)})
        )


def reweighted(scheme: SchemeSpec, weights: Mapping[str, float]) -> SchemeSpec:
    """The scheme with other weights for some criteria."""
    return scheme.model_copy(update={"criteria": _reweighted(scheme.criteria, weights)})


def _reweighted(
    criteria: tuple[CriterionSpec, ...], weights: Mapping[str, float]
) -> tuple[CriterionSpec, ...]:
    return tuple(
        one.model_copy(
            update={"weight": _weight(one, weights), "criteria": _reweighted(one.criteria, weights)}
        )
        for one in criteria
    )


def _weight(one: CriterionSpec, weights: Mapping[str, float]) -> AmountSpec:
    return amount(weights[one.code]) if one.code in weights else one.weight
