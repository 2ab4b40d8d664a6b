"""Finding projects by any part of a name, of its pinyin or its initials; hides which database looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from chaotou.core.names import query_grams
from chaotou.projects.models import Project

M = TypeVar("M", bound=Model)

SQLITE = "SELECT rowid FROM projects_search WHERE projects_search MATCH %s"
POSTGRESQL = "SELECT id FROM projects_project WHERE search @@ to_tsquery('simple', %s)"


def matching(found: QuerySet[Project], text: str) -> QuerySet[Project]:
    """Those of `found` in which every word of `text` is part of a name, its pinyin or its initials.

    Words are parted by spaces. A text without any letter, digit or character finds nothing.
    """
    return index_matches(found, text, SQLITE, POSTGRESQL)


def with_any_word(found: QuerySet[Project], words: Sequence[str]) -> QuerySet[Project]:
    """Those of `found` of which the index keeps one of these words of more than two letters."""
    return found.filter(pk__in=_sql([], SQLITE, POSTGRESQL, words)) if words else found.none()


def index_matches(
    found: QuerySet[M], text: str, sqlite: str, postgresql: str, marks: Sequence[str] = ()
) -> QuerySet[M]:
    """As `matching`, by the keys that these questions to the index of grams of either database answer.

    With `marks`, words of more than two letters that the index keeps of a row, one of them has to be there.
    """
    words = [pairs.split() for word in text.split() if (pairs := query_grams(word))]
    if not words:
        return found.none() if text.strip() else found
    return found.filter(pk__in=_sql(words, sqlite, postgresql, marks))


def _sql(words: list[list[str]], sqlite: str, postgresql: str, marks: Sequence[str]) -> RawSQL:
    if connection.vendor == "sqlite":
        marked = [f"({' OR '.join(map(_quoted, marks))})"] if marks else []
        return RawSQL(sqlite, [" AND ".join([*map(_phrase, words), *marked])])
    marked = [f"({' | '.join(map(_lexeme, marks))})"] if marks else []
    return RawSQL(postgresql, [" & ".join([*map(_lexemes, words), *marked])])


def _phrase(pairs: list[str]) -> str:
    """For FTS5: the pairs in their order; a single sign is how some pair begins, and no other word."""
    return _quoted(" ".join(pairs)) if _is_whole(pairs) else f"grams : {_quoted(pairs[0])} *"


def _quoted(words: str) -> str:
    return f'"{words}"'


def _lexemes(pairs: list[str]) -> str:
    """For PostgreSQL: the same. Pairs are letters and digits only: nothing in them closes a quotation."""
    quoted = " <-> ".join(map(_lexeme, pairs))
    return f"({quoted})" if _is_whole(pairs) else f"{quoted}:*A"


def _lexeme(word: str) -> str:
    return f"'{word}'"


def _is_whole(pairs: list[str]) -> bool:
    return len(pairs[0]) > 1
