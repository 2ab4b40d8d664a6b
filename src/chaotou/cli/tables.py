"""Tables that commands are given: csv or xlsx, as rows of text."""

from __future__ import annotations

from pathlib import Path

from chaotou.core.issues import Message, Refusal
from chaotou.formats.rows import Rows, read_rows


def read_table(path: Path) -> Rows:
    """The rows of the table in a file; `Refusal` where it cannot be opened or holds none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refusal(
            Message("打不开文件“{file}”：{error}。", {"file": path, "error": error.strerror or error}),
            Message("请核对路径与读取权限。"),
        ) from error
    return read_rows(data, path.name)
