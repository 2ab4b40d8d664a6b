"""The zone's directory as last read: loaded once, read again when one of its files changes."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import monotonic

from django.conf import settings

from chaotou.core.issues import Issue, Message, Refusal, errors
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.specs import Zone

log = logging.getLogger(__name__)

Marks = tuple[tuple[str, int, int], ...]

LOOK_AGAIN = 1.0
"""Seconds for which the files are taken to be as they were: looking at all of them takes a millisecond."""

_lock = Lock()
_kept: dict[Path, _Kept] = {}


@dataclass(frozen=True)
class _Kept:
    """A zone, the marks of its files, and when they were looked at (seconds of the process's own clock)."""

    zone: Zone
    marks: Marks
    looked: float
    edition: str


def zone() -> Zone:
    """The zone this deployment serves (settings.ZONE).

    Refusal where its directory was never readable; a later change that does not hold is logged, and the
    zone as it was goes on being served until the file is mended.
    """
    return _served().zone


def edition(held: Zone) -> str:
    """Which edition of the zone's files `held` was read from; "" where it is no longer the one served."""
    served = _served()
    return served.edition if served.zone is held else ""


def _served() -> _Kept:
    directory, now = Path(settings.ZONE), monotonic()
    kept = _kept.get(directory)
    if kept and now - kept.looked < LOOK_AGAIN:
        return kept
    with _lock:
        marks, kept = _marks(directory), _kept.get(directory)
        same = kept is not None and kept.marks == marks
        found = kept.zone if kept and same else _read(directory, kept.zone if kept else None)
        edition = kept.edition if kept and same else sha256(repr(marks).encode()).hexdigest()
        _kept[directory] = served = _Kept(found, marks, now, edition)
        return served


def _marks(directory: Path) -> Marks:
    files = sorted(path for path in directory.rglob("*") if path.is_file())
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path in files for stat in [path.stat()])


def _read(directory: Path, before: Zone | None) -> Zone:
    loaded = load_zone(directory)
    found, issues = loaded.zone, loaded.issues
    faults = errors(issues)
    if found is not None and not faults:
        return found
    if before is None:
        raise Refusal(_first(faults), Message("请运行 chaotou check 查看全部问题。"))
    for fault in faults:
        log.error("%s: %s", fault.place, fault.message)
    return before


def _first(faults: list[Issue]) -> Message:
    first = faults[0]
    values = {"count": len(faults), "place": str(first.place), "message": first.message}
    return Message("开发区目录有 {count} 处错误，第一处：{place} {message}", values)
