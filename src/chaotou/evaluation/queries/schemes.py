"""The zone's schemes to be read: the tree with weights and provenance, the file, the runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chaotou.core.evaluation.amounts import AmountSpec
from chaotou.core.evaluation.reads import ReadsSpec
from chaotou.core.evaluation.rules.kind import Rule
from chaotou.core.evaluation.scheme import (
    CriterionSpec,
    ItemSpec,
    ProvenanceSpec,
    SchemeSpec,
    reads_of,
)
from chaotou.core.issues import Issue
from chaotou.core.zone.vocabulary import Direction
from chaotou.evaluation import schemes as files
from chaotou.evaluation.access import System, sight
from chaotou.evaluation.queries.lines import RunLine, runs

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


@dataclass(frozen=True)
class SchemeLine:
    """One scheme of the zone; `scheme` is None where its file has errors. `latest` is its latest run seen."""

    code: str
    scheme: SchemeSpec | None
    issues: tuple[Issue, ...]
    runs: int
    latest: RunLine | None

    @property
    def title(self) -> str:
        return self.scheme.title if self.scheme else self.code

    @property
    def english(self) -> str:
        return self.scheme.english if self.scheme else self.code


@dataclass(frozen=True)
class Node:
    """One line of the tree; a leaf has what it reads and its rule."""

    code: str
    name: str
    english: str
    clause: str
    note: str
    depth: int
    weight: AmountSpec | None
    only_groups: tuple[str, ...]
    reads: ReadsSpec | None
    rule: Rule | None
    direction: Direction
    provenance: ProvenanceSpec

    @property
    def is_leaf(self) -> bool:
        return self.reads is not None


@dataclass(frozen=True)
class AdjustmentNodes:
    """A set of bonuses (sign 1) or deductions (-1) with its items."""

    code: str
    name: str
    english: str
    clause: str
    most: object
    sign: int
    items: tuple[Node, ...]


@dataclass(frozen=True)
class SchemePage:
    """A scheme to be read: the tree, parents first, adjustments, the file's text, and its runs."""

    code: str
    scheme: SchemeSpec | None
    issues: tuple[Issue, ...]
    text: str
    nodes: tuple[Node, ...]
    adjustments: tuple[AdjustmentNodes, ...]
    runs: tuple[RunLine, ...]


def schemes(reader: Asker | System) -> list[SchemeLine]:
    """Every scheme of the zone, by code, with how many runs of it the reader sees."""
    found = runs(reader)
    counts = Counter(one.scheme for one in found)
    latest = {one.scheme: one for one in reversed(found)}
    read = [files.read(code) for code in files.codes()]
    return [
        SchemeLine(one.code, one.scheme, one.issues, counts[one.code], latest.get(one.code)) for one in read
    ]


def scheme_page(reader: Asker | System, code: str) -> SchemePage:
    """One scheme; `Missing` where the zone has none of this code."""
    sight(reader)
    file = files.read(code)
    held = tuple(runs(reader, code))
    if file.scheme is None:
        return SchemePage(code, None, file.issues, file.text, (), (), held)
    nodes, sets = tuple(nodes_of(file.scheme)), tuple(sets_of(file.scheme))
    return SchemePage(code, file.scheme, file.issues, file.text, nodes, sets, held)


def nodes_of(scheme: SchemeSpec) -> Iterator[Node]:
    """The tree's lines, parents first."""
    for criterion in scheme.criteria:
        yield from _below(scheme, criterion, 0)


def sets_of(scheme: SchemeSpec) -> Iterator[AdjustmentNodes]:
    for sign, sets in ((1, scheme.bonuses), (-1, scheme.deductions)):
        for one in sets:
            items = tuple(_node(scheme, item, 1) for item in one.items)
            yield AdjustmentNodes(one.code, one.name, one.english, one.clause, one.most, sign, items)


def _below(scheme: SchemeSpec, criterion: CriterionSpec, depth: int) -> Iterator[Node]:
    yield _node(scheme, criterion, depth)
    for child in criterion.criteria:
        yield from _below(scheme, child, depth + 1)


def _node(scheme: SchemeSpec, item: ItemSpec, depth: int) -> Node:
    branch = isinstance(item, CriterionSpec) and bool(item.criteria)
    used = None if branch else scheme.rule_of(item)
    return Node(
        code=item.code,
        name=item.name or item.code,
        english=item.english or item.code,
        clause=item.clause,
        note=item.note,
        depth=depth,
        weight=item.weight if isinstance(item, CriterionSpec) else None,
        only_groups=item.only_groups if isinstance(item, CriterionSpec) else (),
        reads=None if branch else reads_of(item),
        rule=used.rule if used else None,
        direction=scheme.direction_of(item),
        provenance=scheme.provenance_of(item),
    )
