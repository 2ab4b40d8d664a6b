"""The master table as a CSV file, in the reader's language, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from chaotou.figures.templatetags.figures import goal_words
from chaotou.ui.templatetags.show import name, period, unit

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_response(rows: Sequence[Any], on: date) -> HttpResponse:
    """The rows as UTF-8 with a mark, so that Excel reads Chinese; numbers plain, percents as fractions."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="standings-{on:%Y-%m-%d}.csv"'
    writer = csv.writer(response)
    writer.writerow(_heads())
    for number, row in enumerate(rows, start=1):
        writer.writerow([safe(cell) for cell in _cells(number, row)])
    return response


def safe(cell: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _heads() -> list[str]:
    return [
        _("序号"), _("目标"), _("指标"), _("单位"), _("年度目标"), _("期间"), _("本月"), _("累计"), _("最近"), _("同比"), _("完成率"),
        _("序时进度"), _("超欠百分点"), _("预计全年"), _("预计低"), _("预计高"), _("缺口"), _("余月均需"), _("全市同比"), _("位次"),
        _("责任单位"), _("状态"), _("含合成数据"),
    ]  # fmt: skip


def _cells(number: int, row: Any) -> list[object]:
    return [
        number, name(row), name(row.indicator), unit(row.indicator.unit) if row.indicator else "", goal_words(row),
        period(row.period), row.this_month, row.cumulative, row.latest, row.growth, row.attainment, row.pace, row.lead_points,
        row.expected, row.expected_low, row.expected_high, row.gap, row.needed_per_month, row.city.growth if row.city else None,
        row.rank, name(row.owner), name(row.light), _("合成") if row.is_synthetic else "",
    ]  # fmt: skip
