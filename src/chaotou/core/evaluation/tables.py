"""Facts from a table of text: wide, a column for each fact, or long, a row for each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

import numpy as np

from chaotou.core.evaluation.facts import Facts, Side, When, fact_name
from chaotou.core.issues import Issue, Level, Message, Place, Refusal
from chaotou.core.naming import Listed
from chaotou.core.panel import Codes, Floats, State
from chaotou.core.periods import Period
from chaotou.core.zone.vocabulary import Missing

SUBJECT = ("subject", "uCode", "code", "对象", "单位", "代码")
TITLE = ("name", "uName", "名称")
LONG = ("subject", "indicator", "value")
EMPTY = ("", "NA", "NaN", "N/A", "n/a", "-", "—", "null")
STATES = {
    Missing.NOT_REPORTED.value: State.NOT_REPORTED,
    Missing.NOT_APPLICABLE.value: State.NOT_APPLICABLE,
    Missing.EXEMPT.value: State.EXEMPT,
    "缺报": State.NOT_REPORTED,
    "不适用": State.NOT_APPLICABLE,
    "豁免": State.EXEMPT,
}

Rows = Sequence[Sequence[str]]


def facts_of(rows: Rows, file: str, period: Period | None = None) -> tuple[Facts, list[Issue]]:
    """The facts of a table whose first row is its head, and what is wrong with single cells.

    A long table has the columns subject, indicator, value, and may have period, growth, target, whole,
    mark. `Refusal` for a table without a column of subjects, or without rows.
    """
    if not any(map(_has_text, rows[1:])):
        raise Refusal(
            Message("表 {file} 没有数据行。", {"file": file}), Message("第一行写表头，以下每行一条。")
        )
    head = [cell.strip() for cell in rows[0]]
    if set(LONG) <= set(head):
        return _long(head, rows[1:], file, period)
    return _wide(head, rows[1:], file, period)


def _has_text(row: Sequence[str]) -> bool:
    return any(cell.strip() for cell in row)


def _records(head: list[str], rows: Rows) -> Iterator[tuple[int, dict[str, str]]]:
    """Every row that is not empty with its line, cells by their head; cells left off a row are empty."""
    for line, row in enumerate(rows, start=2):
        if _has_text(row):
            cells = [cell.strip() for cell in row[: len(head)]]
            yield line, dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=True))


def _wide(head: list[str], rows: Rows, file: str, period: Period | None) -> tuple[Facts, list[Issue]]:
    key = next((name for name in SUBJECT if name in head), None)
    if key is None:
        raise Refusal(
            Message("表 {file} 没有对象一列。", {"file": file}),
            Message("给对象代码那一列的表头写 subject（或 对象、单位）。"),
        )
    _refuse_repeated(head, file)
    records = list(_records(head, rows))
    lines = [line for line, _ in records]
    subjects = [record[key] for _, record in records]
    issues = [*_twice(subjects, lines, file)]
    columns: dict[str, list[tuple[float, State]]] = {}
    labels: dict[str, tuple[str, ...]] = {}
    for name in head:
        if name in ("", key):
            continue
        texts = [record[name] for _, record in records]
        if _is_text(texts):
            labels[name] = tuple(texts)
            continue
        cells = [_cell(text) for text in texts]
        bad = [at for at, cell in enumerate(cells) if cell is None]
        issues += [_bad(Place(file, lines[at], name), texts[at]) for at in bad]
        columns[name] = [cell or (np.nan, State.NOT_REPORTED) for cell in cells]
    titles = next((labels[name] for name in TITLE if name in labels), tuple(subjects))
    return _made(subjects, columns, labels, dict(zip(subjects, titles, strict=True)), period), issues


def _refuse_repeated(head: list[str], file: str) -> None:
    repeated = sorted({name for name in head if name and head.count(name) > 1})
    if repeated:
        raise Refusal(
            Message("表 {file} 的表头重复：{names}。", {"file": file, "names": "、".join(repeated)}),
            Message("每一列的表头只能出现一次。"),
        )


def _twice(subjects: list[str], lines: list[int], file: str) -> Iterator[Issue]:
    """Rows of a subject that has one already, or of none."""
    first: dict[str, int] = {}
    for subject, line in zip(subjects, lines, strict=True):
        if not subject:
            yield _nameless(Place(file, line))
        elif subject in first:
            params = {"subject": subject, "line": first[subject]}
            message = Message("对象“{subject}”已见于第 {line} 行。", params)
            yield Issue(Level.ERROR, Place(file, line), message, Message("每个对象只写一行。"))
        first.setdefault(subject, line)


def _nameless(place: Place) -> Issue:
    message = Message("这一行没有写对象。")
    return Issue(Level.ERROR, place, message, Message("在对象一列写上它的代码，或删去这一行。"))


def _is_text(texts: Sequence[str]) -> bool:
    """Whether a column holds words: fewer than half of what is written in it are numbers or reasons."""
    written = [text for text in texts if text not in EMPTY]
    return bool(written) and sum(_cell(text) is not None for text in written) * 2 < len(written)


def _cell(text: str) -> tuple[float, State] | None:
    """A number, or the reason there is none; None for what is neither."""
    if text in EMPTY:
        return np.nan, State.NOT_REPORTED
    if text in STATES:
        return np.nan, STATES[text]
    try:
        number = Decimal(text.replace(",", "").replace("−", "-").removesuffix("%"))
    except InvalidOperation:
        return None
    return (float(number), State.REPORTED) if number.is_finite() else None


def _bad(place: Place, text: str) -> Issue:
    message = Message("“{name}”应是数，现在是“{given}”。", {"name": place.path, "given": text})
    hint = Message(
        "只写数字；没有数就留空，或写 not_reported、not_applicable、exempt（缺报、不适用、豁免）。"
    )
    return Issue(Level.ERROR, place, message, hint)


def _long(head: list[str], rows: Rows, file: str, period: Period | None) -> tuple[Facts, list[Issue]]:
    _refuse_repeated(head, file)
    subjects: dict[str, None] = {}
    cells: dict[tuple[str, str], tuple[float, State]] = {}
    lines: dict[tuple[str, str, str], int] = {}
    issues: list[Issue] = []
    for line, record in _records(head, rows):
        complaints = list(_unusable(record, lines, Place(file, line)))
        when, complaint = _when(record.get("period", ""), period, Place(file, line, "period"))
        issues += [*complaints, *complaint]
        if complaints:
            continue
        subjects.setdefault(record["subject"])
        for one in when:
            issues += _figures(record, one, Place(file, line), cells)
    if period is None:
        _refuse_several_periods({when for _, _, when in lines}, file)
    names = list(dict.fromkeys(name for _, name in cells))
    nothing = (np.nan, State.NOT_REPORTED)
    columns = {name: [cells.get((subject, name), nothing) for subject in subjects] for name in names}
    return _made(list(subjects), columns, {}, {}, period), issues


def _unusable(
    record: dict[str, str], lines: dict[tuple[str, str, str], int], place: Place
) -> Iterator[Issue]:
    """Why a row cannot be taken: no subject, no indicator, or a row of the same before."""
    if not record["subject"]:
        yield _nameless(place)
        return
    if not record["indicator"]:
        yield Issue(
            Level.ERROR, place, Message("这一行没有写指标。"), Message("在 indicator 一列写上指标代码。")
        )
        return
    assert place.line is not None
    key = record["subject"], record["indicator"], record.get("period", "")
    if lines.setdefault(key, place.line) != place.line:
        params = {"subject": key[0], "indicator": key[1], "line": lines[key]}
        message = Message("“{subject}”的“{indicator}”同一期已见于第 {line} 行。", params)
        yield Issue(Level.ERROR, place, message, Message("同一对象同一指标同一期只写一行。"))


def _refuse_several_periods(periods: set[str], file: str) -> None:
    if len(periods - {""}) > 1:
        params = {"file": file, "periods": Listed(tuple(sorted(periods - {""})))}
        raise Refusal(
            Message("表 {file} 里有几个期间的数：{periods}。", params),
            Message("用 --period 写明考评哪一期。"),
        )


def _figures(
    record: dict[str, str], when: When, place: Place, cells: dict[tuple[str, str], tuple[float, State]]
) -> list[Issue]:
    """A row's figure and what stands beside it, put into `cells`."""
    issues = []
    for key, side in {"value": None, **{side.value: side for side in Side}}.items():
        if key not in record or (record[key] in EMPTY and side is not None):
            continue
        cell = _cell(record[key])
        if cell is None:
            issues.append(_bad(Place(place.file, place.line, key), record[key]))
            continue
        cells[record["subject"], fact_name(record["indicator"], side, when)] = cell
    return issues


