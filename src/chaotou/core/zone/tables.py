"""Reads a table of the zone directory (CSV with a header): every row as a spec, every fault with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path as FilePath
from typing import TypeVar

from pydantic import ValidationError

from chaotou.core.issues import Issue, Level, Message, Place
from chaotou.core.zone.complaints import closest, complaints, did_you_mean, keys_of
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.text_files import read_text
from chaotou.core.zone.yaml_text import spelled

S = TypeVar("S", bound=Spec)


def read_table(path: FilePath, file: str, spec: type[S]) -> tuple[list[Entry[S]], list[Issue]]:
    """The rows of `file` in the zone directory at `path`, and what is wrong with them.

    Lines that begin with # above the header are notes.
    """
    text, issues = read_text(path, file)
    if text is None:
        return [], issues
    found = list(_table(text, file, spec))
    rows = [one for one in found if isinstance(one, Entry)]
    return rows, [*issues, *(one for one in found if isinstance(one, Issue))]


def _table(text: str, file: str, spec: type[S]) -> Iterator[Entry[S] | Issue]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        while header and header[0].startswith("#"):
            header = next(reader, [])
        issues = list(_header(header, Place(file, max(1, reader.line_num)), spec))
        yield from issues
        if not issues:
            for cells in reader:
                yield from _row(header, cells, Place(file, reader.line_num), spec)
    except csv.Error as error:
        message = Message("这一行不是完整的 CSV：{reason}。", {"reason": str(error)})
        yield Issue(
            Level.ERROR,
            Place(file, reader.line_num),
            message,
            Message("查看引号是否成对；含逗号的文字要加引号。"),
        )


def _header(header: list[str], place: Place, spec: type[Spec]) -> Iterator[Issue]:
    columns = keys_of(spec)
    otherwise = Message("表头应为：{columns}。", {"columns": ",".join(columns)})
    for name in header:
        if name not in columns:
            message = Message("没有“{name}”这一列。", {"name": name})
            yield Issue(
                Level.ERROR, replace(place, path=name), message, did_you_mean(name, columns, otherwise)
            )
    for name in _required(spec):
        if name not in header and not any(closest(other, [name]) for other in set(header) - set(columns)):
            yield Issue(
                Level.ERROR,
                replace(place, path=name),
                Message("缺少“{name}”这一列。", {"name": name}),
                otherwise,
            )


def _required(spec: type[Spec]) -> list[str]:
    return [key for key, field in spec.model_fields.items() if field.is_required()]


def _row(header: list[str], cells: list[str], place: Place, spec: type[S]) -> Iterator[Entry[S] | Issue]:
    if not any(cell.strip() for cell in cells):
        return
    if len(cells) != len(header):
        params = {"have": len(cells), "want": len(header)}
        message = Message("这一行有 {have} 格，表头有 {want} 格。", params)
        yield Issue(Level.ERROR, place, message, Message("补上或删去逗号；含逗号的文字要加引号。"))
        return
    required = _required(spec)
    given = {key: cell for key, cell in zip(header, cells, strict=True) if cell != "" or key in required}
    try:
        yield Entry(spec.model_validate(given), place.file, place.line or 1, "")
    except ValidationError as error:
        for inner, message, hint in complaints(error, spec):
            yield Issue(Level.ERROR, Place(place.file, place.line, spelled(inner)), message, hint)
