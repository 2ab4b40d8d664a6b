"""The register seen whole: by stage, crossed, as a funnel, on a map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chaotou.projects import asking, mapping
from chaotou.projects.columns import Names
from chaotou.projects.queries import funnel as funnel_queries
from chaotou.projects.queries import sums
from chaotou.projects.queries.places import on_map
from chaotou.projects.queries.sums import ACROSS, Amount
from chaotou.projects.templatetags.lists import hundred_millions
from chaotou.projects.views.register import choices

ABREAST: Final = 7
"""So many lanes of the board stand side by side on a wide screen; of more, the rest runs on to the right."""


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Each stage with its count, its sum and its latest projects."""
    listed = asking.list_asked(request)
    lanes = sums.board(listed.asked)
    names = Names.of(listed.asked.zone, listed.units)
    context = {
        **_opened(listed),
        "lanes": [(lane, names.stages[lane.stage], _link(listed, stage=lane.stage)) for lane in lanes],
        "runs_on": len(lanes) > ABREAST,
        "names": names,
        "total": Amount.all(lane.amount for lane in lanes),
    }
    return render(request, "projects/board.html", context)


@dataclass(frozen=True)
class Line:
    """A line of the pivot: its name, its cells as HTML, each opening to its list, and its sum."""

    name: str
    link: str
    cells_html: SafeString
    total: Amount


@require_safe
def pivot(request: HttpRequest) -> HttpResponse:
    """Stages crossed with source cities, regions, units or chains; every cell opens to its list."""
    listed = asking.list_asked(request)
    by = request.GET.get("by", "city")
    by = by if by in ACROSS else "city"
    names = Names.of(listed.asked.zone, listed.units)
    table = sums.pivot(listed.asked, by)
    context = {
        **_opened(listed),
        "by": by,
        "by_choices": across_words(),
        "by_word": dict(across_words())[by],
        "stages": [names.stages[stage] for stage in table.stages],
        "rows": list(_lines(listed, table, by, names)),
        "table": table,
    }
    return render(request, "projects/pivot.html", context)


def _lines(listed: asking.List, table: sums.Pivot, by: str, names: Names) -> Iterator[Line]:
    words: dict[str, Any] = {
        "city": names.cities,
        "region": names.regions,
        "organization": names.units,
        "chain": names.chains,
    }
    for key, cells, total in table.lines:
        code = listed.units[key].code if by == "organization" and isinstance(key, int) else str(key or "")
        address = _link(listed, **{by: code})
        cells_html = _cells(cells, [f"{address}&stage={stage}" if code else "" for stage in table.stages])
        yield Line(str(words[by].get(key) or key or _("未填")), address if code else "", cells_html, total)


def _cells(amounts: Sequence[Amount], links: Sequence[str]) -> SafeString:
    """Joined here and not in the template: there are hundreds."""
    return format_html_join(
        "",
        '<td class="num">{}<span class="sub">{}</span></td>',
        (
            (_linked(amount.count, link), hundred_millions(amount.investment)) if amount.count else ("", "")
            for amount, link in zip(amounts, links, strict=True)
        ),
    )


def _linked(count: int, link: str) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', link, count) if link else str(count)


def across_words() -> list[tuple[str, str]]:
    return [
        ("city", _("来源城市")),
        ("region", _("来源地区")),
        ("organization", _("首谈单位")),
        ("chain", _("产业链")),
    ]


@require_safe
def funnel(request: HttpRequest) -> HttpResponse:
    """How many projects went on from each stage, and how long they took."""
    listed = asking.list_asked(request)
    names = Names.of(listed.asked.zone, listed.units)
    steps = funnel_queries.funnel(listed.asked)
    widest = max((step.entered for step in steps), default=0)
    context = {
        **_opened(listed),
        "steps": [(step, names.stages[step.stage], _link(listed, stage=step.stage)) for step in steps],
        "widest": widest,
        "sees_all": listed.asked.sight.sees_all,
    }
    return render(request, "projects/funnel.html", context)


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """Where projects come from, and the plots they stand on."""
    listed = asking.list_asked(request)
    found = on_map(listed.asked)
    zone = listed.asked.zone
    context = {
        **_opened(listed),
        "sources": mapping.sources(zone, found.cities),
        "plots": mapping.plots(zone, found.plots),
        "unplaced": found.unplaced,
    }
    return render(request, "projects/map.html", context)


def _opened(listed: asking.List) -> dict[str, Any]:
    return {"zone": listed.asked.zone.zone, "kept": asking.kept(listed.query), **choices(listed)}


def _link(listed: asking.List, **more: str) -> str:
    """The list behind a number: the same filters and one more."""
    query = listed.query.copy()
    for key in ("page", "by", *more):
        query.pop(key, None)
    joined = "&".join(part for part in (query.urlencode(), urlencode(more)) if part)
    return f"{reverse('projects:register')}?{joined}"
