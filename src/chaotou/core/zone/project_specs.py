"""What a zone's files say of projects' stages, what proves them, how they are recognized and counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from chaotou.core.zone.fields import Code, Name, Spec


class FieldKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"


COLUMNS: dict[str, FieldKind] = {
    "name": FieldKind.TEXT,
    "english": FieldKind.TEXT,
    "kind": FieldKind.CHOICE,
    "investor": FieldKind.TEXT,
    "product": FieldKind.TEXT,
    "industry": FieldKind.TEXT,
    "chain": FieldKind.TEXT,
    "link": FieldKind.TEXT,
    "source_region": FieldKind.CHOICE,
    "source_city": FieldKind.TEXT,
    "channel": FieldKind.CHOICE,
    "referrer": FieldKind.TEXT,
    "investment": FieldKind.AMOUNT,
    "currency": FieldKind.TEXT,
    "fixed_investment": FieldKind.AMOUNT,
    "land_mu": FieldKind.NUMBER,
    "plot": FieldKind.TEXT,
    "longitude": FieldKind.NUMBER,
    "latitude": FieldKind.NUMBER,
    "yearly_output": FieldKind.AMOUNT,
    "yearly_tax": FieldKind.AMOUNT,
    "organization": FieldKind.TEXT,
    "landing": FieldKind.TEXT,
    "officer": FieldKind.TEXT,
    "linked_leader": FieldKind.TEXT,
    "secretary": FieldKind.TEXT,
}
"""Fields that are columns of the register, and their kinds."""

COMPUTED: dict[str, FieldKind] = {
    "review_compulsory": FieldKind.FLAG,
    "review_approved": FieldKind.DATE,
}
"""Fields that nobody fills in, since they follow from reviews: for needs and conditions."""


class ChoiceSpec(Spec):
    """One answer of a choice."""

    code: Code
    name: Name
    english: Name


class FieldSpec(Spec):
    """`stages.yaml`: something known of a project: a column of the register, or a field the zone adds.

    A date may not come before the one in the field `not_before`.
    """

    code: Code
    name: Name
    english: Name
    kind: FieldKind = FieldKind.TEXT
    unit: str = ""
    choices: tuple[ChoiceSpec, ...] = ()
    not_before: Code | None = None
    help: str = ""
    english_help: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it is the zone's own: filled in, and kept among a project's particulars."""
        return self.code not in COLUMNS and self.code not in COMPUTED


class EvidenceSpec(Spec):
    """`stages.yaml`: a kind of paper or photo that proves something."""

    code: Code
    name: Name
    english: Name
    photo: bool = False


class ConditionSpec(Spec):
    """When something is asked for: a field of the project compared with a value."""

    field: Code
    at_least: Decimal | None = None
    below: Decimal | None = None
    is_one_of: tuple[str, ...] = Field(default=(), alias="is")
    starts_with: tuple[str, ...] = ()


class NeedSpec(Spec):
    """Fields and evidence a stage makes compulsory, always or under a condition."""

    fields: tuple[Code, ...] = ()
    evidence: tuple[Code, ...] = ()
    when: ConditionSpec | None = None


class StageSpec(Spec):
    """`stages.yaml`: a stage or an exit, what it asks for, and where a project may go from there.

    `needs_conditions_met` asks that what a review's conditions wanted by then is met and confirmed.
    """

    code: Code
    name: Name
    english: Name
    exit: bool = False
    needs: tuple[NeedSpec, ...] = ()
    needs_conditions_met: bool = False
    to: tuple[Code, ...] = ()
    stale_after_days: int | None = Field(default=None, gt=0)
    reason: bool = False


class AttachmentSpec(Spec):
    """One line of a checklist: this evidence, or any of those accepted instead."""

    evidence: Code
    instead: tuple[Code, ...] = ()
    when: ConditionSpec | None = None