def _when(text: str, period: Period | None, place: Place) -> tuple[list[When], list[Issue]]:
    """What a row's period is, seen from the run's; nothing for one the run does not look at."""
    if not text or period is None:
        return [When.THIS], []
    try:
        found = Period.parse(text)
    except Refusal as refusal:
        return [], [Issue(Level.ERROR, place, refusal.message, refusal.hint)]
    seen = ((When.THIS, period), (When.PREVIOUS, period.previous()), (When.YEAR_AGO, period.same_last_year()))
    return [when for when, one in seen if one == found], []


def _made(
    subjects: list[str],
    columns: dict[str, list[tuple[float, State]]],
    labels: dict[str, tuple[str, ...]],
    titles: dict[str, str],
    period: Period | None,
) -> Facts:
    shape = (len(subjects), len(columns))
    values: Floats = np.array([[value for value, _ in one] for one in columns.values()], dtype=np.float64)
    states: Codes = np.array([[int(why) for _, why in one] for one in columns.values()], dtype=np.int8)
    return Facts(
        tuple(subjects),
        tuple(columns),
        values.T.reshape(shape),
        states.T.reshape(shape),
        labels,
        titles,
        elapsed=1.0 if period is None else period.latest_month / 12,
        year=None if period is None else period.latest_year,
    )
