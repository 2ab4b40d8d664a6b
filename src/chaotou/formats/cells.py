"""Cells as people read them: numbers without noise, ISO dates, merged heads repeated where they apply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from chaotou.core.blocks import is_number

_LONGEST_HEAD = 40

Area = tuple[int, int, int, int]  # first row, first column, latest row, latest column; from 0, inclusive


def show(value: object, percent: bool = False) -> str:
    """The text of a cell value; a float is taken at 12 significant digits, a percentage gets its sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _number(value, percent)
    if isinstance(value, dt.datetime):
        return _moment(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).strip()


def _number(value: int | float, percent: bool) -> str:
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.12g}")
    if not exact.is_finite():
        return ""
    shown = f"{exact * 100 if percent else exact:f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return shown + "%" if percent else shown


def _moment(value: dt.datetime) -> str:
    return (
        value.date().isoformat()
        if value.time() == dt.time()
        else value.isoformat(sep=" ", timespec="seconds")
    )


def fill(rows: list[list[str]], merged: Iterable[Area]) -> None:
    """Repeat a merged head in every cell it covers, in place.

    A title as wide as the table stays once, and so do numbers and long texts: repeated they count twice.
    """
    for top, left, bottom, right in merged:
        text = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        title = right - left + 1 >= len(rows[top]) > 1 if text else True
        if title or is_number(text) or len(text) > _LONGEST_HEAD:
            continue
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [text] * len(row[left : right + 1])


def trimmed(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows of one width without empty rows and columns at the end; those before stay, so row numbers hold."""
    height = max((number for number, row in enumerate(rows, 1) if any(row)), default=0)
    width = max((number for row in rows for number, cell in enumerate(row, 1) if cell), default=0)
    return tuple(tuple((row + [""] * width)[:width]) for row in rows[:height])