class ChecklistSpec(Spec):
    """What a recognition scheme asks for to accept that a stage is reached."""

    stage: Code
    attachments: tuple[AttachmentSpec, ...] = ()
    note: str = ""


class ExclusionSpec(Spec):
    """What a scheme does not count, when, and why."""

    code: Code
    name: Name
    english: Name
    when: ConditionSpec


class RecognitionSpec(Spec):
    """`recognition.yaml`: a named, dated checklist under which stages are recognized."""

    code: Code
    name: Name
    english: Name
    source: Code | None = None
    valid_from: date = Field(alias="from")
    until: date | None = None
    within_years: int | None = None
    checklists: tuple[ChecklistSpec, ...] = Field(min_length=1)
    exclusions: tuple[ExclusionSpec, ...] = ()
    note: str = ""


class TierSpec(Spec):
    """`recognition.yaml`: a size of planned investment in yuan; nested without `below`, else disjoint."""

    code: Code
    name: Name
    english: Name
    at_least: Decimal
    below: Decimal | None = None


class CountWhat(StrEnum):
    PROJECTS = "projects"
    INVESTMENT = "investment"


class CountBasis(StrEnum):
    REPORTED = "reported"
    RECOGNIZED = "recognized"


class CountSpec(Spec):
    """`recognition.yaml`: an indicator that is counted from projects instead of reported."""

    indicator: Code
    what: CountWhat = CountWhat.PROJECTS
    moved_to: Code
    tier: Code
    basis: CountBasis
    scheme: Code | None = None


class RateSpec(Spec):
    """`recognition.yaml`: projects that reached a stage over a named denominator.

    The denominator is the projects that reached `of`; with `planned_in`, those whose date in that field says
    they were to have reached it by then.
    """

    code: Code
    name: Name
    english: Name
    reached: Code
    of: Code
    planned_in: Code | None = None
    note: str = ""


class IntegrityCheck(StrEnum):
    SAME_INVESTOR = "same_investor"
    ROUND_AMOUNT = "round_amount"
    UNPAID = "unpaid"
    NO_LAND = "no_land"
    UNPROVEN_START = "unproven_start"
    TAX_SHORT = "tax_short"
    PHOTO_REUSED = "photo_reused"
    MONTH_END_RUSH = "month_end_rush"
    UNPROVEN_STAGE = "unproven_stage"
    ENTERED_LATE = "entered_late"


class IntegritySpec(Spec):
    """`recognition.yaml`: a check of what projects say of themselves, with the zone's own thresholds.

    What is not given is the check's own default (`core.projects.integrity`).
    """

    check: IntegrityCheck
    name: Name
    english: Name
    months: int | None = Field(default=None, gt=0)
    days: int | None = Field(default=None, gt=0)
    times: Decimal | None = Field(default=None, gt=0)
    share: Decimal | None = Field(default=None, gt=0, le=1)
    at_least: Decimal | None = Field(default=None, gt=0)
    note: str = ""

    @property
    def given(self) -> dict[str, int | Decimal]:
        """The thresholds that the zone set."""
        names = ("months", "days", "times", "share", "at_least")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


THRESHOLDS: dict[IntegrityCheck, frozenset[str]] = {
    IntegrityCheck.SAME_INVESTOR: frozenset(),
    IntegrityCheck.ROUND_AMOUNT: frozenset({"times", "at_least"}),
    IntegrityCheck.UNPAID: frozenset({"months"}),
    IntegrityCheck.NO_LAND: frozenset({"months"}),
    IntegrityCheck.UNPROVEN_START: frozenset({"months"}),
    IntegrityCheck.TAX_SHORT: frozenset({"share"}),
    IntegrityCheck.PHOTO_REUSED: frozenset(),
    IntegrityCheck.MONTH_END_RUSH: frozenset({"days", "share", "at_least"}),
    IntegrityCheck.UNPROVEN_STAGE: frozenset(),
    IntegrityCheck.ENTERED_LATE: frozenset(),
}
"""The thresholds each check takes."""
