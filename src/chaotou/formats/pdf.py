"""PDF with text: paragraphs, headings by size, ruled tables, two columns read one after the other.

Nothing is recognized from images: a scan is refused, a scanned page among others is noted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_words

from chaotou.core.blocks import Block, Document, Paragraph, Table
from chaotou.core.issues import Message, Refusal
from chaotou.formats import cells, flow
from chaotou.formats.kinds import encrypted
from chaotou.formats.limits import Limits
from chaotou.formats.lines import join
from chaotou.formats.package import broken

_TOO_FEW = 20  # characters: a page with fewer under a large image is a scan with a stamp or a page number


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The text of a PDF; raises Refusal for one that is encrypted, broken, too long or without text."""
    with _opened(data, name) as pdf:
        _check_pages(len(pdf.pages), name, limits)
        widths = [float(page.width) for page in pdf.pages]
        found = [(_is_scan(page), _items(page, number)) for number, page in enumerate(pdf.pages, 1)]
    scans = [number for number, (is_scan, _) in enumerate(found, 1) if is_scan]
    pages = [items for _, items in found]
    items = flow.without_margins(flow.in_order(pages, widths))
    blocks = tuple(_blocks(items))
    if not blocks or len(scans) == len(pages):
        raise _without_text(name)
    return Document(name, blocks, tuple(_notes(scans)))


def _opened(data: bytes, name: str) -> PDF:
    try:
        return pdfplumber.open(BytesIO(data))
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect | PDFEncryptionError):
            raise encrypted(name) from error
        raise broken(name) from error


def _check_pages(count: int, name: str, limits: Limits) -> None:
    if count == 0:
        raise broken(name)
    if count > limits.pages:
        message = Message(
            "“{file}”有{count}页，超过{limit}页的上限。",
            {"file": name, "count": count, "limit": limits.pages},
        )
        raise Refusal(message, Message("请只上传需要读的部分，或拆成几个文件。"))


def _is_scan(page: Any) -> bool:
    return len(page.chars) < _TOO_FEW and any(_covers(image, page) for image in page.images)


def _items(page: Any, number: int) -> list[flow.Item]:
    """The lines and tables of a page, as yet in no order; closing it frees its letters, a megabyte or two."""
    letters = [_settled(letter) for letter in page.chars if letter["upright"]]
    tables = [table for table in page.find_tables() if _is_table(table)]
    free = [letter for letter in letters if not any(_is_in(letter, table.bbox) for table in tables)]
    items = [*flow.lines_of(extract_words(free)), *(_table_item(table, letters, number) for table in tables)]
    placed = [replace(item, page=number, margin=_is_margin(item, page)) for item in items]
    page.close()
    return placed


def _settled(letter: Any) -> Any:
    """A letter boxed from its baseline up to its size.

    Its own box follows its font, and digits in a Western font would stand lower than the Chinese beside them.
    Letters that are not upright are watermarks and do not come here.
    """
    baseline = letter["bottom"] + letter["y0"] - letter["matrix"][5]
    return letter | {"top": baseline - letter["size"], "bottom": baseline}


def _is_table(table: Any) -> bool:
    return len(table.rows) > 1 and len(table.columns) > 1


def _is_in(letter: Any, box: tuple[float, float, float, float]) -> bool:
    x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _table_item(table: Any, letters: list[Any], number: int) -> flow.Item:
    inside = [letter for letter in letters if _is_in(letter, table.bbox)]
    rows = [[_cell(inside, box) for box in row.cells] for row in table.rows]
    left, top, right, bottom = table.bbox
    return flow.Item(left, right, top, bottom, 0, table=Table(cells.trimmed(rows), page=number))


def _cell(letters: list[Any], box: tuple[float, float, float, float] | None) -> str:
    """The text in a cell; none where a merged cell covers the place."""
    found = [letter for letter in letters if _is_in(letter, box)] if box else []
    return join(line.text for line in flow.lines_of(extract_words(found)))


def _is_margin(item: flow.Item, page: Any) -> bool:
    height = float(page.height)
    return item.bottom < 0.08 * height or item.top > 0.92 * height


def _covers(image: Any, page: Any) -> bool:
    return bool(image["width"] * image["height"] > 0.4 * page.width * page.height)


def _blocks(items: list[flow.Item]) -> Iterator[Block]:
    sizes = Counter[float]()
    for item in items:
        sizes[round(item.size, 1)] += len(item.text)
    body = sizes.most_common(1)[0][0] if sizes else 0
    for block in flow.paragraphs(items, body):
        if not isinstance(block, Paragraph) or block.text:
            yield block


def _without_text(name: str) -> Refusal:
    message = Message("“{file}”里只有图像，没有文字，读不出内容。", {"file": name})
    return Refusal(message, Message("请用原来的 Word 文件，或先做文字识别（OCR）导出带文字的 PDF，再上传。"))


def _notes(scans: list[int]) -> Iterator[Message]:
    if scans:
        pages = "、".join(map(str, scans))
        yield Message("第{pages}页只有图像，没有读到文字。", {"pages": pages})
