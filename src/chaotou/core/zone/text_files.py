"""The files of a zone directory as text."""

from __future__ import annotations

from pathlib import Path as FilePath

from chaotou.core.issues import Issue, Level, Message, Place


def read_text(path: FilePath, file: str) -> tuple[str | None, list[Issue]]:
    """A file's text, or why it could not be read."""
    try:
        return (path / file).read_bytes().decode("utf-8-sig"), []
    except FileNotFoundError:
        message, hint = Message("缺少文件 {file}。", {"file": file}), Message("可从 zones/demo 抄一份来改。")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = Message("文件不是 UTF-8 编码。")
        hint = Message("可能是 GB18030；请在编辑器里另存为 UTF-8。")
        return None, [Issue(Level.ERROR, Place(file, line), message, hint)]
    except OSError as error:
        message = Message(
            "读不了文件 {file}：{reason}。", {"file": file, "reason": error.strerror or str(error)}
        )
        hint = Message("请查看文件的权限，以及它是不是一个普通文件。")
    return None, [Issue(Level.ERROR, Place(file), message, hint)]
