"""The mixed-integer program behind a lift: which levers, how far, with the least effort. Solved by HiGHS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from typing import Any

import numpy as np

from chaotou.core.evaluation.lifting.curves import Curve

SECONDS = 10.0
GAP = 1e-7
TIGHT = 1e-9


@dataclass(frozen=True)
class Program:
    """Curves whose first output is points, the others sums that go under a joint cap each.

    The cap of sum m is `caps[m]`, which holds both ways, infinite for none; `held[m]` is the sum now.
    """

    curves: tuple[Curve, ...]
    caps: tuple[float, ...] = ()
    held: tuple[float, ...] = ()


@dataclass(frozen=True)
class Cut:
    """Of these curves, by number, at most so many may move."""

    curves: frozenset[int]
    at_most: int


@dataclass(frozen=True)
class Solution:
    """The value of every lever; `proven` is False where time ran out before the least was proven."""

    values: tuple[float, ...]
    proven: bool


def least_effort(program: Program, required: float, cuts: Sequence[Cut] = ()) -> Solution | None:
    """The least effort whose points, capped sums included, are `required`; None where nothing is enough."""
    return _solved(program, required, cuts)


def most_points(program: Program, cuts: Sequence[Cut] = ()) -> Solution | None:
    """The most points within the bounds, whatever the effort."""
    return _solved(program, None, cuts)


def _solved(program: Program, required: float | None, cuts: Sequence[Cut]) -> Solution | None:
    model = _model()
    parts = [_Part(model, curve) for curve in program.curves]
    points = _points(model, program, parts)
    for cut in cuts:
        rests = [parts[at].rests for at in sorted(cut.curves)]
        model.addConstr(model.qsum(rests) >= len(rests) - cut.at_most)
    if required is None:
        model.maximize(points)
    else:
        model.addConstr(points >= required)
        model.minimize(model.qsum([part.effort for part in parts]))
    return _read(model, parts)


def _model() -> Any:
    """An empty program; HiGHS is loaded when it is first asked."""
    model: Any = import_module("highspy").Highs()
    model.silent()
    options = {"mip_rel_gap": GAP, "mip_abs_gap": GAP, "time_limit": SECONDS, "threads": 1}
    tight = ("primal_feasibility_tolerance", "mip_feasibility_tolerance")
    for name, value in {**options, **dict.fromkeys(tight, TIGHT)}.items():
        model.setOptionValue(name, value)
    return model


class _Part:
    """A lever in the program: it rests, or lies on exactly one piece of its curve."""

    def __init__(self, model: Any, curve: Curve) -> None:
        self.curve, self.model = curve, model
        here = int(np.flatnonzero(curve.at == curve.now)[0])
        self.gains_now = curve.gains[here]
        self.rests = model.addBinary()
        self.pieces = [
            (a, b, model.addBinary(), model.addVariable(0, 1)) for a, b in pairwise(range(len(curve.at)))
        ]
        model.addConstr(model.qsum([self.rests, *(on for _, _, on, _ in self.pieces)]) == 1)
        for _, _, on, way in self.pieces:
            model.addConstr(way <= on)
        if curve.lever.step:
            self._by_whole_steps()

    def _by_whole_steps(self) -> None:
        span = (self.curve.at - self.curve.now) / self.curve.lever.step
        steps = self.model.addIntegral(float(np.floor(span[0])), float(np.ceil(span[-1])))
        self.model.addConstr(self.sum_of((self.curve.at - self.curve.now) / self.curve.lever.step) == steps)

    def sum_of(self, values: Any) -> Any:
        """What lies at the lever's place on a line through these values at the curve's points."""
        terms = [on * float(values[a]) + way * float(values[b] - values[a]) for a, b, on, way in self.pieces]
        return self.model.qsum(terms)

    @property
    def effort(self) -> Any:
        return self.sum_of(self.curve.efforts)

    def gain(self, output: int) -> Any:
        return self.sum_of(self.curve.gains[:, output] - self.gains_now[output])

    @property
    def value(self) -> float:
        curve = self.curve
        if self.model.val(self.rests) > 0.5 or not self.pieces:
            return curve.now
        a, b, _, way = max(self.pieces, key=lambda piece: self.model.val(piece[2]))
        part = min(max(self.model.val(way), 0.0), 1.0)
        value = float(curve.at[a] + part * (curve.at[b] - curve.at[a]))
        if curve.lever.step:
            return curve.now + round((value - curve.now) / curve.lever.step) * curve.lever.step
        return value


def _points(model: Any, program: Program, parts: list[_Part]) -> Any:
    """Points gained over now: those of criteria, and what joint caps leave of each sum."""
    terms = [part.gain(0) for part in parts]
    for at, (cap, held) in enumerate(zip(program.caps, program.held, strict=True), start=1):
        grown = model.qsum([part.gain(at) for part in parts])
        terms.append(grown if np.isinf(cap) else _capped(model, program, at, grown, cap, held))
    return model.qsum(terms)


def _capped(model: Any, program: Program, at: int, grown: Any, cap: float, held: float) -> Any:
    """What a sum adds under its cap: at most the cap, and the sum itself unless that is below −cap."""
    now = min(max(held, -cap), cap)
    room = abs(held) + cap + sum(float(np.ptp(curve.gains[:, at])) for curve in program.curves)
    kept, below = model.addVariable(-cap - now, cap - now), model.addBinary()
    model.addConstr(kept - grown - below * (2 * room) <= held - now)
    model.addConstr(kept + below * (2 * cap) <= cap - now)
    return kept


def _read(model: Any, parts: list[_Part]) -> Solution | None:
    status, words = model.getModelStatus(), import_module("highspy").HighsModelStatus
    found = status == words.kOptimal or np.isfinite(model.getInfo().mip_gap)
    if status not in (words.kOptimal, words.kTimeLimit) or not found:
        return None
    return Solution(tuple(part.value for part in parts), status == words.kOptimal)
