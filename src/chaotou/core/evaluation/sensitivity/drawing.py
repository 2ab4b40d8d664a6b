"""Ranks under many draws at once: the engine's own rules over a leading axis of draws, in flat memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from chaotou.core.evaluation import tree as trees
from chaotou.core.evaluation.ranking import places, places_within
from chaotou.core.evaluation.scoring import Scorecard, bare_shares
from chaotou.core.evaluation.sensitivity.uncertainty import Draws, Input, Variant, VariedBlock
from chaotou.core.evaluation.sheet import Block, blocks
from chaotou.core.evaluation.tree import Tree
from chaotou.core.evaluation.words import Effect, Scope
from chaotou.core.panel import Floats, Whole
from chaotou.core.rounding import sort_keys

Progress = Callable[[int, int], None]
"""Told how many draws are done, of how many."""

NUMBERS_AT_ONCE = 500_000
"""Readings in one chunk: small enough to stay in a processor's cache, whatever the number of draws."""


def silent(done: int, total: int) -> None:
    """A progress nobody watches."""


def ranks_of(draws: Draws, design: Floats, progress: Progress = silent) -> Iterator[tuple[slice, Floats]]:
    """Ranks `[draw, subject]` of the points of a `design[point, input]` in the unit cube, chunk by chunk."""
    cells = max(1, draws.stated.case.prepared.size)
    size = max(16, NUMBERS_AT_ONCE // cells)
    for start in range(0, len(design), size):
        part = slice(start, min(start + size, len(design)))
        yield part, _chunk(draws, design[part])
        progress(part.stop, len(design))


def _chunk(draws: Draws, design: Floats) -> Floats:
    """The ranks of one chunk, the draws of each variant together."""
    rule, method = (
        _picked(draws, design, Input.RULE, len(draws.variants)),
        _picked(draws, design, Input.METHOD, len(draws.variants[0])),
    )
    found = np.empty((len(design), len(draws.stated.subjects)))
    for one, another in {*zip(rule.tolist(), method.tolist(), strict=True)}:
        chosen = (rule == one) & (method == another)
        found[chosen] = _ranks(draws, draws.variants[one][another], design[chosen])
    return found


def _picked(draws: Draws, design: Floats, kind: Input, count: int) -> Whole:
    """Which of `count` draws each point means; the first where the input is not uncertain."""
    if kind not in draws.inputs:
        return np.zeros(len(design), dtype=np.int64)
    at = design[:, draws.inputs.index(kind)]
    return np.minimum((at * count).astype(np.int64), count - 1)


def _ranks(draws: Draws, variant: Variant, design: Floats) -> Floats:
    card = variant.card
    shares, tree = _shares(draws, variant, design), _tree(draws, variant, design)
    totals = _totals(card, tree, shares) + card.adjustments.sum(axis=-1)
    keys = sort_keys(_struck(card, totals), card.scheme.rounding.total)
    keys = np.broadcast_to(keys, (len(design), keys.shape[-1]))
    ranking = card.scheme.ranking
    at = [card.tree.codes.index(code) for code in ranking.breaks]
    stated = [sort_keys(card.scores[:, column], card.scheme.rounding.points) for column in at]
    breaks = [np.broadcast_to(one, keys.shape) for one in stated]
    if ranking.within is Scope.GROUP:
        return places_within(keys, card.case.ground.groups, ranking.ties, breaks)
    return places(keys, ranking.ties, breaks)


def _shares(draws: Draws, variant: Variant, design: Floats) -> Floats:
    """Shares of leaves, `[draw, subject, leaf]`, or `[subject, leaf]` where nothing of them is drawn."""
    card = variant.card
    columns = np.zeros(len(card.tree.leaves), dtype=np.bool_)
    if Input.NUMBERS in draws.inputs:
        columns |= variant.estimated
    if Input.FIGURES in draws.inputs:
        columns[draws.noisy] = True
    if not columns.any():
        return card.marked.shares
    chosen = np.flatnonzero(columns)
    bare = bare_shares(
        _blocks(draws, variant, design, chosen), _readings(draws, card, design, chosen), card.case.ground
    )
    bounded = np.clip(bare, card.case.plan.floors[chosen], card.case.plan.caps[chosen], out=bare)
    held = card.marked.shares[:, chosen]
    np.copyto(bounded, held, where=np.isnan(bounded))
    if len(chosen) == len(columns):
        return bounded
    shares = np.empty((len(design), *card.marked.shares.shape))
    shares[:] = card.marked.shares
    shares[..., chosen] = bounded
    return shares


def _blocks(draws: Draws, variant: Variant, design: Floats, chosen: Whole) -> list[Block]:
    """The chosen columns' rules, with the numbers that are estimated drawn."""
    plain = blocks([variant.plan.columns[at] for at in chosen])
    if Input.NUMBERS not in draws.inputs:
        return list(plain)
    picked = draws.factors[_picked(draws, design, Input.NUMBERS, len(draws.factors))][:, chosen]
    factors = np.where(variant.estimated[chosen], picked, 1.0)[:, None, :]
    return [VariedBlock(one.rule, one.columns, one.at, factors[..., one.at]) for one in plain]


def _readings(draws: Draws, card: Scorecard, design: Floats, chosen: Whole) -> Floats:
    """Prepared readings of the chosen columns, the estimated ones drawn: `[draw, subject, column]`."""
    x = card.case.prepared
    if Input.FIGURES not in draws.inputs:
        return np.broadcast_to(x[:, chosen], (len(design), len(x), len(chosen)))
    noise = draws.noise[_picked(draws, design, Input.FIGURES, len(draws.noise))]
    drawn = np.multiply(x[:, draws.noisy], noise, out=noise)
    if len(chosen) == len(draws.noisy):
        return drawn
    every = np.empty((len(design), len(x), len(chosen)))
    every[:] = x[:, chosen]
    every[..., np.isin(chosen, draws.noisy)] = drawn
    return every


def _tree(draws: Draws, variant: Variant, design: Floats) -> Tree:
    """The tree with the weights drawn: `[draw, group, child]` for each branch."""
    tree = variant.card.tree
    if Input.WEIGHTS not in draws.inputs:
        return tree
    count = len(next(iter(draws.weights.values())))
    picked = _picked(draws, design, Input.WEIGHTS, count)
    return tree.with_weights({code: weights[picked] for code, weights in draws.weights.items()})


def _totals(card: Scorecard, tree: Tree, shares: Floats) -> Floats:
    """Totals `[draw, subject]` before bonus and deduction."""
    full, groups = float(card.scheme.full), card.case.ground.groups
    if not (tree.adds_up and card.marked.counted.all()):
        return np.asarray(trees.roll_up(tree, shares, card.marked.counted, groups).marks[..., -1] * full)
    weights = tree.shares_of_whole[..., : len(tree.leaves)] * full
    found = np.empty(np.broadcast_shapes((*weights.shape[:-2], shares.shape[-2]), shares.shape[:-1]))
    present = np.unique(groups)
    for group in present:
        members = groups == group if len(present) > 1 else slice(None)
        found[..., members] = (shares[..., members, :] @ weights[..., group, :, None])[..., 0]
    return found


def _struck(card: Scorecard, totals: Floats) -> Floats:
    """The totals with vetoes carried out."""
    effects = [veto.effect for veto in card.scheme.vetoes]
    for at, effect in enumerate(effects):
        if effect is not Effect.GRADE:
            totals = np.where(card.vetoed == at, np.nan if effect is Effect.CANCEL else 0.0, totals)
    return totals
