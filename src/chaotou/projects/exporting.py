"""The register as it is shown, as files: the columns and filters of a list's address, all of its rows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from io import StringIO

from django.utils import timezone
from django.utils.translation import gettext

from chaotou.formats.workbook import Cell, Number, workbook
from chaotou.organization.days import working_moment
from chaotou.projects.asking import List
from chaotou.projects.columns import COLUMNS, HUNDRED_MILLION, TEN_THOUSAND, Names, fields_of
from chaotou.projects.queries.register import Row, register
from chaotou.ui.templatetags.show import DASH, name

PIECE = 5_000
MARK = "\ufeff"
"""What tells Excel that the file is UTF-8."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def _amount(value: Decimal | None, unit: Decimal, format: str) -> Cell:
    return None if value is None else Number(value / unit, format)


NUMBERS: Mapping[str, Callable[[Row], Cell]] = {
    "investment": lambda row: _amount(row.investment, HUNDRED_MILLION, "#,##0.00"),
    "fixed_investment": lambda row: _amount(row.fixed_investment, HUNDRED_MILLION, "#,##0.00"),
    "land_mu": lambda row: _amount(row.land_mu, Decimal(1), "#,##0.0"),
    "yearly_tax": lambda row: _amount(row.yearly_tax, TEN_THOUSAND, "#,##0"),
    "stage_since_on": lambda row: row.stage_since_on,
    "last_talk_on": lambda row: row.last_talk_on,
    "registered_at": lambda row: timezone.localdate(row.registered_at) if row.registered_at else None,
}
"""Columns that are numbers or days; the others are the texts of the page."""


def as_workbook(listed: List, person: object, now: datetime) -> bytes:
    """The list as .xlsx, with its source, its filters and the day at the foot."""
    return workbook(gettext("项目清单"), [], _heads(listed), _rows(listed), _foot(listed, person, now))


def as_csv(listed: List, person: object, now: datetime) -> Iterator[str]:
    """The list as lines of .csv; numbers plain, days as 2024-07-31, text never a formula."""
    yield MARK + _line(_heads(listed))
    for row in _rows(listed):
        yield _line([_plain(cell) for cell in row])
    yield from (_line([words]) for words in _foot(listed, person, now))


def _heads(listed: List) -> list[str]:
    columns = [COLUMNS[code] for code in listed.columns]
    with_unit = gettext("{label}（{unit}）")
    labels = [
        with_unit.format(label=column.label, unit=column.unit) if column.unit else str(column.label)
        for column in columns
    ]
    return [gettext("编号"), gettext("项目名称"), *labels, gettext("虚构")]


def _rows(listed: List) -> Iterator[list[Cell]]:
    """Every row the list has, a piece at a time."""
    codes = list(listed.columns)
    fields, names = fields_of(codes), Names.of(listed.asked.zone, listed.units)
    made_up = gettext("虚构")
    number, pages = 1, 1
    while number <= pages:
        page = register(listed.asked, fields=fields, order=listed.order, number=number, size=PIECE)
        pages = page.pages
        for row in page.rows:
            title = row.english if names.is_english and row.english else row.name
            cells = [_cell(code, row, names) for code in codes]
            yield [row.code, title, *cells, made_up if row.is_synthetic else None]
        number += 1


def _cell(code: str, row: Row, names: Names) -> Cell:
    if code in NUMBERS:
        return NUMBERS[code](row)
    text = COLUMNS[code].text(row, names)
    return None if text == DASH else text


def _foot(listed: List, person: object, now: datetime) -> list[str]:
    asked = listed.query.urlencode()
    return [
        gettext("来源：{zone}项目登记。").format(zone=name(listed.asked.zone.zone)),
        gettext("由 {person} 于 {at} 导出，只含其有权查看的内容。").format(
            person=name(person), at=f"{working_moment(now):%Y-%m-%d %H:%M}"
        ),
        *([gettext("条件：{query}").format(query=asked)] if asked else []),
    ]


def _plain(cell: Cell) -> str:
    if isinstance(cell, Number):
        return f"{Decimal(cell.value).normalize():f}"
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _line(cells: list[str]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
