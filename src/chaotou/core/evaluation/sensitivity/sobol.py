"""Which of several uncertain choices a result depends on: first- and total-order Sobol indices.

A design of n·(d + 2) points in the unit cube is run through the model once; from the outputs come, for each
input, the share of the output's variance that it explains alone and the share in which it takes any part.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from chaotou.core.panel import Floats

SMALLEST = 2.0**-50


@dataclass(frozen=True)
class Sensitivity:
    """`first[d, ...]` and `total[d, ...]`, each with its interval; trailing axes are those of the output.

    `low` and `high` are bounds of the bootstrap interval (NaN without a bootstrap). All are NaN for an output
    that does not vary. Estimates carry sampling error: one may lie a little outside 0 to 1.
    """

    variance: Floats
    first: Floats
    first_low: Floats
    first_high: Floats
    total: Floats
    total_low: Floats
    total_high: Floats


def sensitivity(
    model: Callable[[Floats], Floats],
    inputs: int,
    *,
    points: int = 1024,
    seed: int = 0,
    even: bool = True,
    draws: int = 200,
    level: float = 0.95,
) -> Sensitivity:
    """The indices of `model`, a function of a design[N, inputs] in the unit cube giving [N] or [N, ...].

    The model is called once, with N = points × (inputs + 2). `even` spreads the points evenly (quasi-random),
    which needs fewer of them than plain random ones.
    """
    outputs = model(design(points, inputs, seed=seed, even=even))
    return indices(outputs, inputs, seed=seed, draws=draws, level=level)


def design(points: int, inputs: int, *, seed: int = 0, even: bool = True) -> Floats:
    """The blocks A, B and, for each input, A with that column taken from B: [points × (inputs + 2), inputs].

    Source: Saltelli and others (2008), Global Sensitivity Analysis: The Primer, chapter 4.
    """
    rng = np.random.default_rng(seed)
    both = _even(points, 2 * inputs, rng) if even else rng.random((points, 2 * inputs))
    a, b = both[:, :inputs], both[:, inputs:]
    blocks = np.tile(a, (inputs + 2, 1, 1))
    blocks[1] = b
    for i in range(inputs):
        blocks[i + 2, :, i] = b[:, i]
    return blocks.reshape(points * (inputs + 2), inputs)


def _even(points: int, columns: int, rng: np.random.Generator) -> Floats:
    """A Halton sequence whose digits are permuted at random, each place of each column by itself.

    Source: Halton (1960); Owen (2017), A randomized Halton algorithm in R, arXiv:1706.02808. The permutations
    undo the correlations that plain Halton points have in the columns of large primes.
    """
    return np.column_stack([_mirrored(points, prime, rng) for prime in _primes(columns)])


def _mirrored(points: int, base: int, rng: np.random.Generator) -> Floats:
    """0, 1, 2, … written in the base, the digits permuted and read behind the point."""
    rest, value, place = np.arange(points), np.zeros(points), 1.0 / base
    while place > SMALLEST:
        value += rng.permutation(base)[rest % base] * place
        rest, place = rest // base, place / base
    return value


def _primes(count: int) -> list[int]:
    found: list[int] = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def indices(
    outputs: Floats, inputs: int, *, seed: int = 0, draws: int = 200, level: float = 0.95
) -> Sensitivity:
    """The indices from the outputs of `design`, in its order.

    With V the variance of f(A) and f(B) together and outputs centered on their mean:
    S_i = mean(f(B)·(f(AB_i) − f(A))) ÷ V (Saltelli and others, 2010) and
    T_i = mean((f(A) − f(AB_i))²) ÷ 2V (Jansen, 1999). The intervals are percentiles over `draws` bootstrap
    samples of the points, V held. Raises ValueError where the outputs do not fit the design.
    """
    points, rest = divmod(len(outputs), inputs + 2)
    if rest or points < 2:
        raise ValueError(f"{len(outputs)} outputs are no design of {inputs} inputs")
    blocks = _centered(outputs.astype(np.float64).reshape(inputs + 2, points, *outputs.shape[1:]))
    variance: Floats = blocks[:2].reshape(2 * points, *outputs.shape[1:]).var(axis=0, ddof=1)
    terms = _terms(blocks) / np.where(variance > 0, variance, np.nan)
    found = terms.mean(axis=2)
    low, high = _interval(terms, draws, level, np.random.default_rng([seed, 1]))
    return Sensitivity(variance, found[0], low[0], high[0], found[1], low[1], high[1])


def _centered(blocks: Floats) -> Floats:
    """Outputs less their mean over A and B; exactly 0 where an output never varies."""
    blocks = blocks - blocks[0, 0]
    centered: Floats = blocks - blocks[:2].mean(axis=(0, 1))
    return centered


def _terms(blocks: Floats) -> Floats:
    """What is averaged over the points for S and for T: [2, d, points, ...]."""
    a, b, mixed = blocks[0], blocks[1], blocks[2:]
    return np.stack([b * (mixed - a), (a - mixed) ** 2 / 2])


def _interval(terms: Floats, draws: int, level: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """The percentile bounds of S and T over bootstrap samples of the points: [2, d, ...] each."""
    points, shape = terms.shape[2], (*terms.shape[:2], *terms.shape[3:])
    if not draws:
        return np.full(shape, np.nan), np.full(shape, np.nan)
    times = rng.multinomial(points, np.full(points, 1 / points), size=draws)
    means = (times / points) @ np.moveaxis(terms, 2, 0).reshape(points, -1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return low.reshape(shape), high.reshape(shape)
