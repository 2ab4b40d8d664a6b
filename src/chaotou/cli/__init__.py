"""The command `chaotou`. Exit status: 0 fine, 1 refused with reasons, 2 misuse."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from chaotou import __version__
from chaotou.cli.language import gettext_noop, say
from chaotou.core.issues import Refusal

COMMANDS = {
    "demo": gettext_noop("载入示例开发区并启动服务"),
    "run": gettext_noop("启动服务"),
    "check": gettext_noop("检查开发区目录，一次列出全部问题"),
    "read": gettext_noop("读一份报告，列出其中的数据与目标"),
    "minutes": gettext_noop("读一份会议纪要，列出议定事项：谁、办什么、何时办完"),
    "standings": gettext_noop("列出各项目标的进展"),
    "projects": gettext_noop("清点项目：签约、开工、竣工"),
    "evaluate": gettext_noop("按考评办法计分、排名、定等次"),
    "schema": gettext_noop("输出考评办法的 JSON Schema，供编辑器提示与核对"),
    "due": gettext_noop("推算期限哪天届满，逐日列出"),
    "password": gettext_noop("给账号设定初始密码"),
    "receive-mail": gettext_noop("收下一封电子邮件，等待登记为事项"),
    "tick": gettext_noop("执行定时工作，可重复运行"),
    "journal": gettext_noop("核验操作记录"),
}
"""Each is a module of this package with `add_arguments` and `run`, imported only when called."""


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    args = _parser(given[0] if given else "").parse_args(given)
    try:
        status: int = args.run(args)
    except Refusal as refusal:
        print(refusal.say(say), file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return status


def _parser(called: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="chaotou", description=say("潮头：经济技术开发区的工作平台"))
    parser.add_argument("--version", action="version", version=f"chaotou {__version__}")
    commands = parser.add_subparsers(required=True, metavar=say("命令"))
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=say(purpose), description=say(purpose))
        if name == called:
            module = import_module(f"chaotou.cli.{name.replace('-', '_')}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser
