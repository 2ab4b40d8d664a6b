"""Brings a zone's targets and formula parts into the ledger; what people set themselves stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from chaotou.core.quantities import Quantity, round_half_up, unit
from chaotou.core.zone.specs import TargetSpec, Zone
from chaotou.figures.models import Body, Indicator, Source, Target, TargetPart

PLACES = 8


def load_targets(*, zone: Zone, known_at: Callable[[date], datetime], now: datetime) -> int:
    """Targets by code; how many are new or changed. A changed one ends the earlier row and begins another."""
    loader = _Loader(zone, known_at, now)
    return sum(loader.load(spec, order) for order, spec in enumerate(zone.targets, start=1))


class _Loader:
    """The ids and rows that every target of one loading needs."""

    def __init__(self, zone: Zone, known_at: Callable[[date], datetime], now: datetime) -> None:
        self.units = {spec.code: spec.unit for spec in zone.indicators}
        self.known_at, self.now = known_at, now
        self.indicators = dict(Indicator.objects.values_list("code", "pk"))
        self.bodies = dict(Body.objects.values_list("code", "pk"))
        self.sources = dict(Source.objects.values_list("code", "pk"))
        self.stored: dict[str, list[Target]] = {}
        for row in Target.objects.order_by("set_at", "pk").prefetch_related("parts"):
            self.stored.setdefault(row.code, []).append(row)

    def load(self, spec: TargetSpec, order: int) -> bool:
        rows = self.stored.get(spec.code, [])
        values = self._values(spec, order)
        if any(row.set_by_id is not None for row in rows):
            return False
        if rows and rows[-1].withdrawn_at is None and self._same(rows[-1], spec, values):
            return False
        self._begin(spec, values, rows[-1] if rows else None)
        return True

    def _begin(self, spec: TargetSpec, values: dict[str, Any], before: Target | None) -> None:
        at = self.known_at(spec.set_on)
        if before is not None:
            at = at if at > before.set_at else self.now
            Target.objects.filter(pk=before.pk, withdrawn_at=None).update(withdrawn_at=at)
        target = Target.objects.create(code=spec.code, set_at=at, **values)
        parts = [TargetPart(formula=target, **part) for part in _filled(spec, before)]
        TargetPart.objects.bulk_create(parts)

    def _same(self, row: Target, spec: TargetSpec, values: dict[str, Any]) -> bool:
        stored = [(part.position, part.label, part.target_code) for part in row.parts.all()]
        said = [(part["position"], part["label"], part["target_code"]) for part in _filled(spec, row)]
        noted = {"sentence"} if row.document and not spec.sentence else set()
        return stored == said and all(
            getattr(row, key) == value for key, value in values.items() if key not in noted
        )

    def _values(self, spec: TargetSpec, order: int) -> dict[str, Any]:
        return {
            "name": spec.name,
            "english": spec.english,
            "indicator_id": self.indicators[spec.indicator] if spec.indicator else None,
            "body_id": self.bodies[spec.body],
            "kind": spec.kind.value,
            "first_month": spec.period.first,
            "latest_month": spec.period.latest,
            "value": target_value(spec.kind.value, spec.value, spec.unit, self._unit(spec)),
            "bound": spec.bound.value,
            "compared_with": list(spec.compared_with),
            "curve": [str(point) for point in spec.curve] if spec.curve else None,
            "provenance": spec.provenance.value,
            "source_id": self.sources[spec.source],
            "sentence": spec.sentence,
            "order": order,
        }

    def _unit(self, spec: TargetSpec) -> str | None:
        return self.units.get(spec.indicator) if spec.indicator else None


def target_value(kind: str, value: Decimal | None, given: str | None, wanted: str | None) -> Decimal | None:
    """The value as it is kept: growth from percent to a fraction, others in the indicator's unit."""
    if value is None:
        return None
    if kind == Target.Kind.GROWTH:
        return round_half_up(value / 100, PLACES)
    if given and wanted and given != wanted:
        value = Quantity(value, unit(given)).to(unit(wanted)).value
    return round_half_up(value, PLACES)


def _filled(spec: TargetSpec, before: Target | None) -> list[dict[str, Any]]:
    """The numbers of a formula in their order; where the file fills none in, what people filled in stays."""
    kept = {part.label: part.target_code for part in before.parts.all()} if before else {}
    return [
        {**part, "target_code": part["target_code"] or kept.get(part["label"], "")} for part in _parts(spec)
    ]


def _parts(spec: TargetSpec) -> list[dict[str, Any]]:
    return [
        {
            "position": position,
            "label": f"{part.digits} {part.label}" if part.label else part.digits,
            "target_code": part.target or "",
        }
        for position, part in enumerate(spec.parts, start=1)
    ]
