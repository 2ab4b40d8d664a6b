"""`chaotou read FILE`: the claims of a report, without a database."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from chaotou.cli.files import file_bytes
from chaotou.cli.language import say
from chaotou.cli.output import print_columns, print_json
from chaotou.core.intake import Claim, read
from chaotou.core.intake.contradictions import contradictions
from chaotou.core.zone.words import zone_lexicon
from chaotou.formats import read_document
from chaotou.web.environment import zone_directory

SIGNS = {"at_least": "≥", "at_most": "≤", "about": "≈"}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=say("txt、md、docx、pdf 或 xlsx 文件"))
    parser.add_argument("--year", type=int, help=say("文中未写年份时按此年理解"))
    parser.add_argument("--zone", type=Path, help=say("开发区目录，取其词表"))
    parser.add_argument("--json", action="store_true", help=say("以 JSON 输出"))


def run(args: Namespace) -> int:
    text = read_document(file_bytes(args.file), args.file.name).text()
    claims = read(text, zone_lexicon(args.zone or zone_directory()), year=args.year)
    if args.json:
        print_json({"claims": [claim.as_json() for claim in claims], "findings": _findings(claims, text)})
    else:
        _print(claims, text)
    return 0


def _print(claims: Sequence[Claim], text: str) -> None:
    if not claims:
        print(say("没有读出数据或目标。"), file=sys.stderr)
        return
    head = [say("类别"), say("指标"), say("期间"), say("数值"), say("同比"), say("原文")]
    print_columns(head, map(_row, claims))
    for finding in contradictions(claims, text):
        print(finding.message.say(say))


def _findings(claims: Sequence[Claim], text: str) -> list[dict[str, object]]:
    return [
        {"code": str(finding.code), "message": finding.message.say(say), "places": finding.places}
        for finding in contradictions(claims, text)
    ]


def _row(claim: Claim) -> list[str]:
    growth = "" if claim.growth_pct is None else f"{claim.growth_pct:f}%"
    return [
        say("目标") if claim.kind == "target" else say("实绩"),
        claim.indicator,
        str(claim.period or claim.period_text or ""),
        _value(claim) if claim.value is not None else _rank(claim),
        growth if claim.value is not None else _bounded(growth, claim.bound),
        claim.quote,
    ]


def _value(claim: Claim) -> str:
    if claim.bound == "rank_at_most":
        return say("前{rank}位").format(rank=f"{claim.value:f}")
    return _bounded(f"{claim.value:f}{claim.unit or ''}", claim.bound)


def _rank(claim: Claim) -> str:
    return "" if claim.rank is None else say("第{rank}位").format(rank=claim.rank)


def _bounded(said: str, bound: str) -> str:
    """≥80个: a number with the bound that the text sets."""
    if said and bound == "estimated":
        return f"{say('预计')} {said}"
    return SIGNS.get(bound, "") + said if said else ""
