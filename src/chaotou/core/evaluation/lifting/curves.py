"""Curves: what moving one lever brings, as straight pieces between points at which the engine was run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from chaotou.core.evaluation.lifting.levers import Lever
from chaotou.core.panel import Floats

STEPS = 64
"""A lever with at most so many whole steps is tried at each."""

GRID = 5
RUNS = 36
NARROW = 1 / 512
"""Where rules are not known to be straight: points at first, points added, the least width in parts."""

STRAIGHT = 1e-9
NEARLY = 1e-3
"""What points may lie off a piece that counts as straight: rounding noise, or parts of the whole gain."""


@dataclass(frozen=True)
class Curve:
    """`gains[point, output]` of a lever at rising values `at`, among them where it is now."""

    lever: Lever
    now: float
    at: Floats
    gains: Floats

    @property
    def efforts(self) -> Floats:
        return np.array([self.lever.effort(value - self.now) for value in self.at])


Gain = Callable[[float], Floats]
"""The outputs with the lever at a value, everything else as it is."""


def whole_steps(lever: Lever, now: float) -> Floats | None:
    """Every value the lever may take, where it moves by few enough whole steps."""
    if lever.step == 0:
        return None
    down = np.floor((now - lever.least) / lever.step + STRAIGHT)
    up = np.floor((lever.most - now) / lever.step + STRAIGHT)
    return now + lever.step * np.arange(-down, up + 1) if down + up <= STEPS else None


def stepped_curve(lever: Lever, now: float, gain: Gain) -> Curve | None:
    """A curve run at every whole step; None where there are none, or too many."""
    at = whole_steps(lever, now)
    return None if at is None else merged(_run(lever, now, {float(value): gain(value) for value in at}))


def _run(lever: Lever, now: float, known: dict[float, Floats]) -> Curve:
    """The curve through what was tried, where the scheme could be run."""
    at = [value for value in sorted(known) if not np.isnan(known[value]).any()]
    return Curve(lever, now, np.array(at), np.array([known[value] for value in at]))


def exact_curve(lever: Lever, now: float, bends: Sequence[float], gain: Gain) -> Curve:
    """A curve whose bends are known: it is run at each, and merged where it does not bend after all."""
    inside = [value for value in bends if lever.least < value < lever.most]
    at = np.unique(np.array([lever.least, lever.most, now, *inside]))
    return merged(Curve(lever, now, at, np.array([gain(value) for value in at])))


def sampled_curve(lever: Lever, now: float, bends: Sequence[float], gain: Gain) -> Curve:
    """A curve of unknown shape: the piece that is farthest from straight is halved, as often as allowed."""
    grid = np.linspace(lever.least, lever.most, GRID)
    tried = {float(value): gain(float(value)) for value in {*grid, *_inside(lever, bends), now}}
    known = {value: gains for value, gains in tried.items() if not np.isnan(gains).any()}
    width = (lever.most - lever.least) * NARROW
    deviations: dict[tuple[float, float], float] = {}
    for _ in range(RUNS):
        if not _halve_worst_piece(known, deviations, gain, width):
            break
    curve = _run(lever, now, known)
    return merged(curve, off=NEARLY * float(np.ptp(curve.gains, axis=0).max()))


def _inside(lever: Lever, bends: Sequence[float]) -> list[float]:
    return [value for value in bends if lever.least < value < lever.most]


def _halve_worst_piece(
    known: dict[float, Floats], deviations: dict[tuple[float, float], float], gain: Gain, width: float
) -> bool:
    """Halve an untried piece, else that whose middle was farthest off; False where all are straight."""
    pieces = [(a, b) for a, b in pairwise(sorted(known)) if b - a > width]
    least = NEARLY * float(np.ptp(np.array([*known.values()]), axis=0).max())
    pieces = [piece for piece in pieces if deviations.get(piece, np.inf) > least]
    if not pieces:
        return False
    a, b = max(pieces, key=lambda one: (deviations.get(one, np.inf), one[1] - one[0]))
    middle = (a + b) / 2
    found = gain(middle)
    if np.isnan(found).any():
        deviations[a, b] = 0.0
        return True
    known[middle] = found
    off = float(np.abs(found - (known[a] + known[b]) / 2).max())
    deviations[a, middle] = deviations[middle, b] = off
    return True


def merged(curve: Curve, off: float = 0.0) -> Curve:
    """The curve without points that lie within `off` of their neighbors' line; where it is now stays."""
    kept = [0]
    for at in range(1, len(curve.at) - 1):
        if curve.at[at] == curve.now or _bends(curve, kept[-1], at, off):
            kept.append(at)
    chosen = np.array([*kept, len(curve.at) - 1]) if len(curve.at) > 1 else np.array(kept)
    return Curve(curve.lever, curve.now, curve.at[chosen], curve.gains[chosen])


def _bends(curve: Curve, before: int, at: int, off: float) -> bool:
    """Whether a point since the last kept one is off the line from there to the next."""
    x, y = curve.at[before : at + 2], curve.gains[before : at + 2]
    way = ((x - x[0]) / (x[-1] - x[0]))[:, None]
    expected = y[0] + (y[-1] - y[0]) * way
    return bool((np.abs(y - expected) > off + STRAIGHT * (1 + np.abs(y))).any())
