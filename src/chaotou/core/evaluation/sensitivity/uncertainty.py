"""What of a scheme is uncertain, drawn at random: weights, estimated numbers and figures, other methods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from chaotou.core.evaluation.amounts import AmountSpec
from chaotou.core.evaluation.case import lay
from chaotou.core.evaluation.methods.aggregation import Aggregation
from chaotou.core.evaluation.plan import Plan, plan_of
from chaotou.core.evaluation.rule_field import RuleSpec
from chaotou.core.evaluation.scheme import CriterionSpec, SchemeSpec
from chaotou.core.evaluation.scoring import Scorecard, score
from chaotou.core.evaluation.sheet import Arguments, Block, Column, Ground
from chaotou.core.evaluation.tree import Tree
from chaotou.core.panel import Floats, Truths, Whole
from chaotou.core.zone.vocabulary import Provenance

ESTIMATED = Provenance.ESTIMATED.value
CELLS = 4_000_000
"""Numbers drawn beforehand for the figures at most."""


class Input(StrEnum):
    """What may be uncertain; each is one input of the sensitivity analysis."""

    WEIGHTS = "weights"
    NUMBERS = "numbers"
    FIGURES = "figures"
    RULE = "rule"
    METHOD = "method"


@dataclass(frozen=True)
class Uncertainty:
    """How uncertain it is.

    `concentration`: siblings' weights are drawn from a Dirichlet distribution around those stated; the
    greater, the closer (a weight w of the whole has the variance w(1 − w) ÷ (concentration + 1)); None
    keeps them. `numbers`: each criterion whose rule is estimated has its written numbers multiplied by
    one factor, even within ± this share. `figures`: estimated figures are multiplied by 1 plus a normal
    deviation of this share. `rules` and `methods` stand beside the scheme's own with equal chances.
    """

    concentration: float | None = 100.0
    numbers: float = 0.1
    figures: float = 0.05
    rules: tuple[RuleSpec, ...] = ()
    methods: tuple[Aggregation, ...] = ()


def with_rule(scheme: SchemeSpec, rule: RuleSpec) -> SchemeSpec:
    """The scheme with another common rule; without one, with another rule for every criterion."""
    if scheme.rule is not None:
        return scheme.model_copy(update={"rule": rule})
    return scheme.model_copy(update={"criteria": _each(scheme.criteria, {"rule": rule}, leaves=True)})


def with_method(scheme: SchemeSpec, method: Aggregation) -> SchemeSpec:
    """The scheme aggregated by one method at every level."""
    criteria = _each(scheme.criteria, {"aggregate": None}, leaves=False)
    return scheme.model_copy(update={"aggregate": {0: method}, "criteria": criteria})


def _each(
    criteria: tuple[CriterionSpec, ...], update: Mapping[str, object], *, leaves: bool
) -> tuple[CriterionSpec, ...]:
    return tuple(
        one.model_copy(
            update={
                "criteria": _each(one.criteria, update, leaves=leaves),
                **(update if leaves != bool(one.criteria) else {}),
            }
        )
        for one in criteria
    )


@dataclass(frozen=True)
class VariedBlock(Block):
    """A block whose written numbers are multiplied by `factor[draw, 1, column]`."""

    factor: Floats = field(default_factory=lambda: np.ones((1, 1, 1)))

    def arguments(self, x: Floats, ground: Ground) -> Arguments:
        found = super().arguments(x, ground)
        for name in self.columns[0].amounts:
            written = np.array([is_varied(column, name) for column in self.columns])
            if written.any():
                found[name] = found[name] * np.where(written, self.factor, 1.0)
        return found


def is_varied(column: Column, name: str) -> bool:
    """Whether a key is an amount that the scheme writes out."""
    value = getattr(column.keys, name)
    return isinstance(value, AmountSpec) and value.is_written


@dataclass(frozen=True)
class Variant:
    """The scheme under one rule and method: its card, and what of it is drawn anew."""

    card: Scorecard
    estimated: Truths

    @property
    def plan(self) -> Plan:
        return self.card.case.plan


@dataclass(frozen=True)
class Draws:
    """Everything drawn beforehand, so that a point of the unit cube always means the same draw.

    `weights` by branch `[draw, group, child]`; `factors[draw, column]`; `noise[draw, subject, ...]` for the
    columns `noisy`, 1 where a figure is certain. `variants` are by rule, then method.
    """

    inputs: tuple[Input, ...]
    variants: tuple[tuple[Variant, ...], ...]
    weights: Mapping[str, Floats]
    factors: Floats
    noise: Floats
    noisy: Whole

    @property
    def stated(self) -> Scorecard:
        return self.variants[0][0].card


def draws_of(card: Scorecard, spec: Uncertainty, count: int, seed: int) -> Draws:
    """`count` draws of each kind (fewer where many figures are estimated)."""
    rng = np.random.default_rng([seed, 2])
    estimated = estimated_figures(card)
    variants = _variants(card, spec)
    weights = _weights(card.tree, spec.concentration, count, rng) if spec.concentration is not None else {}
    factors = 1 + spec.numbers * rng.uniform(-1, 1, (count, len(card.case.plan.columns)))
    noisy = np.flatnonzero(estimated.any(axis=0))
    kept = max(64, min(count, CELLS // max(estimated[:, noisy].size, 1)))
    deviations = spec.figures * rng.standard_normal((kept, len(estimated), len(noisy)))
    noise = 1 + np.where(estimated[:, noisy], deviations, 0.0)
    numbers = spec.numbers > 0 and any(one.estimated.any() for row in variants for one in row)
    there = {
        Input.WEIGHTS: bool(weights),
        Input.NUMBERS: numbers,
        Input.FIGURES: spec.figures > 0 and len(noisy) > 0,
        Input.RULE: len(variants) > 1,
        Input.METHOD: len(variants[0]) > 1,
    }
    return Draws(tuple(one for one in Input if there[one]), variants, weights, factors, noise, noisy)


def estimated_figures(card: Scorecard) -> Truths:
    """`[subject, column]`: whose figure is estimated, by its citation or by the scheme's word."""
    scheme, facts = card.scheme, card.case.ground.facts
    found = np.zeros(card.case.prepared.shape, dtype=np.bool_)
    for at, leaf in enumerate(scheme.leaves()):
        found[:, at] = scheme.provenance_of(leaf).reads is Provenance.ESTIMATED
    names = [set(column.reads.names()) for column in card.case.plan.columns]
    for (subject, name), citation in facts.citations.items():
        if citation.status == ESTIMATED and subject in facts.rows:
            found[facts.rows[subject], [at for at, held in enumerate(names) if name in held]] = True
    return np.asarray(found & ~np.isnan(card.case.prepared))


