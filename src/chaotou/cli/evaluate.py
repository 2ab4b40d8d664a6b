"""`chaotou evaluate SCHEME`: scores, places and grades from a scheme and a table, without a database."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from chaotou.cli.language import gettext_noop, say
from chaotou.cli.output import print_columns, print_issues, print_json
from chaotou.cli.tables import read_table
from chaotou.core.evaluation.coverage import uncovered
from chaotou.core.evaluation.grading import grades
from chaotou.core.evaluation.loading import load_scheme, scheme_files
from chaotou.core.evaluation.results import results_as_json
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.scoring import Scorecard, evaluate
from chaotou.core.evaluation.tables import facts_of
from chaotou.core.issues import Message, Refusal, errors
from chaotou.core.periods import Period
from chaotou.core.quantities import show
from chaotou.web.environment import zone_directory

HEAD = (gettext_noop("位次"), gettext_noop("考评对象"), gettext_noop("得分"), gettext_noop("等次"))
BESIDE = "facts.csv", "facts.xlsx"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("scheme", help=say("考评办法文件，或开发区目录里办法的名称"))
    parser.add_argument("--facts", type=Path, help=say("csv 或 xlsx 数据表；不写则用办法旁边的 facts.csv"))
    parser.add_argument("--period", type=_period, help=say("考评期间，如 2024 或 2024Q3"))
    parser.add_argument("--zone", type=Path, help=say("开发区目录，取其考评办法"))
    parser.add_argument("--json", action="store_true", help=say("以 JSON 输出"))


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except Refusal as refusal:
        raise ArgumentTypeError(refusal.say(say)) from refusal


def run(args: Namespace) -> int:
    path = _file(args.scheme, args.zone or zone_directory())
    loaded = load_scheme(path)
    if loaded.scheme is None:
        print_issues(loaded.issues, sys.stderr)
        return 1
    table = args.facts or _beside(path)
    facts, issues = facts_of(read_table(table), table.name, args.period)
    issues += uncovered(loaded.scheme, facts, table.name)
    print_issues(issues, sys.stderr)
    if errors(issues):
        return 1
    card = evaluate(_in_force(loaded.scheme, args.period), facts)
    if args.json:
        print_json(results_as_json(card))
    else:
        print_columns([say(word) for word in HEAD], _rows(card))
    return 0


def _file(named: str, zone: Path) -> Path:
    """A file by its path, or a scheme of the zone by its name."""
    if Path(named).suffix in (".yaml", ".yml") or Path(named).is_file():
        return Path(named)
    if (Path(named) / "scheme.yaml").is_file():
        return Path(named) / "scheme.yaml"
    known = scheme_files(zone)
    if named not in known:
        raise Refusal(
            Message("没有考评办法“{name}”。", {"name": named}),
            Message("可用的办法：{names}；也可给出办法文件的路径。", {"names": "、".join(known) or "—"}),
        )
    return known[named]


def _beside(path: Path) -> Path:
    found = next((path.parent / name for name in BESIDE if (path.parent / name).is_file()), None)
    if found is None:
        raise Refusal(
            Message("没有数据表。"), Message("用 --facts 给出 csv 或 xlsx 文件，或在办法旁边放 facts.csv。")
        )
    return found


def _in_force(scheme: SchemeSpec, period: Period | None) -> SchemeSpec:
    if period is not None and not scheme.in_force.holds_in(period.latest_year):
        params = {"title": scheme.title, "year": period.latest_year}
        raise Refusal(
            Message("《{title}》对 {year} 年的数据不生效。", params),
            Message("换用当年有效的办法，或改正 in_force。"),
        )
    return scheme


def _rows(card: Scorecard) -> list[list[str]]:
    places = card.scheme.rounding.total
    given = grades(card)
    order = sorted(
        range(len(card.subjects)), key=lambda at: (card.ranks[at] != card.ranks[at], card.ranks[at])
    )
    return [
        [
            "—" if card.ranks[at] != card.ranks[at] else f"{card.ranks[at]:g}",
            card.case.ground.facts.titles.get(card.subjects[at], card.subjects[at]),
            "—"
            if card.totals[at] != card.totals[at]
            else show(card.totals[at], 4 if places is None else places),
            card.scheme.grades[given[at]].name if given[at] >= 0 else "",
        ]
        for at in order
    ]
