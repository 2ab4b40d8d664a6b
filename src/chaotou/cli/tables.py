"""Tables that commands are given: csv or xlsx, as rows of text."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from chaotou.core.blocks import Table
from chaotou.core.issues import Message, Refusal
from chaotou.formats import read_document
from chaotou.formats.plain import decode


def read_table(path: Path) -> list[list[str]]:
    """The rows of a csv file, or of the first table of a workbook; `Refusal` where there is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refusal(
            Message("打不开文件“{file}”：{error}。", {"file": path, "error": error.strerror or error}),
            Message("请核对路径与读取权限。"),
        ) from error
    if path.suffix.lower() == ".csv":
        return list(csv.reader(StringIO(decode(data, path.name), newline="")))
    tables = [block for block in read_document(data, path.name).blocks if isinstance(block, Table)]
    if not tables:
        raise Refusal(
            Message("文件“{file}”里没有表。", {"file": path.name}), Message("给出 csv 或 xlsx 数据表。")
        )
    return [list(row) for row in tables[0].rows]
