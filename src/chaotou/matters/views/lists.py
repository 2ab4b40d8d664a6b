"""Lists of matters: what awaits the reader, all that is asked for, a board, a month, a map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chaotou.matters import access, asking, words
from chaotou.matters.mapping import drawn
from chaotou.matters.queries import days, listing, tally
from chaotou.matters.queries.notices import new_count
from chaotou.matters.queries.places import on_map
from chaotou.matters.queries.units import short_names, unit_choices
from chaotou.matters.queries.wanted import Asked, Wanted, families_of
from chaotou.matters.tables import table
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in
from chaotou.projects.queries import saved
from chaotou.ui.pages import render_page
from chaotou.ui.templatetags.show import name

LANE = 12
"""So many matters stand in a lane of the board; the rest is a number that opens the list."""


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """What the reader's organizations have to act on, by what is due first, whatever its kind."""
    asked = asking.asked(request, Wanted(mine=True))
    context = {
        **vars(table(asked, number=asking.list_asked(request).page)),
        "counts": tally.counted(asked),
        "shown": tally.SHOWN,
        "new_notices": new_count(signed_in(request)),
        "may_register": any(_registers(request, kind) for kind in asked.rules.kinds.values()),
        **_common(asked),
    }
    return render(request, "matters/work.html", context)


def _registers(request: HttpRequest, kind: Any) -> bool:
    return bool(access.may_register(request.user, kind))  # type: ignore[arg-type]


@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """A page of the register as the address asks for it."""
    listed = asking.list_asked(request)
    choosable = bool(listed.asked.sight.organizations)
    context = {
        **vars(table(listed.asked, order=listed.order, number=listed.page, choosable=choosable)),
        "order": listed.order,
        "stand": listed.asked.seal,
        "saved": saved.views_of(listed.asked, "matters"),
        "kept": asking.kept(listed.query),
        "typed": listed.query,
        "is_filtered": not listed.asked.wanted.is_all,
        "may_choose": choosable,
        **choices(listed.asked),
        **_common(listed.asked),
    }
    return render_page(request, "matters/matters.html", "matters/_matters.html", context)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The ten-second view: how much is overdue and due soon, where, and the matters that press most."""
    asked = asking.asked(request, Wanted())
    found = tally.tally(asked)
    context = {
        "tally": found,
        "families": [(family, found.by_family.get(family, {})) for family in families_of(asked.rules)],
        "bodies": [(lead, found.by_lead[lead]) for lead in found.pressing()],
        "shown": tally.SHOWN,
        "pressing": listing.listed(replace_wanted(asked, standing="overdue"), size=5).lines,
        **_common(asked),
    }
    return render(request, "matters/overview.html", context)


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Work still to be done in a lane for each standing."""
    listed = asking.list_asked(request)
    lanes = [(standing, _lane(listed.asked, standing)) for standing in tally.SHOWN]
    context = {"lanes": lanes, "typed": listed.query, **choices(listed.asked), **_common(listed.asked)}
    return render(request, "matters/board.html", context)


def _lane(asked: Asked, standing: str) -> listing.Page:
    return listing.listed(replace_wanted(asked, standing=standing), size=LANE)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """What is due on each day of a month, with the days that are not worked."""
    asked = asking.asked(request, asking.wanted(request))
    first = _month(request.GET.get("month", ""), timezone.localdate(asked.now))
    context = {
        "month": days.month(asked, first, organization.zone().workdays),
        "today": timezone.localdate(asked.now),
        "typed": request.GET,
        **choices(asked),
        **_common(asked),
    }
    return render(request, "matters/calendar.html", context)


def _month(text: str, today: date) -> date:
    """The first day of the month in the address, `2024-08`; this month where there is none."""
    return asking.day_of(f"{text}-01") or today.replace(day=1)


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """Matters that name a place, on the zone's plots."""
    asked = asking.asked(request, asking.wanted(request))
    found = on_map(asked)
    context = {"map": found, "drawn": drawn(found), **choices(asked), **_common(asked)}
    return render(request, "matters/map.html", context)


def replace_wanted(asked: Asked, **wanted: Any) -> Asked:
    """The same question with other filters."""
    return replace(asked, wanted=replace(asked.wanted, **wanted))


def choices(asked: Asked) -> dict[str, Any]:
    """What the filters offer."""
    return {
        "wanted": asked.wanted,
        "family_choices": [(family.value, words.FAMILIES[family]) for family in families_of(asked.rules)],
        "kind_choices": [(code, name(kind)) for code, kind in asked.rules.kinds.items()],
        "unit_choices": unit_choices(asked),
        "standing_choices": [(one.value, word) for one, word in words.STANDINGS.items()],
        "state_choices": words.STATES.items(),
        "order_choices": words.ORDERS.items(),
    }


def _common(asked: Asked) -> dict[str, Any]:
    return {"zone": organization.zone().zone, "now": asked.now, "units": short_names(asked)}
