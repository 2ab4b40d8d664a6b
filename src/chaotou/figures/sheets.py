"""The master table as a file, in the reader's language: CSV, and a workbook with numbers in their formats."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.figures.templatetags.figures import goal_words, is_percent
from chaotou.formats.workbook import Cell, Number, workbook
from chaotou.ui.templatetags.show import listed, name, period, unit

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"
"""What tells Excel that the file is UTF-8."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Read = Callable[[Any], Any]
Write = Callable[[Any, Any], Cell]


def _text(value: Any, _row: Any) -> Cell:
    return str(value) if value else None


def _level(value: Decimal | None, row: Any) -> Cell:
    """A level as its indicator is printed; a percentage as a percentage."""
    if value is None:
        return None
    places = row.indicator.decimals
    return _percent(value / 100, places) if is_percent(row.indicator) else Number(value, _format(places))


def _aim(value: Decimal | None, row: Any) -> Cell:
    """A number in the target's own unit: growth in percent, else a level."""
    return _fraction(value, row) if row.kind == "growth" else _level(value, row)


def _gap(value: Decimal | None, row: Any) -> Cell:
    """A gap in the target's unit; of two percentages in percentage points."""
    if row.kind == "growth":
        return _points(None if value is None else value * 100, row)
    return _points(value, row) if is_percent(row.indicator) else _level(value, row)


def _needed(value: Decimal | None, row: Any) -> Cell:
    """Half a project a month is six a year: with two places at least."""
    return None if value is None else Number(value, _format(max(row.indicator.decimals, 2)))


def _fraction(value: Decimal | None, _row: Any) -> Cell:
    return None if value is None else _percent(value, 2)


def _points(value: Decimal | None, _row: Any) -> Cell:
    return None if value is None else Number(value, f'0.00" {gettext("百分点")}"')


def _lead(value: Decimal | None, _row: Any) -> Cell:
    return None if value is None else Number(value, "+0.00;-0.00;0.00")


def _rank(value: int | None, _row: Any) -> Cell:
    return None if value is None else Number(value, "0")


def _percent(value: Decimal, places: int) -> Number:
    return Number(value, f"{_format(places)}%")


def _format(places: int) -> str:
    return "#,##0" + ("." + "0" * places if places else "")


@dataclass(frozen=True)
class Column:
    """A column: its head, what it reads of a row, how a workbook holds it, what CSV reads instead."""

    head: str | Promise
    read: Read
    write: Write = _text
    plain: Read | None = None


def _made_up(row: Any) -> str:
    """Which of the row's numbers are synthetic, by the heads of their columns."""
    found = (
        (row.this_month is not None and row.is_month_synthetic, _("本月")),
        (row.is_synthetic, _("累计或最近")),
        (row.growth is not None and row.is_growth_synthetic, _("同比")),
        (row.city is not None and row.city.growth is not None and row.city.is_synthetic, _("全市同比")),
        (bool(row.synthetic), _("比较")),
    )
    words = [str(word) for is_made_up, word in found if is_made_up]
    return gettext("合成：{what}").format(what=listed(words)) if words else ""


COLUMNS: tuple[Column, ...] = (
    Column(_("目标"), name),
    Column(_("指标"), lambda row: name(row.indicator)),
    Column(_("单位"), lambda row: unit(row.indicator.unit) if row.indicator else ""),
    Column(_("年度目标"), attrgetter("target"), _aim, goal_words),
    Column(_("期间"), lambda row: period(row.period)),
    Column(_("本月"), attrgetter("this_month"), _level),
    Column(_("累计"), attrgetter("cumulative"), _level),
    Column(_("最近"), attrgetter("latest"), _level),
    Column(_("同比"), attrgetter("growth"), _fraction),
    Column(_("完成率"), attrgetter("attainment"), _fraction),
    Column(_("序时进度"), attrgetter("pace"), _fraction),
    Column(_("超欠百分点"), attrgetter("lead_points"), _lead),
    Column(_("预计全年"), attrgetter("expected"), _aim),
    Column(_("预计低"), attrgetter("expected_low"), _aim),
    Column(_("预计高"), attrgetter("expected_high"), _aim),
    Column(_("缺口"), attrgetter("gap"), _gap),
    Column(_("余月均需"), attrgetter("needed_per_month"), _needed),
    Column(_("全市同比"), lambda row: row.city.growth if row.city else None, _fraction),
    Column(_("位次"), attrgetter("rank"), _rank),
    Column(_("责任单位"), lambda row: name(row.owner)),
    Column(_("状态"), lambda row: name(row.light)),
    Column(_("合成"), _made_up),
    Column(_("发布情况"), lambda row: "" if row.is_published else _("未发布")),
    Column(_("目标出处"), lambda row: name(row.source) if row.source else ""),
)
_FIGURE_SOURCE = _("数据来源")


def csv_response(rows: Sequence[Any], on: date) -> HttpResponse:
    """The rows, one a line; ratios and growth as fractions, so that a spreadsheet can count with them."""
    response = HttpResponse(MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = _named(on, "csv")
    writer = csv.writer(response)
    writer.writerow(str(column.head) for column in COLUMNS)
    writer.writerows([safe((column.plain or column.read)(row)) for column in COLUMNS] for row in rows)
    return response


def xlsx_response(
    rows: Sequence[Any], on: date, *, zone: str, notes: Sequence[str], sources: Mapping[int, Any]
) -> HttpResponse:
    """The rows as a workbook that names the zone, the day and every source; `sources` by observation."""
    head = [*(str(column.head) for column in COLUMNS), str(_FIGURE_SOURCE)]
    lines = [[*_cells(row), _text(_source_of(row, sources), row)] for row in rows]
    title = gettext("目标进度总表")
    response = HttpResponse(workbook(title, [zone, *notes], head, lines), content_type=XLSX)
    response["Content-Disposition"] = _named(on, "xlsx")
    return response


def _cells(row: Any) -> list[Cell]:
    return [column.write(column.read(row), row) for column in COLUMNS]


def _source_of(row: Any, sources: Mapping[int, Any]) -> str:
    found = sources.get(row.observation)
    return name(found) if found is not None else ""


def _named(on: date, kind: str) -> str:
    return f'attachment; filename="standings-{on:%Y-%m-%d}.{kind}"'


def safe(cell: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = str(cell) if isinstance(cell, str | Promise) else ""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else cell
