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


class ChoiceSpec(Spec):
    """One answer of a choice."""

    code: Code
    name: Name
    english: Name


class FieldSpec(Spec):
    """`stages.yaml`: something known of a project: a column of the register, or a field the zone adds."""

    code: Code
    name: Name
    english: Name
    kind: FieldKind = FieldKind.TEXT
    unit: str = ""
    choices: tuple[ChoiceSpec, ...] = ()
    help: str = ""


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


class NeedSpec(Spec):
    """Fields and evidence a stage makes compulsory, always or under a condition."""

    fields: tuple[Code, ...] = ()
    evidence: tuple[Code, ...] = ()
    when: ConditionSpec | None = None


class StageSpec(Spec):
    """`stages.yaml`: a stage or an exit, what it asks for, and where a project may go from there."""

    code: Code
    name: Name
    english: Name
    exit: bool = False
    needs: tuple[NeedSpec, ...] = ()
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
    """`recognition.yaml`: a rate between two stages with its denominator named."""

    code: Code
    name: Name
    english: Name
    reached: Code
    of: Code
    of_planned: bool = False
    note: str = ""
