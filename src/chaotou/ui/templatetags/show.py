"""How numbers, periods, lights and names are printed. None is a dash, never a zero."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.issues import Refusal, Sayable
from chaotou.core.periods import Period
from chaotou.core.quantities import round_half_up, show
from chaotou.core.quantities import unit as unit_named
from chaotou.ui.charts import ECHARTS, has_echarts

register = template.Library()

DASH = "—"
LIGHTS = {
    "on_track": _("正常"),
    "at_risk": _("有风险"),
    "behind": _("落后"),
    "done": _("已完成"),
    "no_data": _("缺数据"),
    "not_due": _("未到期"),
}
SIGN = r"[\u3000-\u303f一-鿿\uff00-\uffef]"
CHINESE = re.compile(rf"{SIGN}(?:(?:{SIGN}|[\d\s.%·/-])*{SIGN})?")
Number = Decimal | float | int | None


def is_english() -> bool:
    return (get_language() or "").startswith("en")


def _is_missing(value: Number) -> bool:
    return value is None or value == "" or value != value  # NaN is the only number unlike itself


def _signed(value: Decimal | float | int, places: int) -> str:
    text = show(value, places)
    return f"+{text}" if round_half_up(value, places) > 0 else text


@register.filter
def number(value: Number, places: int = 2) -> str:
    """1234.5 -> 1,234.50."""
    return DASH if _is_missing(value) else show(value, places)  # type: ignore[arg-type]


@register.filter
def signed(value: Number, places: int = 2) -> str:
    """12.144 -> +12.14, for columns whose head names the unit."""
    return DASH if _is_missing(value) else _signed(value, places)  # type: ignore[arg-type]


@register.filter
def percent(value: Number, places: int = 1) -> str:
    """A fraction as percent: 0.075 -> 7.5%."""
    return DASH if _is_missing(value) else f"{show(_hundredfold(value), places)}%"


@register.filter
def growth(value: Number, places: int = 1) -> str:
    """A growth rate, with its sign: 0.075 -> +7.5%."""
    return DASH if _is_missing(value) else f"{_signed(_hundredfold(value), places)}%"


def _hundredfold(value: Number) -> Decimal | float:
    assert value is not None
    return value * 100


@register.filter
def points(value: Number, places: int = 2) -> str:
    """A difference of percentages: 12.14 -> +12.14 个百分点."""
    if _is_missing(value):
        return DASH
    return gettext("{points} 个百分点").format(points=_signed(value, places))  # type: ignore[arg-type]


@register.filter
def bare(value: Number, places: int = 2) -> str:
    """The size alone, for sentences that say ahead or behind in words: -12.144 -> 12.14."""
    return DASH if _is_missing(value) else show(abs(value), places)  # type: ignore[arg-type]


@register.filter
def period(value: Period | None) -> str:
    """2024年1—7月, or Jan–Jul 2024."""
    if value is None:
        return DASH
    return value.english() if is_english() else value.chinese()


@register.filter
def months(value: Period | None) -> str:
    """The period without its year, for tables whose head names the year: 1—7月, or Jan–Jul."""
    if value is None:
        return DASH
    if value.is_year:
        return gettext("全年")
    if is_english():
        return value.english().replace(f" {value.latest_year}", "")
    return value.chinese().split("年", 1)[1]


@register.filter
def unit(value: Any) -> str:
    """A unit by its code or Chinese name, in the reader's language."""
    if not value:
        return ""
    try:
        found = unit_named(str(value))
    except Refusal:
        return str(value)
    return found.english if is_english() else found.chinese


@register.filter
def amount(value: Number, indicator: Any) -> str:
    """A value at the places its indicator is printed with, without the unit."""
    return number(value, getattr(indicator, "decimals", 2))


@register.filter
def quantity(value: Number, indicator: Any) -> str:
    """A value with its unit: 480.00 亿元, 93.25%; in English 480.00 (CNY 100m), 84 items."""
    if _is_missing(value):
        return DASH
    return with_unit(amount(value, indicator), getattr(indicator, "unit", ""))


def with_unit(text: str, measure: str) -> str:
    """A printed number and its unit; an English unit that is itself an amount stands in brackets."""
    measured = unit(measure)
    if measured == "%" or not measured:
        return text + measured
    is_amount = is_english() and not measured[0].islower()
    return f"{text} ({measured})" if is_amount else f"{text} {measured}"


@register.filter
def name(value: Any) -> str:
    """The Chinese or English name of anything that has both; a dash for nothing."""
    if value is None or value == "":
        return DASH
    if isinstance(value, str | Promise):
        return str(value)
    chinese = _attribute(value, "name") or _attribute(value, "title") or str(value)
    return (_attribute(value, "english") or chinese) if is_english() else chinese


def help_text(spec: Any) -> str:
    """The remark of a zone's file beside what is filled in, in English where it gives one."""
    return str((is_english() and spec.english_help) or spec.help)


@register.filter
def short(value: Any) -> str:
    """The short Chinese name where one is given; in English the whole name."""
    return name(value) if is_english() else _attribute(value, "short") or name(value)


def _attribute(value: Any, field: str) -> str:
    found = value.get(field) if isinstance(value, dict) else getattr(value, field, "")
    return str(found or "")


@register.filter
def said(value: Any) -> str:
    """What the core says or names, in the reader's language; anything else as it is."""
    if value is None:
        return ""
    return value.say(gettext) if isinstance(value, Sayable) else str(value)


@register.filter
def chinese(text: Any) -> SafeString:
    """A text in which Chinese may stand, such as what people typed; marked as Chinese on an English page."""
    written = conditional_escape(text)
    return mark_safe(CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', written)) if is_english() else written


@register.filter
def listed(words: Iterable[object]) -> str:
    """Words one after another, parted as the reader's language parts them."""
    return gettext("、").join(map(str, words))


@register.filter
def rank(value: int | None) -> str:
    """The rank in brackets, as it stands after a value."""
    return "" if value is None else gettext("（{rank}）").format(rank=value)


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """mapping[key], or None."""
    return mapping.get(key) if mapping else None


@register.simple_tag
def light(value: Any) -> SafeString | str:
    """A light with its word; `value` is a light's code, or a band with `light`, `name` and `english`."""
    if not value:
        return DASH
    code = str(getattr(value, "light", value))
    word = name(value) if hasattr(value, "light") else LIGHTS.get(code, code)
    return format_html('<span class="light light-{}">{}</span>', code, word)


@register.simple_tag
def synthetic(is_synthetic: object = True) -> SafeString | str:
    """The mark of a value made up for the demonstration."""
    if not is_synthetic:
        return ""
    title = gettext("合成数据，仅供演示，不是公布的数字")
    return format_html('<span class="synthetic" title="{}">{}</span>', title, gettext("合成"))


@register.simple_tag
def echarts() -> str:
    """The chart library's static path, or nothing where it was not fetched."""
    return ECHARTS if has_echarts() else ""


@register.simple_tag(takes_context=True)
def kept_parameters(context: template.Context, *dropped: str) -> list[tuple[str, str]]:
    """The address's parameters but for those named, to be carried along by a form."""
    request = context.get("request")
    if request is None:
        return []
    return [(key, value) for key, values in request.GET.lists() if key not in dropped for value in values]