def _variants(card: Scorecard, spec: Uncertainty) -> tuple[tuple[Variant, ...], ...]:
    """The stated scheme first, then the others, by rule and method."""
    scheme = card.scheme
    ruled = [scheme, *(with_rule(scheme, rule) for rule in spec.rules)]
    table = [[one, *(with_method(one, method) for method in spec.methods)] for one in ruled]
    return tuple(
        tuple(_variant(card if one is scheme else score(lay(plan_of(one), card.case.given))) for one in row)
        for row in table
    )


def _variant(card: Scorecard) -> Variant:
    scheme = card.scheme
    estimated = np.array(
        [
            scheme.provenance_of(leaf).rule is Provenance.ESTIMATED
            and any(is_varied(column, name) for name in column.amounts)
            for leaf, column in zip(scheme.leaves(), card.case.plan.columns, strict=True)
        ]
    )
    return Variant(card, estimated)


def _weights(tree: Tree, concentration: float, count: int, rng: np.random.Generator) -> Mapping[str, Floats]:
    """Dirichlet draws around each branch's weights, `[draw, group, child]`."""
    found = {}
    for branch in tree.branches:
        total = branch.weights.sum(axis=-1, keepdims=True)
        shares = np.divide(branch.weights, total, out=np.zeros_like(branch.weights), where=total > 0)
        found[branch.code] = rng.standard_gamma(
            concentration * np.maximum(shares, 0.0), (count, *shares.shape)
        )
    return found
