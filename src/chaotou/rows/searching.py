"""Finding rows by the search index that the database keeps of their names; hides which database looks.

The index of a model holds its `grams` (see `core.names.grams`) and beside them words of more than two letters
that are no part of a name. SQLite: an FTS5 table named after the app. PostgreSQL: a column `search`, in which
those words have the weight B.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from chaotou.core.names import query_grams

M = TypeVar("M", bound=Model)

_LAST_PLACE = 16_383
"""PostgreSQL counts the words of a text vector no further."""


class _Indexed(Lookup):
    """Whether the index has the row of this key (left) under what is asked for (right)."""

    lookup_name = "indexed"
    prepare_rhs = False

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        key, _params = self.process_lhs(compiler, connection)
        index = f"{self.lhs.target.model._meta.app_label}_search"
        return f"{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", [self.rhs]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """In the row itself, whatever the query calls its table: looked up by key, each were read twice."""
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        return f"{table}.search @@ to_tsquery('simple', %s)", [self.rhs]


def matching(found: QuerySet[M], text: str, marks: Sequence[str] = ()) -> QuerySet[M]:
    """Those of `found` in which every word of `text` is part of a name, its pinyin or its initials.

    Words are parted by spaces. A text without any letter, digit or character finds nothing, an empty one
    everything. With `marks`, words kept beside the names, one of them has to be there.
    """
    words = [phrase for word in text.split() if (phrase := query_grams(word))]
    if not words:
        return found.none() if text.strip() else found
    return found.filter(_indexed([all_of(words), *([any_mark(marks)] if marks else [])]))


def with_any_mark(found: QuerySet[M], marks: Sequence[str]) -> QuerySet[M]:
    """Those of `found` of which the index keeps one of these words beside the names."""
    return found.filter(_indexed([any_mark(marks)])) if marks else found.none()


def all_of(phrases: Sequence[str]) -> str:
    """What asks the index for all of these phrases of grams."""
    return " AND ".join(map(_phrase, phrases)) if _is_sqlite() else " & ".join(map(_lexemes, phrases))


def any_of(phrases: Sequence[str]) -> str:
    """What asks the index for any of these phrases of grams."""
    return " OR ".join(map(_phrase, phrases)) if _is_sqlite() else " | ".join(map(_lexemes, phrases))


def any_mark(marks: Sequence[str]) -> str:
    """What asks the index for any of these words beside the names."""
    if _is_sqlite():
        return f"({' OR '.join(map(_quoted, marks))})"
    return f"({' | '.join(map(_lexeme, marks))})"


def index_batch(model: type[Model], batch: int, columns: str) -> None:
    """Make the rows of an import findable by these columns; on PostgreSQL they came with their `vectors`."""
    if _is_sqlite():
        rows = f"SELECT id, {columns} FROM {model._meta.db_table} WHERE batch_id = %s"
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {model._meta.app_label}_search(rowid, {columns}) {rows}", [batch])


def vectors(grams: Iterable[str], marks: Iterable[str]) -> dict[str, Iterable[str]]:
    """What is kept for PostgreSQL's index beside rows of these grams and marks: a column by its name.

    Its triggers make the same of rows that come without; of so many it takes them twice the time.
    """
    return {} if _is_sqlite() else {"search": map(_vector, grams, marks)}


def _vector(grams: str, marks: str) -> str:
    """As PostgreSQL writes it: every word with its place, and the weight B where it is no part of a name."""
    names, words = grams.split(), marks.split()
    first, last = len(names), len(names) + len(words)
    places = _places("A")[:first] + _places("B")[first:last]
    return "".join(chain.from_iterable(zip(names + words, places, strict=False)))


@cache
def _places(weight: str) -> list[str]:
    return [f":{place}{weight} " for place in range(1, _LAST_PLACE + 1)]


def _indexed(asked: Sequence[str]) -> Lookup:
    return _Indexed(F("pk"), (" AND " if _is_sqlite() else " & ").join(asked))


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _phrase(phrase: str) -> str:
    """For FTS5: the pairs in their order; a single sign is how some pair begins, and no other word."""
    return _quoted(phrase) if len(phrase) > 1 else f"grams : {_quoted(phrase)} *"


def _quoted(words: str) -> str:
    return f'"{words}"'


def _lexemes(phrase: str) -> str:
    """For PostgreSQL: the same. Pairs are letters and digits only: nothing in them closes a quotation."""
    quoted = " <-> ".join(map(_lexeme, phrase.split()))
    return f"({quoted})" if len(phrase) > 1 else f"{quoted}:*ACD"


def _lexeme(word: str) -> str:
    return f"'{word}'"
