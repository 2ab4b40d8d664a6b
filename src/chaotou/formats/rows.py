"""A table somebody hands in, csv or a workbook, as rows of text."""

from __future__ import annotations

import csv
from io import StringIO

from chaotou.core.blocks import Table
from chaotou.core.issues import Message, Refusal
from chaotou.formats.plain import decode
from chaotou.formats.reading import read_document

Rows = list[list[str]]


def read_rows(data: bytes, name: str) -> Rows:
    """The rows of a csv file, or of the first table of a workbook; `Refusal` where there is none."""
    if name.lower().endswith(".csv"):
        return list(csv.reader(StringIO(decode(data, name), newline="")))
    tables = [block for block in read_document(data, name).blocks if isinstance(block, Table)]
    if not tables:
        raise Refusal(Message("文件“{file}”里没有表。", {"file": name}), Message("给出 csv 或 xlsx 数据表。"))
    return [list(row) for row in tables[0].rows]
