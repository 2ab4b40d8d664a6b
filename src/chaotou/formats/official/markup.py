"""WordprocessingML by hand: elements, runs and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, register_namespace

from chaotou.formats.official.fonts import LATIN, is_latin, pieces

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
register_namespace("w", W)
register_namespace("r", R)


def w(tag: str, *children: Element, **attributes: object) -> Element:
    """An element of Word's namespace with attributes of the same."""
    element = Element(qualified(tag), {qualified(name): str(value) for name, value in attributes.items()})
    element.extend(children)
    return element


def qualified(name: str) -> str:
    return f"{{{W}}}{name}"


_PROPERTIES = (
    *("pStyle", "keepNext", "pageBreakBefore", "widowControl", "pBdr", "tabs", "overflowPunct"),
    *("autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "outlineLvl"),
)
_ORDER = {qualified(name): position for position, name in enumerate(_PROPERTIES)}


def properties(*given: Element) -> Element:
    """The properties of a paragraph in the order of the schema: Word calls a file with another one broken."""
    return w("pPr", *sorted(given, key=lambda element: _ORDER[element.tag]))


def runs(text: str, font: str, *properties: Element) -> Iterator[Element]:
    """The runs of a text, Latin and Chinese apart; a newline breaks the line, a tab goes to the next stop."""
    for piece in pieces(text):
        latin = is_latin(piece)
        yield w("r", w("rPr", fonts(font, latin=latin), *properties), _content(piece))


def fonts(font: str, *, latin: bool = False) -> Element:
    """All four slots; the hint keeps Word from taking another slot for quotes and dashes."""
    own = LATIN if latin else font
    hint = {} if latin else {"hint": "eastAsia"}
    return w("rFonts", **hint, ascii=own, hAnsi=own, eastAsia=font, cs=own)


def _content(piece: str) -> Element:
    names = {"\n": "br", "\t": "tab"}
    return w(names[piece]) if piece in names else text_of(piece)


def text_of(text: str) -> Element:
    """A text of which every space is kept."""
    element = w("t")
    element.set(_SPACE, "preserve")
    element.text = text
    return element
