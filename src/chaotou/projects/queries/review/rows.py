"""The reviews a reader may see, as rows with everything about them."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from chaotou.core.issues import Message, Missing
from chaotou.organization.access import Asker
from chaotou.projects.access import Sight, System, sight
from chaotou.projects.models import Condition, Evidence, Opinion, Project, Review
from chaotou.projects.queries.evidence import EvidenceFile, is_photo
from chaotou.projects.queries.sight import with_terms


def reviews(reader: Asker | System) -> QuerySet[Review]:
    """The reviews the reader sees: of projects whose terms are seen, and those the reader sits on."""
    return _seen(sight(reader), None if isinstance(reader, System) else reader.pk)


def _seen(seen: Sight, person: int | None) -> QuerySet[Review]:
    if seen.sees_all:
        return Review.objects.all()
    held = with_terms(Project.objects.all(), seen).values("pk")
    sits = Opinion.objects.filter(member=person).values("review")
    return Review.objects.filter(Q(project__in=held) | Q(pk__in=sits))


def whole(rows: QuerySet[Review]) -> QuerySet[Review]:
    """With project, people, opinions and conditions."""
    opinions = Opinion.objects.select_related("member__organization", "rechecked_by").order_by("pk")
    conditions = Condition.objects.select_related("organization", "met_by", "confirmed_by", "proof")
    found = rows.select_related(
        "project__organization",
        "project__landing",
        "project__investor",
        "put_forward_by",
        "decided_by",
        "previous",
    )
    return found.prefetch_related(Prefetch("opinions", opinions), Prefetch("conditions", conditions))


def own_of(row: Review, reader: Asker) -> Opinion | None:
    """The reader's own seat on a review, if there is one."""
    return next((one for one in row.opinions.all() if one.member_id == reader.pk), None)


def of_batch(reader: Asker, name: str) -> list[Review]:
    """The reviews of a meeting in the order they were put forward; `Missing` where the reader sees none."""
    found = list(whole(reviews(reader).filter(batch=name)).order_by("put_forward_at", "pk"))
    if not found:
        raise Missing(Message("没有评审批次“{batch}”，或不在可见范围内。", {"batch": name}))
    return found


def file_of(row: Evidence | None) -> EvidenceFile:
    """A file to hand out; `Missing` where there is none."""
    if row is None:
        raise Missing(Message("没有这份佐证材料。"))
    return EvidenceFile(row.file, row.name, is_photo(row.name))
