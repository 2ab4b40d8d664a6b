"""Tables flattened to lines (tabs or bars): the header says what each column holds, each row is one
indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chaotou.core.intake.clauses import Span
from chaotou.core.intake.drafts import Draft, State
from chaotou.core.intake.layout import Line
from chaotou.core.intake.numerals import number
from chaotou.core.intake.periods_in_text import mentions
from chaotou.core.intake.times import year_of
from chaotou.core.periods import Period

_COLUMNS = (
    ("unit", re.compile("单位")),
    ("growth", re.compile("增长|同比|增速|增幅|±")),
    ("completion", re.compile("完成率|占目标|占计划|完成比例|完成进度|占年度|完成目标")),
    ("rank", re.compile("位次|排名|名次")),
    ("target", re.compile("目标|计划|任务")),
    ("name", re.compile("指标|名称|项目$")),
    ("ordinal", re.compile("序号|编号")),
    ("value", re.compile("累计|本月|当月|本期|实绩|完成|数值|总量|绝对|实际|全年|年|月|季度|数$|额$")),
)
_CELL = re.compile(r"[^|\t]+")
_RULE = re.compile(r"[\s|:\-\t]+")
_NUMBER = re.compile(r"(-?[\d,]+(?:\.\d+)?)(%|[\u4e00-\u9fff]{0,4})")


@dataclass(frozen=True)
class Cell:
    text: str
    span: Span


def cells(line: Line) -> list[Cell]:
    """The cells of a table row; fewer than two where the line is no row."""
    found = [
        Cell(m.group(), Span(line.start + m.start(), line.start + m.end())) for m in _CELL.finditer(line.text)
    ]
    return found if "\t" in line.text or line.text.count("|") > 1 else []


def header(row: Sequence[Cell]) -> list[str] | None:
    """What each column holds, if this row is a table's header."""
    kinds = [next((kind for kind, words in _COLUMNS if words.search(cell.text)), "") for cell in row]
    return kinds if "name" in kinds and {"value", "target", "growth"} & set(kinds) else None


def read_table(state: State, lines: Sequence[Line]) -> int:
    """Read the table that begins at the first line; how many lines it takes, 0 where there is none."""
    first = cells(lines[0]) if lines else []
    kinds = header(first) if len(first) > 1 else None
    if kinds is None:
        return 0
    taken = 1
    for line in lines[1:]:
        row = cells(line)
        if not row and not _RULE.fullmatch(line.text):
            break
        if len(row) == len(kinds) and not _RULE.fullmatch(line.text):
            _read_row(state, kinds, first, row, Span(line.start, line.start + len(line.text)))
        taken += 1
    return taken


def _read_row(
    state: State, kinds: Sequence[str], head: Sequence[Cell], row: Sequence[Cell], whole: Span
) -> None:
    name = next(cell.text for kind, cell in zip(kinds, row, strict=True) if kind == "name")
    name = re.sub(r"^(?:[一二三四五六七八九十]+、|\d+[.、]|#|其中:)", "", name)
    unit = next((cell.text for kind, cell in zip(kinds, row, strict=True) if kind == "unit"), "")
    latest: Draft | None = None
    for kind, title, cell in zip(kinds, head, row, strict=True):
        found = _NUMBER.fullmatch(cell.text)
        if found is None or kind in ("", "name", "unit", "ordinal") or not name:
            continue
        if kind in ("growth", "rank") and latest is not None:
            _added(latest, kind, found)
            continue
        latest = _drafted(state, name, kind, found, unit or _unit_in(title.text), title, cell, whole)


def _added(draft: Draft, kind: str, found: re.Match[str]) -> None:
    value = number(found[1])
    if kind == "growth":
        draft.growth = value
    elif value is not None:
        draft.rank = int(value)


def _drafted(
    state: State, name: str, kind: str, found: re.Match[str], unit: str, title: Cell, cell: Cell, whole: Span
) -> Draft:
    draft = Draft("target" if kind == "target" else "actual", name, cell.span, whole, entity=state.body())
    draft.period, draft.period_text = state.period, state.period_text
    year = year_of(state.period) or state.document_year
    if kind == "target" and year is not None and re.search("年度|全年|年", title.text):
        draft.period = Period.year(year)
    for mention in mentions(title.text):
        draft.period = mention.period(state.document_year, year_of(state.period)) or draft.period
    value = number(found[1])
    if kind == "growth":
        draft.growth = value
    elif kind == "rank":
        draft.rank = int(value) if value is not None else None
    else:
        draft.value, draft.unit = value, found[2] or unit or None
    if kind == "completion":
        draft.facet, draft.unit, draft.plan = "completion", "%", "年度目标"
    state.drafts.append(draft)
    return draft


def _unit_in(title: str) -> str:
    """The unit in a column's title: 累计(亿元)."""
    found = re.search(r"[(]([^()]{1,6})[)]", title)
    return found[1] if found else ""
