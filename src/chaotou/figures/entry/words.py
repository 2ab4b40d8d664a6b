"""What forms offer, in the reader's language, and the address of a figure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from chaotou.core.periods import Period
from chaotou.ui.templatetags.show import name

Pairs = list[tuple[str, Any]]


def named(rows: Iterable[Any]) -> Pairs:
    """(code, name) of rows that have both languages."""
    return [(row.code, name(row)) for row in rows]


def address(indicator: str, body: str, period: Period, scope: str = "") -> str:
    """Where a figure's vintages are shown."""
    found = reverse("figures:observation", args=[indicator, body, str(period)])
    return f"{found}?{urlencode({'scope': scope})}" if scope else found
