"""How what is typed after a command becomes a value; misuse says how to write it."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

from chaotou.cli.language import say


def day(text: str) -> date:
    """A date written 2024-08-20."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(say("“{text}”不是日期，请写成 2024-08-20。").format(text=text)) from error
