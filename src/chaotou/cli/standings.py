"""`chaotou standings`: where the zone stands against everything it has undertaken, as then known."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from chaotou.cli.arguments import day
from chaotou.cli.house import require_database, wake
from chaotou.cli.language import gettext_noop, language, say
from chaotou.cli.output import print_columns, print_json
from chaotou.core.quantities import show

if TYPE_CHECKING:
    from chaotou.figures.queries.rows import Row, Standings

HEAD = (
    gettext_noop("目标"),
    gettext_noop("年度目标"),
    gettext_noop("累计"),
    gettext_noop("期间"),
    gettext_noop("同比"),
    gettext_noop("完成率"),
    gettext_noop("超欠百分点"),
    gettext_noop("预计全年"),
    gettext_noop("状态"),
)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--as-of", type=day, metavar="DATE", help=say("截至日期，如 2024-08-20"))
    parser.add_argument("--json", action="store_true", help=say("以 JSON 输出"))


def run(args: Namespace) -> int:
    wake()
    require_database()
    from chaotou.figures.export import standings_as_json

    found = _standings(args.as_of)
    if args.json:
        print_json(standings_as_json(found))
    elif found.rows:
        print_columns([say(word) for word in HEAD], map(_row, found.rows))
    else:
        print(say("截至 {day} 还没有目标。").format(day=found.on), file=sys.stderr)
    return 0


def _standings(named: date | None) -> Standings:
    """As then known on a day that is named; else, as the pages open, on the opening day as known now."""
    from django.utils import timezone

    from chaotou.figures.access import SYSTEM
    from chaotou.figures.queries.frame import end_of
    from chaotou.figures.queries.standings import standings
    from chaotou.organization.days import working_day

    now = timezone.now()
    known_at = end_of(named or timezone.localdate(now))
    return standings(SYSTEM, on=named or working_day(now), known_at=known_at)


def _row(row: Row) -> list[str]:
    places = row.indicator.decimals if row.indicator else 0
    percent = row.kind == "growth"
    return [
        row.english if language() == "en" else row.name,
        _percent(row.target) if percent else _amount(row.target, places),
        _latest(row, places),
        str(row.period) if row.period else "—",
        _percent(row.growth),
        _percent(row.attainment),
        _amount(row.lead_points, 2),
        _percent(row.expected) if percent else _amount(row.expected, places),
        str(row.light.english if language() == "en" else row.light.name),
    ]


def _latest(row: Row, places: int) -> str:
    said = _amount(row.latest, places)
    return said + say("（合成）") if row.is_synthetic and row.latest is not None else said


def _amount(value: Decimal | None, places: int) -> str:
    return "—" if value is None else show(value, places)


def _percent(value: Decimal | None) -> str:
    return "—" if value is None else f"{show(100 * value, 1)}%"
