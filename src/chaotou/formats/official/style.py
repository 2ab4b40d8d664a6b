"""A paragraph style and the properties it is made of; indents come in characters, pitches in twips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from chaotou.formats.official.fonts import FANGSONG
from chaotou.formats.official.markup import fonts, properties, runs, w
from chaotou.formats.official.measures import BODY, LINE, characters


@dataclass(frozen=True)
class Style:
    """A named paragraph style: its font, size in half points, color and what else sets it apart."""

    id: str
    name: str
    font: str = FANGSONG
    size: int = BODY
    settings: tuple[Element, ...] = ()
    color: str = ""

    def paragraph(self, text: str, *own: Element, size: int | None = None) -> Element:
        """A paragraph of this style, with properties and perhaps a size of its own."""
        return self.around(runs(text, self.font, *sizes(size)), *own)

    def around(self, content: Iterable[Element], *own: Element) -> Element:
        """The same around runs in several fonts."""
        return w("p", properties(w("pStyle", val=self.id), *own), *content)

    def definition(self) -> Element:
        """The style as `styles.xml` holds it."""
        color = [w("color", val=self.color)] if self.color else []
        return w(
            "style",
            w("name", val=self.name),
            w("basedOn", val="Normal"),
            w("qFormat"),
            properties(*self.settings),
            w("rPr", fonts(self.font), *color, *sizes(self.size)),
            type="paragraph",
            styleId=self.id,
        )


def sizes(half_points: int | None) -> list[Element]:
    return [w(tag, val=half_points) for tag in ("sz", "szCs")] if half_points else []


def exact(line: int = LINE, **around: int) -> Element:
    """An exact line pitch, with the space `before` and `after`."""
    return w("spacing", **around, line=line, lineRule="exact")


def first_line(count: float) -> Element:
    return w("ind", firstLineChars=round(count * 100), firstLine=characters(count))


def hanging(left: float, by: float, size: int = BODY) -> Element:
    """Lines that begin `left` characters in, the first of them `by` characters before the others."""
    return w("ind", left=characters(left, size), hanging=characters(by, size))


def edges(left: float = 0, right: float = 0, size: int = BODY) -> Element:
    """Characters kept free at both ends of the lines."""
    return w("ind", left=characters(left, size), right=characters(right, size))


def stops(*positions: int, side: str = "left") -> Element:
    """Tab stops at so many twips from the margin."""
    return w("tabs", *(w("tab", val=side, pos=position) for position in positions))


def aligned(where: str) -> Element:
    return w("jc", val=where)
