"""Meetings as a reader sees them: the one way in for every list and page."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from chaotou.core.issues import Message, Missing
from chaotou.meetings.access import Part, Sight, require_part, sight
from chaotou.meetings.models import Attendance, Meeting, Topic
from chaotou.organization.access import Asker


def meetings(reader: Asker) -> QuerySet[Meeting]:
    """Meetings of which the reader sees something. `Refusal` for whoever sees none."""
    return visible(Meeting.objects.all(), sight(reader))


def visible(found: QuerySet[Meeting], seen: Sight) -> QuerySet[Meeting]:
    """Those of `found` that are seen: of one's kinds, with a seat for one, or with a topic of one's own."""
    if seen.sees_all:
        return found
    seat = Attendance.objects.filter(meeting=OuterRef("pk"), person=seen.person)
    topic = Topic.objects.filter(meeting=OuterRef("pk"), organization__in=sorted(seen.organizations))
    return found.filter(Q(kind__in=sorted(seen.kinds)) | Q(Exists(seat)) | Q(Exists(topic)))


def meeting_for(reader: Asker, code: str) -> tuple[Meeting, Part]:
    """A meeting and what the reader sees of it; `Missing` where that is nothing."""
    rows = Meeting.objects.select_related("chair", "secretary", "planned_by", "signed_by")
    found = rows.filter(code=code).first()
    if found is None:
        raise Missing(Message("没有会议“{code}”，或不在可见范围内。", {"code": code}))
    return found, require_part(reader, found)
