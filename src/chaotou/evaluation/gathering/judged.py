"""Facts that people give: judges' marks, averaged as the scheme says, and what a reviewer noted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from chaotou.core.evaluation.facts import Citation, Side
from chaotou.core.evaluation.needs import items_of
from chaotou.core.evaluation.outcomes import ConditionSpec, JudgingSpec
from chaotou.core.evaluation.scheme import CriterionSpec, ItemSpec, SchemeSpec, reads_of
from chaotou.core.evaluation.words import Take
from chaotou.core.panel import State
from chaotou.evaluation.gathering import references
from chaotou.evaluation.gathering.asked import Asked, Cells, Detail, Found, split
from chaotou.evaluation.models import JudgedMark

JUDGES = "judges"


def judged_items(scheme: SchemeSpec) -> list[CriterionSpec]:
    """The criteria judges mark."""
    return [leaf for leaf in scheme.leaves() if reads_of(leaf).take is Take.MARK]


def noted_items(scheme: SchemeSpec) -> list[ItemSpec | ConditionSpec]:
    """The bonuses, deductions, vetoes and ceilings that rest on a fact which a reviewer notes."""
    extras = [item for item in items_of(scheme) if not isinstance(item, CriterionSpec)]
    conditions = (*scheme.vetoes, *scheme.ceilings)
    items = [item for item in extras if reads_of(item).take is Take.MARK]
    return [*items, *(one for one in conditions if one.reads.take is Take.MARK)]


def fact_of(item: ItemSpec | ConditionSpec) -> str:
    """The name of the fact an item reads."""
    return item.reads.numerator if isinstance(item, ConditionSpec) else reads_of(item).numerator


def cells(asked: Asked) -> Cells:
    """Marks of the period known at the moment. One query, none for a scheme without marks."""
    if not any(split(name)[1] == Side.MARK for name in asked.names):
        return {}
    rows: dict[tuple[str, str], list[JudgedMark]] = defaultdict(list)
    for row in known_marks(asked):
        rows[row.subject, row.criterion].append(row)
    return {**dict(_judged(asked, rows)), **dict(_noted(asked, rows))}


def known_marks(asked: Asked) -> Iterable[JudgedMark]:
    """The marks that stood at the moment."""
    return JudgedMark.objects.filter(
        Q(superseded_at=None) | Q(superseded_at__gt=asked.known_at),
        scheme=asked.scheme.scheme,
        first_month=asked.period.first,
        latest_month=asked.period.latest,
        recorded_at__lte=asked.known_at,
    )


def _judged(
    asked: Asked, rows: dict[tuple[str, str], list[JudgedMark]]
) -> Iterator[tuple[tuple[str, str], Found]]:
    spec = asked.scheme.judging or JudgingSpec()
    for item in judged_items(asked.scheme):
        for subject in asked.subjects:
            given = [row for row in rows[subject.code, item.code] if row.value is not None]
            if given:
                value = average([row.value for row in given if row.value is not None], spec)
                state = State.NOT_REPORTED if value is None else State.REPORTED
                cited = _citation(given, item.code, subject.code)
                number = None if value is None else float(value)
                details = (Detail(JUDGES, item.code, value=float(len(given))),)
                yield (subject.code, fact_of(item)), Found(number, state, cited, details)


def average(marks: list[Decimal], spec: JudgingSpec) -> Decimal | None:
    """The mean of the marks without as many highest and lowest as the scheme drops.

    None with fewer judges than it asks for, or none left; those who stood aside do not count.
    """
    kept = sorted(marks)[spec.drop_lowest : len(marks) - spec.drop_highest]
    if len(marks) < spec.least_judges or not kept:
        return None
    return sum(kept, Decimal(0)) / len(kept)


def _noted(
    asked: Asked, rows: dict[tuple[str, str], list[JudgedMark]]
) -> Iterator[tuple[tuple[str, str], Found]]:
    for item in noted_items(asked.scheme):
        for subject in asked.subjects:
            given = [row for row in rows[subject.code, item.code] if row.value is not None]
            if given and given[-1].value is not None:
                cited = _citation(given[-1:], item.code, subject.code)
                found = Found(float(given[-1].value), State.REPORTED, cited)
                yield (subject.code, fact_of(item)), found


def _citation(rows: list[JudgedMark], criterion: str, subject: str) -> Citation:
    latest = max(row.recorded_at for row in rows)
    return Citation(
        source="",
        vintage=timezone.localtime(latest).isoformat(timespec="seconds"),
        reference=references.of_marks(criterion, subject),
        synthetic=any(row.is_synthetic for row in rows),
    )
