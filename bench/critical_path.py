"""The critical path of 5,000 and 20,000 activities of two links each, against NetworkX's topological pass."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import process_time

import networkx
import numpy as np

from bench.measure import Result
from chaotou.core.projects.schedule import Network, schedule

RUNS = 7
SIZES = {"critical_path_5k": 5_000, "critical_path_20k": 20_000}


def run() -> dict[str, Result]:
    return {name: _result(_rows(size)) for name, size in SIZES.items()}


def _result(rows: Network) -> Result:
    own = _milliseconds(lambda: _own(rows), RUNS)
    other = _milliseconds(lambda: _networkx(rows), 3)
    assert _own(rows) == _networkx(rows)
    return Result(own, "ms", RUNS, "the passes over NetworkX's topological sort", other / own)


def _milliseconds(act: Callable[[], object], runs: int) -> float:
    """The median processor time: other work on the machine does not count."""
    return 1000 * median(_once(act) for _ in range(runs))


def _once(act: Callable[[], object]) -> float:
    gc.collect()
    started = process_time()
    act()
    return process_time() - started


def _rows(size: int) -> Network:
    """Each activity waits for two of the thirty before it, by all four relations; codes are shuffled."""
    random = np.random.default_rng(1)
    after = np.repeat(np.arange(1, size), 2)
    before = np.maximum(after - random.integers(1, 31, len(after)), 0)
    place = random.permutation(size)
    kinds, lags = random.integers(0, 4, len(after)), random.integers(-2, 5, len(after))
    codes = tuple(f"node_{n}" for n in range(size))
    return Network(codes, random.integers(1, 30, size), place[before], place[after], kinds, lags)


def _own(rows: Network) -> tuple[int, int]:
    """From the bare rows each time: the order, both passes, float and critical path."""
    found = schedule(Network(rows.codes, rows.days, rows.before, rows.after, rows.relation, rows.lag))
    assert found.critical_path()
    return found.end, int(found.total_float.sum())


def _networkx(rows: Network) -> tuple[int, int]:
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(len(rows.codes)))
    for before, after, weight in zip(
        rows.before.tolist(), rows.after.tolist(), rows.weight.tolist(), strict=True
    ):
        held = graph.get_edge_data(before, after, {"weight": weight})
        graph.add_edge(before, after, weight=max(weight, held["weight"]))
    order, days = list(networkx.topological_sort(graph)), rows.days.tolist()
    start = dict.fromkeys(order, 0)
    for node in order:
        for follower, edge in graph[node].items():
            start[follower] = max(start[follower], start[node] + edge["weight"])
    end = max(start[node] + days[node] for node in order)
    latest = {node: end - days[node] for node in order}
    for node in reversed(order):
        for follower, edge in graph[node].items():
            latest[node] = min(latest[node], latest[follower] - edge["weight"])
    return end, sum(latest[node] - start[node] for node in order)
