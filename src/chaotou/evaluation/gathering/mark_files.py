"""Judges' marks that come with the zone's directory, `marks/SCHEME.csv`: for a demonstration."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from chaotou.core.issues import Message, Refusal
from chaotou.core.periods import Period

FOLDER = "marks"
COLUMNS = ("period", "criterion", "subject", "marks", "synthetic")
SYNTHETIC = {"yes": True, "no": False}


@dataclass(frozen=True)
class MarkLine:
    """What all judges, unnamed, gave one criterion of one subject."""

    period: Period
    criterion: str
    subject: str
    marks: tuple[Decimal, ...]
    is_synthetic: bool


def marks_beside(zone: Path, scheme: str) -> list[MarkLine]:
    """The lines of a scheme's file of marks, none without a file; `Refusal` with the line of a bad one."""
    file = zone / FOLDER / f"{scheme}.csv"
    if not file.is_file():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(_lines(csv.DictReader(lines), f"{FOLDER}/{file.name}"))


def _lines(rows: csv.DictReader[str], file: str) -> Iterator[MarkLine]:
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise Refusal(
            Message("{file} 的表头不对。", {"file": file}),
            Message("第一行应是：{columns}。", {"columns": ",".join(COLUMNS)}),
        )
    for row in rows:
        try:
            marks = tuple(Decimal(mark) for mark in row["marks"].split())
            period, synthetic = Period.parse(row["period"]), SYNTHETIC[row["synthetic"]]
        except (InvalidOperation, KeyError, Refusal, AttributeError) as error:
            raise _bad(file, rows.line_num) from error
        if not all(mark.is_finite() and 0 <= mark <= 100 for mark in marks):
            raise _bad(file, rows.line_num)
        yield MarkLine(period, row["criterion"], row["subject"], marks, synthetic)


def _bad(file: str, line: int) -> Refusal:
    return Refusal(
        Message("{file}:{line} 读不懂。", {"file": file, "line": line}),
        Message("marks 写 0 到 100 的评分，用空格隔开；synthetic 写 yes 或 no。"),
    )
