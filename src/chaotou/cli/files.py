"""Files that commands are given: their bytes, or why they cannot be opened."""

from __future__ import annotations

from pathlib import Path

from chaotou.core.issues import Message, Refusal

_WHY: dict[type[OSError], Message] = {
    FileNotFoundError: Message("没有这个文件"),
    PermissionError: Message("没有读取权限"),
    IsADirectoryError: Message("这是目录，不是文件"),
}


def file_bytes(path: Path, most: int = -1) -> bytes:
    """The bytes of a file named on the command line, at most so many; `Refusal` where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        why = _WHY.get(type(error), error.strerror or error)
        raise Refusal(
            Message("打不开文件“{file}”：{error}。", {"file": path, "error": why}),
            Message("请核对路径与读取权限。"),
        ) from error
