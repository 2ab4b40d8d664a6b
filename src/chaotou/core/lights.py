"""Lights: how a lead or lag becomes on track, at risk or behind. The bands come from the zone's own files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from chaotou.core.figures import floats
from chaotou.core.issues import Issue, Level, Message, Place
from chaotou.core.panel import Codes, Floats
from chaotou.core.rounding import half_up


class Light(StrEnum):
    """Where a target stands: the first three come from bands, the others from what is known."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    BEHIND = "behind"
    DONE = "done"
    NO_DATA = "no_data"
    NOT_DUE = "not_due"


LIGHTS = tuple(Light)
BANDED = (Light.ON_TRACK, Light.AT_RISK, Light.BEHIND)


class Base(StrEnum):
    """What bands are laid over: points ahead of the plan, or the ratio of what is done to what the plan asks.

    Sanya's "50 % below" is of the plan, Yinchuan's "30" is points: a light must say which (operations.md
    §2.2).
    """

    POINTS = "points"
    RATIO = "ratio"


@dataclass(frozen=True)
class Band:
    """A light and the least lead (or ratio, a fraction) that still earns it; None: everything below."""

    light: Light
    at_least: float | None


@dataclass(frozen=True)
class Thresholds:
    """Bands, best first, the last one open below, so that every value has exactly one light.

    `growth` are the bands of the points by which a growth leads its target, where a zone sets them apart: two
    points of growth are far more than two points of a year's plan.
    """

    bands: tuple[Band, ...]
    base: Base = Base.POINTS
    growth: Thresholds | None = None

    @property
    def of_growth(self) -> Thresholds:
        return self.growth or self

    def check(self, place: Place) -> list[Issue]:
        """Values without a light or with two, lights out of order, and lights that are no bands."""
        return [Issue(Level.ERROR, place, message, _HINT) for message in (*self._gaps(), *self._disorder())]

    def _gaps(self) -> list[Message]:
        if not self.bands:
            return [Message("没有设置任何灯。")]
        lowest = self.bands[-1].at_least
        above = [band for band in self.bands[:-1] if band.at_least is None]
        gaps = [] if lowest is None else [Message("低于 {bound} 的数值没有灯。", {"bound": lowest})]
        return gaps + [Message("{light} 不是最后一档，须写下限。", {"light": band.light}) for band in above]

    def _disorder(self) -> list[Message]:
        unbanded = [band.light for band in self.bands if band.light not in BANDED]
        found = [Message("“{light}”不能按数值设档。", {"light": light}) for light in unbanded]
        bounds = [band.at_least for band in self.bands if band.at_least is not None]
        if any(lower >= higher for higher, lower in pairwise(bounds)):
            found.append(Message("各档下限须由高到低，否则数值会落入两档。"))
        order = [BANDED.index(band.light) for band in self.bands if band.light in BANDED]
        if any(worse <= better for better, worse in pairwise(order)):
            found.append(Message("各档须由好到差排列，每种灯只写一次。"))
        return found


_HINT = Message("请由好到差写 on_track、at_risk、behind，前两档写下限（含），最后一档不写。")
USUAL = Thresholds((Band(Light.ON_TRACK, 0.0), Band(Light.AT_RISK, -10.0), Band(Light.BEHIND, None)))
"""For zones that set none: at plan, up to 10 points behind, further behind."""


def light_codes(lead: ArrayLike, thresholds: Thresholds) -> Codes:
    """Indices into `LIGHTS` for leads in points (or ratios, fractions), elementwise; NaN is NO_DATA.

    A lead is judged as it is shown: rounded half up at two decimals of a point or a percent.
    """
    shown = as_shown(lead, thresholds.base)
    code = np.full(np.shape(shown), LIGHTS.index(Light.NO_DATA), dtype=np.int8)
    for band in reversed(thresholds.bands):
        earned = ~np.isnan(shown) if band.at_least is None else shown >= band.at_least
        code = np.where(earned, LIGHTS.index(band.light), code).astype(np.int8)
    return code


def light(lead: float, thresholds: Thresholds) -> Light:
    """The light of one lead; see `light_codes`."""
    return LIGHTS[int(light_codes(lead, thresholds))]


def as_shown(lead: ArrayLike, base: Base = Base.POINTS) -> Floats:
    """Rounded half away from zero at two decimals (four of a fraction), after shedding float noise."""
    return half_up(floats(lead), 2 if base is Base.POINTS else 4)


def worst(lights: Sequence[Light]) -> Light:
    """The light of a whole: behind if any part is, then at risk, then on track; NO_DATA without parts."""
    for found in (Light.BEHIND, Light.AT_RISK, Light.ON_TRACK, Light.DONE, Light.NOT_DUE):
        if found in lights:
            return found
    return Light.NO_DATA
