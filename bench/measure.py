"""Timing: the median of several runs, one after another as a server meets them."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Result:
    """One line of the table; `ratio` is how many times it beats its baseline (above 1 is better)."""

    median: float
    unit: str
    runs: int
    baseline: str
    ratio: float

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"median": round(self.median, 4), "ratio": round(self.ratio, 3)}


def seconds(act: Callable[[], object], runs: int) -> float:
    """The median seconds of `runs` runs of `act`; garbage of what went before is collected first.

    Not before each run: walking through all that is in memory leaves the processor's caches cold, as no
    server's are between two requests.
    """
    gc.collect()
    return median(_once(act) for _ in range(runs))


def _once(act: Callable[[], object]) -> float:
    started = perf_counter()
    act()
    return perf_counter() - started
