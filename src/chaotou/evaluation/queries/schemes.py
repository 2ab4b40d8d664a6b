"""What a run's pages name of its scheme: its criteria, and its sets of bonuses and deductions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.zone.vocabulary import Direction


@dataclass(frozen=True)
class Node:
    """A criterion, a leaf where it reads a figure; both names, the code where it has none."""

    code: str
    name: str
    english: str
    is_leaf: bool
    direction: Direction


@dataclass(frozen=True)
class AdjustmentSet:
    """A set of bonuses or of deductions, with both names."""

    code: str
    name: str
    english: str


def nodes_of(scheme: SchemeSpec) -> Iterator[Node]:
    """The criteria, parents first."""
    for one in scheme.walk():
        name, english = one.name or one.code, one.english or one.code
        yield Node(one.code, name, english, not one.criteria, scheme.direction_of(one))


def sets_of(scheme: SchemeSpec) -> Iterator[AdjustmentSet]:
    """The sets, bonuses first."""
    for one in scheme.adjustments():
        yield AdjustmentSet(one.code, one.name, one.english)
