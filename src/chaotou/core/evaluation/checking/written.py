"""A scheme with the text it was read from, and what its zone has that it may name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from chaotou.core.evaluation.outcomes import ConditionSpec
from chaotou.core.evaluation.scheme import AdjustmentsSpec, CriterionSpec, ItemSpec, SchemeSpec
from chaotou.core.issues import Issue, Level, Message
from chaotou.core.zone.yaml_text import Path, YamlText

Taken = Iterator[tuple[ItemSpec, Path]]


@dataclass(frozen=True)
class Known:
    """What a zone has that its schemes may name; an empty set is not held against anybody."""

    indicators: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Written:
    """A scheme with the text it was read from, so that every complaint can point at a line."""

    scheme: SchemeSpec
    text: YamlText
    known: Known = field(default_factory=Known)

    def criteria(self) -> Iterator[tuple[CriterionSpec, Path]]:
        """Every criterion with its path, parents first."""
        for at, criterion in enumerate(self.scheme.criteria):
            yield from _below(criterion, ("criteria", at))

    def sets(self) -> Iterator[tuple[AdjustmentsSpec, Path]]:
        for key in ("bonuses", "deductions"):
            for at, one in enumerate(getattr(self.scheme, key)):
                yield one, (key, at)

    def items(self) -> Taken:
        """Everything that reads and scores: leaves, then bonus and deduction items."""
        yield from ((one, path) for one, path in self.criteria() if not one.criteria)
        for one, path in self.sets():
            yield from ((item, (*path, "items", at)) for at, item in enumerate(one.items))

    def conditions(self) -> Iterator[tuple[ConditionSpec, Path]]:
        for key in ("vetoes", "ceilings"):
            for at, one in enumerate(getattr(self.scheme, key)):
                yield one, (key, at)

    def error(self, path: Path, message: Message, hint: Message) -> Issue:
        return Issue(Level.ERROR, self.text.place(path), message, hint)

    def warning(self, path: Path, message: Message, hint: Message) -> Issue:
        return Issue(Level.WARNING, self.text.place(path), message, hint)


def _below(criterion: CriterionSpec, path: Path) -> Iterator[tuple[CriterionSpec, Path]]:
    yield criterion, path
    for at, child in enumerate(criterion.criteria):
        yield from _below(child, (*path, "criteria", at))
