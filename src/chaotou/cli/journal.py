"""`chaotou journal verify`: whether every act recorded is still as it was recorded."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chaotou.cli.house import require_database, wake
from chaotou.cli.language import say
from chaotou.cli.output import print_json

if TYPE_CHECKING:
    from chaotou.journal.queries import Verification


def add_arguments(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(required=True, metavar=say("命令"))
    verify = acts.add_parser("verify", help=say("核验操作记录未被改动或删除"))
    verify.add_argument("--json", action="store_true", help=say("以 JSON 输出"))


def run(args: Namespace) -> int:
    wake()
    require_database()
    from chaotou.journal.queries import verify

    result = verify()
    if args.json:
        print_json(_as_json(result))
        return 0 if result.ok else 1
    if result.ok:
        print(say("{count} 条操作记录完整无缺。").format(count=result.count))
        return 0
    broken = say("操作记录自第 {number} 条起不可信：{reason}")
    print(broken.format(number=result.first_broken, reason=result.reason.say(say)), file=sys.stderr)
    return 1


def _as_json(result: Verification) -> dict[str, object]:
    """`entries` hold; `first_broken` is the number of the first that does not, and `reason` why."""
    broken = {"first_broken": result.first_broken, "reason": result.reason.say(say)}
    return {"ok": result.ok, "entries": result.count, **({} if result.ok else broken)}
