"""Codes such as `P2024-0001`: one after another within a series and a year, without gaps or races."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Length

from chaotou.core.issues import Message, Refusal

TRIES: Final = 20
LATELY: Final = 50
"""Among so many of the rows added last the newest number of a busy series is found."""

Row = TypeVar("Row", bound=models.Model)


def code_of(series: str, year: int, number: int) -> str:
    return f"{_begins(series, year)}{number:04d}"


def next_number(rows: models.QuerySet[Any], series: str, year: int) -> int:
    """The first number of the series and year from which on none is taken."""
    begins = _begins(series, year)
    within = rows.filter(code__gte=begins, code__lt=_begins(series, year + 1))
    taken = within.filter(code__regex=f"^{re.escape(begins)}[0-9]+$")
    newest = taken.order_by(Length("code").desc(), "-code").values_list("code", flat=True).first()
    return int(newest.removeprefix(begins)) + 1 if newest else 1


def numbered(row: Row, series: str, year: int, before_saving: Callable[[], None] = lambda: None) -> Row:
    """Save the row, which has a `code`, under the year's next code of its series.

    Of two at once, the database lets in one; the other looks again, `before_saving` included, and then sees
    what the first has saved.
    """
    rows = type(row)._default_manager.all()
    for attempt in range(TRIES):
        number = next_number(rows, series, year) if attempt else _likely_number(rows, series, year)
        code = code_of(series, year, number)
        row.code = code  # type: ignore[attr-defined]
        before_saving()
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not rows.filter(code=code).exists():
                raise
            row.pk = None
        else:
            return row
    raise Refusal(Message("同时登记的人太多，请再提交一次。"))


def _likely_number(rows: models.QuerySet[Any], series: str, year: int) -> int:
    """As `next_number`, without looking at all codes of the year where the rows added last have some."""
    begins = _begins(series, year)
    lately = rows.order_by("-pk").values_list("code", flat=True)[:LATELY]
    ends = [code.removeprefix(begins) for code in lately if code.startswith(begins)]
    numbers = [int(end) for end in ends if end.isdecimal()]
    return max(numbers) + 1 if numbers else next_number(rows, series, year)


def _begins(series: str, year: int) -> str:
    return f"{series}{year}-"
