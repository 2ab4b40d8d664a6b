"""What commands print: JSON for programs, aligned columns for people."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TextIO

from chaotou.cli.language import say
from chaotou.core.issues import Issue
from chaotou.core.quantities import json_number


def print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1, default=_plain)
    print()


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return json_number(value)
    return str(value)


def print_issues(issues: Iterable[Issue], to: TextIO | None = None) -> None:
    for issue in issues:
        level = say("错误") if issue.is_error else say("提醒")
        hint = f" {issue.hint.say(say)}" if issue.hint else ""
        print(f"{issue.place}: {level}: {issue.message.say(say)}{hint}", file=to or sys.stdout)


def issue_as_json(issue: Issue) -> dict[str, object]:
    return {
        "level": str(issue.level),
        "file": issue.place.file,
        "line": issue.place.line,
        "path": issue.place.path,
        "message": issue.message.say(say),
        "hint": issue.hint.say(say) if issue.hint else None,
    }


def print_columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table in the terminal; a Chinese character is two columns wide."""
    table = [list(head), *map(list, rows)]
    widths = [max(_width(row[column]) for row in table) for column in range(len(head))]
    for row in table:
        print(
            "  ".join(
                cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
        )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
