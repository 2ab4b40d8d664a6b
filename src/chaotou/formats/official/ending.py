"""What ends an official document: who signs and when, and the block at the foot of the last page."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from chaotou.formats.official.document import Distribution, EndBlock, Signature
from chaotou.formats.official.markup import w
from chaotou.formats.official.measures import (
    LINE,
    SMALL,
    TEXT_WIDTH,
    THICK_RULE_MM,
    THIN_RULE_MM,
    characters,
    eighths,
    width,
)
from chaotou.formats.official.style import edges, exact, hanging, stops
from chaotou.formats.official.styles import ANCHOR, END, SIGNATURE
from chaotou.formats.official.words import chinese_date


def signature(signed: Signature) -> Iterator[Element]:
    """The body and the date, one line below the text."""
    day = chinese_date(signed.signed_on)
    of_name, of_day = _rights(width(signed.name), width(day), signed.is_sealed)
    yield SIGNATURE.paragraph(signed.name, w("keepNext"), exact(before=LINE), edges(right=of_name))
    yield SIGNATURE.paragraph(day, edges(right=of_day))


def _rights(name: float, day: float, is_sealed: bool) -> tuple[float, float]:
    """Characters kept free to the right of the name and of the date.

    With a seal the date stands four characters in and the name is centered above it. Without one the name
    stands two in and the date begins two after it, unless the date is longer and takes the two itself.
    """
    if is_sealed:
        return max(0, 4 + (day - name) / 2), 4
    return (4 + day - name, 2) if day > name else (2, name - day)


def end_block(end: EndBlock) -> Iterator[Element]:
    """A table at the bottom of the page, and a line hardly seen that it is anchored to.

    Thick rules stand above and below it, a thin one between those who get the paper and who printed it.
    """
    sent = [*map(_distribution, end.distribution)]
    rows = [cell for cell in (sent, [_printing(end)]) if cell]
    yield w("tbl", _place(), w("tblGrid", w("gridCol", w=TEXT_WIDTH)), *map(_row, rows))
    yield ANCHOR.paragraph("")


def _distribution(sent: Distribution) -> Element:
    label = f"{sent.label}："
    indent = hanging(1 + width(label), width(label), SMALL)
    return END.paragraph(f"{label}{sent.bodies.rstrip('。')}。", indent, w("keepNext"))


def _printing(end: EndBlock) -> Element:
    right = stops(TEXT_WIDTH - characters(1, SMALL), side="right")
    text = f"{end.printed_by}\t{chinese_date(end.printed_on)}印发"
    return END.paragraph(text, right, edges(left=1, size=SMALL))


def _row(paragraphs: list[Element]) -> Element:
    own = w("tcPr", w("tcW", w=TEXT_WIDTH, type="dxa"))
    return w("tr", w("trPr", w("cantSplit")), w("tc", own, *paragraphs))


def _place() -> Element:
    place = {"vertAnchor": "margin", "horzAnchor": "margin", "tblpXSpec": "left", "tblpYSpec": "bottom"}
    return w(
        "tblPr",
        w("tblpPr", **place),
        w("tblOverlap", val="never"),
        w("tblW", w=TEXT_WIDTH, type="dxa"),
        w(
            "tblBorders",
            _rule("top", THICK_RULE_MM),
            _rule("bottom", THICK_RULE_MM),
            _rule("insideH", THIN_RULE_MM),
        ),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("left", "right"))),
    )


def _rule(side: str, mm: float) -> Element:
    return w(side, val="single", sz=eighths(mm), space=0, color="auto")
