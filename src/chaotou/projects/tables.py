"""The table of a list of projects as it is shown, kept until something is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from chaotou.projects.asking import List
from chaotou.projects.columns import Names, fields_of, lines
from chaotou.projects.queries.register import Page, register
from chaotou.projects.queries.settled import settled


@dataclass(frozen=True)
class Table:
    """Where a page stands in the whole, its lines as HTML, and whether any of them is invented."""

    page: Page
    lines: SafeString
    has_synthetic: bool


def table(listed: List, *, choosable: bool) -> Table:
    """What the list's address asks for; with boxes to choose lines by where asked."""
    about = (listed.order, listed.page, listed.columns, choosable, get_language())
    return settled("table", listed.asked, lambda: _table(listed, choosable), *about)


def _table(listed: List, choosable: bool) -> Table:
    page = register(listed.asked, fields=fields_of(listed.columns), order=listed.order, number=listed.page)
    shown = lines(page.rows, listed.columns, Names.of(listed.asked.zone, listed.units), choosable=choosable)
    return Table(replace(page, rows=()), shown, any(row.is_synthetic for row in page.rows))
