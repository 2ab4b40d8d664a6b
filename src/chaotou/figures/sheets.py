"""The master table as a CSV file, in the reader's language, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chaotou.figures.templatetags.figures import goal_words
from chaotou.ui.templatetags.show import name, period, unit

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"
"""What tells Excel that the file is UTF-8."""

Read = Callable[[Any], object]

COLUMNS: tuple[tuple[str | Promise, Read], ...] = (
    (_("目标"), name),
    (_("指标"), lambda row: name(row.indicator)),
    (_("单位"), lambda row: unit(row.indicator.unit) if row.indicator else ""),
    (_("年度目标"), goal_words),
    (_("期间"), lambda row: period(row.period)),
    (_("本月"), attrgetter("this_month")),
    (_("累计"), attrgetter("cumulative")),
    (_("最近"), attrgetter("latest")),
    (_("同比"), attrgetter("growth")),
    (_("完成率"), attrgetter("attainment")),
    (_("序时进度"), attrgetter("pace")),
    (_("超欠百分点"), attrgetter("lead_points")),
    (_("预计全年"), attrgetter("expected")),
    (_("预计低"), attrgetter("expected_low")),
    (_("预计高"), attrgetter("expected_high")),
    (_("缺口"), attrgetter("gap")),
    (_("余月均需"), attrgetter("needed_per_month")),
    (_("全市同比"), lambda row: row.city.growth if row.city else None),
    (_("位次"), attrgetter("rank")),
    (_("责任单位"), lambda row: name(row.owner)),
    (_("状态"), lambda row: name(row.light)),
    (_("合成"), lambda row: _("合成") if row.is_synthetic else ""),
)


def csv_response(rows: Sequence[Any], on: date) -> HttpResponse:
    """The rows, one a line; ratios and growth as fractions, so that a spreadsheet can count with them."""
    response = HttpResponse(MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="standings-{on:%Y-%m-%d}.csv"'
    writer = csv.writer(response)
    writer.writerow(str(head) for head, _read in COLUMNS)
    writer.writerows([safe(read(row)) for _head, read in COLUMNS] for row in rows)
    return response


def safe(cell: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = str(cell) if isinstance(cell, str | Promise) else ""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else cell
