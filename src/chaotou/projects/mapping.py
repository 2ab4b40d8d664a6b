"""Where things stand on the page's own maps: longitude and latitude become places in an SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sqrt

from chaotou.core.zone.lead_specs import CitySpec
from chaotou.core.zone.plot_specs import PlotSpec
from chaotou.core.zone.specs import Zone
from chaotou.projects.queries.register import Row
from chaotou.projects.queries.sums import Amount

WIDTH = 720
MARGIN = 40
LARGEST = 20
"""The radius of the city most projects come from."""
LABEL = (72, 15)
"""The room a name takes; where two would meet, the city fewer projects come from goes without."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """North up, longitudes shrunk by the cosine of the middle latitude, `WIDTH` wide."""

    west: float
    north: float
    scale: float
    shrink: float
    height: int

    @classmethod
    def around(cls, points: Sequence[Point]) -> Frame:
        lons, lats = [lon for lon, _lat in points], [lat for _lon, lat in points]
        shrink = cos(radians((max(lats) + min(lats)) / 2))
        across = max((max(lons) - min(lons)) * shrink, (max(lats) - min(lats)) / 2, 1e-6)
        scale = (WIDTH - 2 * MARGIN) / across
        height = round((max(lats) - min(lats)) * scale) + 2 * MARGIN
        return cls(min(lons), max(lats), scale, shrink, height)

    def place(self, point: Point) -> Point:
        lon, lat = point
        x = MARGIN + (lon - self.west) * self.shrink * self.scale
        return round(x, 1), round(MARGIN + (self.north - lat) * self.scale, 1)


@dataclass(frozen=True)
class Dot:
    """A city: its place, how large it is drawn, and what comes from there."""

    city: CitySpec
    amount: Amount
    x: float
    y: float
    radius: float
    is_named: bool

    @property
    def label_y(self) -> float:
        return self.y - self.radius - 4


@dataclass(frozen=True)
class Sources:
    """Where projects come from; `home` is the zone itself. Cities of unknown place are only listed."""

    height: int
    home: Point
    dots: Sequence[Dot]
    listed: Sequence[tuple[CitySpec, Amount]]
    width: int = WIDTH


def sources(zone: Zone, amounts: Mapping[str, Amount]) -> Sources | None:
    """None where no project names a city."""
    listed = [(city, amounts[city.code]) for city in zone.cities if city.code in amounts]
    listed.sort(key=lambda line: -line[1].count)
    placed = [(city, amount, point) for city, amount in listed if (point := _point(city))]
    if not placed:
        return None
    home = _home(zone) or placed[0][2]
    frame = Frame.around([home, *(point for _city, _amount, point in placed)])
    most = placed[0][1].count
    dots: list[Dot] = []
    for city, amount, point in placed:
        x, y = frame.place(point)
        dot = Dot(city, amount, x, y, round(LARGEST * sqrt(amount.count / most), 1) + 2, is_named=True)
        dots.append(replace(dot, is_named=not any(_meet(dot, other) for other in dots if other.is_named)))
    return Sources(frame.height, frame.place(home), dots, listed)


def _meet(one: Dot, other: Dot) -> bool:
    across, down = LABEL
    return abs(one.x - other.x) < across and abs(one.label_y - other.label_y) < down


def _point(city: CitySpec) -> Point | None:
    if city.longitude is None or city.latitude is None:
        return None
    return float(city.longitude), float(city.latitude)


def _home(zone: Zone) -> Point | None:
    return _middle(corner for plot in zone.plots for corner in plot.ring) if zone.plots else None


@dataclass(frozen=True)
class Shape:
    """A plot: its corners as SVG writes them, the place of its label, and the projects on it."""

    plot: PlotSpec
    points: str
    x: float
    y: float
    rows: Sequence[Row]

    @property
    def label(self) -> str:
        """The number of the plot: the last word of its code."""
        return self.plot.code.split("_")[-1].upper()


@dataclass(frozen=True)
class Plots:
    """The map of the zone's plots; those with projects are listed beneath."""

    height: int
    shapes: Sequence[Shape]
    width: int = WIDTH

    @property
    def taken(self) -> list[Shape]:
        return [shape for shape in self.shapes if shape.rows]

    @property
    def is_synthetic(self) -> bool:
        return any(shape.plot.synthetic for shape in self.shapes)


def plots(zone: Zone, placed: Mapping[str, Sequence[Row]]) -> Plots | None:
    """None where the zone's directory has no plots."""
    if not zone.plots:
        return None
    frame = Frame.around([corner for plot in zone.plots for corner in plot.ring])
    shapes = [_shape(plot, frame, placed.get(plot.code, ())) for plot in zone.plots]
    return Plots(frame.height, shapes)


def _shape(plot: PlotSpec, frame: Frame, rows: Sequence[Row]) -> Shape:
    corners = [frame.place(corner) for corner in plot.ring]
    return Shape(plot, " ".join(f"{x},{y}" for x, y in corners), *_middle(corners[:-1]), rows)


def _middle(points: Iterable[Point]) -> Point:
    held = list(points)
    return round(sum(x for x, _y in held) / len(held), 4), round(sum(y for _x, y in held) / len(held), 4)
