"""Parses a file in a child process with limits on memory and time; whatever happens, the caller lives."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from chaotou.core.blocks import Document
from chaotou.core.issues import Message, Refusal
from chaotou.formats.limits import Limits
from chaotou.formats.package import broken

OUT_OF_MEMORY = 3
GRID = "grid of "
_COMMAND = [sys.executable, "-B", "-P", "-m", "chaotou.formats.child"]
_INHERITED = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
# Allocators abort when refused memory, and a watchdog kills with SIGKILL: both mean the file asked too much.
_EXHAUSTED = {OUT_OF_MEMORY, -getattr(signal, "SIGABRT", 6), -getattr(signal, "SIGKILL", 9)}
_log = logging.getLogger(__name__)


def read_apart(data: bytes, kind: str, name: str, limits: Limits) -> Document:
    """The document of a docx, xlsx, xls or pdf; Refusal if the child refused, failed or was stopped."""
    return Document.from_data(asked(data, kind, name, limits))


def asked(data: bytes, kind: str, name: str, limits: Limits) -> Any:
    """What the child makes of a file, as plain data; Refusal if it refused, failed or was stopped."""
    request = json.dumps({"kind": kind, "name": name, "limits": asdict(limits)}).encode()
    try:
        done = subprocess.run(
            _COMMAND, input=request + b"\n" + data, capture_output=True, timeout=limits.wall_seconds,
            env=_environment(), cwd=os.path.abspath(os.sep), check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise _too_slow(name) from error
    return _answer(done, name)


def _environment() -> dict[str, str]:
    """Only what finding the interpreter's modules needs: no secret of the server reaches a parser."""
    kept = {key: os.environ[key] for key in _INHERITED if key in os.environ}
    path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path if entry)
    return kept | {"PYTHONPATH": path, "LANG": "C.UTF-8", "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}


def _answer(done: subprocess.CompletedProcess[bytes], name: str) -> Any:
    if done.returncode == 0:
        return _unpacked(json.loads(done.stdout))
    _log.warning(
        "reading %r ended with %s: %s", name, done.returncode, done.stderr[-2000:].decode(errors="replace")
    )
    if done.returncode in _EXHAUSTED:
        raise _too_heavy(name)
    if done.returncode == -getattr(signal, "SIGXCPU", 24):
        raise _too_slow(name)
    raise broken(name)


def _unpacked(answer: dict[str, Any]) -> Any:
    if refused := answer.get("refusal"):
        message, hint = (Message(**part) if part else None for part in (refused["message"], refused["hint"]))
        assert message
        raise Refusal(message, hint)
    return answer["found"]


def _too_heavy(name: str) -> Refusal:
    message = Message("读“{file}”需要的内存超过上限，已停止。", {"file": name})
    return Refusal(message, Message("请拆成几个较小的文件，或另存为新文件后再上传。"))


def _too_slow(name: str) -> Refusal:
    message = Message("读“{file}”的时间超过上限，已停止。", {"file": name})
    return Refusal(message, Message("请拆成几个较小的文件，或另存为新文件后再上传。"))
