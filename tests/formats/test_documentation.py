"""`docs/formats.md` keeps up with the limits and the measures."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from chaotou.formats.limits import USUAL
from chaotou.formats.official import measures as m
from chaotou.formats.official.checking import MOST_COLUMNS
from chaotou.formats.official.fonts import FANGSONG, HEITI, KAITI, LATIN, SONGTI, XIAOBIAOSONG

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_every_limit_is_documented_with_its_value() -> None:
    missing = [name for name, value in asdict(USUAL).items() if f"| `{name}` | {value:,} |" not in PAGE]
    assert missing == []


@pytest.mark.parametrize(
    "said",
    [
        f"top {m.TOP_MM}, right {m.RIGHT_MM}, bottom {m.BOTTOM_MM}, left {m.LEFT_MM} mm",
        f"{m.LINES} lines of exactly {m.LINE / 20:g} pt; {m.CHARACTERS} characters,",
        f"each set {m.CLOSER / 20:g} pt closer",
        f"{m.MARK_TOP_MM} mm below the top of the text",
        f"{m.LARGEST_MARK // 2} pt at most and {m.SMALLEST_MARK // 2} pt at least",
        f"| red rule | {m.RED_RULE_MM:g} mm",
        f"rules of {m.THICK_RULE_MM:g} mm outside and {m.THIN_RULE_MM:g} mm inside",
        f"lines of {m.CELL_LINE / 20:g} pt",
        f"more than {MOST_COLUMNS} (Word's limit)",
        *(FANGSONG, HEITI, KAITI, LATIN, SONGTI, XIAOBIAOSONG),
    ],
)
def test_every_measure_and_font_is_documented(said: str) -> None:
    assert said in PAGE
