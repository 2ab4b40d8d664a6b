"""Brings a zone's files into the ledger. Loading twice changes nothing; what people did since is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from chaotou.core.zone.specs import BodySpec, IndicatorSpec, ObservationRow, SourceSpec, Zone
from chaotou.figures.models import Body, Indicator, Observation, Source
from chaotou.figures.operations.loading_targets import load_targets
from chaotou.journal import operations as journal

if TYPE_CHECKING:
    from chaotou.organization.models import Person

BATCH = 500
_PUBLISHED_AT = time(18)


def evening(day: date) -> datetime:
    """18:00 on that day by the zone's clock: when a figure of a file counts as known."""
    return datetime.combine(day, _PUBLISHED_AT, timezone.get_default_timezone())


@transaction.atomic
def load_catalogue(*, zone: Zone, now: datetime, actor: Person | None = None) -> dict[str, int]:
    """Bodies, indicators, sources and targets, by code; how many rows changed, by kind."""
    changed = {
        "bodies": _upsert(Body, map(_body, _numbered(zone.bodies))),
        "indicators": _upsert(Indicator, map(_indicator, _numbered(zone.indicators))),
        "sources": _upsert(Source, map(_source, zone.sources)),
    }
    _link(
        Body,
        {
            spec.code: {"parent": spec.parent, "statistical_parent": spec.statistical_parent}
            for spec in zone.bodies
        },
    )
    _link(Indicator, {spec.code: {"whole": spec.whole} for spec in zone.indicators})
    changed["targets"] = load_targets(zone=zone, known_at=evening, now=now)
    if any(changed.values()):
        journal.record(
            actor=actor,
            act="figures.catalogue.loaded",
            target=f"organization.zone:{zone.zone.code}",
            before=None,
            after=changed,
            at=now,
        )
    return changed


