"""The child process that parses one file: a line of JSON and the file come in, one JSON answer goes out.

Run as `python -m chaotou.formats.child` by `chaotou.formats.sandbox` only.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

from chaotou.core.blocks import Document
from chaotou.core.issues import Message, Refusal
from chaotou.formats.limits import Limits
from chaotou.formats.sandbox import GRID, OUT_OF_MEMORY


def main() -> None:
    """Read one request from standard input, answer on standard output."""
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    confine(limits)
    answers = _take_stdout()
    try:
        found = _answer(sys.stdin.buffer.read(), request, limits)
        answer = json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    answers.write(answer)
    answers.flush()


def confine(limits: Limits) -> None:
    """Lower this process's limits: memory, seconds of CPU, no written file, few open ones, no core dump."""
    if sys.platform == "win32":
        return
    import resource

    # macOS knows RLIMIT_AS but refuses to set it; there the other limits must do.
    memory = [(resource.RLIMIT_AS, limits.memory_bytes)] if sys.platform == "linux" else []
    for what, value in (
        *memory,
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _take_stdout() -> BinaryIO:
    """Keep standard output for the answer; what a parser prints goes to standard error."""
    kept = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(kept, "wb")


def _answer(data: bytes, request: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    try:
        return {"found": _found(data, request["kind"], request["name"], limits)}
    except Refusal as refusal:
        return {"refusal": {"message": _packed(refusal.message), "hint": _packed(refusal.hint)}}


def _found(data: bytes, kind: str, name: str, limits: Limits) -> Any:
    if kind in ("photo", "photo to show"):
        from chaotou.formats import photo

        return photo.read(data, name).as_data() if kind == "photo" else photo.to_show(data, name)
    if kind.startswith(GRID):
        return _grid(data, kind.removeprefix(GRID), name, limits)
    return parse(data, kind, name, limits).as_data()


def _grid(data: bytes, kind: str, name: str, limits: Limits) -> Any:
    from chaotou.formats import grid, package

    if kind == "xlsx":
        package.check(data, kind, name, limits, depth=False)
    return grid.read(data, kind, name, limits)


def _packed(message: Message | None) -> dict[str, Any] | None:
    return {"template": message.template, "params": dict(message.params)} if message else None


def parse(data: bytes, kind: str, name: str, limits: Limits) -> Document:
    """Parse in this process. Parsers are imported by need: each costs memory and a tenth of a second."""
    if kind == "pdf":
        from chaotou.formats import pdf

        return pdf.read(data, name, limits)
    if kind == "xls":
        from chaotou.formats import sheet

        return sheet.read_xls(data, name, limits)
    from chaotou.formats import package

    package.check(data, kind, name, limits)
    if kind == "docx":
        from chaotou.formats import word

        return word.read(data, name)
    from chaotou.formats import sheet

    return sheet.read_xlsx(data, name, limits)


if __name__ == "__main__":
    main()
