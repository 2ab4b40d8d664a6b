"""The list of projects."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chaotou.projects import access, asking
from chaotou.projects.columns import COLUMNS, Names
from chaotou.projects.queries import saved
from chaotou.projects.tables import table
from chaotou.ui.pages import render_page
from chaotou.ui.templatetags.show import name


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """A page of the register as the address asks for it."""
    listed = asking.list_asked(request)
    changes = bool(access.registers_for(request.user))
    context = {
        "zone": listed.asked.zone.zone,
        **vars(table(listed, choosable=changes)),
        "columns": [COLUMNS[code] for code in listed.columns],
        "order": listed.order,
        "stand": listed.asked.seal,
        "may_register": changes,
        "saved": saved.views_of(listed.asked),
        "kept": asking.kept(request.GET),
        **choices(listed),
    }
    return render_page(request, "projects/register.html", "projects/_register.html", context)


def choices(listed: asking.List) -> dict[str, Any]:
    """What the filters offer, and what is chosen of it."""
    zone = listed.asked.zone
    names = Names.of(zone, listed.units)
    return {
        "wanted": listed.asked.wanted,
        "typed": listed.query,
        "is_filtered": not listed.asked.wanted.is_all,
        "stage_choices": names.stages.items(),
        "unit_choices": [(unit.code, names.units[key]) for key, unit in listed.units.items()],
        "chain_choices": names.chains.items(),
        "city_choices": names.cities.items(),
        "region_choices": names.regions.items(),
        "tier_choices": [(spec.code, name(spec)) for spec in zone.tiers],
        "column_choices": [(code, column.label) for code, column in COLUMNS.items()],
        "chosen_columns": listed.columns,
        "order_choices": _orders(),
    }


def _orders() -> list[tuple[str, str]]:
    return [
        ("latest", _("最近登记的在前")),
        ("-investment", _("投资大的在前")),
        ("investment", _("投资小的在前")),
        ("-stage_since_on", _("最近进入阶段的在前")),
        ("stage_since_on", _("停留最久的在前")),
        ("next_step_on", _("下一步日期早的在前")),
    ]
