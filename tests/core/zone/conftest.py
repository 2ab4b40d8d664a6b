"""A copy of the demonstration zone that a test may break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[3] / "zones" / "demo"

Edit = Callable[[str, str, str], int]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The demonstration zone without its long tables."""
    target = tmp_path / "zone"
    shutil.copytree(DEMO, target, ignore=shutil.ignore_patterns("reports", "synthetic_*", "*.py"))
    return target


@pytest.fixture
def edit(copy: Path) -> Edit:
    """Replaces the first `old` of a file by `new`; returns the line, from 1."""

    def replaced(file: str, old: str, new: str) -> int:
        path = copy / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return replaced


@pytest.fixture
def observe(copy: Path) -> Callable[..., int]:
    """Appends lines to a table of observations; returns the number of the first."""

    def appended(*lines: str) -> int:
        path = copy / "observations" / "local.csv"
        text = path.read_text(encoding="utf-8")
        path.write_text(text + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        return text.count("\n") + 1

    return appended
