"""`chaotou read FILE`: the claims of a report, without a database."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from chaotou.cli.language import say
from chaotou.cli.output import print_columns, print_json
from chaotou.core.intake import Claim, read
from chaotou.core.intake.contradictions import contradictions
from chaotou.core.issues import Message, Refusal
from chaotou.core.zone.words import zone_lexicon
from chaotou.formats import read_document
from chaotou.web.environment import zone_directory


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
        print_columns(
            [say("类别"), say("指标"), say("期间"), say("数值"), say("同比"), say("原文")], map(_row, claims)
        )
        for finding in contradictions(claims, text):
            print(finding.message.say(say))
    return 0


def file_bytes(path: Path) -> bytes:
    """The bytes of a file named on the command line; `Refusal` where it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal(
            Message("打不开文件“{file}”：{error}。", {"file": path, "error": error.strerror or error}),
            Message("请核对路径与读取权限。"),
        ) from error


def _findings(claims: Sequence[Claim], text: str) -> list[dict[str, object]]:
    return [
        {"code": str(finding.code), "message": finding.message.say(say), "places": finding.places}
        for finding in contradictions(claims, text)
    ]


def _row(claim: Claim) -> list[str]:
    value = "" if claim.value is None else f"{claim.value:f}{claim.unit or ''}"
    growth = "" if claim.growth_pct is None else f"{claim.growth_pct:f}%"
    return [
        say("目标") if claim.kind == "target" else say("实绩"),
        claim.indicator,
        str(claim.period or claim.period_text or ""),
        value,
        growth,
        claim.quote,
    ]
