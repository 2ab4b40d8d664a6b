"""Which facts a scheme reads, so that a platform knows what to fetch and an assessor what to write."""

from __future__ import annotations

from collections.abc import Iterator

from chaotou.core.evaluation.amounts import AmountSpec, Origin
from chaotou.core.evaluation.facts import Side, When, fact_name
from chaotou.core.evaluation.methods.imputation import Imputation
from chaotou.core.evaluation.reads import ReadsSpec
from chaotou.core.evaluation.scheme import ItemSpec, SchemeSpec, reads_of


def facts_needed(scheme: SchemeSpec) -> tuple[str, ...]:
    """The names of all facts the scheme may look at, in the order it reads them, each once."""
    return tuple(dict.fromkeys(_names(scheme)))


def items_of(scheme: SchemeSpec) -> Iterator[ItemSpec]:
    """Everything that reads and scores: leaves, then bonus and deduction items."""
    yield from scheme.leaves()
    for adjustments in scheme.adjustments():
        yield from adjustments.items


def amounts_of(scheme: SchemeSpec, item: ItemSpec) -> Iterator[AmountSpec]:
    """The numbers of an item's rule."""
    used = scheme.rule_of(item)
    if used is not None:
        values = (getattr(used.keys, name) for name in type(used.keys).model_fields)
        yield from (value for value in values if isinstance(value, AmountSpec))


def facts_of_item(scheme: SchemeSpec, item: ItemSpec) -> Iterator[str]:
    """What an item reads, then the facts behind the numbers of its rule, such as the target."""
    reads = reads_of(item)
    yield from reads.names()
    for amount in amounts_of(scheme, item):
        yield from _behind(amount, reads)


def _names(scheme: SchemeSpec) -> Iterator[str]:
    looks_back = any(step.impute and step.impute.by == Imputation.PREVIOUS for step in scheme.prepare)
    for item in items_of(scheme):
        yield from facts_of_item(scheme, item)
        if looks_back:
            yield from reads_of(item).model_copy(update={"when": When.PREVIOUS}).names()
    for condition in (*scheme.vetoes, *scheme.ceilings):
        yield from condition.reads.names()


def _behind(amount: AmountSpec, reads: ReadsSpec) -> Iterator[str]:
    if amount.origin in (Origin.STATED, Origin.PLANNED):
        yield fact_name(reads.indicator, Side.TARGET, reads.when)
    if amount.origin is Origin.FACT:
        yield amount.name
