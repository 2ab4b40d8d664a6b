"""The reference index: what COINr read and what it printed, as arrays of subjects by indicators."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from chaotou.core.panel import Floats, Truths

FOLDER = Path(__file__).resolve().parents[3].parent / "shared" / "reference"


@dataclass(frozen=True)
class Node:
    code: str
    level: int
    parent: str
    weight: float
    lower: bool
    denominator: str


@lru_cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file, ordered by subject; the test is skipped where the file is not beside us."""
    if not (FOLDER / name).is_file():
        pytest.skip(f"needs {FOLDER / name}, which is not here")
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: row.get("uCode", ""))


def nodes() -> list[Node]:
    return [
        Node(
            row["iCode"],
            int(row["Level"]),
            row["Parent"],
            float(row["Weight"]),
            row["Direction"] == "-1",
            row["Denominator"],
        )
        for row in rows("asem_meta.csv")
        if row["Level"] != "NA"
    ]


def indicators() -> list[Node]:
    return [node for node in nodes() if node.level == 1]


def lower() -> Truths:
    return np.array([node.lower for node in indicators()])


def table(name: str, codes: list[str] | None = None) -> Floats:
    """The columns of a file; by default the indicators in the order of the metadata."""
    codes = codes or [node.code for node in indicators()]
    return np.array(
        [[float(row[code]) if row[code] != "NA" else np.nan for code in codes] for row in rows(name)]
    )


def column(name: str, code: str) -> list[str]:
    return [row[code] for row in rows(name)]


def denominated() -> Floats:
    """The readings, each over its indicator's denominator where it has one."""
    x = table("asem_data.csv")
    for j, node in enumerate(indicators()):
        if node.denominator != "NA":
            x[:, j] /= table("asem_data.csv", [node.denominator])[:, 0]
    return x


def same(ours: Floats, theirs: Floats) -> bool:
    """Whether every value agrees to 1e-9 of the column's largest."""
    return bool((np.abs(ours - theirs) <= 1e-9 * np.abs(theirs).max(axis=0)).all())
