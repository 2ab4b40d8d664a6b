"""Tables that commands are given: csv or xlsx, as rows of text."""

from __future__ import annotations

from pathlib import Path

from chaotou.cli.files import file_bytes
from chaotou.formats.rows import Rows, read_rows


def read_table(path: Path) -> Rows:
    """The rows of the table in a file; `Refusal` where it cannot be opened or holds none."""
    return read_rows(file_bytes(path), path.name)
