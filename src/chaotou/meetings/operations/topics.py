"""Topics: brought by any body, screened by the office, put in order; a batch under review brought whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.core.meetings.course import Act
from chaotou.meetings import access
from chaotou.meetings.models import Meeting, Topic
from chaotou.meetings.operations.acting import Acting, acting, need, organization_of
from chaotou.meetings.rules import rules
from chaotou.organization.models import Person
from chaotou.projects.queries.review import reviews

LONGEST_TITLE = 200
LONGEST_MINUTES = 480


def propose_topic(
    *,
    meeting: Meeting,
    organization: str,
    title: str,
    actor: Person,
    now: datetime,
    draft: str = "",
    kind: str = "",
    minutes: int | None = None,
) -> Topic:
    """Bring a topic before a meeting, for one's own organization (a code); after the day for it, it is late.

    `Obstacles` with all that is wrong with it.
    """
    with acting(Act.PROPOSE, meeting, actor, now) as one:
        if organization not in access.proposes_for(actor):
            raise Refusal(Message("不能以“{organization}”的名义提出议题。", {"organization": organization}))
        need(_faults(title, kind, minutes))
        topic = Topic.objects.create(
            meeting=one.meeting,
            order=_next_place(one.meeting),
            title=title.strip(),
            draft=draft.strip(),
            kind=kind,
            organization=organization_of(organization),
            minutes=minutes or one.kind.topics.minutes_each,
            proposed_by=actor,
            proposed_at=one.at,
            is_late=one.today > rules().deadlines(one.kind, one.meets_on).topics_on,
        )
        one.keep("topic.proposed", None, _facts(topic))
    return topic


def accept_topic(*, topic: Topic, actor: Person, now: datetime, minutes: int | None = None) -> Topic:
    """Let it come before the meeting, as long as the office says."""
    return _screened(topic, Topic.State.ACCEPTED, "", actor, now, "topic.accepted", minutes)


def refuse_topic(*, topic: Topic, reason: str, actor: Person, now: datetime) -> Topic:
    """Do not bring it in, with the reason."""
    return _screened(topic, Topic.State.REFUSED, reason, actor, now, "topic.turned_down")


def defer_topic(*, topic: Topic, reason: str, actor: Person, now: datetime) -> Topic:
    """Put it off to another meeting, with the reason."""
    return _screened(topic, Topic.State.DEFERRED, reason, actor, now, "topic.deferred")


def order_agenda(*, meeting: Meeting, order: Sequence[int], actor: Person, now: datetime) -> None:
    """Put the topics in this order (their keys); those not named come after, as they were."""
    with acting(Act.SCREEN, meeting, actor, now) as one:
        one.require_office()
        held = list(one.meeting.topics.order_by("order", "pk"))
        places = {pk: place for place, pk in enumerate(order)}
        held.sort(key=lambda topic: places.get(topic.pk, len(places)))
        before = [topic.title for topic in sorted(held, key=lambda topic: (topic.order, topic.pk))]
        for place, topic in enumerate(held, 1):
            topic.order = place
        Topic.objects.bulk_update(held, ["order"])
        one.keep("topic.ordered", {"topics": before}, {"topics": [topic.title for topic in held]})


def bring_batch(*, meeting: Meeting, batch: str, actor: Person, now: datetime) -> list[Topic]:
    """Bring every project of a review batch before the meeting, each a topic; those there already stay."""
    with acting(Act.SCREEN, meeting, actor, now) as one:
        one.require_office()
        if not one.kind.reviews_projects:
            raise Refusal(Message("这类会议不评审项目。"))
        brought = set(one.meeting.topics.values_list("review_id", flat=True))
        rows = reviews(actor).filter(batch=batch).order_by("put_forward_at", "pk")
        found = list(rows.select_related("project", "project__organization"))
        if not found:
            raise Missing(Message("没有评审批次“{batch}”，或不在可见范围内。", {"batch": batch}))
        place = _next_place(one.meeting)
        fresh = [_reviewed(one, row, place + at) for at, row in enumerate(found) if row.pk not in brought]
        Topic.objects.bulk_create(fresh)
        one.keep("topic.brought", None, {"batch": batch, "topics": [topic.title for topic in fresh]})
    return fresh


def _reviewed(one: Acting, review: Any, place: int) -> Topic:
    return Topic(
        meeting=one.meeting,
        order=place,
        title=review.project.name[:LONGEST_TITLE],
        organization=review.project.organization,
        minutes=one.kind.topics.minutes_each,
        state=Topic.State.ACCEPTED,
        review=review,
        proposed_by=review.put_forward_by,
        proposed_at=review.put_forward_at,
    )


def _screened(
    topic: Topic,
    state: Topic.State,
    reason: str,
    actor: Person,
    now: datetime,
    what: str,
    minutes: int | None = None,
) -> Topic:
    with acting(Act.SCREEN, topic.meeting, actor, now) as one:
        one.require_office()
        row = held_topic(one, topic)
        if row.state == Topic.State.CONCLUDED:
            raise Refusal(Message("议题“{topic}”已经作了结论。", {"topic": row.title}))
        if state is not Topic.State.ACCEPTED and not reason.strip():
            raise Refusal(Message("请写明理由。"))
        need(_wrong_minutes(minutes))
        before = _facts(row)
        row.state, row.reason, row.minutes = state, reason.strip(), minutes or row.minutes
        row.save(update_fields=["state", "reason", "minutes"])
        one.keep(what, before, _facts(row))
    return row


def held_topic(one: Acting, topic: Topic) -> Topic:
    """The topic as it now is, of the meeting that is held."""
    return one.meeting.topics.select_related("organization", "review", "review__project").get(pk=topic.pk)


def _faults(title: str, kind: str, minutes: int | None) -> list[Message]:
    wrong = []
    if not title.strip():
        wrong.append(Message("请写明议题。"))
    if len(title.strip()) > LONGEST_TITLE:
        wrong.append(Message("议题最多 {most} 个字。", {"most": LONGEST_TITLE}))
    if kind and kind not in rules().topic_kinds:
        wrong.append(Message("没有“{kind}”这类议题。", {"kind": kind}))
    return [*wrong, *_wrong_minutes(minutes)]


def _wrong_minutes(minutes: int | None) -> Iterator[Message]:
    if minutes is not None and not 0 < minutes <= LONGEST_MINUTES:
        yield Message("时长在 1 至 {most} 分钟之间。", {"most": LONGEST_MINUTES})


def _next_place(meeting: Meeting) -> int:
    latest = meeting.topics.aggregate(place=Max("order"))["place"]
    return (latest or 0) + 1


def _facts(row: Topic) -> dict[str, object]:
    return {
        "title": row.title,
        "organization": row.organization.code,
        "kind": row.kind,
        "minutes": row.minutes,
        "state": row.state,
        "reason": row.reason,
        "is_late": row.is_late,
    }
