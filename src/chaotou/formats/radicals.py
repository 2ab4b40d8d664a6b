"""Characters that look like Chinese ones and are not: many PDFs write ⽉ (a radical) where 月 is meant.

Each is replaced by the character it stands for, one for one, so that offsets hold.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from chaotou.core.blocks import Block, Document, Table

# Unicode gives these no decomposition; the pairs follow its EquivalentUnifiedIdeograph data.
_SUPPLEMENT = "⺝月⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻊足⻋车⻑長⻓长⻔门⻘青⻙韦⻚页"
_SUPPLEMENT += "⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟"


def _pairs() -> Iterator[tuple[int, str]]:
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            yield code, plain
    yield from zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True)


_TABLE = dict(_pairs())


def unified(document: Document) -> Document:
    """The document in real Chinese characters, offset for offset."""
    return replace(document, blocks=tuple(map(_unified, document.blocks)))


def _unified(block: Block) -> Block:
    if not isinstance(block, Table):
        return replace(block, text=block.text.translate(_TABLE))
    rows = tuple(tuple(cell.translate(_TABLE) for cell in row) for row in block.rows)
    return replace(block, rows=rows, title=block.title.translate(_TABLE))
