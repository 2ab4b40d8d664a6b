"""What a scheme's file may say, a model for each part. `docs/schemes.md` explains each key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from chaotou.core.evaluation.amounts import Amount, AmountSpec, amount
from chaotou.core.evaluation.methods.aggregation import Aggregation
from chaotou.core.evaluation.methods.weighting import Weighting
from chaotou.core.evaluation.outcomes import (
    AppealsSpec,
    CeilingSpec,
    GradeSpec,
    JudgingSpec,
    PublishedSpec,
    RankingSpec,
    VetoSpec,
)
from chaotou.core.evaluation.preparation import StepSpec
from chaotou.core.evaluation.reads import FactCode, Reads, ReadsSpec
from chaotou.core.evaluation.rule_field import RuleField, RuleSpec
from chaotou.core.evaluation.words import Absent, Marks, PeriodKind, Scope, SubjectKind
from chaotou.core.naming import Named
from chaotou.core.zone.fields import Code, Name, Spec
from chaotou.core.zone.vocabulary import Direction, Provenance

NodeCode = FactCode
GroupCode = Annotated[str, StringConstraints(min_length=1, max_length=50)]


def _bound(value: Any) -> Any:
    """A number of shares; the word none, which takes the rule's own bound away, is infinity."""
    return Decimal("Infinity") if value == "none" else value


Bound = Annotated[
    Decimal,
    Field(allow_inf_nan=True),
    BeforeValidator(_bound, json_schema_input_type=float | Literal["none"]),
]


def _always(value: Any) -> Any:
    return {0: value} if isinstance(value, list | tuple) else value


Members = Annotated[
    dict[int, tuple[str, ...]],
    BeforeValidator(_always, json_schema_input_type=dict[int, list[str]] | list[str]),
]


class DocumentSpec(Spec):
    """The paper the scheme stands on."""

    title: Name
    number: str = ""
    issued_on: date | None = None
    url: str = ""
    note: str = ""


class InForceSpec(Spec):
    """The data years the scheme holds for; the assessment comes `assessed_after` years later.

    `kept` says that it is out of force and kept on purpose.
    """

    first: int = Field(alias="from", ge=1980, le=2100)
    latest: int | None = Field(default=None, alias="to", ge=1980, le=2100)
    assessed_after: int = Field(default=0, ge=0, le=2)
    kept: bool = False

    def holds_in(self, year: int) -> bool:
        return self.first <= year and (self.latest is None or year <= self.latest)


class GroupSpec(Spec):
    """A group of subjects; `members` is a list, or lists by the year from which each holds."""

    code: GroupCode
    name: str = ""
    english: str = ""
    members: Members = {}

    def members_in(self, year: int | None) -> tuple[str, ...]:
        """Who belongs to it in a year: the latest list not after it, and the latest of all without a year."""
        held = [from_year for from_year in self.members if year is None or from_year <= year]
        return self.members[max(held)] if held else ()


class SubjectsSpec(Spec):
    """Who is scored: all that the facts hold, unless listed; groups by list or by a column of the facts."""

    kind: SubjectKind
    members: tuple[str, ...] = ()
    groups: tuple[GroupSpec, ...] = ()
    group_column: str = ""
    leave_out: tuple[str, ...] = ()


class AbsentSpec(Spec):
    """What becomes of a criterion for each of the three reasons a reading is missing."""

    not_reported: Absent = Absent.ZERO
    not_applicable: Absent = Absent.REWEIGHT
    exempt: Absent = Absent.AVERAGE


class ProvenanceSpec(Spec):
    """Where the weight, the rule with its numbers, and what is read come from."""

    weight: Provenance
    rule: Provenance
    reads: Provenance


def _same_for_all(value: Any) -> Any:
    return dict.fromkeys(("weight", "rule", "reads"), value) if isinstance(value, str) else value


def _same_for_reasons(value: Any) -> Any:
    reasons = ("not_reported", "not_applicable", "exempt")
    return dict.fromkeys(reasons, value) if isinstance(value, str) else value


def _same_at_all_levels(value: Any) -> Any:
    return {0: value} if isinstance(value, str) else value


Provenances = Annotated[
    ProvenanceSpec, BeforeValidator(_same_for_all, json_schema_input_type=ProvenanceSpec | Provenance)
]
Absence = Annotated[
    AbsentSpec, BeforeValidator(_same_for_reasons, json_schema_input_type=AbsentSpec | Absent)
]
Levels = Annotated[
    dict[int, Aggregation],
    BeforeValidator(_same_at_all_levels, json_schema_input_type=dict[int, Aggregation] | Aggregation),
]


