"""The home page with 200 targets and a million observations, on both databases, against the demo's own."""

from __future__ import annotations

from tools.postgresql import server

from bench.apart import measured
from bench.home_once import RUNS
from bench.measure import Result

BASELINE = "the home page of the demo zone"


def run() -> dict[str, Result]:
    results = _both("sqlite", "sqlite")
    with server() as small, server() as large:
        return results | _both("postgresql", small, large)


def _both(name: str, small: str, large: str = "") -> dict[str, Result]:
    demo = measured("home_once", small, "demo")
    country = measured("home_once", large or small, "country")
    took, asked = country["seconds"], country["queries"]
    return {
        f"home_{name}": Result(1000 * took, "ms", RUNS, BASELINE, demo["seconds"] / took),
        f"home_{name}_queries": Result(asked, "queries", 1, BASELINE, demo["queries"] / asked),
    }
