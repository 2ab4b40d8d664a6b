"""`chaotou journal verify`: whether every act recorded is still as it was recorded."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from chaotou.cli.house import require_database, wake
from chaotou.cli.language import say


def add_arguments(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(required=True, metavar=say("命令"))
    acts.add_parser("verify", help=say("核验操作记录未被改动或删除"))


def run(args: Namespace) -> int:
    wake()
    require_database()
    from chaotou.journal.queries import verify

    result = verify()
    if result.ok:
        print(say("{count} 条操作记录完整无缺。").format(count=result.count))
        return 0
    broken = say("操作记录自第 {number} 条起不可信：{reason}")
    print(broken.format(number=result.first_broken, reason=result.reason.say(say)), file=sys.stderr)
    return 1