class ItemSpec(Spec):
    """What every scored thing has: a code and a name, what it reads, the rule, and its bounds in shares."""

    code: NodeCode
    name: str = ""
    english: str = ""
    clause: str = ""
    note: str = ""
    reads: Reads | None = None
    rule: RuleField | None = None
    direction: Direction | None = None
    floor: Bound | None = None
    cap: Bound | None = None
    missing: Absence | None = None
    provenance: Provenances | None = None

    @property
    def called(self) -> Named:
        """Its name in both languages, or its code."""
        return Named(self.name or self.code, self.english or self.name or self.code)


class CriterionSpec(ItemSpec):
    """A criterion 考评项: with `criteria` of its own a branch, without a leaf that reads and scores."""

    weight: Amount = amount(1)
    aggregate: Aggregation | None = None
    only_groups: tuple[GroupCode, ...] = ()
    criteria: tuple[CriterionSpec, ...] = ()

    def leaves(self) -> Iterator[CriterionSpec]:
        """The criteria that read something, in the order of the file."""
        if not self.criteria:
            yield self
        for child in self.criteria:
            yield from child.leaves()

    def walk(self) -> Iterator[CriterionSpec]:
        """This criterion and all below it, parents first."""
        yield self
        for child in self.criteria:
            yield from child.walk()


class AdjustmentsSpec(Spec):
    """Bonus or deduction items with a joint cap `most` in points; each item's rule gives points."""

    code: NodeCode
    name: str = ""
    english: str = ""
    clause: str = ""
    most: Decimal | None = None
    provenance: Provenances | None = None
    items: tuple[ItemSpec, ...] = Field(min_length=1)


class RoundingSpec(Spec):
    """Decimals kept, half up; a level left out keeps full precision."""

    points: int | None = Field(default=None, ge=0, le=9)
    total: int | None = Field(default=None, ge=0, le=12)


class SchemeSpec(Spec):
    """A scheme 考评办法: who is scored on what, by which rules, and what follows from the score."""

    scheme: Code
    title: Name
    english: str = ""
    document: DocumentSpec
    in_force: InForceSpec
    period: PeriodKind = PeriodKind.YEAR
    provenance: Provenances
    note: str = ""
    subjects: SubjectsSpec
    marks: Marks = Marks.POINTS
    full: Decimal = Decimal(100)
    compared_within: Scope = Scope.ALL
    prepare: tuple[StepSpec, ...] = ()
    rule: RuleField | None = None
    direction: Direction = Direction.HIGHER
    weights: Weighting = Weighting.GIVEN
    aggregate: Levels = {0: Aggregation.ARITHMETIC}
    missing: Absence = AbsentSpec()
    rounding: RoundingSpec = RoundingSpec()
    criteria: tuple[CriterionSpec, ...] = Field(min_length=1)
    bonuses: tuple[AdjustmentsSpec, ...] = ()
    deductions: tuple[AdjustmentsSpec, ...] = ()
    vetoes: tuple[VetoSpec, ...] = ()
    ceilings: tuple[CeilingSpec, ...] = ()
    ranking: RankingSpec = RankingSpec()
    grades: tuple[GradeSpec, ...] = ()
    judging: JudgingSpec | None = None
    appeals: AppealsSpec | None = None
    published: PublishedSpec = PublishedSpec()

    def walk(self) -> Iterator[CriterionSpec]:
        for criterion in self.criteria:
            yield from criterion.walk()

    def leaves(self) -> tuple[CriterionSpec, ...]:
        return tuple(leaf for criterion in self.criteria for leaf in criterion.leaves())

    def adjustments(self) -> tuple[AdjustmentsSpec, ...]:
        return self.bonuses + self.deductions

    def rule_of(self, item: ItemSpec) -> RuleSpec | None:
        """The item's own rule, or the scheme's."""
        return item.rule or self.rule

    def direction_of(self, item: ItemSpec) -> Direction:
        return item.direction or self.direction

    def missing_of(self, item: ItemSpec) -> AbsentSpec:
        return item.missing or self.missing

    def provenance_of(self, item: ItemSpec) -> ProvenanceSpec:
        return item.provenance or self.provenance


def reads_of(item: ItemSpec) -> ReadsSpec:
    """What an item reads: as written, or the indicator of its own code."""
    return item.reads or ReadsSpec(indicator=item.code)


def written(weight: AmountSpec, group: str) -> Decimal:
    """A weight in a group; a group without its own is 0."""
    if weight.number is not None:
        return weight.number
    return weight.by_group.get(group, Decimal(0))
