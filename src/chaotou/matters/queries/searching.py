"""Finding matters by any part of a title or code, of its pinyin or its initials."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from chaotou.matters.models import Matter
from chaotou.projects.queries.searching import index_matches

SQLITE = "SELECT rowid FROM matters_search WHERE matters_search MATCH %s"
POSTGRESQL = "SELECT id FROM matters_matter WHERE search @@ to_tsquery('simple', %s)"


def matching(found: QuerySet[Matter], text: str, phases: Sequence[str] = ()) -> QuerySet[Matter]:
    """Those of `found` in which every word of `text` is found; a text of signs alone finds nothing.

    The index knows the phase of each: where only some `phases` are asked for, it passes over the others.
    """
    return index_matches(found, text, SQLITE, POSTGRESQL, phases)
