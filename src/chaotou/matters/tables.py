"""The table of a list of matters as it is shown, kept for the minute while nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from chaotou.journal.keeping import kept
from chaotou.matters.lines import lines
from chaotou.matters.queries.listing import Page, listed
from chaotou.matters.queries.units import short_names
from chaotou.matters.queries.wanted import Asked


@dataclass(frozen=True)
class Table:
    """Where a page stands in the whole, and its lines as HTML."""

    page: Page
    lines: SafeString


def table(asked: Asked, *, order: str = "due", number: int = 1, choosable: bool = False) -> Table:
    """What a list's address asks for; with boxes to choose lines by where asked."""
    about = (asked.sight, asked.seats, asked.wanted, asked.minute, order, number, choosable, get_language())
    return kept("matters.table", asked.seal, lambda: _table(asked, order, number, choosable), *about)


def _table(asked: Asked, order: str, number: int, choosable: bool) -> Table:
    page = listed(asked, order=order, number=number)
    shown = lines(page.lines, asked.rules, short_names(asked), choosable=choosable)
    return Table(replace(page, lines=()), shown)
