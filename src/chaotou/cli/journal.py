"""`chaotou journal verify`: whether every act recorded is still as it was recorded."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from chaotou.cli.house import require_database, wake
from chaotou.cli.language import say


def add_to(commands: Any) -> None:
    parser = commands.add_parser("journal", help=say("操作记录"))
    acts = parser.add_subparsers(required=True, metavar=say("命令"))
    verify = acts.add_parser("verify", help=say("核验操作记录未被改动或删除"))
    verify.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
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
