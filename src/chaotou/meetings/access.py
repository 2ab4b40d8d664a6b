"""Who sees and does what with meetings, asked when it is done: from posts held and seats taken.

The office of a kind runs its meetings. Members and who sits in see all of a meeting and its papers; who is
called in for a topic, and the body that brings it, see that topic; who oversees the zone sees all but papers.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from chaotou.core.issues import Message, Missing
from chaotou.core.zone.meeting_specs import MeetingKindSpec
from chaotou.meetings.models import Attendance, Meeting, Topic
from chaotou.meetings.posts import WORKING
from chaotou.meetings.rules import rules
from chaotou.organization import access as organization
from chaotou.organization.access import Asker, Duty, Mandate, Verdict, require
from chaotou.organization.models import Post

__all__ = [
    "Part",
    "Sight",
    "may_excuse",
    "may_propose",
    "may_run",
    "may_see_meetings",
    "may_sign",
    "may_supply",
    "part_of",
    "posts_of",
    "proposes_for",
    "require",
    "require_part",
    "sight",
]

_SPEAKING: Final = (*WORKING, Duty.LEADS)


def may_see_meetings(person: Asker) -> Verdict:
    """Whether the person sees meetings at all: whoever holds a post, but not who administers accounts."""
    return _sees_meetings(organization.mandate(person))


def _sees_meetings(held: Mandate) -> Verdict:
    if held.administers:
        return Verdict(False, Message("账号管理员只管理账号，不查看会议（职责分离）。"))
    if not held.seats:
        return Verdict(False, Message("目前没有岗位，不能查看会议。"))
    return Verdict(True, Message("在本区有岗位，可以查看会期，并提出议题。"))


def may_run(person: Asker, kind: MeetingKindSpec) -> Verdict:
    """Whether the person plans meetings of a kind, screens topics, takes attendance and writes minutes."""
    if _runs(organization.mandate(person), kind):
        return Verdict(True, Message("在办会单位的填报或审核岗位上。"))
    return Verdict(False, Message("会议由办会单位的填报、审核岗位办理。"))


def _runs(held: Mandate, kind: MeetingKindSpec) -> bool:
    return not held.administers and any(
        seat.organization_code == kind.office and seat.duty in WORKING for seat in held.seats
    )


def proposes_for(person: Asker) -> tuple[str, ...]:
    """Codes of the organizations for which the person brings topics."""
    held = organization.mandate(person)
    seats = [] if held.administers else [seat for seat in held.seats if seat.duty in _SPEAKING]
    return tuple(dict.fromkeys(seat.organization_code for seat in seats))


def may_propose(person: Asker) -> Verdict:
    if proposes_for(person):
        return Verdict(True, Message("可以代表所在单位提出议题。"))
    return Verdict(False, Message("议题由各单位的填报、审核和领导岗位提出。"))


def may_supply(person: Asker, topic: Topic) -> Verdict:
    """Whether the person adds papers to a topic: the body that brings it, and the office."""
    mine = topic.organization.code in proposes_for(person)
    return Verdict(True, Message("议题由所在单位提出。")) if mine else may_run(person, _kind(topic.meeting))


def may_excuse(person: Asker, attendance: Attendance) -> Verdict:
    """Whether the person says that somebody cannot come, or stands aside: they themselves, and the office."""
    if attendance.person_id == person.pk:
        return Verdict(True, Message("是本人的席位。"))
    return may_run(person, _kind(attendance.meeting))


def may_sign(person: Asker, meeting: Meeting, writers: Collection[int]) -> Verdict:
    """Whether the person signs the minutes: who chairs or leads the zone, never who wrote a line of them."""
    held = organization.mandate(person)
    leads = any(seat.duty == Duty.LEADS and seat.is_zone for seat in held.seats)
    if held.administers or not (leads or meeting.chair_id == person.pk):
        return Verdict(False, Message("纪要由主持人或区领导签发。"))
    if person.pk in writers:
        return Verdict(False, Message("本人记录过这份纪要，须由他人签发（职责分离）。"))
    return Verdict(True, Message("主持会议或领导全区工作，纪要由他人记录。"))


def _kind(meeting: Meeting) -> MeetingKindSpec:
    return rules().kind(meeting.kind)


# What is seen


@dataclass(frozen=True)
class Sight:
    """Which meetings a reader sees: all; of these kinds; those with a seat for them or a topic of theirs."""

    person: int
    sees_all: bool
    kinds: frozenset[str]
    organizations: frozenset[int]


def sight(person: Asker) -> Sight:
    """What the reader sees. `Refusal` for someone who sees no meetings."""
    held = organization.mandate(person)
    require(_sees_meetings(held))
    mine = posts_of(person)
    kinds = {
        kind.code
        for kind in rules().kinds.values()
        if _runs(held, kind) or not mine.isdisjoint((*kind.members, *kind.sits_in))
    }
    bodies = {seat.organization for seat in held.seats if seat.duty in _SPEAKING}
    return Sight(person.pk or 0, held.oversees, frozenset(kinds), frozenset(bodies))


def posts_of(person: Asker) -> frozenset[str]:
    """Codes of the posts the person holds. One query."""
    held = Post.objects.filter(person=person.pk, held_until_on__isnull=True)
    return frozenset(held.values_list("code", flat=True))


@dataclass(frozen=True)
class Part:
    """What a reader sees of one meeting: the whole of it or some topics (primary keys), and which papers."""

    runs: bool = False
    whole: bool = False
    papers: bool = False
    topics: frozenset[int] = frozenset()

    def sees(self, topic: Topic) -> bool:
        return self.whole or topic.pk in self.topics

    def reads_papers(self, topic: Topic) -> bool:
        return self.papers or topic.pk in self.topics

    @property
    def is_any(self) -> bool:
        return self.whole or bool(self.topics)


def part_of(person: Asker, meeting: Meeting) -> Part:
    """What the reader sees of a meeting. Up to 4 queries."""
    held = organization.mandate(person)
    if not _sees_meetings(held):
        return Part()
    kind = _kind(meeting)
    runs, attends = _runs(held, kind), _attends(person, meeting, kind)
    if runs or attends:
        return Part(runs, whole=True, papers=True)
    return Part(whole=held.oversees, topics=_topics_of(held, person, meeting))


def _attends(person: Asker, meeting: Meeting, kind: MeetingKindSpec) -> bool:
    """By a post that the kind names, or by a seat for the whole meeting."""
    if not posts_of(person).isdisjoint((*kind.members, *kind.sits_in)):
        return True
    return Attendance.objects.filter(meeting=meeting, person=person.pk, topics=None).exists()


def _topics_of(held: Mandate, person: Asker, meeting: Meeting) -> frozenset[int]:
    """Topics of the reader's organizations, and those for which they are called in. Two queries."""
    bodies = {seat.organization for seat in held.seats if seat.duty in _SPEAKING}
    mine = Topic.objects.filter(meeting=meeting, organization__in=bodies).values_list("pk", flat=True)
    called = Topic.objects.filter(meeting=meeting, called_in__person=person.pk).values_list("pk", flat=True)
    return frozenset(mine) | frozenset(called)


def require_part(person: Asker, meeting: Meeting) -> Part:
    """What the reader sees of a meeting; `Missing` where that is nothing."""
    found = part_of(person, meeting)
    if not found.is_any:
        raise Missing(Message("没有会议“{code}”，或不在可见范围内。", {"code": meeting.code}))
    return found
