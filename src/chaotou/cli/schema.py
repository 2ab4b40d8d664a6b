"""`chaotou schema`: the JSON Schema by which an editor helps to write schemes and worked examples."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from chaotou.cli.language import say
from chaotou.core.evaluation.examples import ExamplesSpec
from chaotou.core.evaluation.schema import as_text, schema_of
from chaotou.core.evaluation.scheme import SchemeSpec


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--examples", action="store_true", help=say("输出算例文件的格式，而不是办法的"))


def run(args: Namespace) -> int:
    sys.stdout.write(as_text(schema_of(ExamplesSpec if args.examples else SchemeSpec)))
    return 0
