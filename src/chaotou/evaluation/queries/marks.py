"""Judges and their marks: what a judge has to do, averages, single marks for whom the scheme says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chaotou.core.evaluation.outcomes import JudgingSpec
from chaotou.core.evaluation.scheme import CriterionSpec, SchemeSpec
from chaotou.core.periods import Period
from chaotou.evaluation import access, schemes
from chaotou.evaluation.access import Sight, System, sight
from chaotou.evaluation.gathering import judged
from chaotou.evaluation.gathering.subjects import Subject, chosen
from chaotou.evaluation.models import Judge, JudgedMark
from chaotou.organization.access import Verdict

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


@dataclass(frozen=True)
class JudgeLine:
    id: int
    person: Any
    named_at: Any


@dataclass(frozen=True)
class Sheet:
    """A scheme and period somebody judges: how many marks to give, how many given or stood aside from."""

    scheme: str
    title: str
    english: str
    period: Period
    to_give: int
    given: int


@dataclass(frozen=True)
class OwnMark:
    """What the judge said so far of one criterion of one subject; `verdict` whether they may mark it."""

    subject: Subject
    criterion: str
    name: str
    english: str
    value: Decimal | None
    is_recused: bool
    reason: str
    verdict: Verdict


@dataclass(frozen=True)
class SingleMark:
    judge: Any
    value: Decimal | None
    is_recused: bool
    is_synthetic: bool


@dataclass(frozen=True)
class Marks:
    """One criterion of one subject: how many judges marked and stood aside, the mean as counted.

    `mean` is None while too few marked, and for whoever does not oversee: a judge must not see how others
    mark. `single` is empty but for whom the scheme says.
    """

    subject: str
    criterion: str
    judges: int
    recused: int
    mean: Decimal | None
    is_synthetic: bool
    single: tuple[SingleMark, ...]


@dataclass(frozen=True)
class Noted:
    """A fact a reviewer noted of a subject; not secret."""

    subject: str
    criterion: str
    value: Decimal
    reason: str
    noted_by: Any
    at: Any


def judges(reader: Asker | System, scheme: str, period: Period) -> list[JudgeLine]:
    """Who judges under a scheme in a period; `Refusal` for who sees no evaluations."""
    sight(reader)
    found = _named(scheme, period).select_related("person")
    return [JudgeLine(row.pk, row.person, row.named_at) for row in found]


def sheets(person: Asker) -> list[Sheet]:
    """What a person judges, each scheme and period."""
    held = Judge.objects.filter(person=person.pk, released_at=None)
    return [_sheet(person, row.scheme, Period(row.first_month, row.latest_month)) for row in held]


def sheet(person: Asker, scheme: str, period: Period) -> list[OwnMark]:
    """Every criterion of every subject the person judges, with what they said of it so far."""
    spec, _ = schemes.sound(scheme)
    named = _named(scheme, period).filter(person=person.pk).exists()
    rows = _rows(scheme, period).filter(judge=person.pk, is_noted=False)
    mine = {(row.subject, row.criterion): row for row in rows}
    found = []
    for subject in chosen(spec, period.latest_year).scored:
        verdict = access.may_judge(person, subject.code, is_named=named)
        for item in judged.judged_items(spec):
            row = mine.get((subject.code, item.code))
            found.append(_own(subject, item, row, verdict))
    return found


def _own(subject: Subject, item: CriterionSpec, row: JudgedMark | None, verdict: Verdict) -> OwnMark:
    value, recused, reason = (row.value, row.is_recused, row.reason) if row else (None, False, "")
    return OwnMark(subject, item.code, item.name, item.english, value, recused, reason, verdict)


def marks(reader: Asker | System, scheme: str, period: Period) -> list[Marks]:
    """What judges gave, a line for each criterion of each subject that has any. As the scheme shows it."""
    seen = sight(reader)
    spec, _ = schemes.sound(scheme)
    rows: dict[tuple[str, str], list[JudgedMark]] = defaultdict(list)
    for row in _rows(scheme, period).filter(is_noted=False).select_related("judge"):
        rows[row.subject, row.criterion].append(row)
    return [_marks(seen, spec, *key, given) for key, given in sorted(rows.items())]


def noted(reader: Asker | System, scheme: str, period: Period) -> list[Noted]:
    """The facts reviewers noted: for who oversees, else of one's own organization."""
    seen = sight(reader)
    rows = _rows(scheme, period).filter(is_noted=True).select_related("judge")
    if not seen.everything:
        rows = rows.filter(subject__in=seen.own)
    return [
        Noted(row.subject, row.criterion, row.value, row.reason, row.judge, row.recorded_at)
        for row in rows
        if row.value is not None
    ]


def _marks(seen: Sight, scheme: SchemeSpec, subject: str, criterion: str, rows: list[JudgedMark]) -> Marks:
    spec = scheme.judging or JudgingSpec()
    given = [row.value for row in rows if row.value is not None]
    mean = judged.average(given, spec) if seen.everything else None
    return Marks(
        subject=subject,
        criterion=criterion,
        judges=len(given),
        recused=sum(row.is_recused for row in rows),
        mean=mean,
        is_synthetic=any(row.is_synthetic for row in rows),
        single=tuple(_single(seen, spec, subject, rows)),
    )


def _single(seen: Sight, spec: JudgingSpec, subject: str, rows: Iterable[JudgedMark]) -> Iterable[SingleMark]:
    everybodys = access.sees_single_marks(seen, spec, subject)
    for row in rows:
        if everybodys or (row.judge_id is not None and row.judge_id == seen.person):
            yield SingleMark(row.judge, row.value, row.is_recused, row.is_synthetic)


def _sheet(person: Asker, scheme: str, period: Period) -> Sheet:
    spec, _ = schemes.sound(scheme)
    subjects, items = chosen(spec, period.latest_year).scored, judged.judged_items(spec)
    given = _rows(scheme, period).filter(judge=person.pk, is_noted=False).count()
    return Sheet(scheme, spec.title, spec.english, period, len(subjects) * len(items), given)


def _rows(scheme: str, period: Period) -> Any:
    months = {"first_month": period.first, "latest_month": period.latest}
    return JudgedMark.objects.filter(scheme=scheme, superseded_at=None, **months)


def _named(scheme: str, period: Period) -> Any:
    months = {"first_month": period.first, "latest_month": period.latest}
    return Judge.objects.filter(scheme=scheme, released_at=None, **months)
