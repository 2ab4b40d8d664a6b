"""Signing minutes: by another than who wrote them; then each decision is a matter, quoted, led and due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chaotou.core.issues import Message
from chaotou.core.meetings import obstacles
from chaotou.core.meetings.course import Act, State
from chaotou.core.meetings.naming import form_of
from chaotou.matters.models import Matter
from chaotou.matters.operations.becoming import become_matter
from chaotou.meetings import access
from chaotou.meetings.laying_out import Laid, in_order, kept_lines, line_of, writers
from chaotou.meetings.minutes import minutes_of
from chaotou.meetings.models import Meeting, MinuteLine
from chaotou.meetings.operations.acting import Acting, acting, need
from chaotou.organization.models import Person


def sign_minutes(*, meeting: Meeting, actor: Person, now: datetime, version: int | None = None) -> Meeting:
    """Sign the minutes as read (`version`): each decided or ordered line becomes a matter.

    Signed minutes stay as they are: signing again does nothing. `Obstacles` with every gap at once.
    """
    if Meeting.objects.filter(pk=meeting.pk, state=State.SIGNED).exists():
        return Meeting.objects.get(pk=meeting.pk)
    with acting(Act.SIGN, meeting, actor, now, version=version) as one:
        lines = kept_lines(one.meeting)
        access.require(access.may_sign(actor, one.meeting, writers(lines)))
        laid = one.laid()
        need(signing_gaps(one, laid, lines))
        ordered = in_order(lines, laid.topics)
        for number, line in enumerate(ordered, 1):
            if line.kind != MinuteLine.Kind.NOTED and line.matter_id is None:
                line.matter = _become(one, line, number)
                line.save(update_fields=["matter"])
        one.meeting.signed_by, one.meeting.signed_at = actor, one.at
        one.meeting.minutes_text = minutes_of(laid, ordered, internal=False).text()
        matters = [line.matter.code for line in ordered if line.matter]
        one.keep("meeting.signed", None, {"lines": len(ordered), "matters": matters})
    return one.meeting


def signing_gaps(one: Acting, laid: Laid, lines: Sequence[MinuteLine]) -> list[Message]:
    """All that keeps the minutes from being signed today."""
    undecided = one.meeting.lines.filter(state=MinuteLine.State.PROPOSED).count()
    facts = [
        line_of(line, [body.code for body in line.helpers.all()]) for line in in_order(lines, laid.topics)
    ]
    topics = [laid.topic(topic) for topic in laid.topics]
    return list(obstacles.signing(laid.presence, topics, facts, undecided, one.today))


def _become(one: Acting, line: MinuteLine, number: int) -> Matter:
    """The matter that a line is from now on, as who signs says."""
    assert line.lead is not None
    return become_matter(
        kind=one.kind.becomes,
        lead=line.lead.code,
        supporting=[body.code for body in line.helpers.all()],
        now=one.now,
        content=line.text,
        quote=line.quote or line.text,
        source=source_of(one.meeting, number),
        channel="meeting",
        due_on=line.due_on,
        fields=form_of(one.kind, one.meeting.title),
        is_synthetic=one.meeting.is_synthetic,
    )


def source_of(meeting: Meeting, number: int) -> str:
    """Where a matter comes from: which minutes, and which line of them."""
    return f"{meeting.title}纪要第{number}条"
