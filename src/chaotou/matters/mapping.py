"""Where matters stand on the page's own map: longitude and latitude become places in an SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from chaotou.core.zone.plot_specs import PlotSpec
from chaotou.matters.queries.listing import Line
from chaotou.matters.queries.places import OnMap
from chaotou.projects.mapping import WIDTH, Frame, Point

APART: Final = 18.0
"""So far apart, in units of the drawing, stand the dots of matters at one place."""


@dataclass(frozen=True)
class Dot:
    """A matter on the map, numbered as in the list beside it."""

    number: int
    line: Line
    x: float
    y: float


@dataclass(frozen=True)
class Drawn:
    """The plots as SVG writes their corners, and a dot for each matter."""

    height: int
    plots: Sequence[tuple[str, PlotSpec]]
    dots: Sequence[Dot]
    width: int = WIDTH


def drawn(found: OnMap) -> Drawn | None:
    """None where no matter names a place."""
    if not found.lines:
        return None
    places = [_place(line) for line in found.lines]
    frame = Frame.around([*places, *(corner for plot in found.plots for corner in plot.ring)])
    placed = zip(found.lines, places, strict=True)
    plots = [(_points(frame, plot.ring), plot) for plot in found.plots]
    dots = _apart(Dot(at, line, *frame.place(place)) for at, (line, place) in enumerate(placed, 1))
    return Drawn(frame.height, plots, list(dots))


def _apart(dots: Iterable[Dot]) -> Iterator[Dot]:
    """Matters at one place stand beside each other, so that none hides another."""
    there: Counter[Point] = Counter()
    for dot in dots:
        yield replace(dot, x=dot.x + APART * there[dot.x, dot.y])
        there[dot.x, dot.y] += 1


def _place(line: Line) -> Point:
    return float(line.row.longitude or 0), float(line.row.latitude or 0)


def _points(frame: Frame, ring: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in map(frame.place, ring))
