"""The four levels of headings: 一、 （一） 1. （1）."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chaotou.core.blocks import Block, Heading
from chaotou.core.intake.numerals import chinese

LEVELS = 4


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with a number before the text of each heading; a higher heading begins the lower ones anew.

    Levels beyond the fourth have no number.
    """
    counts = [0] * LEVELS
    return tuple(_numbered(block, counts) for block in blocks)


def _numbered(block: Block, counts: list[int]) -> Block:
    if not isinstance(block, Heading) or block.level > LEVELS:
        return block
    counts[block.level - 1] += 1
    counts[block.level :] = [0] * (LEVELS - block.level)
    return replace(block, text=number(block.level, counts[block.level - 1]) + block.text)


def number(level: int, count: int) -> str:
    """The number in front of the `count`th heading of a level from 1 to 4."""
    return (f"{chinese(count)}、", f"（{chinese(count)}）", f"{count}.", f"（{count}）")[level - 1]
