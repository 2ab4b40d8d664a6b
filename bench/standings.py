"""A million observations read from SQLite and the standings of 230 zones, against plain Python."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
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
Rows = Sequence[tuple[int, int, int, float]]


def run() -> dict[str, Result]:
    store = _store()
    load = seconds(lambda: _panels(_fetched(store)), RUNS)
    plain_load = seconds(lambda: _plain_load(_fetched(store)), RUNS)
    panel, values = _panels(_fetched(store)), _plain_load(_fetched(store))
    ask, plain_ask = seconds(lambda: _ask(panel), RUNS), seconds(lambda: _plain_ask(values), RUNS)
    return {
        "standings_load_1m": Result(1000 * load, "ms", RUNS, "rows into Python dicts", plain_load / load),
        "standings_230_zones": Result(
            1000 * ask, "ms", RUNS, "attainment, pace and gap only, in Python loops", plain_ask / ask
        ),
    }


def _store() -> sqlite3.Connection:
    store = sqlite3.connect(":memory:")
    store.execute("CREATE TABLE observation (indicator INT, body INT, month INT, value REAL)")
    random = np.random.default_rng(1)
    levels = (
        random.uniform(5, 15, (INDICATORS, ZONES, YEARS, 12))
        .cumsum(axis=3)
        .reshape(INDICATORS, ZONES, MONTHS)
    )
    rows = ((i, b, FIRST_YEAR * 12 + m, float(levels[i, b, m])) for i, b, m in np.ndindex(levels.shape))
    store.executemany("INSERT INTO observation VALUES (?, ?, ?, ?)", rows)
    return store


def _fetched(store: sqlite3.Connection) -> Rows:
    return store.execute("SELECT indicator, body, month, value FROM observation").fetchall()


def _panels(rows: Rows) -> Panel:
    indicator, body, month, value = np.array(rows).T
    return Panel.from_rows(
        body, month, value, bodies=NAMES, first=FIRST_YEAR * 12, months=MONTHS,
        indicator_index=indicator, indicators=INDICATORS,
    )  # fmt: skip


def _ask(panel: Panel) -> None:
    for number in range(INDICATORS):
        standings_of(Series(panel.indicator(number)), TARGET, ON)


def _plain_load(rows: Rows) -> dict[tuple[int, int, int], float]:
    return {(indicator, body, month): value for indicator, body, month, value in rows}


def _plain_ask(values: dict[tuple[int, int, int], float]) -> list[tuple[float, float, float]]:
    month, pace, goal = 2024 * 12 + 10, 11 / 12, 120.0
    answers = []
    for indicator in range(INDICATORS):
        for body in range(ZONES):
            done = values[indicator, body, month] / goal
            answers.append((done, 100 * (done - pace), goal - values[indicator, body, month]))
    return answers
