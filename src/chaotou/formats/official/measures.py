"""The numbers of GB/T 9704-2012 in Word's units: twips (1/20 point), half points and parts of a point."""

from __future__ import annotations

import re

PAGE_MM = (210, 297)
TOP_MM, RIGHT_MM, BOTTOM_MM, LEFT_MM = 37, 26, 35, 28
LINES, CHARACTERS = 22, 28

TITLE, BODY, SMALL, TABLE, WIDE_TABLE = 44, 32, 28, 24, 21
"""Half points: 2号, 3号, 4号, 小四, 五号."""

MARK_TOP_MM = 35
LARGEST_MARK, SMALLEST_MARK = 84, TITLE
RED_RULE_MM, THICK_RULE_MM, THIN_RULE_MM = 0.7, 0.35, 0.25
RED_RULE_GAP = 130
"""Twips between the line above the red rule and the rule: with the air in that line 4 mm from its ink."""

CELL_LINE, CELL_MARGIN, END_LINE = 360, 60, 440
PAGE_NUMBER_FOOT_MM = 25.5
"""Puts the dashes of the page number 7 mm below the text block."""


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


PAGE_WIDTH, PAGE_HEIGHT = map(twips, PAGE_MM)
TEXT_WIDTH = PAGE_WIDTH - twips(LEFT_MM) - twips(RIGHT_MM)
LINE = (PAGE_HEIGHT - twips(TOP_MM) - twips(BOTTOM_MM)) // LINES
"""579 twips or 28.95 points, so that 22 lines fill the text block."""

CLOSER = 10 * BODY - TEXT_WIDTH // CHARACTERS
"""5 twips that each character gives up: 28 of 16 points are 158 mm and the text block has 156."""

_HALF_WIDE = re.compile(r"[ -~]")


def characters(count: float, size: int = BODY) -> int:
    """The width of so many characters of a size in half points, in twips."""
    return round(count * (10 * size - CLOSER))


def width(text: str) -> float:
    """How wide a text is in characters: ASCII counts half."""
    return len(text) - len(_HALF_WIDE.findall(text)) / 2


def eighths(mm: float) -> int:
    """A thickness in 1/8 point, as borders have it."""
    return round(mm * 72 / 25.4 * 8)
