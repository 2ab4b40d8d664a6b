"""What the pages that list projects have in common: choices of a select, heads that order, amounts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.quantities import show
from chaotou.projects.columns import HUNDRED_MILLION, Column
from chaotou.ui.templatetags.show import DASH, with_unit

register = template.Library()


ROOMS = {
    "register": _("清单"),
    "board": _("看板"),
    "pivot": _("交叉表"),
    "funnel": _("漏斗"),
    "map": _("地图"),
    "timeline": _("时间线"),
    "leads": _("我的线索"),
    "plan": _("招商计划"),
    "reviews": _("评审"),
    "recognitions": _("认定"),
    "dispatch_index": _("调度"),
    "counts": _("计数"),
    "integrity": _("核查"),
    "import_start": _("导入"),
}
"""The doors between the pages about all projects."""


@register.simple_tag
def rooms(here: str) -> SafeString:
    """The doors, that of this page marked; the same for everybody of a language, so that it is built once."""
    return _rooms(here, get_language() or "")


@cache
def _rooms(here: str, language: str) -> SafeString:
    current = mark_safe(' aria-current="page"')
    doors = format_html_join(
        "",
        '<li><a href="{}"{}>{}</a></li>',
        (
            (reverse(f"projects:{room}"), current if room == here else "", word)
            for room, word in ROOMS.items()
        ),
    )
    nav = '<nav class="rooms" aria-label="{}"><ul>{}</ul></nav>'
    return format_html(nav, gettext("项目的各种看法"), doors)


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: str = "") -> SafeString:
    """The options of a select: code and word each."""
    return mark_safe("".join(_option(code, str(word), code == chosen) for code, word in choices))


def _option(code: str, word: str, chosen: bool) -> str:
    return f'<option value="{escape(code)}"{" selected" if chosen else ""}>{escape(word)}</option>'


@register.simple_tag
def boxes(field: str, choices: Iterable[tuple[str, str]], chosen: Iterable[str]) -> SafeString:
    """Check boxes of one name, those chosen checked."""
    held = set(chosen)
    return mark_safe("".join(_box(field, code, str(word), code in held) for code, word in choices))


def _box(field: str, code: str, word: str, checked: bool) -> str:
    box = f'<input type="checkbox" name="{field}" value="{escape(code)}"{" checked" if checked else ""}>'
    return f'<label class="choice">{box} {escape(word)}</label>'


@register.simple_tag(takes_context=True)
def head(context: template.Context, column: Column, order: str) -> SafeString:
    """A column's head; where it gives an order, a link to it, back and forth."""
    label = (
        format_html('{}<span class="sub">{}</span>', column.label, column.unit)
        if column.unit
        else column.label
    )
    css = column.css or "extra"
    if not column.order:
        return format_html('<th scope="col" class="{}">{}</th>', css, label)
    now = {column.order: "descending", column.order.removeprefix("-"): "ascending"}.get(order, "none")
    other = column.order.removeprefix("-") if order == column.order else column.order
    query = context["request"].GET.copy()
    query["order"] = other
    query.pop("page", None)
    link = '<th scope="col" class="{}" aria-sort="{}"><a href="?{}">{}</a></th>'
    return format_html(link, css, now, query.urlencode(), label)


@register.filter
def hundred_millions(value: Decimal | float | None) -> str:
    """Yuan as 亿元: 48848000000 -> 488.48."""
    return DASH if value is None else show(Decimal(value) / HUNDRED_MILLION, 2)


@register.filter
def money(value: Decimal | float | None) -> str:
    """Yuan as 亿元 with its unit inside a line: 488.48 亿元; in English 488.48 (CNY 100m)."""
    return DASH if value is None else with_unit(hundred_millions(value), "亿元")


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """mapping[key], else the key itself: a code no file knows any more."""
    return mapping.get(key, key)
