"""Labels that say who and by when, in brackets, in lines of their own and over a table's columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final


class Field(StrEnum):
    TASK = "task"
    LEAD = "lead"
    HELPERS = "helpers"
    PEOPLE = "people"
    DUE = "due"
    OTHER = "other"


_LABELS: Final = {
    Field.HELPERS: r"(?:配合|协助|协办|协同|参与)(?:单位|部门)?",
    Field.PEOPLE: r"(?:责任|牵头|分管|包案|包保|挂钩|联系)领导|责任人|负责人",
    Field.LEAD: r"(?:责任|牵头|主办|承办|落实|负责|主责|实施)(?:责任)?(?:单位|部门|主体)|牵头|责任|承办",
    Field.DUE: r"(?:完成|办理|办结|整改|落实)(?:时间|日期)|(?:完成|办理|办结|整改|落实)?[时期]限(?:要求)?",
    Field.OTHER: r"(?:督促|督办|督查|监督|验收)(?:责任)?(?:单位|部门|领导|人)|备注",
    Field.TASK: (
        r"(?:工作|议定|重点|任务|落实|交办|具体|督办|解决|整改|推进|下步)*"
        r"(?:事项|任务|内容|工作|措施)(?:名称|内容)?"
    ),
}
_NAMED: Final = {field: words for field, words in _LABELS.items() if field is not Field.TASK}
_LABEL: Final = "|".join(f"(?P<{field}>{words})" for field, words in _NAMED.items())
_ONE: Final = rf"(?:{_LABEL})"
_NEXT: Final = "|".join(_NAMED.values())
_FIELD: Final = re.compile(rf"(?:^|(?<=[;,(])){_ONE}:(?P<value>[^;。()]*?)(?=[,;]?(?:{_NEXT}):|[;。()]|$)")
_BRACKETS: Final = re.compile(r"\((?:[^()]*:[^()]*)\)")


def column(head: str) -> Field | None:
    """What a column of a table of tasks holds, by its head."""
    return next((field for field, words in _LABELS.items() if re.fullmatch(words, head)), None)


def labelled(text: str) -> Iterator[tuple[Field, int, int]]:
    """Each label's field with where its value stands in `text`."""
    for match in _FIELD.finditer(text):
        field = next(field for field in _NAMED if match[field] is not None)
        yield field, match.start("value"), match.end("value")


def brackets(text: str) -> list[tuple[int, int]]:
    """Where brackets stand that hold such labels: (责任单位:…;完成时限:…)."""
    return [m.span() for m in _BRACKETS.finditer(text) if any(labelled(m.group()))]


def is_line_of_fields(text: str) -> bool:
    return _FIELD.match(text) is not None
