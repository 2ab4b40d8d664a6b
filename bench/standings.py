"""A million observations read from SQLite and the standings of 230 zones, against plain Python."""

from __future__ import annotations

import sqlite3
from datetime import date

import numpy as np

from bench.measure import Result, seconds
from bench.world import FIRST_YEAR, INDICATORS, YEARS, ZONES
from chaotou.core.panel import Panel
from chaotou.core.periods import Period
from chaotou.core.standings import Series, Target, standings_of
from chaotou.core.zone.vocabulary import TargetKind

RUNS = 5
ON = date(2024, 12, 20)
MONTHS = 12 * YEARS
TARGET = Target(TargetKind.LEVEL, Period.year(2024), 120.0)
NAMES = tuple(map(str, range(ZONES)))
ROW = np.dtype([("indicator", "i8"), ("body", "i8"), ("month", "i8"), ("value", "f8")])


def run() -> dict[str, Result]:
    store = _store()
    load, plain = seconds(lambda: _panel(store), RUNS), seconds(lambda: _plain(store), RUNS)
    panel = _panel(store)
    ask, singly = seconds(lambda: _ask(panel), RUNS), seconds(lambda: _ask_singly(panel), 1)
    return {
        "standings_load_1m": Result(1000 * load, "ms", RUNS, "the same rows into Python dicts", plain / load),
        "standings_230_zones": Result(1000 * ask, "ms", RUNS, "the same, a zone at a time", singly / ask),
    }


def _store() -> sqlite3.Connection:
    store = sqlite3.connect(":memory:")
    store.execute("CREATE TABLE observation (indicator INT, body INT, month INT, value REAL)")
    random = np.random.default_rng(1)
    single = random.uniform(5, 15, (INDICATORS, ZONES, YEARS, 12))
    levels = single.cumsum(axis=3).reshape(INDICATORS, ZONES, MONTHS)
    rows = ((i, b, FIRST_YEAR * 12 + m, float(levels[i, b, m])) for i, b, m in np.ndindex(levels.shape))
    store.executemany("INSERT INTO observation VALUES (?, ?, ?, ?)", rows)
    return store


def _rows(store: sqlite3.Connection) -> sqlite3.Cursor:
    return store.execute("SELECT indicator, body, month, value FROM observation")


def _panel(store: sqlite3.Connection) -> Panel:
    rows = np.fromiter(_rows(store), dtype=ROW)
    places = {"indicator_index": rows["indicator"], "indicators": INDICATORS, "first": FIRST_YEAR * 12}
    return Panel.from_rows(rows["body"], rows["month"], rows["value"], bodies=NAMES, months=MONTHS, **places)


def _plain(store: sqlite3.Connection) -> dict[tuple[int, int, int], float]:
    return {(indicator, body, month): value for indicator, body, month, value in _rows(store)}


def _ask(panel: Panel) -> None:
    for number in range(INDICATORS):
        standings_of(Series(panel.indicator(number)), TARGET, ON)


def _ask_singly(panel: Panel) -> None:
    for zone in range(ZONES):
        values, state = panel.values[:, zone : zone + 1], panel.state[:, zone : zone + 1]
        _ask(Panel(NAMES[:1], panel.first, values, state))
