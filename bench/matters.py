"""Lists, standing counts and a tick over 1,000,000 matters, on both databases, against what is asked."""

from __future__ import annotations

from bench.apart import measured, on_both
from bench.matters_once import RUNS
from bench.measure import Result

LIST, STANDING, TICK = 10, 50, 20_000
"""Milliseconds asked of a list, of the standing counts, of a tick over all."""


def run() -> dict[str, Result]:
    return on_both(_of)


def _of(name: str, database: str) -> dict[str, Result]:
    found = measured("matters_once", database)
    pages = {f"matters_{page}_{name}": _page(page, took) for page, took in found["pages"].items()}
    ticks = {f"matters_tick_{part}_{name}": _against(TICK, took, 1) for part, took in found["tick"].items()}
    return pages | ticks


def _page(page: str, took: float) -> Result:
    return _against(STANDING if page.startswith("standing") else LIST, took, RUNS)


def _against(asked: int, took: float, runs: int) -> Result:
    return Result(1000 * took, "ms", runs, f"asked: {asked} ms", asked / (1000 * took))
