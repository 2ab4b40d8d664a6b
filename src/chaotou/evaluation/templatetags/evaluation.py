"""How scores, places and schemes are printed: words for codes, heat by points lost, addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import isnan
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from chaotou.core.evaluation.explaining import neat
from chaotou.core.evaluation.facts import Side
from chaotou.core.evaluation.trends import parts
from chaotou.core.issues import Message
from chaotou.core.panel import State
from chaotou.core.periods import Period
from chaotou.core.zone.vocabulary import Missing
from chaotou.evaluation.gathering import references
from chaotou.evaluation.showing import charts
from chaotou.evaluation.words import WORDS, fact_words
from chaotou.evaluation.workbook.calculation import STATES
from chaotou.figures.words import WORDS as FIGURES
from chaotou.ui.templatetags.show import DASH, is_english, number, period, unit

register = template.Library()

PLACES = 2


@register.filter
def word(code: object, kind: str) -> object:
    """The word for a code of a kind; an unknown code is shown as it is."""
    return WORDS[kind].get(str(code), code)


@register.filter
def neatly(value: Any, digits: int = 8) -> str:
    """A number at so many digits without needless zeros; a dash for none."""
    if value is None or value == "" or (isinstance(value, float) and isnan(value)):
        return DASH
    return neat(float(value), digits)


@register.filter
def at(values: Sequence[Any], place: int) -> Any:
    """values[place], or None past its end."""
    return values[place] if place < len(values) else None


@register.filter
def given(value: Any) -> str:
    """A fact of an example: a number, or the reason there is none."""
    if isinstance(value, Missing):
        return str(WORDS["missing"][value.value])
    return neatly(value)


@register.filter
def outcome(value: Any, grades: Mapping[str, str]) -> str:
    """A number or a grade of an example; a dash for no score at all."""
    if isinstance(value, str):
        return grades.get(value, DASH)
    return neatly(float(value))


@register.simple_tag
def fact_named(fact: str, names: Mapping[str, str]) -> str:
    return fact_words(fact, names)


@register.simple_tag
def fact_unit(fact: str, units: Mapping[str, str]) -> SafeString | str:
    """What a fact is counted in, small beside its name: the indicator's unit, a growth in percent."""
    read = parts(fact)
    own = "" if read.side == Side.MARK else unit(units.get(read.indicator))
    told = "%" if read.side == Side.GROWTH else own
    return format_html(' <small class="muted">{}</small>', told) if told else ""


@register.simple_tag
def what_came(came: Any, names: Mapping[str, str]) -> str:
    """What an example's number is: a criterion by its name, or total, place, grade."""
    code = came.path[-1] if "criteria" in came.path else ""
    return names.get(code, code) if code else came.what.say(gettext)


@register.filter
def score(value: Any) -> str:
    """Points at two places."""
    return number(value, PLACES)


@register.filter
def place(value: Any) -> str:
    """A rank as a place: whole, unless equals share an average one."""
    if value is None or value != value:
        return DASH
    return str(int(value)) if value == int(value) else f"{value:.1f}"


@register.filter
def in_brackets(value: Any) -> str:
    """The rank in brackets after a value; nothing for none."""
    if value is None or value != value:
        return ""
    return gettext("（{rank}）").format(rank=place(value))


@register.filter
def gain(value: Any, places: int = PLACES) -> str:
    """A signed number of points; none at all for what is nothing at these places."""
    if value is None or value != value:
        return DASH
    text = number(abs(value), places)
    if round(abs(value), places) == 0:
        return text
    return f"+{text}" if value > 0 else f"−{text}"


@register.filter
def heat(lost: Any, possible: Any) -> int:
    """0 to 4, how much of the full points is lost."""
    if lost is None or possible is None or lost != lost or possible != possible:
        return 0
    return charts.heat(float(lost), float(possible))


