"""Minutes pasted or uploaded: decisions proposed from their text, each for a person to accept or reject.

Nothing becomes a line of the minutes without a person's act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.utils import timezone

from chaotou.core.issues import Message, Refusal
from chaotou.core.meetings.course import Act
from chaotou.core.minutes import DecisionDraft, read_minutes
from chaotou.formats.limits import MIB, Limits
from chaotou.formats.reading import read_document, read_pasted, shown_name
from chaotou.meetings import access
from chaotou.meetings.models import Meeting, MinuteLine, MinutesText, Topic
from chaotou.meetings.operations.acting import Acting, acting
from chaotou.meetings.operations.writing import Said, facts, held_line, next_place, put
from chaotou.meetings.rules import rules
from chaotou.organization.models import Organization, Person


def read_file(*, meeting: Meeting, data: bytes, filename: str, actor: Person, now: datetime) -> MinutesText:
    """Read a file of minutes, opened in a child process, and propose its decisions.

    The same text again is the one there is. `Refusal` for what cannot be read whole, then nothing is kept.
    """
    _require_office(meeting, actor)
    document = read_document(data, filename, limits=Limits(file_bytes=settings.UPLOAD_LIMIT_MB * MIB))
    return _read(meeting, document.text(), shown_name(filename), actor, now)


def read_text(*, meeting: Meeting, text: str, actor: Person, now: datetime) -> MinutesText:
    """Read minutes pasted into the page, as `read_file` does a file."""
    _require_office(meeting, actor)
    return _read(meeting, read_pasted(text).text(), "", actor, now)


def accept_line(*, line: MinuteLine, actor: Person, now: datetime, said: Said | None = None) -> MinuteLine:
    """Take a proposed line into the minutes, as it was read or as somebody corrected it (`said`)."""
    with acting(Act.WRITE, line.meeting, actor, now) as one:
        one.require_office()
        row = held_line(one, line)
        _require_proposed(row)
        before = facts(row)
        put(one, row, said or as_read(row))
        row.state = MinuteLine.State.KEPT
        row.save(update_fields=["state"])
        one.keep("minuteline.corrected" if said else "minuteline.accepted", before, facts(row))
    return row


def reject_line(*, line: MinuteLine, actor: Person, now: datetime, reason: str = "") -> MinuteLine:
    """Do not take a proposed line into the minutes."""
    with acting(Act.WRITE, line.meeting, actor, now) as one:
        one.require_office()
        row = held_line(one, line)
        _require_proposed(row)
        row.state, row.reason = MinuteLine.State.REJECTED, reason.strip()[:300]
        row.save(update_fields=["state", "reason"])
        one.keep("minuteline.rejected", None, {"text": row.text, "reason": row.reason})
    return row


def as_read(row: MinuteLine) -> Said:
    """What a proposed line says."""
    helpers = [helper.code for helper in row.helpers.all()]
    return Said(row.kind, row.text, row.lead.code if row.lead else "", helpers, row.due_on, row.topic_id)


def _require_office(meeting: Meeting, actor: Person) -> None:
    """Before anything is read for them."""
    access.require(access.may_run(actor, rules().kind(meeting.kind)))


def _read(meeting: Meeting, text: str, name: str, actor: Person, now: datetime) -> MinutesText:
    found = read_minutes(
        text,
        held_on=timezone.localdate(meeting.starts_at),
        organizations=rules().body_names,
        people=[person.name for person in rules().zone.people],
        calendar=rules().zone.workdays,
    )
    digest = sha256(text.encode()).hexdigest()
    with acting(Act.WRITE, meeting, actor, now) as one:
        known = one.meeting.texts.filter(sha256=digest).first()
        row = known or MinutesText.objects.create(
            meeting=one.meeting,
            name=name,
            text=text,
            held_on=found.head.held_on,
            sha256=digest,
            added_by=actor,
            added_at=one.at,
        )
        proposed = [] if known else _propose(one, row, found.decisions)
        one.keep("minutestext.received", None, {"name": name, "sha256": digest, "lines": len(proposed)})
    return row


def _propose(one: Acting, text: MinutesText, drafts: Sequence[DecisionDraft]) -> list[MinuteLine]:
    bodies = {body.code: body for body in Organization.objects.all()}
    topics, place = list(one.meeting.topics.all()), next_place(one.meeting)
    rows = [_proposed(one, text, draft, bodies, topics, place + at) for at, draft in enumerate(drafts)]
    made = MinuteLine.objects.bulk_create(rows)
    for row, draft in zip(made, drafts, strict=True):
        row.helpers.set(bodies[helper.code] for helper in draft.helpers if helper.code in bodies)
    return made


def _proposed(
    one: Acting,
    text: MinutesText,
    draft: DecisionDraft,
    bodies: Mapping[str, Organization],
    topics: list[Topic],
    place: int,
) -> MinuteLine:
    lead = draft.lead
    return MinuteLine(
        meeting=one.meeting,
        topic=_under(draft.topic, topics),
        order=place,
        kind=draft.kind.value,
        text=draft.what,
        quote=draft.quote,
        lead=bodies.get(lead.code) if lead and lead.code else None,
        lead_named=_words(draft)[:200],
        due_on=draft.due_on,
        due_text=draft.due_text[:100],
        concerns=[_as_data(issue.message) for issue in draft.issues],
        state=MinuteLine.State.PROPOSED,
        source=text,
        start=draft.start,
        end=draft.end,
        written_by=None,
        written_at=one.at,
    )


def _words(draft: DecisionDraft) -> str:
    """Who does it, in the text's own words: bodies and people."""
    named = [owner.name for owner in (draft.lead, *draft.helpers) if owner]
    return "、".join([*named, *draft.people])


def _under(heading: str, topics: list[Topic]) -> Topic | None:
    """The topic that a heading names."""
    return next((one for one in topics if heading and (one.title in heading or heading in one.title)), None)


def _as_data(message: Message) -> dict[str, object]:
    params = {key: str(value) for key, value in message.params.items()}
    return {"template": message.template, "params": params}


def _require_proposed(row: MinuteLine) -> None:
    if row.state != MinuteLine.State.PROPOSED:
        raise Refusal(Message("这一条已经处理过。"))
