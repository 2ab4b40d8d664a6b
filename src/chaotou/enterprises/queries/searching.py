"""Finding enterprises by any part of a name, of its pinyin or its initials; hides which database looks."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from chaotou.core.names import query_grams
from chaotou.enterprises.models import Enterprise

_SQLITE = (
    "enterprises_enterprise.id IN (SELECT rowid FROM enterprises_search WHERE enterprises_search MATCH %s)"
)
_POSTGRESQL = "enterprises_enterprise.search @@ to_tsquery('simple', %s)"
_LIKEST_SQLITE = (
    "SELECT rowid FROM enterprises_search WHERE enterprises_search MATCH %s ORDER BY rank LIMIT %s"
)
_LIKEST_POSTGRESQL = (
    "SELECT id FROM enterprises_enterprise, to_tsquery('simple', %s) AS asked"
    " WHERE search @@ asked ORDER BY ts_rank(search, asked) DESC LIMIT %s"
)


def matching(found: QuerySet[Enterprise], text: str) -> QuerySet[Enterprise]:
    """Those of `found` of which every word of `text` is a part; words are parted by spaces.

    A text without any letter, digit or character finds nothing, an empty one everything.
    """
    phrases = [phrase for word in text.split() if (phrase := query_grams(word))]
    if not phrases:
        return found.none() if text.strip() else found
    statement = _SQLITE if _is_sqlite() else _POSTGRESQL
    return found.filter(RawSQL(statement, [_query(phrases, "AND", "&")], BooleanField()))


def likest(phrases: Iterable[str], most: int) -> list[int]:
    """Keys of at most so many enterprises that hold any of the phrases, those with most first. One query."""
    asked = _query(list(phrases), "OR", "|")
    with connection.cursor() as cursor:
        cursor.execute(_LIKEST_SQLITE if _is_sqlite() else _LIKEST_POSTGRESQL, [asked, most])
        return [pk for (pk,) in cursor.fetchall()]


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _query(phrases: list[str], sqlite: str, postgresql: str) -> str:
    if _is_sqlite():
        return f" {sqlite} ".join(map(_phrase, phrases))
    return f" {postgresql} ".join(map(_lexemes, phrases))


def _phrase(phrase: str) -> str:
    """For FTS5: the pairs in their order; a single sign is how some pair begins."""
    return f'"{phrase}"{"" if len(phrase) > 1 else " *"}'


def _lexemes(phrase: str) -> str:
    """For PostgreSQL: the same. Pairs are letters and digits only: nothing in them closes a quotation."""
    quoted = " <-> ".join(f"'{pair}'" for pair in phrase.split(" "))
    return f"({quoted})" if len(phrase) > 1 else f"{quoted}:*"
