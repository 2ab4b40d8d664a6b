"""The page: paper, margins, the grid of 22 lines and 28 characters, page numbers on the outer side."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from chaotou.formats.official.fonts import SONGTI, SUBSTITUTES
from chaotou.formats.official.markup import R, fonts, text_of, w
from chaotou.formats.official.measures import (
    BOTTOM_MM,
    LEFT_MM,
    LINE,
    PAGE_HEIGHT,
    PAGE_NUMBER_FOOT_MM,
    PAGE_WIDTH,
    RIGHT_MM,
    SMALL,
    TOP_MM,
    twips,
)
from chaotou.formats.official.style import aligned, edges
from chaotou.formats.official.styles import PAGE_NUMBER

FOOTERS = {"default": "footerOdd", "even": "footerEven"}
"""Word's name for the kind of page, and the part that holds its footer."""


def section() -> Element:
    """The properties of the one section, last in the body."""
    margins = {"top": TOP_MM, "right": RIGHT_MM, "bottom": BOTTOM_MM, "left": LEFT_MM}
    return w(
        "sectPr",
        *(_reference(kind, part) for kind, part in FOOTERS.items()),
        w("pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT),
        w(
            "pgMar",
            **{side: twips(mm) for side, mm in margins.items()},
            header=twips(TOP_MM / 2),
            footer=twips(PAGE_NUMBER_FOOT_MM),
            gutter=0,
        ),
        w("docGrid", type="lines", linePitch=LINE),
    )


def _reference(kind: str, part: str) -> Element:
    reference = w("footerReference", type=kind)
    reference.set(f"{{{R}}}id", part)
    return reference


def footers() -> dict[str, Element]:
    """— 1 — to the right on odd pages, to the left on even ones, one character in."""
    return {
        FOOTERS["default"]: _footer(aligned("right"), edges(right=1, size=SMALL)),
        FOOTERS["even"]: _footer(aligned("left"), edges(left=1, size=SMALL)),
    }


def _footer(*place: Element) -> Element:
    """The standard asks for digits in 宋体, so that these runs have no Latin font."""
    before, number, after = (w("r", w("rPr", fonts(SONGTI)), text_of(text)) for text in ("— ", "1", " —"))
    field = w("fldSimple", number, instr=" PAGE ")
    return w("ftr", PAGE_NUMBER.around([before, field, after], *place))


def settings() -> Element:
    """Footers differ by side; punctuation may close up; laid out as Word has done since 2013."""
    modern = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": 15}
    return w(
        "settings",
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", w("compatSetting", **modern)),
    )


def font_table() -> Element:
    """What Word takes for a font that the machine lacks."""
    return w("fonts", *(_font(name, other) for name, other in SUBSTITUTES.items()))


def _font(name: str, other: str) -> Element:
    return w("font", w("altName", val=other), w("charset", val="86"), w("family", val="auto"), name=name)
