"""Who attended: the label in 黑体, the names in columns under the first of them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from chaotou.formats.official.document import Attendance, Attendee
from chaotou.formats.official.fonts import FANGSONG, HEITI
from chaotou.formats.official.markup import runs
from chaotou.formats.official.measures import CHARACTERS, LINE, characters, width
from chaotou.formats.official.style import exact, hanging, stops
from chaotou.formats.official.styles import ATTENDANCE
from chaotou.formats.official.words import spaced_name

_INDENT, _DEEPEST, _PITCH = 2, 12, 4
"""Characters before the label, before the names at most, and from name to name: three and one between."""


def attendance(lists: tuple[Attendance, ...]) -> Iterator[Element]:
    """A paragraph a list, the first one line below the text. Lists of nobody are left out."""
    for position, listed in enumerate(one for one in lists if one.people):
        yield _list(listed, LINE if not position else 0)


def _list(listed: Attendance, before: int) -> Element:
    label = f"{listed.label}："
    left = min(_INDENT + width(label), _DEEPEST)
    columns = int(CHARACTERS - left + 1) // _PITCH
    tabs = stops(*(characters(left + _PITCH * column) for column in range(1, columns)))
    content = [*runs(label, HEITI), *runs(_in_columns(listed.people, columns), FANGSONG)]
    return ATTENDANCE.around(content, tabs, exact(before=before), hanging(left, left - _INDENT))


def _in_columns(people: tuple[Attendee, ...], columns: int) -> str:
    """The names with a tab to the next column between them, and a newline where the next does not fit.

    Lines are broken here because Word would break within a name spaced apart.
    """
    text, column = "", 0
    for position, name in enumerate(map(_shown, people)):
        wide = int(width(name)) // _PITCH + 1
        if position and column + wide > columns:
            text, column = f"{text}\n", 0
        elif position:
            text += "\t"
        text, column = text + name, column + wide
    return text


def _shown(person: Attendee) -> str:
    name = spaced_name(person.name)
    return f"{person.organization}\u3000{name}" if person.organization else name
