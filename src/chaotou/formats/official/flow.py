"""The text of an official document, and its appendices: blocks as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from chaotou.core.blocks import Block, Heading, Paragraph
from chaotou.formats.official.document import Appendix
from chaotou.formats.official.measures import LINE, width
from chaotou.formats.official.style import exact, hanging
from chaotou.formats.official.styles import APPENDIX, APPENDIX_TITLE, HEADINGS, NOTE, TEXT
from chaotou.formats.official.tables import table
from chaotou.formats.official.titles import broken


def flow(blocks: Iterable[Block]) -> Iterator[Element]:
    """Each block as a paragraph, or as a table with an empty line after it."""
    for block in blocks:
        if isinstance(block, Heading):
            yield HEADINGS[block.level - 1].paragraph(block.text)
        elif isinstance(block, Paragraph):
            yield TEXT.paragraph(block.text)
        else:
            yield from table(block)


def appendix_note(appendices: tuple[Appendix, ...]) -> Iterator[Element]:
    """附件：1.… one line below the text; longer names go on under their first character."""
    for position, appendix in enumerate(appendices):
        lead = "" if position else "附件："
        number = f"{position + 1}." if len(appendices) > 1 else ""
        name = appendix.title.replace("\n", "")
        indent = hanging(5 + width(number), width(lead + number))
        yield NOTE.paragraph(f"{lead}{number}{name}", indent, exact(before=0 if position else LINE))


def appendix_pages(appendices: tuple[Appendix, ...]) -> Iterator[Element]:
    """Each appendix on a page of its own: 附件1 in the corner, the title on the third line."""
    for position, appendix in enumerate(appendices, 1):
        yield APPENDIX.paragraph(f"附件{position}" if len(appendices) > 1 else "附件")
        yield APPENDIX_TITLE.paragraph(broken(appendix.title))
        yield from flow(appendix.blocks)
