"""Votes on a topic, and its conclusion."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chaotou.core.issues import Message, Refusal
from chaotou.core.meetings import obstacles
from chaotou.core.meetings.course import Act
from chaotou.core.meetings.obstacles import TopicState
from chaotou.core.meetings.voting import Vote
from chaotou.core.projects.review import Outcome
from chaotou.core.zone.meeting_specs import Conclusion
from chaotou.meetings.laying_out import Laid
from chaotou.meetings.models import Attendance, Ballot, Topic
from chaotou.meetings.operations.acting import Acting, acting, need
from chaotou.meetings.operations.attending import held_seat, require_member
from chaotou.meetings.operations.topics import held_topic
from chaotou.organization.models import Person


def record_vote(
    *, topic: Topic, attendance: Attendance, vote: str, actor: Person, now: datetime, reason: str = ""
) -> Ballot:
    """Record how a member who is there voted on a topic; until the conclusion it may be recorded anew."""
    with acting(Act.DECIDE, topic.meeting, actor, now) as one:
        one.require_office()
        row, seat = held_topic(one, topic), held_seat(one, attendance.pk)
        require_member(seat)
        _require_open_to_votes(one, row)
        if vote not in tuple(Vote):
            raise Refusal(Message("请表决：同意、不同意或弃权。"))
        if seat.state != Attendance.State.PRESENT:
            raise Refusal(Message("{name}没有到会，不能表决。", {"name": seat.person.name}))
        said: dict[str, Any] = {
            "vote": vote,
            "reason": reason.strip(),
            "recorded_by": actor,
            "recorded_at": one.at,
        }
        before = Ballot.objects.filter(topic=row, attendance=seat).values_list("vote", flat=True).first()
        ballot, _new = Ballot.objects.update_or_create(topic=row, attendance=seat, defaults=said)
        member = {"topic": row.title, "member": seat.person.username}
        one.keep("ballot.recorded", {"vote": before} if before else None, {**member, "vote": vote})
    return ballot


def _require_open_to_votes(one: Acting, topic: Topic) -> None:
    if one.kind.concludes is not Conclusion.VOTE:
        raise Refusal(Message("这类会议由主持人归纳结论，不逐题表决。"))
    if topic.review_id is not None:
        raise Refusal(Message("项目的表决在项目评审里进行。"))
    if topic.state != Topic.State.ACCEPTED:
        raise Refusal(Message("议题“{topic}”不在审议中，不能表决。", {"topic": topic.title}))


def conclude_topic(*, topic: Topic, conclusion: str = "", actor: Person, now: datetime) -> Topic:
    """Conclude a topic: carried by votes where members vote, by its review's outcome, or as the chair says.

    Until the minutes are signed it may be concluded anew. `Obstacles` with all that stands in the way.
    """
    with acting(Act.DECIDE, topic.meeting, actor, now) as one:
        one.require_office()
        laid = one.laid()
        row = next(found for found in laid.topics if found.pk == topic.pk)
        before = {"state": row.state, "conclusion": row.conclusion, "passed": row.passed}
        if row.state == Topic.State.CONCLUDED:
            row.state = Topic.State.ACCEPTED
        need(obstacles.concluding(laid.topic(row), conclusion.strip() or _outcome_words(row)))
        row.passed = _is_passed(laid, row)
        row.state, row.conclusion = Topic.State.CONCLUDED, conclusion.strip() or _outcome_words(row)
        row.save(update_fields=["state", "conclusion", "passed"])
        after = {"title": row.title, "conclusion": row.conclusion, "passed": row.passed}
        one.keep("topic.concluded", before, {**after, "state": TopicState.CONCLUDED.value})
    return row


def _is_passed(laid: Laid, topic: Topic) -> bool | None:
    """Whether it was carried; None where the chair concludes."""
    if topic.review is not None:
        return Outcome(topic.review.outcome).approves
    votes = laid.tally(topic)
    return votes.is_carried if votes is not None else None


def _outcome_words(topic: Topic) -> str:
    """What the review of a project came to, as its conclusion where nobody words it otherwise."""
    if topic.review is None or not topic.review.outcome:
        return ""
    return OUTCOMES[Outcome(topic.review.outcome)] + (
        f"：{topic.review.reason}" if topic.review.reason else "。"
    )


OUTCOMES = {
    Outcome.APPROVED: "通过",
    Outcome.CONDITIONAL: "附条件通过",
    Outcome.RESUBMIT: "修改后再审",
    Outcome.DEFERRED: "缓议",
    Outcome.REJECTED: "不通过",
}
"""The words of minutes for what a review decided; data, in the source language."""
