"""What the pages of matters have in common: standings with their words, names of kinds, states and units."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chaotou.core.deadlines import CountedIn
from chaotou.core.issues import Sayable
from chaotou.core.matters.standing import Standing, light_of
from chaotou.core.periods import Period
from chaotou.core.quantities import show
from chaotou.core.zone.matter_specs import Every
from chaotou.matters import lines, words
from chaotou.matters.queries.wanted import last_day
from chaotou.matters.rules import rules
from chaotou.ui.templatetags.show import DASH, name, period, said

register = template.Library()

ROOMS = {
    "work": _("我的待办"),
    "matters": _("清单"),
    "overview": _("总览"),
    "board": _("看板"),
    "calendar": _("日历"),
    "map": _("地图"),
    "notices": pgettext_lazy("notice", "提醒"),
}
"""The doors between the pages about all matters."""
HERE = SafeString(' aria-current="page"')


@register.simple_tag
def matter_rooms(here: str) -> SafeString:
    """The doors, that of this page marked."""
    doors = ((reverse(f"matters:{room}"), HERE if room == here else "", word) for room, word in ROOMS.items())
    items = format_html_join("", '<li><a href="{}"{}>{}</a></li>', doors)
    return format_html(
        '<nav class="rooms" aria-label="{}"><ul>{}</ul></nav>', gettext("事项的各种看法"), items
    )


@register.simple_tag
def standing(line: Any) -> SafeString:
    """Where a line stands: its light's shape and color, the standing's word."""
    return lines.standing(line)


@register.filter
def standing_said(line: Any) -> str:
    """The word that goes with a line's light, where the light alone is shown."""
    return lines.standing_said(line)


@register.filter
def standing_word(value: Standing | str) -> str:
    return str(words.STANDINGS.get(Standing(value), value))


@register.filter
def light_of_standing(value: Standing) -> str:
    """The light whose shape and color go with a standing's word."""
    return light_of(value, datetime.min, None).value


@register.filter
def family_word(value: Any) -> str:
    return str(words.FAMILIES.get(value, value))


@register.filter
def role_word(value: str) -> str:
    return str(words.ROLES.get(value, value))  # type: ignore[call-overload]


@register.filter
def kind_of(matter: Any) -> str:
    """The name of a matter's kind; its code where the files no longer have it."""
    found = rules().kinds.get(matter.kind)
    return name(found) if found else matter.kind


@register.filter
def state_of(matter: Any) -> str:
    """The zone's word for a matter's state."""
    kind = rules().kinds.get(matter.kind)
    found = rules().flow(kind).states.get(matter.state) if kind else None
    return name(found) if found else matter.state


@register.filter
def unit_named(units: Mapping[int, str], key: int | None) -> str:
    """The name of the organization of this key; a dash for none."""
    return units.get(key, DASH) if key else DASH


@register.filter
def label(value: Any) -> str:
    """The word for what a query names: a spec, a name in both languages, a sentence, a code."""
    return said(value) if isinstance(value, Sayable) else name(value)


@register.filter
def due_day(moment: datetime | None) -> date | None:
    """The latest day in time, where a limit runs out at this moment."""
    return last_day(moment) if moment else None


@register.filter
def result_word(code: str) -> str:
    found = rules().results.get(code)
    return name(found) if found else code


@register.filter
def reason_word(code: str) -> str:
    """The reason for which a clock stands."""
    found = rules().reasons.get(code)
    return name(found) if found else code


@register.filter
def tolerated_word(code: str, kind: Any) -> str:
    """A paper that may come later, as the kind names it."""
    papers = kind.tolerance.papers if kind.tolerance else ()
    return next((name(paper) for paper in papers if paper.code == code), code)


@register.filter
def channel_word(code: str) -> str:
    return str(words.CHANNELS.get(code, code))


@register.filter
def day_kind(day: Any) -> str:
    """What a day is: worked, a weekend, a holiday by its name, worked in place of another."""
    word = str(words.DAY_KINDS[day.kind])
    return f"{word} {name(day.holiday)}" if day.holiday else word


@register.filter
def reported_for(on: date, kind: Any) -> str:
    """What a report of progress is about, by its first day: a month, a quarter, the week from then on."""
    match kind.progress_every:
        case Every.MONTH:
            return period(Period.parse(f"{on:%Y-%m}"))
        case Every.QUARTER:
            return period(Period.parse(f"{on.year}Q{(on.month + 2) // 3}"))
    return on.isoformat()


@register.filter
def plain_number(value: float) -> str:
    return f"{value:g}" if value else "—"


@register.filter
def limit_said(clock: Any) -> str:
    """How long a limit is, in its own days or hours."""
    return _long(clock.limit, clock.counted_in)


@register.simple_tag
def time_left(line: Any) -> str:
    """How much is left of a limit in its own days or hours, or by how much it is late."""
    size = _long(abs(line.left), line.clock.counted_in)
    template = gettext("超 {time}") if line.left < 0 else gettext("还剩 {time}")
    return template.format(time=size)


def _long(size: float, counted_in: str) -> str:
    """So many days or hours, in words."""
    plural = int(size) if size == int(size) else 2
    match CountedIn(counted_in):
        case CountedIn.WORKING:
            template = ngettext("{n} 个工作日", "{n} 个工作日", plural)
        case CountedIn.NATURAL:
            template = ngettext("{n} 个自然日", "{n} 个自然日", plural)
        case CountedIn.HOURS:
            template = ngettext("{n} 小时", "{n} 小时", plural)
    return template.format(n=show(size, 0 if size == int(size) else 1))


@register.filter
def sheet_word(code: str) -> str:
    return str(words.SHEETS.get(code or "none", code))
