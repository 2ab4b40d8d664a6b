"""What follows from scores: vetoes, grade ceilings, ranks, grades with quotas, appeals, publication."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from chaotou.core.evaluation.reads import FactCode, ReadsSpec
from chaotou.core.evaluation.words import Audience, Effect, Result, Rounding, Scope, Ties
from chaotou.core.zone.fields import Code, Spec

Text = Annotated[str, StringConstraints(min_length=1)]


class ConditionSpec(Spec):
    """Something that happened: the reading of an indicator beyond a bound."""

    code: FactCode
    name: Text
    english: str = ""
    clause: str = ""
    reads: ReadsSpec
    above: Decimal | None = None
    at_least: Decimal | None = None
    below: Decimal | None = None
    at_most: Decimal | None = None


class VetoSpec(ConditionSpec):
    """A hard veto 一票否决: the evaluation is cancelled, the points are none, or the grade is `grade`."""

    effect: Effect = Effect.CANCEL
    grade: Code | None = None


class CeilingSpec(ConditionSpec):
    """A ceiling: whatever the points, the grade is at most `grade`."""

    grade: Code


class RankingSpec(Spec):
    """How places are given: the place of equals, criteria that break ties, places within groups."""

    ties: Ties = Ties.MIN
    breaks: tuple[FactCode, ...] = ()
    within: Scope = Scope.ALL


class QuotaSpec(Spec):
    """At most this share of the subjects may have the grade; how the number is rounded is always said."""

    share: Decimal = Field(gt=0, le=1)
    rounding: Rounding
    within: Scope = Scope.ALL


class GradeSpec(Spec):
    """A grade 等次, best first: from how many points, or for which places, and for how many."""

    code: Code
    name: Text
    english: str = ""
    at_least: Decimal | None = None
    places: int | None = Field(default=None, ge=1)
    quota: QuotaSpec | None = None


class JudgingSpec(Spec):
    """Judged marks: how many judges at least, how many extremes are dropped, who sees single marks."""

    least_judges: int = Field(default=1, ge=1)
    drop_highest: int = Field(default=0, ge=0)
    drop_lowest: int = Field(default=0, ge=0)
    individual_marks: Audience = Audience.NOBODY


class AppealsSpec(Spec):
    """Appeals 申诉: working days to object after publication, and to decide after the objection."""

    within_days: int = Field(ge=1)
    decided_within_days: int = Field(ge=1)


class PublishedSpec(Spec):
    """What a published run shows to everybody; a subject always sees its own."""

    results: tuple[Result, ...] = (Result.TOTAL, Result.RANK, Result.GRADE, Result.CRITERIA)
