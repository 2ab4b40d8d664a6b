"""The command `chaotou`. Exit status: 0 fine, 1 refused with reasons, 2 misuse."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from chaotou import __version__
from chaotou.cli import check, demo, journal, read, run, standings, tick
from chaotou.cli.language import say
from chaotou.core.issues import Refusal

COMMANDS = (demo, run, check, read, standings, tick, journal)


def main(arguments: Sequence[str] | None = None) -> int:
    args = _parser().parse_args(arguments)
    try:
        status: int = args.run(args)
    except Refusal as refusal:
        print(refusal.say(say), file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="chaotou", description=say("潮头：经济技术开发区的工作平台"))
    parser.add_argument("--version", action="version", version=f"chaotou {__version__}")
    commands = parser.add_subparsers(required=True, metavar=say("命令"))
    for module in COMMANDS:
        module.add_to(commands)
    return parser


