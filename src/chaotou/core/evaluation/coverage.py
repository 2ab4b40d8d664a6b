"""What a scheme reads against what a table holds: a column nobody filled is said, not scored in silence."""

from __future__ import annotations

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.needs import facts_needed
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.issues import Issue, Level, Message, Place
from chaotou.core.zone.complaints import did_you_mean


def uncovered(scheme: SchemeSpec, facts: Facts, file: str) -> list[Issue]:
    """A warning for each fact that the table has no column for; an error where it has none of them.

    A column of words in the place of a fact is an error too: its figures would all be left out.
    """
    needed = facts_needed(scheme)
    worded = [_worded(name, file) for name in needed if name in facts.labels]
    lacking = [name for name in needed if name not in facts.columns]
    if worded:
        return worded
    if len(lacking) == len(needed):
        return [_none(needed, file)]
    return [_lacking(name, [one for one in facts.names if one not in needed], file) for name in lacking]


def _worded(name: str, file: str) -> Issue:
    message = Message("“{name}”一列多半不是数。", {"name": name})
    return Issue(Level.ERROR, Place(file, 1, name), message, Message("只写数字；没有数就留空，或写明原因。"))


def _none(needed: tuple[str, ...], file: str) -> Issue:
    message = Message("表 {file} 里没有办法要读的任何一列。", {"file": file})
    return Issue(
        Level.ERROR, Place(file, 1), message, Message("要读的是：{names}。", {"names": "、".join(needed)})
    )


def _lacking(name: str, unread: list[str], file: str) -> Issue:
    message = Message("表里没有“{name}”一列，凡读它的都按缺报计。", {"name": name})
    hint = did_you_mean(name, unread, Message("加上这一列；确实没有就不必理会。"))
    return Issue(Level.WARNING, Place(file, 1, name), message, hint)
