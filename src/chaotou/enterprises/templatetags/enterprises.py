"""How an enterprise's codes are printed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template

from chaotou.core.quantities import show
from chaotou.enterprises import words
from chaotou.ui.templatetags.show import DASH, with_unit

register = template.Library()


@register.filter
def industry(code: str) -> str:
    return words.industry(code) if code else DASH


@register.filter
def industry_steps(code: str) -> list[str]:
    return words.industry_path(code)


@register.filter
def chain(one: Any, chains: words.Chains) -> str:
    return chains.said(one) or DASH


@register.filter
def capital(value: Decimal | None) -> str:
    """Yuan as 万元: 50000000 -> 5,000 万元."""
    return DASH if value is None else with_unit(show(Decimal(value) / 10_000, 0), "万元")
