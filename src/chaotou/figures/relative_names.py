"""Names of what figures are compared with: bodies, and words for the best, an average, an earlier year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from chaotou.core import relative as core
from chaotou.figures.templatetags.figures import WORDS

ORDER = (core.BEST, core.AVERAGE, core.LAST_YEAR, core.LAST_THREE, core.YEAR_AGO)


def names(bodies: Iterable[Any]) -> dict[str, Any]:
    """By code: a body, or a word."""
    return {**WORDS["against"], **{body.code: body for body in bodies}}


def columns(rows: Iterable[Any], named: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The heads of a table of comparisons: bodies first, then the best, averages and earlier years."""
    found = dict.fromkeys(c.against for row in rows for c in row.comparisons)
    ordered = sorted(found, key=lambda code: ORDER.index(code) + 1 if code in ORDER else 0)
    return [{"code": code, "named": named.get(code, code)} for code in ordered]
