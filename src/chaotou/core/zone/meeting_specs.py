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
        raise PydanticCustomError("meeting_share", "not a fraction", {"given": str(value)}) from error
    if not 0 < found <= 1:
        raise PydanticCustomError("meeting_share", "not a share", {"given": str(value)})
    return found


Share = Annotated[Fraction, BeforeValidator(_fraction)]
"""A share as rules state it, `1/2` or `2/3`: exact."""


class QuorumSpec(Spec):
    """How much of the members must be there: `share`, reached or, with `more_than`, passed."""

    share: Share
    more_than: bool = False


class CountedOf(StrEnum):
    """What a majority is a share of: all members who may decide, or those of them who are there."""

    MEMBERS = "members"
    PRESENT = "present"


class MajoritySpec(QuorumSpec):
    """How many votes a topic needs, of all members or of those who are there."""

    share: Share = Fraction(1, 2)
    more_than: bool = True
    of: CountedOf = CountedOf.MEMBERS


class Conclusion(StrEnum):
    """How a topic ends: the members vote, or the chair concludes after they spoke."""

    VOTE = "vote"
    CHAIR = "chair"


class TopicRulesSpec(Spec):
    """Until when topics and papers come, in working days before the meeting, and how long a topic takes.

    `refused_for` are the reasons for which a topic is not brought in, as the zone words them.
    """

    propose_days_before: int = Field(default=0, ge=0, le=60)
    papers_days_before: int = Field(default=0, ge=0, le=60)
    minutes_each: int = Field(default=15, gt=0, le=480)
    refused_for: tuple[Name, ...] = ()


class HallSpec(Spec):
    """Where people sit: the main hall, or a branch hall by video."""

    code: Code
    name: Name
    english: Name
    by_video: bool = False


class MeetingKindSpec(Spec):
    """`meetings.yaml`: a kind of meeting. `members` are posts; `quorum_for` holds for kinds of topic.

    `becomes` is the kind of matter that its decisions become when the minutes are signed, its form filled
    with `fills`, where `{meeting}` stands for the name of the meeting.
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
    notice_days_before: int = Field(default=0, ge=0, le=60)
    concludes: Conclusion = Conclusion.CHAIR
    majority: MajoritySpec = MajoritySpec()
    halls: tuple[Code, ...] = ()
    reviews_projects: bool = False
    becomes: Code
    fills: dict[Code, str] = Field(default_factory=dict)
    minutes_within_days: int = Field(default=3, gt=0, le=60)
    number: Name = "第{number}次"
    source: Code
    note: str = ""
    english_note: str = ""

    def quorum_of(self, topic: str) -> QuorumSpec:
        """The quorum for a kind of topic: its own, else that of the meeting."""
        return self.quorum_for.get(topic, self.quorum)


class TopicKindSpec(Spec):
    """`meetings.yaml`: what a topic may be about, where it matters for the quorum: personnel, large sums."""

    code: Code
    name: Name
    english: Name
