"""What keeps an official document from being written, all at once."""

from __future__ import annotations

from collections.abc import Iterator

from chaotou.core.blocks import Block, Heading, Table
from chaotou.core.issues import Message, Obstacles
from chaotou.formats.official.document import OfficialDocument
from chaotou.formats.official.fonts import cleaned
from chaotou.formats.official.numbering import LEVELS

MOST_COLUMNS = 63
"""Word opens no table with more."""


def check(document: OfficialDocument) -> None:
    """Raises Obstacles for a blank title or mark, a fifth level of headings, a table Word cannot hold."""
    found = list(_obstacles(document))
    if found:
        raise Obstacles(found)


def _obstacles(document: OfficialDocument) -> Iterator[Message]:
    if not cleaned(document.title).strip():
        yield Message("公文没有标题，请先写标题。")
    if document.head and not cleaned(document.head.mark).strip():
        yield Message("公文的红头是空的，请写上标志，如“××会议纪要”。")
    appended = (block for appendix in document.appendices for block in appendix.blocks)
    for block in (*document.blocks, *appended):
        yield from _in_block(block)


def _in_block(block: Block) -> Iterator[Message]:
    if isinstance(block, Heading) and not 1 <= block.level <= LEVELS:
        yield Message(
            "标题“{heading}”是第{level}级，公文只有四级标题。", {"heading": block.text, "level": block.level}
        )
    if isinstance(block, Table):
        columns = max(map(len, block.rows), default=0)
        if not 1 <= columns <= MOST_COLUMNS:
            values = {"title": block.title, "columns": columns, "limit": MOST_COLUMNS}
            yield Message("表“{title}”有{columns}列，Word 的表要有 1 至 {limit} 列。", values)
