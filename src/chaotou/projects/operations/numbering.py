"""Codes such as `P2024-0001`: one after another within a series and a year, without gaps or races."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Length

from chaotou.core.issues import Message, Refusal
from chaotou.projects.models import Project

SERIES: Final = "P"
"""The letters that projects' codes begin with."""

TRIES: Final = 20
Row = TypeVar("Row", bound=models.Model)


def code_of(year: int, number: int, series: str = SERIES) -> str:
    return f"{series}{year}-{number:04d}"


def next_number(year: int, rows: models.QuerySet[Any] | None = None, series: str = SERIES) -> int:
    """The first number of the year that nobody has taken, of projects or of the rows of another series."""
    held = Project.objects.all() if rows is None else rows
    begins = f"{series}{year}-"
    taken = held.filter(code__gte=begins, code__lt=f"{series}{year + 1}-", code__startswith=begins)
    newest = taken.order_by(Length("code").desc(), "-code").values_list("code", flat=True).first()
    return int(newest.removeprefix(begins)) + 1 if newest else 1


def numbered(
    row: Row, year: int, before_saving: Callable[[], None] = lambda: None, series: str = SERIES
) -> Row:
    """Save the row, which has a `code`, under the year's next code of its series.

    Of two at once, the database lets in one; the other looks again, `before_saving` included, and then sees
    what the first has saved.
    """
    rows = type(row)._default_manager.all()
    for _try in range(TRIES):
        code = code_of(year, next_number(year, rows, series), series)
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
