"""A review as its rules see it: figures, indicators, flags and sheet, from what was kept that day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from chaotou.core.issues import Message
from chaotou.core.naming import Named
from chaotou.core.projects import review as rules
from chaotou.core.projects.conditions import number
from chaotou.core.projects.review import Promise, Standing, TaxFlag
from chaotou.core.projects.review_indicators import TERMS, Flag, Reading, flags, readings
from chaotou.core.projects.review_sheet import Ballot, Totals, computed, totals
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.project_specs import EvidenceSpec
from chaotou.core.zone.review_specs import AdmissionSpec, PromiseSpec, ReviewRulesSpec, ReviewSheetSpec
from chaotou.projects.models import Opinion, Review

Decimals = dict[str, Decimal]


def figures_of(fields: Mapping[str, object]) -> dict[str, Decimal | None]:
    """The figures that review indicators are made of."""
    return {field: number(fields.get(field)) for field in TERMS}


@dataclass(frozen=True)
class Terms:
    """The rules as they were when the project was put forward."""

    rules: ReviewRulesSpec
    sheet: ReviewSheetSpec
    admissions: tuple[AdmissionSpec, ...]
    promises: tuple[PromiseSpec, ...]

    def kept(self) -> dict[str, Any]:
        """As JSON, from which `terms_of` makes the same again."""
        return {
            "rules": _dump(self.rules),
            "sheet": _dump(self.sheet),
            "admissions": [_dump(one) for one in self.admissions],
            "promises": [_dump(one) for one in self.promises],
        }


def _dump(spec: Spec) -> dict[str, Any]:
    return spec.model_dump(mode="json", by_alias=True, exclude_none=True)


def terms_of(review: Review) -> Terms:
    kept = review.terms
    return Terms(
        ReviewRulesSpec.model_validate(kept["rules"]),
        ReviewSheetSpec.model_validate(kept["sheet"]),
        tuple(AdmissionSpec.model_validate(one) for one in kept["admissions"]),
        tuple(PromiseSpec.model_validate(one) for one in kept["promises"]),
    )


def decimals(kept: Mapping[str, object]) -> Decimals:
    """Numbers as JSON keeps them, without those that are not there."""
    return {code: Decimal(str(value)) for code, value in kept.items() if value is not None}


def ballot(row: Opinion) -> Ballot:
    return Ballot(
        member=row.member.get_username(),
        aside=row.is_recused,
        given=row.given_at is not None,
        marks=decimals(row.marks),
        rechecked=decimals(row.rechecked),
        vetoes=frozenset(row.vetoes),
        vote=row.vote,
    )


@dataclass(frozen=True)
class Case:
    """One review with its opinions; everything that is worked out stands here once."""

    review: Review
    terms: Terms
    ballots: tuple[Ballot, ...]

    @property
    def sheet(self) -> ReviewSheetSpec:
        return self.terms.sheet

    @cached_property
    def figures(self) -> Decimals:
        return decimals(self.review.indicators["figures"])

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        return readings(self.figures)

    @cached_property
    def values(self) -> dict[str, Decimal | None]:
        return {one.indicator.code: one.value for one in self.readings}

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        industry = str(self.review.indicators["industry"])
        return flags(self.readings, self.terms.admissions, industry, self.review.meets_on)

    @cached_property
    def computed(self) -> Decimals:
        """The points that rules give, the same for every member."""
        return computed(self.sheet, self.values)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        return tuple(Promise(one["kind"], one["text"]) for one in self.review.promises)

    @cached_property
    def tax_flags(self) -> tuple[TaxFlag, ...]:
        return rules.tax_flags(self.promises, self.terms.promises, self.review.meets_on)

    @cached_property
    def totals(self) -> Totals:
        return totals(self.sheet, self.ballots)

    @cached_property
    def tally(self) -> rules.Tally:
        return rules.tally(self.ballots, self.terms.rules)

    @cached_property
    def vetoes(self) -> tuple[rules.Veto, ...]:
        return rules.vetoes(self.sheet, self.ballots, self.flags)

    def lacking(self, evidence: Iterable[str], names: Iterable[EvidenceSpec]) -> tuple[Message, ...]:
        """The papers that promises on tax ask for and that the project does not have."""
        held, known = set(evidence), {one.code: Named(one.name, one.english) for one in names}
        wanted = [code for code in rules.papers_for(self.tax_flags) if code not in held]
        return tuple(Message("“{name}”", {"name": known.get(code, code)}) for code in wanted)

    def standing(self, evidence: Iterable[str], names: Iterable[EvidenceSpec]) -> Standing:
        """What a decision is held against."""
        lacking = self.lacking(evidence, names)
        return Standing(self.terms.rules, self.tally, self.totals.held, self.vetoes, lacking)


def case_of(review: Review, opinions: Iterable[Opinion]) -> Case:
    return Case(review, terms_of(review), tuple(ballot(row) for row in opinions))
