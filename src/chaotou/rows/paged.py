"""The keys of one page of a long list."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from chaotou.core.paging import Paging


def keys_of(ordered: QuerySet[Any], page: Paging) -> list[int]:
    """The primary keys of a page, read from an index alone and from the nearer end of it."""
    keys = ordered.values_list("pk", flat=True)
    if page.start <= page.total - page.last:
        return list(keys[page.start : page.last])
    return list(keys.reverse()[page.total - page.last : page.total - page.start])[::-1]
