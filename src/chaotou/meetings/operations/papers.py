"""Papers of topics: read before anything is held, kept once by their content, gone again if the act fails."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.files.base import ContentFile, File

from chaotou.core.issues import Message, Refusal
from chaotou.core.meetings.course import Act
from chaotou.core.zone.project_specs import EvidenceSpec
from chaotou.meetings import access
from chaotou.meetings.models import Topic, TopicPaper
from chaotou.meetings.operations.acting import Acting, acting
from chaotou.meetings.operations.topics import held_topic
from chaotou.meetings.rules import rules
from chaotou.organization.models import Person
from chaotou.projects.operations.evidence import Arrival, arrived

PAPER: Final = EvidenceSpec(code="paper", name="议题材料", english="Paper of a topic")
_LARGEST_NAME: Final = 200


def add_paper(*, topic: Topic, file: File[bytes], actor: Person, now: datetime) -> TopicPaper:
    """Add a paper to a topic; after the day for papers it is late. The same file again is the one there is.

    `Refusal` for who neither brings the topic nor runs the meeting, and for a file unfit to be kept.
    """
    found = arrived(file, PAPER)
    with acting(Act.SUPPLY, topic.meeting, actor, now) as one:
        row = held_topic(one, topic)
        row.meeting = one.meeting
        access.require(access.may_supply(actor, row))
        paper = row.papers.filter(sha256=found.sha256).first() or _kept(one, row, found)
        one.keep("topicpaper.added", None, _facts(paper))
    return paper


def remove_paper(*, paper: TopicPaper, actor: Person, now: datetime) -> None:
    """Take a paper back that was added by mistake: who added it, and the office."""
    with acting(Act.SUPPLY, paper.topic.meeting, actor, now) as one:
        if paper.added_by_id != actor.pk:
            one.require_office()
        if not TopicPaper.objects.filter(pk=paper.pk).delete()[0]:
            raise Refusal(Message("这份材料已经撤回。"))
        one.keep("topicpaper.removed", _facts(paper), {})


def _kept(one: Acting, topic: Topic, found: Arrival) -> TopicPaper:
    latest = rules().deadlines(one.kind, one.meets_on).papers_on
    row = TopicPaper(
        topic=topic,
        name=found.name[:_LARGEST_NAME],
        size=len(found.data),
        sha256=found.sha256,
        is_late=one.today > latest,
        added_by=one.actor,
        added_at=one.at,
    )
    stored = TopicPaper.objects.filter(sha256=found.sha256).values_list("file", flat=True).first()
    if stored is not None:
        row.file.name = stored
    else:
        name = f"{found.sha256[:2]}/{found.sha256[:32]}.{found.suffix}"
        row.file.save(name, ContentFile(found.data), save=False)
        one.stored.append(row.file)
    row.save()
    return row


def _facts(row: TopicPaper) -> dict[str, object]:
    return {"topic": row.topic.title, "name": row.name, "sha256": row.sha256, "is_late": row.is_late}
