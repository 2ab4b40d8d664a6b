"""How reviews are printed: words for codes, indicators with their unit and line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.projects.review_indicators import FlagState
from chaotou.core.quantities import as_typed
from chaotou.projects.forms.review import OUTCOMES, VOTES
from chaotou.ui.templatetags.show import DASH, is_english, number, unit

register = template.Library()

FLAGS = {FlagState.MEETS: _("达到"), FlagState.BELOW: _("未达到"), FlagState.UNKNOWN: _("无法判断")}


@register.filter
def outcome(code: str) -> str:
    """The word for an outcome; a review without one is pending."""
    return str(OUTCOMES.get(code, gettext("待评审")))


@register.filter
def vote(code: str) -> str:
    return str(VOTES.get(code, DASH))


@register.filter
def flag(state: str) -> str:
    return str(FLAGS[FlagState(state)])


@register.filter
def reading(value: Decimal | None, indicator: Any) -> str:
    """A value of a review indicator with its unit."""
    if value is None:
        return DASH
    measure = unit(indicator.unit)
    shown = number(value, indicator.places)
    return f"{shown}{measure}" if measure in ("", "%") else f"{shown} {measure}"


@register.filter
def line(found: Any) -> str:
    """An admission line: ≥ 300 万元/亩."""
    sign = "≥" if found.line.at_least is not None else "≤"
    measure = unit(found.reading.indicator.unit)
    shown = as_typed(found.limit)
    return f"{sign} {shown}{measure}" if measure in ("", "%") else f"{sign} {shown} {measure}"


@register.filter
def guide(item: Any) -> str:
    """What an item's marks mean, in the reader's language."""
    return str((is_english() and item.english_guide) or item.guide)


@register.filter
def typed(value: Decimal | None | str) -> str:
    """Points without needless zeros; what a template does not find is a dash too."""
    return as_typed(value) if isinstance(value, Decimal) else DASH
