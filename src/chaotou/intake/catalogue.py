"""What claims are matched with: the ledger's indicators and bodies, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from chaotou.core.intake.lexicon import normal
from chaotou.core.zone.specs import BodySpec, IndicatorSpec, OrganizationSpec, Zone
from chaotou.core.zone.vocabulary import EARLIER_YEARS, BodyKind, Measure, OrganizationKind

_OWN = {"全区", "我区", "本区", "该区", "经开区", "开发区", "新区", "高新区"}
_ABOVE = {
    "全市": BodyKind.CITY,
    "我市": BodyKind.CITY,
    "市": BodyKind.CITY,
    "全省": BodyKind.PROVINCE,
    "我省": BodyKind.PROVINCE,
    "省": BodyKind.PROVINCE,
    "全国": BodyKind.NATION,
}
_NEIGHBORS = {"周边", "周边地区", "周边县区"}
_EARLIER = {"往年", "历年", "上年", "去年"}
_ALIKE = 0.45


@dataclass(frozen=True)
class Entry:
    """An indicator as the catalogue has it; `names` are all it goes by."""

    code: str
    name: str
    english: str
    unit: str
    decimals: int
    measure: Measure
    names: tuple[str, ...]


@dataclass(frozen=True)
class Body:
    code: str
    name: str
    english: str
    kind: BodyKind
    parent: str | None
    names: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    indicators: dict[str, Entry]
    bodies: dict[str, Body]
    neighbors: tuple[str, ...] = ()
    organizations: Mapping[str, str] = field(default_factory=dict)

    def code_of(self, name: str) -> str | None:
        """The indicator that goes by exactly this name (的, quotes and 规模以上 for 规上 apart)."""
        return self._codes.get(normal(name))

    def body_named(self, name: str | None, own: str) -> str | None:
        """The code of the body a text means by `name` when it is itself about `own`; None when there is
        none.
        """
        if not name or name in _OWN or self.organization_named(name):
            return own
        return self._exactly(name) or (self._above(own, _ABOVE[name]) if name in _ABOVE else None)

    def organization_named(self, name: str | None) -> str | None:
        """The code of the organization a text means: what a bureau undertakes, it undertakes for its zone."""
        return self.organizations.get(normal(name)) if name else None

    def compared_named(self, name: str, own: str) -> tuple[str, ...]:
        """The codes meant by 全市, 周边, 往年 or the name of a body; none when the ledger has none."""
        if name in _NEIGHBORS:
            return self.neighbors
        if name in _EARLIER:
            return (EARLIER_YEARS,)
        found = self.body_named(name, own)
        return (found,) if found else ()

    def suggested(self, name: str) -> list[Entry]:
        """Up to three indicators whose names look most like `name`, best first."""
        scored = ((_likeness(name, entry), entry) for entry in self.indicators.values())
        best = sorted(
            ((score, entry) for score, entry in scored if score >= _ALIKE), key=lambda pair: -pair[0]
        )
        return [entry for _, entry in best[:3]]

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {normal(name): entry.code for entry in self.indicators.values() for name in entry.names}

    def _exactly(self, name: str) -> str | None:
        return next((body.code for body in self.bodies.values() if name in body.names), None)

    def _above(self, own: str, kind: BodyKind) -> str | None:
        body = self.bodies.get(own)
        while body is not None and body.kind is not kind:
            body = self.bodies.get(body.parent) if body.parent else None
        return body.code if body else None


def catalogue_of(zone: Zone) -> Catalogue:
    """The catalogue a zone's files describe."""
    return Catalogue(
        {spec.code: _entry(spec) for spec in zone.indicators},
        {spec.code: _body(spec) for spec in zone.bodies},
        zone.zone.neighbors,
        {normal(name): spec.code for spec in zone.organizations for name in _names(spec)},
    )


def _names(spec: OrganizationSpec) -> tuple[str, ...]:
    """The zone's own organization shares its name with the zone and is no owner apart from it."""
    if spec.kind is OrganizationKind.ZONE:
        return ()
    return tuple(name for name in (spec.name, spec.short, *spec.aliases) if name)


def _entry(spec: IndicatorSpec) -> Entry:
    names = (spec.name, *spec.aliases)
    return Entry(spec.code, spec.name, spec.english, spec.unit, spec.decimals, spec.measure, names)


def _body(spec: BodySpec) -> Body:
    names = (spec.name, *spec.aliases)
    return Body(spec.code, spec.name, spec.english, spec.kind, spec.parent, names)


def _likeness(name: str, entry: Entry) -> float:
    return max((_ratio(name, known) for known in entry.names), default=0.0)


def _ratio(name: str, known: str) -> float:
    matcher = SequenceMatcher(None, known, name, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0
