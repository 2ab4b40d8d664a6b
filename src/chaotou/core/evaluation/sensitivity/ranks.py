"""How sure a rank is, and what it depends on: many draws of what is uncertain, and Sobol indices.

The output analyzed is the mean absolute shift of ranks against the stated scheme, as in the R package COINr
(Becker and others, 2022). Source: Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity
analysis techniques as tools for the quality assessment of composite indicators.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.sensitivity.drawing import Progress, ranks_of, silent
from chaotou.core.evaluation.sensitivity.sobol import Sensitivity, sensitivity
from chaotou.core.evaluation.sensitivity.uncertainty import Draws, Input, Uncertainty, draws_of
from chaotou.core.issues import Message, Refusal
from chaotou.core.panel import Floats, Whole

DRAWS = 10_000
LEVEL = 0.9
REPLICATES = 4096
"""Draws of each kind that the points of a sensitivity analysis stand for."""


@dataclass(frozen=True)
class RankUncertainty:
    """Where each subject came in `draws` draws; `counts[subject, half places]`, place p at 2p.

    `stated` are the ranks without any uncertainty; `shift` is the mean absolute change of rank.
    """

    subjects: tuple[str, ...]
    inputs: tuple[Input, ...]
    stated: Floats
    counts: Whole
    draws: int
    shift: float

    def quantile(self, share: float) -> Floats:
        """The first place not reached by less than this share of the draws; NaN for who has none."""
        reached = np.cumsum(self.counts, axis=-1)
        total = reached[:, -1:]
        at = (reached >= np.ceil(share * total - 1e-9)) & (reached > 0)
        return np.where(total[:, 0] > 0, at.argmax(axis=-1) / 2, np.nan)

    def interval(self, level: float = LEVEL) -> Floats:
        """`[subject, 2]`: the places between which the middle `level` of the draws lie."""
        tail = (1 - level) / 2
        return np.stack([self.quantile(tail), self.quantile(1 - tail)], axis=-1)

    def probability(self, place: int) -> Floats:
        """The share of draws in which each subject comes at this place or better."""
        return np.asarray(self.counts[:, : 2 * place + 1].sum(axis=-1) / self.draws)


@dataclass(frozen=True)
class Influence:
    """Sobol indices of the mean absolute rank shift, an entry of `indices` for each of `inputs`."""

    inputs: tuple[Input, ...]
    indices: Sensitivity


def rank_uncertainty(
    card: Scorecard,
    spec: Uncertainty,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    progress: Progress = silent,
) -> RankUncertainty:
    """Ranks over `draws` draws; the same seed gives the same. `Refusal` where nothing is uncertain."""
    made = _certain_refused(draws_of(card, spec, draws, seed))
    places = 2 * len(card.subjects) + 1
    counts = np.zeros((len(card.subjects), places), dtype=np.int64)
    shift = 0.0
    for _, ranks in ranks_of(made, hypercube(draws, len(made.inputs), seed), progress):
        counts += _counted(ranks, places)
        shift += float(shifts(card, ranks).sum())
    return RankUncertainty(card.subjects, made.inputs, card.ranks, counts, draws, shift / draws)


def influence(
    card: Scorecard,
    spec: Uncertainty,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    progress: Progress = silent,
) -> Influence:
    """Which uncertainty the ranks depend on, from about `draws` evaluations."""
    made = _certain_refused(draws_of(card, spec, min(draws, REPLICATES), seed))

    def model(design: Floats) -> Floats:
        return np.concatenate([shifts(card, ranks) for _, ranks in ranks_of(made, design, progress)])

    inputs = len(made.inputs)
    points = max(2, draws // (inputs + 2))
    return Influence(made.inputs, sensitivity(model, inputs, points=points, seed=seed))


def _certain_refused(draws: Draws) -> Draws:
    if not draws.inputs:
        raise Refusal(
            Message("没有什么是不确定的：权重不变，也没有估计的数和别的方法。"),
            Message("给出权重的集中度、估计值的浮动范围，或别的计分规则和汇总方法。"),
        )
    return draws


def hypercube(points: int, inputs: int, seed: int) -> Floats:
    """A Latin hypercube: each input takes each of its equal parts once, in random order.

    Source: McKay, Beckman and Conover (1979).
    """
    rng = np.random.default_rng([seed, 3])
    parts = rng.permuted(np.tile(np.arange(points), (inputs, 1)), axis=1).T
    return np.asarray((parts + rng.random((points, inputs))) / points)


def shifts(card: Scorecard, ranks: Floats) -> Floats:
    """The mean absolute change of rank in each draw, over those that have a rank."""
    gaps = np.abs(ranks - card.ranks)
    there = ~np.isnan(gaps)
    return np.asarray(np.where(there, gaps, 0.0).sum(axis=-1) / np.maximum(there.sum(axis=-1), 1))


def _counted(ranks: Floats, places: int) -> Whole:
    """How often each subject had each half place."""
    there = ~np.isnan(ranks)
    halves = np.where(there, 2 * ranks, 0).astype(np.int64)
    at = halves + places * np.arange(ranks.shape[-1])
    counts = np.bincount(at[there], minlength=places * ranks.shape[-1])
    return counts.reshape(-1, places)
