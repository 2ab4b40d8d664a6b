"""What a zone's `meetings/*.yaml` say: invented meetings, from topics to what came of their decisions."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from chaotou.core.zone.case_specs import CaseActSpec, PathInZone
from chaotou.core.zone.fields import Code, Name, Spec

Sentence = Annotated[str, StringConstraints(min_length=1, max_length=5000)]


class Screened(StrEnum):
    """What the office made of a topic."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DEFERRED = "deferred"


class ToldTopicSpec(Spec):
    """A topic: who brought it when, what became of it; `votes` and `aside` are by user name."""

    title: Name
    organization: Code
    by: Code
    at: datetime
    kind: Code | None = None
    minutes: int | None = Field(default=None, gt=0, le=480)
    draft: str = ""
    files: tuple[PathInZone, ...] = ()
    screened: Screened = Screened.ACCEPTED
    reason: str = ""
    conclusion: str = ""
    votes: dict[Code, str] = Field(default_factory=dict)
    aside: dict[Code, str] = Field(default_factory=dict)


class LineKind(StrEnum):
    NOTED = "noted"
    DECIDED = "decided"
    ORDERED = "ordered"


class ToldLineSpec(Spec):
    """A line of the minutes, under the topic of this number (from 1); `acts` are done to its matter later."""

    kind: LineKind
    text: Sentence
    topic: int | None = Field(default=None, gt=0)
    lead: Code | None = None
    helpers: tuple[Code, ...] = ()
    due_on: date | None = None
    acts: tuple[CaseActSpec, ...] = ()


class ToldMeetingSpec(Spec):
    """A meeting: planned by somebody of its office, and as far as it got. Moments are by the zone's clock.

    `meeting` is its name within these files; `number` where it is not the next of its kind. Members came
    unless they are `excused`, `sits_in` were called in besides, `halls` say where somebody sat.
    """

    meeting: Code
    kind: Code
    number: int | None = Field(default=None, gt=0)
    by: Code
    at: datetime
    starts_at: datetime
    place: str = ""
    batch: str = ""
    topics: tuple[ToldTopicSpec, ...] = ()
    called_at: datetime | None = None
    opened_at: datetime | None = None
    excused: dict[Code, Name] = Field(default_factory=dict)
    sits_in: tuple[Code, ...] = ()
    halls: dict[Code, Code] = Field(default_factory=dict)
    lines: tuple[ToldLineSpec, ...] = ()
    signed_by: Code | None = None
    signed_at: datetime | None = None
