"""The enterprises whose names have most in common with some phrases; hides which database looks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import connection

from chaotou.rows.searching import any_of

_SQLITE: Final = (
    "SELECT rowid FROM enterprises_search WHERE enterprises_search MATCH %s ORDER BY rank LIMIT %s"
)
_POSTGRESQL: Final = (
    "SELECT id FROM enterprises_enterprise, to_tsquery('simple', %s) AS asked"
    " WHERE search @@ asked ORDER BY ts_rank(search, asked) DESC LIMIT %s"
)


def likest(phrases: Iterable[str], most: int) -> list[int]:
    """Keys of at most so many enterprises that hold any of the phrases, those with most first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL, [any_of(list(phrases)), most]
        )
        return [pk for (pk,) in cursor.fetchall()]
