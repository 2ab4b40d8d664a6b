"""The lines of a table of matters as HTML.

Joined here and not in a template: fifty of them were nearly the whole cost of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from chaotou.core.lights import Light
from chaotou.core.matters.standing import Standing
from chaotou.matters import words
from chaotou.matters.models import Matter
from chaotou.matters.queries.listing import Line
from chaotou.matters.queries.wanted import last_day
from chaotou.matters.rules import Rules
from chaotou.ui.templatetags.show import DASH, chinese, name, synthetic


@dataclass(frozen=True)
class Names:
    """The words for the codes of rows, in the reader's language; organizations by their keys."""

    kinds: Mapping[str, str]
    states: Mapping[tuple[str, str], str]
    units: Mapping[int, str]
    roles: Mapping[str, str]
    tags: tuple[str, str, str]
    address: str

    @classmethod
    def of(cls, held: Rules, units: Mapping[int, str]) -> Names:
        return cls(
            kinds={code: name(kind) for code, kind in held.kinds.items()},
            states={
                (code, state): name(at)
                for code, kind in held.kinds.items()
                for state, at in held.flow(kind).states.items()
            },
            units=units,
            roles={role.value: str(word) for role, word in words.ROLES.items()},
            tags=(synthetic(), _tag(gettext("挂牌督办")), _tag(gettext("重复"))),
            address=reverse("matters:matter", args=["CODE"]),
        )


def lines(found: Iterable[Line], held: Rules, units: Mapping[int, str], *, choosable: bool) -> SafeString:
    """The body of the table; with boxes to choose lines by where asked."""
    names = Names.of(held, units)
    return mark_safe("".join([_line(line, names, choosable=choosable) for line in found]))


def _line(line: Line, names: Names, *, choosable: bool) -> str:
    row = line.row
    kind = names.kinds.get(row.kind, row.kind)
    state = names.states.get((row.kind, row.state), row.state)
    return (
        f"<tr>{_box(row) if choosable else ''}"
        f'<th scope="row" class="held">{_title(row, names)}</th>'
        f'<td class="essential">{standing(line)}</td>'
        f'<td class="essential nowrap-always">{line.due_on or DASH}{_next(line)}</td>'
        f'<td class="extra">{escape(kind)}</td>'
        f'<td class="extra">{escape(state)}</td>'
        f'<td class="extra">{escape(_unit(names, row.lead_id))}</td>'
        f'<td class="extra">{escape(_awaited(row, names))}</td>'
        f'<td class="nowrap">{timezone.localdate(row.registered_at)}</td></tr>'
    )


def _next(line: Line) -> str:
    """The limit that runs out before the matter's own, by which it stands in its place."""
    if line.row.next_due_at is None or line.row.next_due_at == line.row.due_at:
        return ""
    said = gettext("下一期限 {day}").format(day=last_day(line.row.next_due_at))
    return f'<span class="sub">{said}</span>'


def _title(row: Matter, names: Names) -> str:
    held = zip(names.tags, (row.is_synthetic, row.is_listed, row.repeats_id), strict=True)
    tags = "".join([tag for tag, holds in held if holds])
    link = f'<a href="{names.address.replace("CODE", row.code)}">{chinese(name(row))}</a>'
    return f'{link}{tags}<span class="sub">{row.code}</span>'


def standing(line: Line) -> SafeString:
    """Where a line stands: its light's shape and color, the standing's word."""
    word = escape(standing_said(line))
    return mark_safe(
        word if line.standing is None else f'<span class="light light-{line.light}">{word}</span>'
    )


def standing_said(line: Line) -> str:
    """The word that goes with a line's light."""
    if line.standing is None:
        return gettext("不再办理")
    looked_at = line.standing == Standing.ON_TRACK and line.light == Light.AT_RISK
    return str(words.ATTENTION if looked_at else words.STANDINGS[line.standing])


def _awaited(row: Matter, names: Names) -> str:
    return _unit(names, row.holder_id) if row.holder_id else names.roles.get(row.awaits, row.awaits)


def _unit(names: Names, key: int | None) -> str:
    return names.units.get(key, DASH) if key else DASH


def _box(row: Matter) -> str:
    said = f'name="matter" value="{row.code}" aria-label="{escape(name(row))}"'
    return f'<td class="box"><input type="checkbox" form="bulk" {said}></td>'


def _tag(word: str) -> str:
    return f' <span class="tag">{escape(word)}</span>'
