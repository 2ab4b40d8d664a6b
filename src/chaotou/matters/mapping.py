"""Where matters stand on the page's own map: longitude and latitude become places in an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chaotou.core.zone.plot_specs import PlotSpec
from chaotou.matters.queries.listing import Line
from chaotou.matters.queries.places import OnMap
from chaotou.projects.mapping import WIDTH, Frame, Point


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
    plots = [(_points(frame, plot.ring), plot) for plot in found.plots]
    dots = [
        Dot(at, line, *frame.place(place))
        for at, (line, place) in enumerate(zip(found.lines, places, strict=True), 1)
    ]
    return Drawn(frame.height, plots, dots)


def _place(line: Line) -> Point:
    return float(line.row.longitude or 0), float(line.row.latitude or 0)


def _points(frame: Frame, ring: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in map(frame.place, ring))
