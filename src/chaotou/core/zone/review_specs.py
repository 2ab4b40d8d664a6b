"""What a zone's `review.yaml` may say: who is reviewed, by whom, on which sheet, against which lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from chaotou.core.evaluation.rule_field import RuleField
from chaotou.core.zone.fields import Code, Name, Spec
from chaotou.core.zone.project_specs import ConditionSpec, NeedSpec
from chaotou.core.zone.vocabulary import Direction

Industry = Annotated[str, StringConstraints(pattern=r"^([A-T][0-9]{0,4})?$")]
"""The beginning of a code of GB/T 4754-2017: C, C39, C3982; empty means every industry."""

Percent = Annotated[Decimal, Field(ge=0, le=100)]


class ReviewCaseSpec(Spec):
    """A kind of project, by conditions that must all hold."""

    name: Name
    english: Name
    when: tuple[ConditionSpec, ...] = Field(min_length=1)


class MemberSpec(Spec):
    """A seat on the review: the holder of a post, or somebody of an organization."""

    post: Code | None = None
    organization: Code | None = None
    chair: bool = False


class AgendaSpec(Spec):
    """One step of the meeting."""

    name: Name
    english: Name
    minutes: int | None = Field(default=None, gt=0)


class ReviewRulesSpec(Spec):
    """`review.yaml`: the rules of review that hold from a day on.

    `becomes` is the kind of matter that conditions of an approval become; without it they are reported and
    confirmed on the review's own pages.
    """

    code: Code
    name: Name
    english: Name
    source: Code
    valid_from: date = Field(alias="from")
    sheet: Code
    compulsory: tuple[ReviewCaseSpec, ...] = ()
    outside: tuple[ReviewCaseSpec, ...] = ()
    dossier: tuple[NeedSpec, ...] = ()
    members: tuple[MemberSpec, ...] = Field(min_length=1)
    quorum: int = Field(ge=1)
    quorum_percent: Percent = Decimal(50)
    approval_percent: Percent = Decimal(50)
    pass_mark: Decimal | None = Field(default=None, ge=0)
    agenda: tuple[AgendaSpec, ...] = ()
    becomes: Code | None = None
    note: str = ""


class SheetItemSpec(Spec):
    """A line of the sheet: computed from an indicator by a rule, or judged from 0 to `points`."""

    code: Code
    name: Name
    english: Name
    points: Decimal = Field(gt=0)
    reads: Code | None = None
    rule: RuleField | None = None
    direction: Direction = Direction.HIGHER
    guide: str = ""
    english_guide: str = ""

    @property
    def is_judged(self) -> bool:
        return self.rule is None


class ReviewVetoSpec(Spec):
    """What stops an approval whatever the score: raised by a member, or because a line is missed."""

    code: Code
    name: Name
    english: Name
    below_line: Code | None = None


class ReviewSheetSpec(Spec):
    """`review.yaml`: a sheet 评审表 of items and vetoes; the items' points add up to `full`."""

    code: Code
    name: Name
    english: Name
    source: Code
    full: Decimal = Decimal(100)
    items: tuple[SheetItemSpec, ...] = Field(min_length=1)
    vetoes: tuple[ReviewVetoSpec, ...] = ()
    note: str = ""

    def item(self, code: str) -> SheetItemSpec | None:
        return next((item for item in self.items if item.code == code), None)


class LineSpec(Spec):
    """The least or the most of an indicator."""

    indicator: Code
    at_least: Decimal | None = None
    at_most: Decimal | None = None


class AdmissionSpec(Spec):
    """`review.yaml`: admission lines 准入线 of an industry, from a day on."""

    industry: Industry = ""
    source: Code
    valid_from: date = Field(alias="from")
    lines: tuple[LineSpec, ...] = Field(min_length=1)
    note: str = ""


class PromiseSpec(Spec):
    """`review.yaml`: a kind of promise; one that depends on tax paid needs a fair-competition review.

    `words` in a promise's text are enough to tell it; `evidence` is the paper that then must be there.
    """

    code: Code
    name: Name
    english: Name
    depends_on_tax: bool = False
    words: tuple[Name, ...] = ()
    evidence: Code | None = None
    basis: str = ""
    english_basis: str = ""
    source: Code | None = None
    valid_from: date | None = Field(default=None, alias="from")
