"""What the pages of meetings have in common: names of kinds and halls, quorum with its light, doors."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chaotou.core.meetings.quorum import Presence
from chaotou.meetings.forms.bodies import LIST
from chaotou.meetings.forms.minutes import KINDS
from chaotou.meetings.forms.rows import VOTES
from chaotou.meetings.rules import rules
from chaotou.ui.templatetags.show import DASH, name

register = template.Library()

ROOMS = {"meetings": pgettext_lazy("menu", "会议"), "my_topics": _("本单位的议题")}
STAND_ASIDE = _("回避")


@register.simple_tag
def meeting_rooms(here: str) -> SafeString:
    """The doors between the pages about all meetings, that of this page marked."""
    doors = (
        (reverse(f"meetings:{room}"), SafeString(' aria-current="page"') if room == here else "", word)
        for room, word in ROOMS.items()
    )
    items = format_html_join("", '<li><a href="{}"{}>{}</a></li>', doors)
    return format_html(
        '<nav class="rooms" aria-label="{}"><ul>{}</ul></nav>', gettext("会议的各种看法"), items
    )


@register.simple_tag
def quorum(there: Presence) -> SafeString:
    """How many are there of how many, and whether that is enough, with a light."""
    counts = gettext("应到 {entitled}，实到 {present}，法定 {needed}").format(**vars(there))
    light, word = ("on_track", gettext("人数已够")) if there.is_reached else ("behind", gettext("人数不足"))
    return format_html('{} · <span class="light light-{}">{}</span>', counts, light, word)


@register.filter
def topic_kind(code: str) -> str:
    found = rules().topic_kinds.get(code)
    return name(found) if found else code


@register.filter
def hall(code: str) -> str:
    """The name of a hall; a dash for none."""
    found = rules().halls.get(code)
    return name(found) if found else code or DASH


@register.filter
def meeting_kind(row: Any) -> str:
    """The name of a meeting's kind; its code where the files no longer have it."""
    found = rules().kinds.get(row.kind)
    return name(found) if found else row.kind


@register.filter
def line_kind(code: str) -> str:
    return str(dict(KINDS).get(code, code))


@register.filter
def vote_word(code: str) -> str:
    return str(STAND_ASIDE if code == "recused" else dict(VOTES).get(code, code))


@register.simple_tag
def body_list(names: list[str]) -> SafeString:
    """The names that fields for organizations offer while one types."""
    options = format_html_join("", '<option value="{}"></option>', ((one,) for one in names))
    return format_html('<datalist id="{}" lang="zh-Hans">{}</datalist>', LIST, options)
