"""The demo zone with a register of 1,000,000 invented matters, one in twenty open, in an empty database."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any

MATTERS = 1_000_000
BATCH = 20_000
MOMENTS = ("started_at", "original_due_at", "due_at", "attention_at", "soon_at")
OPEN_SHARE = 0.05
LATEST = datetime(2024, 8, 20, 1, tzinfo=UTC)
DAYS = 3650
KINDS = {
    "enterprise_request": ("handling", "closed", 14),
    "directive": ("handling", "closed", 30),
    "hazard": ("rectifying", "closed", 20),
    "petition": ("handling", "closed", 60),
}
"""Kind, its open and its closed state, natural days of its limit."""
WORDS = [
    "用工",
    "用料",
    "物流",
    "融资",
    "用地",
    "供电",
    "供水",
    "道路",
    "排水",
    "环保",
    "消防",
    "安置",
    "欠薪",
]


def build() -> None:
    """Fill the empty database that the environment names; needs Django awake."""
    from bench.world import load_demo

    load_demo()
    _fill()


def _fill() -> None:
    from django.db import connection, transaction

    from chaotou.matters.models import Assignment, Matter, MatterClock

    made = _matters()
    with transaction.atomic():
        while batch := list(islice(made, BATCH)):
            _insert(Matter, batch)
            _insert(Assignment, map(_assignment, batch))
            _insert(MatterClock, map(_clock, batch))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _matters() -> Iterator[dict[str, Any]]:
    from chaotou.organization.models import Organization

    draw = random.Random(1)
    units = list(Organization.objects.exclude(kind="village").values_list("pk", flat=True))
    kinds = _known(KINDS)
    for number in range(MATTERS):
        kind, (handling, closed, days) = draw.choice(kinds)
        is_open = draw.random() < OPEN_SHARE
        age = draw.randrange(0, days + 5) if is_open else draw.randrange(days, DAYS)
        started = LATEST - timedelta(days=age, minutes=number % 1440)
        due, unit = started + timedelta(days=days), draw.choice(units)
        title = f"{draw.choice(WORDS)}{draw.choice(WORDS)}问题{number % 997}"
        yield {
            "id": number + 1,
            "code": f"b{number:07d}",
            "kind": kind,
            "title": title,
            "state": handling if is_open else closed,
            "phase": "open" if is_open else "closed",
            "awaits": "lead" if is_open else "",
            "privacy": "strict" if kind == "petition" else "involved",
            "holder_id": unit if is_open else None,
            "lead_id": unit,
            "organization_id": units[0],
            "registered_at": started,
            "received_at": started,
            "started_at": started,
            "original_due_at": due,
            "due_at": due,
            "attention_at": started + timedelta(days=days // 2),
            "soon_at": started + timedelta(days=days * 4 // 5),
            "next_due_at": due if is_open else None,
            "closed_at": None if is_open else started + timedelta(days=draw.randrange(1, days + 4)),
            "result": "" if is_open else "done",
            "is_synthetic": True,
            "grams": _grams(title),
        }


def _known(kinds: dict[str, tuple[str, str, int]]) -> list[tuple[str, tuple[str, str, int]]]:
    """The kinds that the zone's files still have."""
    from chaotou.matters.rules import rules

    return [(kind, said) for kind, said in kinds.items() if kind in rules().kinds]


def _assignment(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "matter_id": row["id"],
        "organization_id": row["lead_id"],
        "role": "lead",
        "assigned_at": row["started_at"],
    }


def _clock(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "matter_id": row["id"],
        "code": "handle",
        "basis": "committed",
        "is_closing": True,
        "limit": (row["due_at"] - row["started_at"]).days,
        "counted_in": "natural",
        **{
            name: row[name] for name in ("started_at", "original_due_at", "due_at", "attention_at", "soon_at")
        },
        "met_at": row["closed_at"],
    }


def _insert(model: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Rows by their columns, what they do not say as a new row has it; past the ORM, for speed."""
    from django.db import connection

    fields = list(model._meta.concrete_fields)
    usual = {field.attname: _usual(field) for field in fields}
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ([_plain(row.get(field.attname, usual[field.attname])) for field in fields] for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            places = ", ".join("?" for _ in fields)
            cursor.connection.executemany(
                f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', values
            )
            return
        with cursor.cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
            for value in values:
                copy.write_row(value)


def _usual(field: Any) -> Any:
    """What a new row has in a column that nothing is said of; a key or a moment is always said."""
    from django.db import connection

    if field.has_default():
        return field.get_db_prep_save(field.get_default(), connection)
    return None if field.null else ""


def _plain(value: Any) -> Any:
    from django.db import connection

    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


@cache
def _grams(title: str) -> str:
    from chaotou.core.names import grams

    return grams(title)
