"""Appeals within sight: everybody's for who oversees, else those of one's own organization."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chaotou.core.evaluation.scheme import AdjustmentsSpec, CriterionSpec
from chaotou.core.issues import Message, Missing, Refusal
from chaotou.evaluation import access, schemes
from chaotou.evaluation.access import Sight, System, sight
from chaotou.evaluation.models import Appeal
from chaotou.evaluation.operations.appeals import involved
from chaotou.evaluation.queries.lines import RunLine, line
from chaotou.evaluation.queries.results import Name, name_of
from chaotou.organization.access import Verdict

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from chaotou.organization.access import Asker


@dataclass(frozen=True)
class AppealLine:
    """One appeal; `criterion` with both names; `points` signed, None unless upheld."""

    id: int
    run: RunLine
    subject: Name
    criterion: str
    criterion_name: str
    criterion_english: str
    grounds: str
    has_evidence: bool
    filed_by: Any
    filed_at: datetime
    due_on: date
    outcome: str
    points: Decimal | None
    reason: str
    decided_by: Any
    decided_at: datetime | None
    involved: frozenset[int]

    @property
    def is_pending(self) -> bool:
        return self.outcome == Appeal.Outcome.PENDING

    def is_overdue(self, today: date) -> bool:
        return self.is_pending and today > self.due_on


def appeals(reader: Asker | System, run: str = "", *, pending: bool = False) -> list[AppealLine]:
    """Appeals within sight, of all runs or one, latest first."""
    found = _rows(sight(reader))
    found = found.filter(run__code=run) if run else found
    return [_line(row) for row in (found.filter(outcome=Appeal.Outcome.PENDING) if pending else found)]


def appeal(reader: Asker | System, pk: int) -> AppealLine:
    """One appeal; `Missing` where there is none that the reader sees."""
    return _line(_one(reader, pk))


def evidence(reader: Asker | System, pk: int) -> Any:
    """The evidence file of an appeal the reader sees; `Refusal` where it has none."""
    row = _one(reader, pk)
    if not row.evidence:
        raise Refusal(Message("这项申诉没有佐证材料。"))
    return row.evidence


def may_decide(person: Asker, found: AppealLine) -> Verdict:
    """Whether the person decides this appeal."""
    return access.may_decide(person, found.subject.code, found.involved)


def _one(reader: Asker | System, pk: int) -> Appeal:
    row = _rows(sight(reader)).filter(pk=pk).first()
    if row is None:
        raise Missing(Message("没有这项申诉，或不属于您所在的机构。"))
    return row


def _rows(seen: Sight) -> QuerySet[Appeal]:
    people = ("run__created_by", "run__published_by", "run__supersedes", "filed_by", "decided_by")
    found = Appeal.objects.select_related("run", *people).prefetch_related("run__superseded_by")
    return found if seen.everything else found.filter(subject__in=seen.own)


def _line(row: Appeal) -> AppealLine:
    spec = schemes.of_text(row.run.scheme_text)
    items: list[CriterionSpec | AdjustmentsSpec] = [*spec.walk(), *spec.adjustments()]
    item = next(one for one in items if one.code == row.criterion)
    return AppealLine(
        id=row.pk,
        run=line(row.run, spec),
        subject=name_of(row.run, row.subject),
        criterion=row.criterion,
        criterion_name=item.name or row.criterion,
        criterion_english=item.english or row.criterion,
        grounds=row.grounds,
        has_evidence=bool(row.evidence),
        filed_by=row.filed_by,
        filed_at=row.filed_at,
        due_on=row.due_on,
        outcome=row.outcome,
        points=None if row.points is None else row.points.normalize(),
        reason=row.reason,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        involved=involved(row),
    )
