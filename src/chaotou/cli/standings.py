"""`chaotou standings`: where the zone stands against everything it has undertaken, as then known."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date

from chaotou.cli.house import require_database, wake
from chaotou.cli.language import say
from chaotou.cli.output import print_columns, print_json


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--as-of", type=_date, metavar="DATE", help=say("截至日期，如 2024-08-20"))
    parser.add_argument("--json", action="store_true", help=say("以 JSON 输出"))


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(say("“{text}”不是日期，请写成 2024-08-20。").format(text=text)) from error


def run(args: Namespace) -> int:
    wake()
    require_database()
    from django.utils import timezone

    from chaotou.figures.access import SYSTEM
    from chaotou.figures.export import standings_as_json
    from chaotou.figures.queries.standings import standings

    rows = standings_as_json(standings(SYSTEM, on=args.as_of or timezone.localdate()))
    if args.json:
        print_json(rows)
    else:
        columns = (
            "indicator",
            "unit",
            "target",
            "cumulative",
            "attainment",
            "pace",
            "pace_gap_points",
            "expected",
            "light",
        )
        print_columns(columns, ([_cell(row[column]) for column in columns] for row in rows))
    return 0


def _cell(value: object) -> str:
    return "—" if value is None else str(value)
