"""Where things stand on the page's own maps: longitude and latitude become places in an SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
"""The room a name takes."""
SIDES = ((0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1))
"""Where about its dot a name may stand, as steps to the right and down, the best first."""
FAR = (0, 20, 40, 60)
"""How much farther off where nearer places are taken; from there, and from a corner, a line leads back."""

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
class Label:
    """Where a name is written: the middle of its room; a line leads there where it stands apart."""

    x: float
    y: float
    is_apart: bool

    @property
    def baseline(self) -> float:
        return round(self.y + 4, 1)

    def meets(self, x: float, y: float, across: float, down: float) -> bool:
        """Whether it meets what lies about a point, as far across and down to either side."""
        return abs(self.x - x) < LABEL[0] / 2 + across and abs(self.y - y) < LABEL[1] / 2 + down


@dataclass(frozen=True)
class Dot:
    """A city: its place, how large it is drawn, what comes from there, and its name where there is room."""

    city: CitySpec
    amount: Amount
    x: float
    y: float
    radius: float
    label: Label | None = None


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
    dots = [_dot(city, amount, frame.place(point), most) for city, amount, point in placed]
    return Sources(frame.height, frame.place(home), _named(dots, frame), listed)


def _dot(city: CitySpec, amount: Amount, at: Point, most: int) -> Dot:
    return Dot(city, amount, *at, round(LARGEST * sqrt(amount.count / most), 1) + 2)


def _named(dots: Sequence[Dot], frame: Frame) -> list[Dot]:
    """Each with its name in the nearest free place, the city most projects come from first."""
    labels: list[Label] = []
    named = []
    for dot in dots:
        label = next((one for one in _places(dot, frame) if _is_free(one, labels, dots)), None)
        labels += [label] if label else []
        named.append(replace(dot, label=label))
    return named


def _places(dot: Dot, frame: Frame) -> Iterator[Label]:
    across, down = LABEL
    for far in FAR:
        for right, below in SIDES:
            x = dot.x + right * (dot.radius + far + across / 2)
            y = dot.y + below * (dot.radius + far + 2 + down / 2)
            if across / 2 <= x <= WIDTH - across / 2 and down / 2 <= y <= frame.height - down / 2:
                yield Label(round(x, 1), round(y, 1), bool(far or (right and below)))


def _is_free(label: Label, labels: Sequence[Label], dots: Sequence[Dot]) -> bool:
    across, down = LABEL
    return not (
        any(label.meets(one.x, one.y, across / 2, down / 2) for one in labels)
        or any(label.meets(dot.x, dot.y, dot.radius, dot.radius) for dot in dots)
    )


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
