"""A scheme as the rows of its page: criteria by depth, what each reads, how it scores, what it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chaotou.core.evaluation.methods.weighting import Weighting
from chaotou.core.evaluation.outcomes import ConditionSpec
from chaotou.core.evaluation.plan import plan_of
from chaotou.core.evaluation.scheme import (
    AbsentSpec,
    AdjustmentsSpec,
    CriterionSpec,
    ItemSpec,
    ProvenanceSpec,
    SchemeSpec,
    reads_of,
    written,
)
from chaotou.evaluation.words import plain, reads_words, rule_keys

Names = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """A criterion or item; `weights` and `points` by group as the page's columns stand, None where none."""

    item: ItemSpec
    depth: int
    is_branch: bool
    weights: tuple[Decimal | None, ...]
    points: tuple[float | None, ...]
    reads: str
    rule: str
    keys: tuple[tuple[str, str], ...]
    floor: str
    cap: str
    direction: str
    missing: AbsentSpec
    provenance: ProvenanceSpec

    @property
    def estimated(self) -> bool:
        return "estimated" in (self.provenance.weight, self.provenance.rule, self.provenance.reads)

    @property
    def is_extra(self) -> bool:
        """Whether it is an item of bonuses or deductions, which has no weight."""
        return not self.weights

    @property
    def missing_alike(self) -> str:
        """The one policy for all three reasons; "" where they differ."""
        policies = {self.missing.not_reported, self.missing.not_applicable, self.missing.exempt}
        return policies.pop() if len(policies) == 1 else ""


@dataclass(frozen=True)
class Outline:
    """The whole page: columns of weights, criteria, sets of adjustments, conditions."""

    groups: tuple[Any, ...]
    lines: tuple[Line, ...]
    sets: tuple[tuple[AdjustmentsSpec, tuple[Line, ...]], ...]
    conditions: tuple[tuple[ConditionSpec, str, str], ...]
    estimated: int

    @property
    def rules(self) -> list[str]:
        """The rules used, each once, in the order of the tree."""
        lines = (*self.lines, *(line for _set, held in self.sets for line in held))
        return list(dict.fromkeys(line.rule for line in lines if line.rule))


def outline(scheme: SchemeSpec, names: Names) -> Outline:
    """The scheme's rows; `names` are the names of indicators and subjects in the reader's language."""
    groups = _groups(scheme)
    tree = plan_of(scheme).tree(tuple(group.code for group in groups))
    points = dict(zip(tree.codes, (float(scheme.full) * tree.shares_of_whole).T.tolist(), strict=True))
    lines = tuple(
        line for criterion in scheme.criteria for line in _lines(scheme, criterion, 0, groups, points, names)
    )
    sets = tuple(
        (one, tuple(_item(scheme, item, names) for item in one.items)) for one in scheme.adjustments()
    )
    conditions = tuple(
        (one, reads_words(one.reads, names, noted=True), _bounds(one))
        for one in (*scheme.vetoes, *scheme.ceilings)
    )
    estimated = sum(line.estimated for line in lines if not line.is_branch)
    return Outline(groups, lines, sets, conditions, estimated)


def _groups(scheme: SchemeSpec) -> tuple[Any, ...]:
    """The groups that weights differ by; none where one column of weights says it all."""
    named = {group for one in scheme.walk() for group in (*one.weight.by_group, *one.only_groups)}
    return tuple(group for group in scheme.subjects.groups if group.code in named)


def _lines(
    scheme: SchemeSpec,
    criterion: CriterionSpec,
    depth: int,
    groups: Sequence[Any],
    points: Mapping[str, list[float]],
    names: Names,
) -> Iterator[Line]:
    codes = [group.code for group in groups] or [""]
    own = points[criterion.code][: len(groups)] if groups else points[criterion.code][-1:]
    weights = tuple(_weight(scheme, criterion, code) for code in codes)
    shown = tuple(one if weight is not None else None for one, weight in zip(own, weights, strict=True))
    yield _line(scheme, criterion, depth, weights, shown, names)
    for child in criterion.criteria:
        yield from _lines(scheme, child, depth + 1, groups, points, names)


def _weight(scheme: SchemeSpec, criterion: CriterionSpec, group: str) -> Decimal | None:
    if scheme.weights is Weighting.EQUAL:
        return Decimal(1)
    if criterion.only_groups and group not in criterion.only_groups:
        return None
    return written(criterion.weight, group)


def _item(scheme: SchemeSpec, item: ItemSpec, names: Names) -> Line:
    return _line(scheme, item, 0, (), (), names)


def _line(
    scheme: SchemeSpec,
    item: ItemSpec,
    depth: int,
    weights: tuple[Decimal | None, ...],
    points: tuple[float | None, ...],
    names: Names,
) -> Line:
    is_branch = isinstance(item, CriterionSpec) and bool(item.criteria)
    rule = None if is_branch else scheme.rule_of(item)
    floor, cap = (_bound(own, usual) for own, usual in _bounds_of(item, rule))
    return Line(
        item=item,
        depth=depth,
        is_branch=is_branch,
        weights=weights,
        points=points,
        reads="" if is_branch else reads_words(reads_of(item), names, noted=not weights),
        rule=rule.name if rule else "",
        keys=tuple(rule_keys(rule, names)) if rule else (),
        floor=floor,
        cap=cap,
        direction=scheme.direction_of(item),
        missing=scheme.missing_of(item),
        provenance=scheme.provenance_of(item),
    )


def _bounds_of(item: ItemSpec, rule: Any) -> list[tuple[Decimal | None, float | None]]:
    usual = (rule.rule.floor, rule.rule.cap) if rule else (None, None)
    return list(zip((item.floor, item.cap), usual, strict=True))


def _bound(own: Decimal | None, usual: float | None) -> str:
    """A bound of the share in percent; "" for none."""
    if own is not None:
        return f"{plain(own * 100)}%" if own.is_finite() else ""
    return "" if usual is None else f"{plain(round(usual * 100, 6))}%"


def _bounds(one: ConditionSpec) -> str:
    """When a condition holds: `≥ 1`, `> 0 ≤ 3`."""
    signs = ((">", one.above), ("≥", one.at_least), ("<", one.below), ("≤", one.at_most))
    return " ".join(f"{sign} {plain(bound)}" for sign, bound in signs if bound is not None)
