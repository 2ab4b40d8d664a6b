"""The pages that show figures. They ask, and hand on what they are told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from chaotou.figures import access, acts, asking, charts, sheets, words
from chaotou.figures.queries import catalogue, current, series, vintages
from chaotou.figures.queries import standings as ledger
from chaotou.figures.queries.detail import NotInForce, is_target, target_detail, withdrawn
from chaotou.figures.queries.waiting import waiting
from chaotou.organization import queries as organization
from chaotou.ui.addresses import period_named
from chaotou.ui.pages import render_page
from chaotou.ui.templatetags.show import name


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The ten-second view; who sees no figures finds the organizations here instead."""
    if not access.may_see_figures(request.user):
        return redirect("organization:organizations")
    day = asking.day_asked(request)
    found = _standings(request, day)
    measured, others = _parted(found.rows)
    context = {
        **_opened(day),
        "rows": measured,
        "comparisons": [row for row in others if row.is_relative],
        "summary": found.summary,
        "tally": asking.tally(found),
        "waiting": waiting(request.user, found.rows),
        "names": words.names_compared(found.bodies),
    }
    return render(request, "figures/home.html", context)


@require_safe
def standings(request: HttpRequest) -> HttpResponse:
    """The master table, filtered by the address."""
    day, chosen = asking.day_asked(request), asking.Chosen.of(request)
    found = _standings(request, day)
    measured, others = _parted(row for row in found.rows if chosen.keeps(row))
    context = {
        **_opened(day),
        "rows": measured,
        "others": others,
        "synthetic_rows": any(row.is_synthetic or (row.city and row.city.is_synthetic) for row in measured),
        "total": len(found.rows),
        "groups": asking.groups(found.rows),
        "owners": asking.owners(found.rows),
        "lights": found.lights,
        "chosen": chosen,
        "acts": acts.on_targets(request.user),
    }
    return render_page(request, "figures/standings.html", "figures/_standings.html", context)


@require_safe
def standings_csv(request: HttpRequest) -> HttpResponse:
    """The master table as a file for a spreadsheet."""
    found = _standings(request, asking.day_asked(request))
    chosen = asking.Chosen.of(request)
    return sheets.csv_response([row for row in found.rows if chosen.keeps(row)], found.on)


@require_safe
def standings_xlsx(request: HttpRequest) -> HttpResponse:
    """The master table as a workbook, with its day and its sources."""
    day, chosen = asking.day_asked(request), asking.Chosen.of(request)
    rows = [row for row in _standings(request, day).rows if chosen.keeps(row)]
    used = (row.observation for row in rows if row.observation is not None)
    return sheets.xlsx_response(
        rows,
        day.on,
        zone=name(organization.zone().zone),
        notes=words.about_file(day.on, as_then_known=day.named is not None),
        sources=vintages.sources(request.user, used),
    )


@require_safe
def relative(request: HttpRequest) -> HttpResponse:
    """三个快于、三个提高."""
    day = asking.day_asked(request)
    found = _standings(request, day)
    faster = [row for row in found.rows if row.kind == "faster_than"]
    names = words.names_compared(found.bodies)
    context = {
        **_opened(day),
        "faster": faster,
        "shares": [row for row in found.rows if row.kind == "share_rises"],
        "synthetic": any(row.synthetic for row in found.rows),
        "against": words.comparison_columns(faster, names),
        "names": names,
    }
    return render(request, "figures/relative.html", context)


@require_safe
def target(request: HttpRequest, code: str) -> HttpResponse:
    """One target: where it stands, how every number came about, what it stands on."""
    day = asking.day_asked(request)
    try:
        detail = target_detail(request.user, code, day.on, day.known_at)
    except NotInForce:
        return _not_in_force(request, code, day)
    context = {
        **_opened(day),
        "row": detail.row,
        "detail": detail,
        "thresholds": detail.lights,
        "acts": acts.on_target(request.user, detail.row),
        "chart": charts.course(detail),
        "points": charts.course_table(detail),
        "names": words.names_compared(catalogue.bodies(request.user)),
    }
    return render(request, "figures/target.html", context)


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator with its latest figure, or those that the address looks for."""
    day, text = asking.day_asked(request), request.GET.get("q", "").strip()
    lines = series.latest(request.user, on=day.on, known_at=day.known_at, text=text)
    return render(request, "figures/indicators.html", {**_opened(day), "lines": lines, "text": text})


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator of one body over time, beside the bodies the address chooses."""
    day, body = asking.day_asked(request), request.GET.get("body") or organization.zone().zone.body
    compared = asking.compared(request)
    found = series.series(request.user, code, body, on=day.on, known_at=day.known_at, compared=compared)
    context = {
        **_opened(day),
        "series": found,
        "indicator": found.indicator,
        "acts": acts.on_indicator(request.user, code),
        "owner": organization.lead_of("indicator", code),
        "bodies": series.bodies_with(request.user, code),
        "compared": compared,
        "show": asking.shown(request),
        "charts": charts.of_series(found, asking.shown(request)),
        "targets": current.targets_on(request.user, [code]),
    }
    return render_page(request, "figures/indicator.html", "figures/_series.html", context)


@require_safe
def observation(request: HttpRequest, code: str, body: str, period: str) -> HttpResponse:
    """One figure: every vintage of it, who reported it, when, on what evidence."""
    found = _vintages(request, code, body, period)
    latest = found[0]
    context = {
        "zone": organization.zone().zone,
        "indicator": latest.indicator,
        "body": latest.body,
        "period": latest.period,
        "scope": latest.scope,
        "current": latest,
        "acts": acts.on_figure(request.user, latest),
        "vintages": found,
        "owner": organization.lead_of("indicator", code),
        "used_by": [one for one in current.targets_on(request.user, [code]) if one.body == latest.body],
    }
    return render(request, "figures/observation.html", context)


@require_safe
def evidence(request: HttpRequest, code: str, body: str, period: str, revision: int) -> FileResponse:
    """The evidence file of one vintage, to be saved, never opened in the page."""
    found = next((one for one in _vintages(request, code, body, period) if one.revision == revision), None)
    if found is None:
        raise Http404
    return FileResponse(vintages.evidence(request.user, found.id), as_attachment=True)


def _vintages(request: HttpRequest, code: str, body: str, period: str) -> list[vintages.Vintage]:
    """The vintages at the address, latest first; 404 where the reader sees none, or for no period at all."""
    scope = request.GET.get("scope", "")
    found = vintages.vintages(
        request.user, indicator=code, body=body, period=period_named(period), scope=scope
    )
    if not found:
        raise Http404
    return found


def _parted(rows: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """Targets held against a number, and those held against others or made of parts."""
    kept = list(rows)
    others = [row for row in kept if row.is_relative or row.kind == "formula"]
    return [row for row in kept if row not in others], others


def _not_in_force(request: HttpRequest, code: str, day: asking.Day) -> HttpResponse:
    """A page that says so of a target of another time; 404 for what never was one."""
    if not is_target(code):
        raise Http404
    ended = withdrawn(request.user, code, day.known_at)
    return render(request, "figures/not_in_force.html", {**_opened(day), "code": code, "ended": ended})


def _standings(request: HttpRequest, day: asking.Day) -> Any:
    return ledger.standings(request.user, on=day.on, known_at=day.known_at)


def _opened(day: asking.Day) -> dict[str, Any]:
    """What every dated page holds; `named` is the day its links carry on, None while all is as known now."""
    held = organization.zone().zone
    return {"as_of": day.on, "named": day.named, "zone": held, "city": held.city}
