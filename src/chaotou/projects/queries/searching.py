"""Finding projects by any part of a name, of its pinyin or its initials; hides which database looks."""

from __future__ import annotations

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from chaotou.core.names import query_grams
from chaotou.projects.models import Project

SQLITE = "projects_project.id IN (SELECT rowid FROM projects_search WHERE projects_search MATCH %s)"
POSTGRESQL = "projects_project.search @@ to_tsquery('simple', %s)"


def matching(found: QuerySet[Project], text: str) -> QuerySet[Project]:
    """Those of `found` in which every word of `text` is part of a name, its pinyin or its initials.

    Words are parted by spaces. A text without any letter, digit or character finds nothing.
    """
    words = [pairs.split() for word in text.split() if (pairs := query_grams(word))]
    if not words:
        return found.none() if text.strip() else found
    return found.filter(_sql(words))


def _sql(words: list[list[str]]) -> RawSQL:
    if connection.vendor == "sqlite":
        return RawSQL(SQLITE, [" AND ".join(map(_phrase, words))], BooleanField())
    return RawSQL(POSTGRESQL, [" & ".join(map(_lexemes, words))], BooleanField())


def _phrase(pairs: list[str]) -> str:
    """For FTS5: the pairs in their order; a single sign is how some pair begins."""
    return f'"{" ".join(pairs)}"{"" if _is_whole(pairs) else " *"}'


def _lexemes(pairs: list[str]) -> str:
    """For PostgreSQL: the same. Pairs are letters and digits only: nothing in them closes a quotation."""
    quoted = " <-> ".join(f"'{pair}'" for pair in pairs)
    return f"({quoted})" if _is_whole(pairs) else f"{quoted}:*"


def _is_whole(pairs: list[str]) -> bool:
    return len(pairs[0]) > 1
