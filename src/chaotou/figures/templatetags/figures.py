"""How figures and targets are printed: values in their own unit, words for codes, addresses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from chaotou.core import quantities
from chaotou.core.periods import Period
from chaotou.figures import addresses
from chaotou.figures.queries.catalogue import counted, counted_from_matters, found_as
from chaotou.figures.words import WORDS
from chaotou.ui.templatetags.show import (
    DASH,
    amount,
    bare,
    growth,
    is_english,
    name,
    number,
    percent,
    quantity,
    signed,
    unit,
    with_unit,
)

register = template.Library()

Numeric = Decimal | float | None


@register.filter
def word(code: object, kind: str) -> object:
    """The word for a code of a kind; an unknown code (a zone's own group) is shown as it is."""
    return WORDS[kind].get(str(code), code)


@register.filter
def level(value: Numeric, row: Any) -> str:
    """A value of a step in its indicator's unit, without it; a step holds percentages as fractions."""
    if value is None:
        return DASH
    return (
        percent(value, row.indicator.decimals) if is_percent(row.indicator) else amount(value, row.indicator)
    )


@register.filter
def measured(value: Numeric, row: Any) -> str:
    """The same with its unit: 241.30 亿元."""
    if value is None or is_percent(row.indicator):
        return level(value, row)
    return quantity(value, row.indicator)


@register.filter
def own(value: Numeric, row: Any) -> str:
    """A value of a step in the target's own unit: growth as percent, rank as a place, else with its unit."""
    return _special(value, row.kind) or measured(value, row)


@register.filter
def derived(value: Numeric, row: Any) -> str:
    """A derived level with its unit; of things counted one decimal: half a project a month is six a year."""
    if value is None or is_percent(row.indicator):
        return measured(value, row)
    places = max(row.indicator.decimals, 1)
    return with_unit(number(value, places), row.indicator.unit)


@register.filter
def landed(value: Numeric, row: Any) -> str:
    """An expected value of a step in the target's own unit, counts with a decimal."""
    return _special(value, row.kind) or derived(value, row)


@register.filter
def yoy(value: Numeric, indicator: Any) -> str:
    """A year-on-year growth; a percentage or a rank does not grow, so that it has none."""
    return growth(value) if grows(indicator) else DASH


@register.filter
def lagging(comparisons: Iterable[Any]) -> list[Any]:
    """The comparable comparisons that are not ahead, but for the best and average of those already named."""
    held = [c for c in comparisons if c.comparable and (c.difference_points or 0) <= 0]
    return [c for c in held if c.against not in ("best_neighbor", "average_of_neighbors")]


@register.filter
def needed_words(row: Any) -> str:
    """What each remaining month needs, with its unit."""
    return with_unit(needed(row), row.indicator.unit)


@register.filter
def hundredfold(value: Numeric) -> Numeric:
    """A difference of fractions, in percentage points."""
    return None if value is None else value * 100


@register.filter
def bound(value: Decimal) -> str:
    """The lower end of a band in points, signed, without needless zeros."""
    exponent = value.normalize().as_tuple().exponent
    return signed(value, max(-int(exponent), 0))


@register.filter
def is_percent(indicator: Any) -> bool:
    return indicator is not None and quantities.is_percent(indicator.unit)


@register.filter
def months_left(row: Any) -> int:
    """How many months are left to report, over which the needed monthly amount is spread."""
    return int(row.target_period.latest - row.period.latest) if row.period else 0


@register.filter
def shown_steps(row: Any) -> list[Any]:
    """The derivations worth reading: a percentage or a rank has no growth."""
    return [step for step in row.steps if grows(row.indicator) or step.name != "growth"]


@register.filter
def shown_notices(row: Any) -> list[Any]:
    """What to tell the reader, but nothing about a growth that is not shown."""
    return [note for note in row.standing.notices if grows(row.indicator) or not note.startswith("growth_")]


@register.filter
def shows_synthetic_growth(row: Any) -> bool:
    """Whether the growth that `yoy` prints of a row rests on a synthetic figure."""
    return row.growth is not None and grows(row.indicator) and row.is_growth_synthetic


def grows(indicator: Any) -> bool:
    return indicator is not None and indicator.measure not in ("rank", "ratio")


def goal_words(row: Any) -> object:
    """The target for a file: a bare number, or the word for a rank."""
    return _special(row.target, row.kind) if row.kind == "rank" else row.target


@register.simple_tag
def goal(row: Any, field: str = "target") -> str:
    """A target (or another field in its unit) as a cell: growth in percent, rank as a place, else bare."""
    return _cell(getattr(row, field), row)


@register.simple_tag
def measure(row: Any) -> str:
    """The unit that stands beside a target's number; growth and ranks carry their own."""
    return "" if row.kind in ("growth", "rank") else unit(row.indicator.unit)


@register.filter
def target_words(row: Any) -> str:
    """The target with its unit, for sentences."""
    return _words(row.target, row)


@register.filter
def expected_words(row: Any) -> str:
    """The expected full-year figure with its unit, for sentences."""
    return _words(row.expected, row)


@register.simple_tag
def expected(row: Any) -> SafeString | str:
    """The expected full-year figure with its interval beneath."""
    if row.expected is None:
        return DASH
    low, high = _cell(row.expected_low, row), _cell(row.expected_high, row)
    interval = format_html('<span class="sub">{} – {}</span>', low, high) if low != high else ""
    return format_html("{}{}", _cell(row.expected, row), interval)


@register.simple_tag
def gap(row: Any) -> SafeString | str:
    """Target less expected; of two percentages in percentage points."""
    if row.gap is None or not (row.kind == "growth" or is_percent(row.indicator)):
        return number(row.gap, 0) if row.kind == "rank" else amount(row.gap, row.indicator)
    in_points = row.gap * 100 if row.kind == "growth" else row.gap
    return format_html('{}<span class="sub">{}</span>', signed(in_points, 1), gettext("百分点"))


@register.simple_tag
def needed(row: Any) -> str:
    """Needed in each remaining month; of things counted with one decimal."""
    return number(row.needed_per_month, max(row.indicator.decimals, 1))


@register.filter
def ahead(comparisons: Iterable[Any]) -> int:
    """How many comparable differences are above zero."""
    return sum(1 for c in comparisons if c.comparable and (c.difference_points or 0) > 0)


@register.filter
def incomparable(comparisons: Iterable[Any]) -> int:
    return sum(1 for c in comparisons if not c.comparable)


@register.filter
def filled(parts: Iterable[Any]) -> int:
    """How many parts of a formula stand for a target."""
    return sum(1 for part in parts if part.row)


def _cell(value: Numeric, row: Any) -> str:
    return _special(value, row.kind) or amount(value, row.indicator)


def _words(value: Numeric, row: Any) -> str:
    return _special(value, row.kind) or quantity(value, row.indicator)


def _special(value: Numeric, kind: str) -> str | None:
    """Growth and ranks have forms of their own; None for all else."""
    if value is None:
        return DASH
    if kind == "growth":
        return growth(value)
    return gettext("前{places}位").format(places=number(value, 0)) if kind == "rank" else None


@register.simple_tag
def target_url(row: Any, as_of: date | None = None) -> str:
    """A target's page as of the same day as this one."""
    address = reverse("figures:target", args=[row.code])
    return f"{address}?as_of={as_of:%Y-%m-%d}" if as_of else address


@register.simple_tag
def figure_url(indicator: Any, body: Any, period: Period, scope: str = "") -> str:
    """The page of one figure."""
    return addresses.of_figure(indicator.code, body.code, period, scope)


@register.simple_tag
def entry_url(due: Any) -> str:
    """Where a figure that is due is entered."""
    return addresses.of_entry(due.indicator.code, due.body.code, due.period)


@register.simple_tag
def evidence_url(vintage: Any) -> str:
    """Where the evidence of one vintage is fetched."""
    return addresses.of_evidence(vintage)


@register.filter
def set_words(version: Any, row: Any) -> str:
    """A target's value as an earlier version of it had it; of a formula, its parts."""
    if version.kind == "formula":
        return _parts_words(version, row)
    if version.value is None:
        return name(version)
    return _special(version.value, version.kind) or quantity(version.value, row.indicator)


def _parts_words(version: Any, row: Any) -> str:
    names = {part.target_code: name(part.row) for part in row.parts if part.row}
    parts = [
        gettext("{label}：{target}").format(
            label=part.label, target=names.get(part.target_code, part.target_code) or gettext("未填")
        )
        for part in version.parts.all()
    ]
    return gettext("；").join(parts) or name(version)


@register.filter
def other_name(indicator: Any, text: str) -> str:
    """The alias, code or other name by which a text finds an indicator; empty for the name shown."""
    found = found_as(indicator, text) if text else None
    return found if found and found not in (indicator.name, name(indicator)) else ""


@register.filter
def definition(indicator: Any) -> str:
    """The definition in the reader's language, where it has one."""
    return str((is_english() and indicator.english_definition) or indicator.definition)


@register.filter
def is_defined_here(indicator: Any) -> bool:
    """Whether the definition shown is in the reader's language."""
    return not is_english() or bool(indicator.english_definition)


@register.simple_tag
def unpublished(is_published: object) -> SafeString | str:
    """The mark of a figure that only some may see yet."""
    return "" if is_published else format_html(' <span class="tag">{}</span>', gettext("未发布"))


@register.filter
def over_limit(row: Any) -> Decimal | None:
    """The latest figure (or growth) less its upper limit, in the target's unit."""
    own = row.growth if row.kind == "growth" else row.latest
    return None if own is None or row.target is None else own - row.target


@register.filter
def beyond_limit(row: Any) -> str:
    """How far it is from its upper limit, without a sign: percentages in points, all else in percent."""
    over = abs(over_limit(row) or Decimal(0))
    if row.kind == "growth" or is_percent(row.indicator):
        in_points = over * 100 if row.kind == "growth" else over
        return gettext("{points} 个百分点").format(points=bare(in_points))
    return percent(over / row.target, 1) if row.target else DASH


@register.filter
def rests_on_synthetic(row: Any, against: str) -> bool:
    """Whether a number of the row's comparisons ("own", or what one is held against) is synthetic."""
    return against in row.synthetic


@register.simple_tag
def comparison(row: Any, against: str) -> Any:
    """The row's comparison against a body or an earlier year, or None."""
    return next((found for found in row.comparisons if found.against == against), None)


@register.simple_tag
def counted_link(indicator: Any, period: Period | None, words: str = "") -> SafeString | str:
    """Where an indicator that the platform counts leads to what it counts; of any other the words alone."""
    if indicator is None or period is None or indicator.code not in counted():
        return words
    own = gettext("看计入的事项") if indicator.code in counted_from_matters() else gettext("看计入的项目")
    return format_html('<a href="{}">{}</a>', addresses.of_counted(indicator.code, period), words or own)
