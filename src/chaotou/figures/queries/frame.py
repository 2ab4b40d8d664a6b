"""All that the standings of a day are computed from, read with a fixed number of queries.

First the figures of the bodies that undertook something, six years back; then, for the months that turned
out to govern, those of the bodies they are compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from chaotou.core.lights import USUAL, Light, Thresholds
from chaotou.core.periods import month_ordinal
from chaotou.core.targets import latest_closed
from chaotou.core.zone.specs import LightsSpec, Zone
from chaotou.figures import access
from chaotou.figures.models import Body, Indicator, Target
from chaotou.figures.queries import cells as tables
from chaotou.figures.queries.cells import Cells
from chaotou.figures.queries.rows import Lamp
from chaotou.organization import queries as organization
from chaotou.organization.access import Subject
from chaotou.ui.templatetags.show import LIGHTS

if TYPE_CHECKING:
    from chaotou.organization.access import Asker
    from chaotou.organization.models import Organization

YEARS = 5
"""Past years a forecast looks at."""
LATELY = 3
"""How many of the latest months a comparison may fall back on."""
_PEERS = (Body.Kind.COUNTY, Body.Kind.ZONE)


@dataclass(frozen=True)
class Frame:
    """Targets in force, figures as known, bodies, owners and lights of one day."""

    on: date
    known_at: datetime
    zone: Zone
    targets: tuple[Target, ...]
    bodies: dict[int, Body]
    cells: Cells
    owners: dict[tuple[str, str], Organization]
    lights: LightsSpec | None

    @property
    def thresholds(self) -> Thresholds:
        """The zone's bands that hold on the day."""
        return self.lights.thresholds if self.lights else USUAL

    @cached_property
    def lamps(self) -> dict[Light, Lamp]:
        """Every light with its word, the zone's own where it has one."""
        named = self.lights.bands if self.lights else ()
        own = {band.light: Lamp(band.light, band.name, band.english) for band in named}
        return {light: _usual(light) for light in Light} | own

    def owner(self, target: Target) -> Organization | None:
        """Who leads for the target, else for its indicator."""
        own = self.owners.get((Subject.TARGET, target.code))
        return own or (
            self.owners.get((Subject.INDICATOR, target.indicator.code)) if target.indicator else None
        )

    def body(self, code: str) -> Body | None:
        return next((body for body in self.bodies.values() if body.code == code), None)

    def peers(self, body: Body) -> list[Body]:
        """Counties and zones beside the body, but for those whose figures contain it or that it contains."""
        return self._peers[body.pk]

    @cached_property
    def _peers(self) -> dict[int, list[Body]]:
        return {pk: self._beside(self.bodies[pk]) for pk in {target.body_id for target in self.targets}}

    def _beside(self, body: Body) -> list[Body]:
        beside = [
            one for one in self.bodies.values() if one.parent_id == body.parent_id and one.kind in _PEERS
        ]
        return [one for one in beside if not (self.is_inside(body, one) or self.is_inside(one, body))]

    def is_inside(self, part: Body, whole: Body) -> bool:
        """Whether the whole's figures contain the part's (or both are one)."""
        while part.pk != whole.pk and part.statistical_parent_id is not None:
            part = self.bodies[part.statistical_parent_id]
        return part.pk == whole.pk

    def compared(self, body: Body) -> list[Body]:
        """The city, the neighbors and the peers of a body, each once, the city first."""
        named = (self.body(code) for code in (self.zone.zone.city, *self.zone.zone.neighbors))
        found = [*[one for one in named if one is not None and one.pk != body.pk], *self.peers(body)]
        return list({one.pk: one for one in found}.values())


def _usual(light: Light) -> Lamp:
    """A light with the word it usually has, as the catalogue says it in both languages."""
    with override("zh-hans"):
        name = str(LIGHTS[light])
    with override("en"):
        return Lamp(light, name, str(LIGHTS[light]))


def measured_by(target: Target) -> Indicator:
    """The indicator of a target that has one: all but the formulas."""
    if target.indicator is None:
        raise ValueError(f"target {target.code} has no indicator")
    return target.indicator


def end_of(day: date) -> datetime:
    """The last moment of a day, in the deployment's time zone."""
    return datetime.combine(day, time.max, timezone.get_default_timezone())


def targets_on(on: date, known_at: datetime, body: str | None = None) -> list[Target]:
    """The targets in force on a day as set by a moment: those whose period holds it.

    Where none does, because the new year's are not yet set, those of the latest year before. One query, and
    one for formula parts.
    """
    rows = targets_set(known_at)
    if body is not None:
        rows = [row for row in rows if row.body.code == body]
    month, january = month_ordinal(on.year, on.month), on.year * 12
    begun = [row for row in rows if row.first_month <= month]
    current = [row for row in begun if row.latest_month >= january]
    latest_year = max((row.latest_month // 12 for row in begun), default=0)
    return current or [row for row in begun if row.latest_month // 12 == latest_year]


def targets_set(known_at: datetime) -> list[Target]:
    """The targets set and not withdrawn by a moment, whatever their period."""
    held = Target.objects.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=known_at), set_at__lte=known_at)
    return list(held.select_related("indicator", "body", "source", "set_by").prefetch_related("parts"))


def frame(reader: Asker | access.System, *, on: date, known_at: datetime | None, body: str | None) -> Frame:
    """Everything for the standings of a day. `known_at` None: by the end of that day."""
    seen, moment = access.sight(reader), known_at or end_of(on)
    return framed(seen, on, moment, targets_on(on, moment, body))


def framed(seen: access.Sight, on: date, moment: datetime, targets: Sequence[Target]) -> Frame:
    """Everything for the standings of these targets."""
    zone = organization.zone()
    bodies = {row.pk: row for row in Body.objects.all()}
    indicators = list({row.indicator.pk: row.indicator for row in targets if row.indicator}.values())
    mains = sorted({row.body_id for row in targets})
    made = Frame(
        on=on,
        known_at=moment,
        zone=zone,
        targets=tuple(targets),
        bodies=bodies,
        cells=tables.empty(indicators, list(bodies), _first(on, targets), latest_closed(on)),
        owners=_owners(targets),
        lights=zone.lights_on(on),
    )
    _read(made, indicators, mains, seen)
    return made


def _first(on: date, targets: Sequence[Target]) -> int:
    """January five years before the earliest year a forecast is made in."""
    years = [on.year, *(row.first_month // 12 for row in targets)]
    return (min(years) - YEARS) * 12


def _read(made: Frame, indicators: list[Indicator], mains: list[int], seen: access.Sight) -> None:
    tables.fill(made.cells, indicators, mains, seen, made.known_at)
    others = {one.pk for main in mains for one in made.compared(made.bodies[main])} | _named(made)
    months = _months(made, ((one.pk, main) for one in indicators for main in mains))
    if others - set(mains) and months:
        tables.fill(made.cells, indicators, sorted(others - set(mains)), seen, made.known_at, months)


def _named(made: Frame) -> set[int]:
    """The bodies that relative targets name."""
    codes = {code for row in made.targets for code in row.compared_with}
    return {pk for pk, body in made.bodies.items() if body.code in codes}


def _months(made: Frame, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """The months that may govern for any pair, with the same months a year before."""
    lately = {month for pair in pairs for month in made.cells.months_known(pair)[:LATELY]}
    return sorted(lately | {month - 12 for month in lately})


def _owners(targets: Sequence[Target]) -> dict[tuple[str, str], Organization]:
    """Who leads, by subject and code. One query."""
    codes = {row.code for row in targets} | {row.indicator.code for row in targets if row.indicator}
    return organization.leading(sorted(codes))
