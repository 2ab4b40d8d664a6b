"""Finding matters by any part of a title or code, of its pinyin or its initials."""

from __future__ import annotations

from django.db.models import QuerySet

from chaotou.matters.models import Matter
from chaotou.projects.queries.searching import index_matches

SQLITE = "matters_matter.id IN (SELECT rowid FROM matters_search WHERE matters_search MATCH %s)"
POSTGRESQL = "matters_matter.search @@ to_tsquery('simple', %s)"


def matching(found: QuerySet[Matter], text: str) -> QuerySet[Matter]:
    """Those of `found` in which every word of `text` is found; a text of signs alone finds nothing."""
    return index_matches(found, text, SQLITE, POSTGRESQL)