def _numbered(specs: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    return enumerate(specs, start=1)


def _body(numbered: tuple[int, BodySpec]) -> dict[str, Any]:
    order, spec = numbered
    said = {"name": spec.name, "english": spec.english, "kind": spec.kind.value, "scope": spec.scope}
    return {"code": spec.code, **said, "aliases": list(spec.aliases), "order": order}


def _indicator(numbered: tuple[int, IndicatorSpec]) -> dict[str, Any]:
    order, spec = numbered
    same = (
        "code",
        "name",
        "english",
        "unit",
        "decimals",
        "group",
        "definition",
        "english_definition",
        "slot",
    )
    return {
        **{key: getattr(spec, key) for key in same},
        "aliases": list(spec.aliases),
        "measure": spec.measure.value,
        "is_cumulative": spec.cumulative,
        "direction": spec.direction.value,
        "frequency": spec.frequency.value,
        "provenance": spec.provenance.value,
        "order": order,
    }


def _source(spec: SourceSpec) -> dict[str, Any]:
    said = {
        "title": spec.title,
        "english": spec.english,
        "published_on": spec.published_on,
        "url": spec.url or "",
    }
    return {"code": spec.id, **said, "kind": spec.kind.value, "note": spec.note}


def _upsert(model: Any, rows: Iterable[dict[str, Any]]) -> int:
    """Create or update rows by code; only what differs is written."""
    stored = {row.code: row for row in model.objects.all()}
    changed = 0
    for values in rows:
        row = stored.get(values["code"]) or model()
        if row.pk is None or any(getattr(row, key) != value for key, value in values.items()):
            for key, value in values.items():
                setattr(row, key, value)
            row.save()
            changed += 1
    return changed


def _link(model: Any, links: dict[str, dict[str, str | None]]) -> None:
    """Set the foreign keys among rows of one model, once all of them exist."""
    ids = dict(model.objects.values_list("code", "pk"))
    for row in model.objects.filter(code__in=links):
        wanted = {f"{key}_id": ids[code] if code else None for key, code in links[row.code].items()}
        if any(getattr(row, key) != value for key, value in wanted.items()):
            model.objects.filter(pk=row.pk).update(**wanted)


class Key(NamedTuple):
    """What is observed, by row ids; rows of one key are vintages of each other."""

    indicator: int
    body: int
    first_month: int
    latest_month: int
    scope: str


class Said(NamedTuple):
    """What a row of a file says about its key; two rows that say the same are one."""

    value: Decimal | None
    absence: str
    growth_yoy: Decimal | None
    growth_basis: str
    status: str
    is_synthetic: bool
    source: int
    note: str


@transaction.atomic
def load_observations(*, zone: Zone, now: datetime, actor: Person | None = None) -> int:
    """The zone's published figures; how many rows are new.

    A later row of the same key is a revision and ends the earlier one. `recorded_on` becomes the evening of
    that day; a row that comes after a later vintage (a corrected file) counts as known from `now`.
    """
    rows = _keyed(zone.observations)
    latest, known = _stored(rows)
    fresh = list(_fresh(rows, latest, known, now))
    _end_superseded(fresh, latest)
    Observation.objects.bulk_create(fresh, batch_size=BATCH)
    if fresh:
        after = {"rows": len(fresh)}
        journal.record(
            actor=actor,
            act="figures.observation.loaded",
            target=f"organization.zone:{zone.zone.code}",
            before=None,
            after=after,
            at=now,
        )
    return len(fresh)


def _keyed(observations: Iterable[ObservationRow]) -> dict[Key, list[tuple[datetime, Said]]]:
    """The rows by key, earliest first."""
    ids = {model: dict(model.objects.values_list("code", "pk")) for model in (Indicator, Body, Source)}
    rows: dict[Key, list[tuple[datetime, Said]]] = defaultdict(list)
    for row in observations:
        place = Key(
            ids[Indicator][row.indicator], ids[Body][row.body], row.period.first, row.period.latest, row.scope
        )
        rows[place].append((evening(row.recorded_on), _said(row, ids[Source][row.source])))
    for vintages in rows.values():
        vintages.sort(key=lambda vintage: vintage[0])
    return rows


def _said(row: ObservationRow, source: int) -> Said:
    growth = row.growth / 100 if row.growth is not None else None
    basis = row.basis.value if growth is not None else ""
    missing = row.missing.value if row.missing else ""
    return Said(row.number, missing, growth, basis, row.status.value, row.synthetic, source, row.note)


class Latest(NamedTuple):
    pk: int
    revision: int
    recorded_at: datetime


def _stored(rows: dict[Key, list[tuple[datetime, Said]]]) -> tuple[dict[Key, Latest], dict[Key, list[Said]]]:
    """The latest vintage of every key in the ledger, and what files have said about it so far."""
    latest: dict[Key, Latest] = {}
    known: dict[Key, list[Said]] = defaultdict(list)
    fields = (*Key._fields, "pk", "revision", "recorded_at", "recorded_by", *Said._fields)
    for row in Observation.objects.order_by("revision").values_list(*fields).iterator(chunk_size=5000):
        place = Key(*row[:5])
        if place in rows:
            latest[place] = Latest(*row[5:8])
            if row[8] is None:
                known[place].append(Said(*row[9:]))
    return latest, known


def _fresh(
    rows: dict[Key, list[tuple[datetime, Said]]],
    latest: dict[Key, Latest],
    known: dict[Key, list[Said]],
    now: datetime,
) -> Iterator[Observation]:
    for place, vintages in rows.items():
        before, seen = latest.get(place), list(known.get(place, ()))
        revision, edge = (before.revision + 1, before.recorded_at) if before else (0, None)
        earlier: Observation | None = None
        for at, said in vintages:
            if said in seen:
                seen.remove(said)
                continue
            at = now if edge is not None and at <= edge else at
            row = _observation(place, said, revision, at)
            if earlier is not None:
                earlier.superseded_at = at
                yield earlier
            earlier, revision, edge = row, revision + 1, at
        if earlier is not None:
            yield earlier


def _observation(place: Key, said: Said, revision: int, at: datetime) -> Observation:
    values = {**place._asdict(), **said._asdict()}
    ids = {f"{key}_id": values.pop(key) for key in ("indicator", "body", "source")}
    return Observation(**ids, **values, revision=revision, recorded_at=at, published_at=at)


def _end_superseded(fresh: list[Observation], latest: dict[Key, Latest]) -> None:
    """End what was current in the ledger at the moment its first new revision is known."""
    ended: dict[datetime, list[int]] = defaultdict(list)
    for row in fresh:
        place = Key(row.indicator_id, row.body_id, row.first_month, row.latest_month, row.scope)
        before = latest.get(place)
        if before is not None and row.revision == before.revision + 1:
            ended[row.recorded_at].append(before.pk)
    for at, pks in ended.items():
        for start in range(0, len(pks), BATCH):
            Observation.objects.filter(pk__in=pks[start : start + BATCH]).update(superseded_at=at)
