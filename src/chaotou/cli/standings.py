"""`chaotou standings`: where the zone stands against everything it has undertaken, as then known."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from chaotou.cli.house import require_database, wake
from chaotou.cli.language import say
from chaotou.cli.output import print_columns, print_json


def add_to(commands: Any) -> None:
    parser = commands.add_parser("standings", help=say("列出各项目标的进展"))
    parser.add_argument("--as-of", type=_date, metavar="DATE", help=say("截至日期，如 2024-08-20"))
    parser.add_argument("--json", action="store_true", help=say("以 JSON 输出"))
    parser.set_defaults(run=run)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(say("“{text}”不是日期，请写成 2024-08-20。").format(text=text)) from error


def run(args: argparse.Namespace) -> int:
    wake()
    require_database()
    from django.utils import timezone

    from chaotou.figures.queries import Audience, standings, standings_as_json

    rows = standings_as_json(standings(Audience.system(), on=args.as_of or timezone.localdate()))
    if args.json:
        print_json(rows)
    else:
        columns = ("indicator", "unit", "target", "cumulative", "attainment", "pace", "pace_gap_points", "expected", "light")
        print_columns(columns, ([_cell(row[column]) for column in columns] for row in rows))
    return 0


def _cell(value: object) -> str:
    return "—" if value is None else str(value)
