"""`chaotou projects`: what the register of projects answers without a browser."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from chaotou.cli.house import require_database, wake
from chaotou.cli.language import gettext_noop, language, say
from chaotou.cli.output import print_columns, print_json
from chaotou.core.issues import Message, Refusal
from chaotou.core.periods import Period
from chaotou.core.quantities import as_typed, show

if TYPE_CHECKING:
    from chaotou.core.projects.counting import Tally
    from chaotou.projects.queries.counts import Part

YI = Decimal(100_000_000)
HEAD = (gettext_noop("机构"), gettext_noop("项目数"), gettext_noop("金额（亿元）"))


def add_arguments(parser: ArgumentParser) -> None:
    asked = parser.add_subparsers(required=True, metavar=say("内容"))
    counting = asked.add_parser("count", help=say("数一数到达某阶段的项目"))
    counting.add_argument("--moved-to", required=True, metavar="STAGE", help=say("阶段代码，如 signed"))
    counting.add_argument("--period", required=True, type=_period, help=say("期间，如 2023 或 2024H1"))
    counting.add_argument("--at-least", type=_amount, default=Decimal(0), help=say("计划总投资不低于（元）"))
    counting.add_argument("--below", type=_amount, help=say("计划总投资低于（元）"))
    counting.add_argument("--basis", choices=["reported", "recognized"], default="reported", help=say("口径"))
    counting.add_argument("--scheme", help=say("认定办法代码；不写则用第一个"))
    counting.add_argument("--by-organization", action="store_true", help=say("按单位的成果份额分列"))
    counting.add_argument("--json", action="store_true", help=say("以 JSON 输出"))
    counting.set_defaults(answer=_count)


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except Refusal as refusal:
        raise ArgumentTypeError(refusal.say(say)) from refusal


def _amount(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ArgumentTypeError(say("“{text}”不是数。").format(text=text)) from error


def run(args: Namespace) -> int:
    wake()
    require_database()
    status: int = args.answer(args)
    return status


def _count(args: Namespace) -> int:
    from chaotou.projects.access import SYSTEM
    from chaotou.projects.queries.counts import Wanted, count, lines, parts

    scheme = (args.scheme or _first_scheme()) if args.basis == "recognized" else None
    wanted = Wanted(args.moved_to, args.period, args.at_least, args.below, scheme)
    found = count(SYSTEM, wanted, with_credit=args.by_organization)
    shares = parts(found) if args.by_organization else []
    if args.json:
        codes = list(dict.fromkeys(line.project.code for line in lines(SYSTEM, found)))
        print_json({**_asked(args, scheme), **_answer(found), "projects": codes, **_by_unit(args, shares)})
    else:
        whole = [say("合计"), str(found.count), show(found.total / YI, 2)]
        print_columns([say(word) for word in HEAD], [*map(_line, shares), whole])
    return 0


def _first_scheme() -> str:
    from chaotou.organization.queries import zone

    schemes = zone().recognition
    if not schemes:
        raise Refusal(Message("本区没有认定办法。"), Message("在 recognition.yaml 里写上。"))
    return schemes[0].code


def _asked(args: Namespace, scheme: str | None) -> dict[str, object]:
    return {
        "moved_to": args.moved_to,
        "period": str(args.period),
        "at_least": as_typed(args.at_least),
        "below": None if args.below is None else as_typed(args.below),
        "basis": args.basis,
        "scheme": scheme,
    }


def _answer(found: Tally) -> dict[str, object]:
    """Amounts in yuan as text, so that no program rounds them."""
    return {"count": found.count, "total": as_typed(found.total), "increase": as_typed(found.increase)}


def _by_unit(args: Namespace, shares: list[Part]) -> dict[str, object]:
    if not args.by_organization:
        return {}
    rows = [
        {
            "organization": part.organization.code if part.organization else None,
            "count": as_typed(part.count),
            "total": as_typed(part.total),
        }
        for part in shares
    ]
    return {"organizations": rows}


def _line(part: Part) -> list[str]:
    unit = part.organization
    name = say("没有成果份额") if unit is None else unit.english if language() == "en" else unit.name
    return [name, as_typed(part.count), show(part.total / YI, 2)]
