"""How a stretch of a document's text is marked, and how the numbers of a claim are printed as they were
read.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django import template

from chaotou.intake.marking import Piece
from chaotou.ui.templatetags import show

register = template.Library()


@register.simple_tag
def mark_class(piece: Piece, states: Mapping[int, str]) -> str:
    """`claim` and its state (undecided first, where claims overlap), `finding`, `cited`."""
    words = []
    if piece.claims:
        own = {states.get(number, "") for number in piece.claims}
        words += ["claim", "proposed" if "proposed" in own else min(own)]
    words += ["finding"] if any(anchor.startswith("f") for anchor in piece.others) else []
    words += ["current"] if "at" in piece.others else []
    return " ".join(words) or "plain"


@register.filter
def read_number(value: object) -> str:
    """A number as the text gives it: 33.03, 1024, no zeros added."""
    return "" if value is None else f"{Decimal(str(value)):f}"


@register.filter
def read_quantity(value: object, unit: object) -> str:
    """A number with its unit as read: 480 亿元, 67.5%; in English 480 (CNY 100m)."""
    said = show.unit(unit)
    if said in ("%", ""):
        return read_number(value) + said
    return f"{read_number(value)} ({said})" if show.is_english() else f"{read_number(value)} {said}"
