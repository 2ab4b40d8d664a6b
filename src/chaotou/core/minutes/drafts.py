"""What minutes say was decided: who, what, by when, as the text has it; a person accepts or corrects it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chaotou.core.issues import Message


class DecisionKind(StrEnum):
    """DECIDED 议定、决定、同意; ORDERED 要求、责成、由…负责; NOTED 听取、传达, which becomes no directive."""

    DECIDED = "decided"
    ORDERED = "ordered"
    NOTED = "noted"


class Concern(StrEnum):
    """Why a person should look twice before accepting."""

    NO_OWNER = "no_owner"
    UNKNOWN_BODY = "unknown_body"
    GROUP = "group"
    TWO_DEADLINES = "two_deadlines"
    UNDATED = "undated"
    RECURRING = "recurring"
    PAST = "past"
    PROVISIONAL = "provisional"
    CONDITIONAL = "conditional"


@dataclass(frozen=True)
class DecisionIssue:
    code: Concern
    message: Message


@dataclass(frozen=True)
class Owner:
    """A body as the text names it, with the organization's code where the zone knows it.

    A group (各街道、园区) has no code: it is handed to each of its members.
    """

    name: str
    code: str | None = None
    is_group: bool = False


@dataclass(frozen=True)
class DecisionDraft:
    """One owner and one stretch of work. Offsets count characters of the text as given.

    `what` is the task in the text's words, without who and by when. `quote` is the sentence, or the row of
    a table; `lead` is None where nobody is named. `due_on` is None where the text gives no date, `due_text`
    may say 每周五 or 下次会议前 all the same. `topic` is the heading it stands under.
    """

    kind: DecisionKind
    what: str
    quote: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    topic: str = ""
    lead: Owner | None = None
    helpers: tuple[Owner, ...] = ()
    people: tuple[str, ...] = ()
    due_on: date | None = None
    due_text: str = ""
    issues: tuple[DecisionIssue, ...] = ()

    @property
    def is_directive(self) -> bool:
        return self.kind is not DecisionKind.NOTED


@dataclass(frozen=True)
class Head:
    """The head matter of minutes; what the text does not say is empty or None."""

    name: str = ""
    number: str = ""
    held_on: date | None = None
    place: str = ""
    host: str = ""
    attending: tuple[str, ...] = ()
    sitting_in: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Minutes:
    """`counted_from` is the day that deadlines are counted from: the one given, else the head's."""

    head: Head
    counted_from: date
    decisions: tuple[DecisionDraft, ...]