@register.filter
def lost_words(mark: Any) -> str:
    """How much of how many points a cell of the table lost."""
    return gettext("失 {lost} 分，满分 {possible}").format(
        lost=score(mark.lost), possible=score(mark.possible)
    )


@register.simple_tag
def provenance(code: object) -> SafeString | str:
    """Where a number comes from; an estimated one marked with its word, not its color alone."""
    told = WORDS["provenance"].get(str(code), code)
    if str(code) == "estimated":
        return format_html('<span class="tag estimated">{}</span>', told)
    return str(told)


@register.filter
def plainly(value: float) -> str:
    """A number as a form sends it."""
    return f"{value:.12g}"


@register.filter
def missing_word(cell: Any) -> str:
    """Why a cell has no reading."""
    return state_word(State(cell.state))


@register.filter
def state_word(state: State) -> str:
    words = {State.REPORTED: gettext("无法计算"), **STATES}
    return str(words[state])


@register.filter
def status_word(status: object) -> object:
    """The status of a figure: preliminary, final, revised."""
    return FIGURES["status"].get(str(status), status) if status else DASH


@register.filter
def vintage(moment: object) -> str:
    """When a version was recorded, to the minute where that is known; a word of a source as it is."""
    text = str(moment or DASH)
    try:
        return datetime.fromisoformat(text).strftime("%Y-%m-%d %H:%M" if "T" in text else "%Y-%m-%d")
    except ValueError:
        return text


@register.filter
def detail_value(detail: Any) -> str:
    """What a worked-out fact is made of: an attainment in percent, the month of a late figure, a number."""
    if detail.value is None:
        return DASH
    if detail.kind == references.INDICATOR:
        month = int(detail.value)
        return period(Period(month, month))
    return (
        f"{neatly(detail.value, 6)}%"
        if detail.light or detail.kind == references.TARGET
        else neatly(detail.value)
    )


@register.filter
def by_loss(row: Any) -> list[Any]:
    """Every cell of a row, most lost first; those that do not count stand last."""
    return sorted(row.cells.values(), key=lambda cell: -cell.lost if cell.lost == cell.lost else 1e9)


@register.filter
def total_gain(change: Any) -> str:
    return gain(change.total_after - change.total_before)


@register.simple_tag
def named_criterion(appeal: Any) -> str:
    """What an appeal objects to."""
    return str(appeal.criterion_english if is_english() else appeal.criterion_name)


@register.simple_tag
def criterion_provenance(scheme: Any, code: str) -> SafeString | str:
    """The weakest of a criterion's three provenances."""
    leaf = next(one for one in scheme.leaves() if one.code == code)
    held = scheme.provenance_of(leaf)
    order = ("estimated", "local", "press", "official")
    return provenance(min((held.weight, held.rule, held.reads), key=order.index).value)


@register.simple_tag
def cause_said(cause: Any, facts: Mapping[str, str]) -> str:
    """Why points changed, with facts and rules by their names."""
    params = dict(cause.message.params)
    if "name" in params:
        params["name"] = fact_words(str(params["name"]), facts)
    if cause.why == "new_rule":
        params |= {
            key: WORDS["rule"].get(str(params[key]), params[key]) for key in ("was", "now") if key in params
        }
    return Message(cause.message.template, params).say(gettext)


@register.simple_tag
def move_gain(move: Any) -> str:
    change = move.finish - move.start
    return f"+{neat(change, 5)}" if change > 0 else neat(change, 5)


@register.simple_tag
def moves_query(plan: Any) -> str:
    """A plan as the parameters of a what-if."""
    return urlencode({move.fact: plainly(move.finish) for move in plan.moves})


@register.simple_tag
def sorting(asked: Any, code: str) -> str:
    """The address's parameters sorted by a column; most first, then, once more, least first."""
    wanted = f"-{code}" if asked.sort == code else code
    held = {"q": asked.text, "group": asked.group, "level": asked.level, "sort": wanted}
    return "?" + urlencode({key: value for key, value in held.items() if value})
