"""How a stretch of a document's text is marked, and how the numbers of a claim are printed as they were
read.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.intake.forms import BOUNDS, COMPARISONS, KINDS, CorrectForm
from chaotou.intake.marking import Piece
from chaotou.ui.templatetags import show

register = template.Library()

_PLACES = {
    "全市": _("全市"),
    "全省": _("全省"),
    "全国": _("全国"),
    "周边": _("周边"),
    "往年": _("往年"),
}
_CHOICES = {code: label for code, label in (*KINDS, *BOUNDS, *COMPARISONS) if code}


UNTITLED = {"粘贴的文字": _("粘贴的文字")}
"""The titles that the platform gave itself, in the reader's language."""


@register.filter
def title(document: Any) -> str:
    """A document's title as words alone, for the head of a page."""
    return str(UNTITLED.get(document.title, document.title))


@register.filter
def titled(document: Any) -> SafeString | str:
    """A document's title, marked as the Chinese it is written in."""
    if document.title in UNTITLED:
        return title(document)
    return format_html('<span lang="zh-Hans">{}</span>', document.title)


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
def read_percent(value: object) -> str:
    """A percentage as the text gives it: 7.5%."""
    return f"{read_number(value)}%"


@register.filter
def read_quantity(value: object, unit: object) -> str:
    """A number with its unit as read: 480 亿元, 67.5%; in English 480 (CNY 100m)."""
    said = show.unit(unit)
    if said in ("%", ""):
        return read_number(value) + said
    return f"{read_number(value)} ({said})" if show.is_english() else f"{read_number(value)} {said}"


@register.filter
def places(value: object) -> str:
    """Whom a claim is compared with, in words: those every report uses are said in the reader's language."""
    named = [value] if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else []
    return gettext("、").join(str(_PLACES.get(name, name)) for name in named)


@register.filter
def field_label(name: str) -> str:
    """What the correcting form calls one of a claim's facts."""
    field = CorrectForm.base_fields.get(name)
    return str(field.label) if field else name


@register.filter
def field_value(value: object) -> str:
    """One of a claim's facts as read: its word where it is a choice, else as it is."""
    return str(_CHOICES.get(str(value), value))
