"""What a zone's `matters.yaml` says of watching over matters: shades, reminders, quiet hours, counts."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from chaotou.core.deadlines import CountedIn
from chaotou.core.zone.fields import Code, Name, Spec
from chaotou.core.zone.matter_specs import Family


class Anchor(StrEnum):
    """What a reminder is measured from: before, at or after the due time, or a share of the limit used.

    `behind` is after a progress report or a node was due and did not come.
    """

    BEFORE_DUE = "before_due"
    AT_DUE = "at_due"
    AFTER_DUE = "after_due"
    SHARE_USED = "share_used"
    BEHIND = "behind"


class Sheet(StrEnum):
    """The colored sheet a reminder comes on 三色单: near the limit, behind, over it."""

    NONE = "none"
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


class Told(StrEnum):
    """Whom a reminder reaches: who handles, the body's head, who assigned, the zone's leaders."""

    HANDLER = "handler"
    SUPPORTING = "supporting"
    HEAD = "head"
    ASSIGNER = "assigner"
    LEADER = "leader"


class ReminderSpec(Spec):
    """`matters.yaml`: a reminder or an escalation, when it comes and to whom."""

    code: Code
    name: Name
    english: Name
    anchor: Anchor
    amount: Decimal = Field(default=Decimal(0), ge=0)
    counted_in: CountedIn = CountedIn.WORKING
    sheet: Sheet = Sheet.NONE
    to: tuple[Told, ...] = Field(min_length=1)
    source: Code


class QuietSpec(Spec):
    """`matters.yaml`: hours in which nothing is sent; from so many notices on they come as one digest."""

    quiet_from: time = Field(alias="from")
    until: time
    working_days_only: bool = True
    digest_from: int = Field(default=5, ge=2)


class ShadesSpec(Spec):
    """`matters.yaml`: at which share of a limit used a matter asks for attention, and is due soon."""

    attention: Decimal = Field(gt=0, lt=1)
    due_soon: Decimal = Field(gt=0, le=1)
    source: Code


class Counted(StrEnum):
    """What is counted of matters, each with the base its name says."""

    REGISTERED = "registered"
    CLOSED = "closed"
    OPEN = "open"
    OVERDUE = "overdue"
    ON_TIME_RATE = "on_time_rate"
    AVERAGE_DAYS = "average_days"
    LIMIT_USED = "limit_used"
    SATISFACTION_RATE = "satisfaction_rate"
    REPEAT_RATE = "repeat_rate"


class MatterCountSpec(Spec):
    """`matters.yaml`: an indicator counted from matters of these kinds and families, else of all."""

    indicator: Code
    counted: Counted
    kinds: tuple[Code, ...] = ()
    families: tuple[Family, ...] = ()
    results: tuple[Code, ...] = ()
    by_organization: bool = False
