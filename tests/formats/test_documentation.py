"""`docs/formats.md` keeps up with the limits."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from chaotou.formats.limits import USUAL


def test_every_limit_is_documented_with_its_value() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    missing = [name for name, value in asdict(USUAL).items() if f"| `{name}` | {value:,} |" not in page]
    assert missing == []
