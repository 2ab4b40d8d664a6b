"""A scheme made ready to run: its columns with their rules, its adjustments, its tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from chaotou.core.evaluation.reading import Reader
from chaotou.core.evaluation.scheme import AdjustmentsSpec, CriterionSpec, ItemSpec, SchemeSpec, reads_of
from chaotou.core.evaluation.sheet import Block, Column, blocks, bound
from chaotou.core.evaluation.tree import Tree, grow
from chaotou.core.issues import Message, Refusal
from chaotou.core.panel import Floats
from chaotou.core.zone.vocabulary import Direction


@dataclass(frozen=True)
class Plan:
    """A scheme whose columns and tree are worked out once, for any facts and groups."""

    scheme: SchemeSpec
    columns: tuple[Column, ...]
    extras: tuple[Column, ...]
    adjustments: tuple[tuple[AdjustmentsSpec, slice, int], ...]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return blocks(self.columns)

    @cached_property
    def extra_blocks(self) -> tuple[Block, ...]:
        return blocks(self.extras)

    @cached_property
    def floors(self) -> Floats:
        return np.array([column.floor for column in self.columns])

    @cached_property
    def caps(self) -> Floats:
        return np.array([column.cap for column in self.columns])

    @cached_property
    def is_bounded(self) -> bool:
        """Whether a floor or a cap may hold any column."""
        return bool((np.isfinite(self.floors) | np.isfinite(self.caps)).any())

    @cached_property
    def only_groups(self) -> Mapping[int, frozenset[str]]:
        """The columns that are for some groups only, by their own word or that of a criterion above."""
        kept = enumerate(_only_groups(self.scheme.criteria, None))
        return {at: groups for at, groups in kept if groups is not None}

    @cached_property
    def _trees(self) -> dict[tuple[str, ...], Tree]:
        return {}

    def tree(self, groups: tuple[str, ...]) -> Tree:
        """The tree with weights for these groups; grown once."""
        if groups not in self._trees:
            self._trees[groups] = grow(self.scheme, groups)
        return self._trees[groups]

    @cached_property
    def reader(self) -> Reader:
        return Reader(tuple(column.reads for column in self.columns))

    @cached_property
    def extra_reader(self) -> Reader:
        return Reader(tuple(column.reads for column in self.extras))


def plan_of(scheme: SchemeSpec) -> Plan:
    """The plan of a scheme; `Refusal` where a criterion has no rule."""
    columns = _with_points(scheme, [_column(scheme, leaf, 1.0) for leaf in scheme.leaves()])
    extras: list[Column] = []
    adjustments = []
    for sign, sets in ((1, scheme.bonuses), (-1, scheme.deductions)):
        for one in sets:
            first = len(extras)
            extras += [_column(scheme, item, 1.0) for item in one.items]
            adjustments.append((one, slice(first, len(extras)), sign))
    return Plan(scheme, columns, tuple(extras), tuple(adjustments))


def _with_points(scheme: SchemeSpec, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with the points each carries, in every group the weights differ by.

    Where a group has none of a criterion, 1 stands in: its weight of 0 takes it out later.
    """
    named = (group for one in scheme.walk() for group in (*one.weight.by_group, *one.only_groups))
    groups = tuple(dict.fromkeys(named))
    points = float(scheme.full) * grow(scheme, groups).shares_of_whole[:, : len(columns)]
    points = np.where(points > 0, points, 1.0)
    return tuple(
        replace(
            column,
            full=float(points[-1, at]),
            full_by_group=dict(zip(groups, map(float, points[:-1, at]), strict=True)),
        )
        for at, column in enumerate(columns)
    )


def _only_groups(
    criteria: Sequence[CriterionSpec], above: frozenset[str] | None
) -> Iterator[frozenset[str] | None]:
    """The groups each leaf is for; None for all."""
    for criterion in criteria:
        own = frozenset(criterion.only_groups) or None
        held = own if above is None else above if own is None else above & own
        yield from _only_groups(criterion.criteria, held) if criterion.criteria else (held,)


def _column(scheme: SchemeSpec, item: ItemSpec, full: float) -> Column:
    used = scheme.rule_of(item)
    if used is None:
        raise Refusal(
            Message("考评项“{code}”没有计分规则。", {"code": item.code}),
            Message("给它写上 rule，或在办法开头写一个共用的 rule。"),
        )
    return Column(
        code=item.code,
        reads=reads_of(item),
        rule=used.rule,
        keys=used.keys,
        lower=scheme.direction_of(item) is Direction.LOWER,
        floor=bound(item.floor, used.rule.floor, -np.inf),
        cap=bound(item.cap, used.rule.cap, np.inf),
        full=full,
        missing=scheme.missing_of(item),
    )
