"""What a zone's `meetings.yaml` says of kinds of meeting: who sits in them, when they may decide."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from chaotou.core.zone.fields import Code, Name, Spec


def _fraction(value: object) -> Fraction:
    try:
        found = Fraction(str(value))
    except (ValueError, ZeroDivisionError) as error:
        raise PydanticCustomError("zone_number", "not a fraction", {"given": str(value)}) from error
    if not 0 < found <= 1:
        raise PydanticCustomError("zone_number", "not a share", {"given": str(value)})
    return found


Share = Annotated[Fraction, BeforeValidator(_fraction)]
"""A share as rules state it, `1/2` or `2/3`: exact."""


class QuorumSpec(Spec):
    """How much of the members must be there: `share`, reached or, with `more_than`, passed."""

    share: Share
    more_than: bool = False


class Conclusion(StrEnum):
    """How a topic ends: the members vote, or the chair concludes after they spoke."""

    VOTE = "vote"
    CHAIR = "chair"


class TopicRulesSpec(Spec):
    """Until when topics and papers come, in working days before the meeting, and how long a topic takes."""

    propose_days_before: int = Field(default=0, ge=0)
    papers_days_before: int = Field(default=0, ge=0)
    minutes_each: int = Field(default=15, gt=0)
    refused_for: tuple[Name, ...] = ()


class HallSpec(Spec):
    """Where people sit: the main hall, or a branch hall by video."""

    code: Code
    name: Name
    english: Name
    by_video: bool = False


class MeetingKindSpec(Spec):
    """`meetings.yaml`: a kind of meeting. `members` are posts; `quorum_for` holds for kinds of topic.

    `becomes` is the kind of matter that its decisions become when the minutes are signed.
    """

    code: Code
    name: Name
    english: Name
    mark: Name
    office: Code
    chair: Code
    members: tuple[Code, ...] = ()
    sits_in: tuple[Code, ...] = ()
    quorum: QuorumSpec
    quorum_for: dict[Code, QuorumSpec] = Field(default_factory=dict)
    topics: TopicRulesSpec = TopicRulesSpec()
    concludes: Conclusion = Conclusion.CHAIR
    majority: QuorumSpec = QuorumSpec(share=Fraction(1, 2), more_than=True)
    halls: tuple[Code, ...] = ()
    reviews_projects: bool = False
    becomes: Code
    minutes_within_days: int = Field(default=3, gt=0)
    number: Name = "第{number}次"
    source: Code
    note: str = ""
    english_note: str = ""


class TopicKindSpec(Spec):
    """`meetings.yaml`: what a topic may be about, where it matters for the quorum: personnel, large sums."""

    code: Code
    name: Name
    english: Name
