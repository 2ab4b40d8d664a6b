"""What needs a process of its own: the national panel's peak of memory, an import's time. Prints JSON."""

from __future__ import annotations

import json
import resource
import sys
from importlib import import_module
from time import perf_counter

ENGINE = ("chaotou.core.evaluation.scoring", "chaotou.core.evaluation.loading")
LIBRARIES = ("numpy", "pydantic", "yaml")
ZONES, MONTHS = 2800, 60
KILOBYTES = 1024


def main() -> None:
    what = sys.argv[1]
    print(json.dumps(panel() if what == "panel" else {"seconds": imported(what)}))


def imported(what: str) -> float:
    started = perf_counter()
    for name in ENGINE if what == "engine" else LIBRARIES:
        import_module(name)
    return perf_counter() - started


def panel() -> dict[str, float]:
    """All zones of the country scored month by month, totals and places kept, from one array of figures."""
    from dataclasses import replace

    import numpy as np

    from bench.evaluation_case import INDICATORS, facts, scheme
    from bench.evaluation_others import by_numpy
    from chaotou.core.evaluation.plan import plan_of
    from chaotou.core.evaluation.scoring import evaluate

    figures = np.random.default_rng(1).uniform(20, 120, (MONTHS, ZONES, INDICATORS)).round(2)
    plan, first = plan_of(scheme()), facts(figures[0])
    started = perf_counter()
    standings = np.empty((MONTHS, 2, ZONES))
    for month, values in enumerate(figures):
        card = evaluate(plan, replace(first, values=values))
        standings[month] = card.totals, card.ranks
    took = perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTES / 1e6
    started = perf_counter()
    plain = np.array([by_numpy(values) for values in figures])
    by_hand = perf_counter() - started
    assert np.array_equal(plain[:, 1], standings[:, 1])
    return {"seconds": took, "by_hand": by_hand, "peak": peak}


if __name__ == "__main__":
    main()
