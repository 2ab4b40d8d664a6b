"""Counts of projects by stage, tier and basis, the rates, and the projects behind each."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chaotou.core.issues import Message, Missing
from chaotou.core.periods import Period
from chaotou.core.projects.stages import name_of
from chaotou.core.quantities import as_typed
from chaotou.organization import queries as organization
from chaotou.organization.days import working_day
from chaotou.projects.queries import counts as queries
from chaotou.projects.queries.counts import Wanted
from chaotou.ui.addresses import period_named
from chaotou.ui.asking import Reading


@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """Stages by tiers, as reported and as recognized, with rates; every number opens to its projects."""
    period, scheme = _period(request), _scheme(request)
    found = queries.counts(request.user, period=period, scheme=scheme)
    context = {
        **_asked(request, period, scheme),
        "blocks": [
            (block.stage, [(row, _opens(row.reported), _opens(row.recognized)) for row in _told(block)])
            for block in found.blocks
        ],
        "is_synthetic": found.is_synthetic,
        "rates": [
            (line, _rate(line.spec.code, period, ""), _rate(line.spec.code, period, scheme))
            for line in found.rates
        ],
    }
    return render(request, "projects/counts.html", context)


def _told(block: queries.Block) -> list[queries.Row]:
    """The first tier, and of the others those in which something counts."""
    return [row for at, row in enumerate(block.rows) if at == 0 or not row.is_empty]


def _asked(request: HttpRequest, period: Period, scheme: str) -> dict[str, Any]:
    held = organization.zone()
    years = range(held.zone.year, held.zone.year - 4, -1)
    return {
        "period": period,
        "scheme": name_of(held.recognition, scheme),
        "scheme_code": scheme,
        "schemes": list({spec.code: spec for spec in held.recognition}.values()),
        "years": [Period.year(year) for year in years],
        "zone": held.zone,
    }


def _period(request: HttpRequest) -> Period:
    """The period in the address, else the year that is planned."""
    given = request.GET.get("period", "")
    return period_named(given) if given else Period.year(working_day(timezone.now()).year)


def _scheme(request: HttpRequest) -> str:
    codes = [spec.code for spec in organization.zone().recognition]
    if not codes:
        raise Missing(Message("本区没有认定办法。"), Message("在 recognition.yaml 里写上。"))
    reading = Reading(request.GET)
    found = reading.one_of("scheme", codes)
    reading.say(request)
    return found or codes[0]


def _opens(cell: queries.Cell | None) -> str:
    """Where a count's projects are listed."""
    return address(cell.wanted) if cell else ""


def address(wanted: Wanted) -> str:
    """The page of a count's projects."""
    said = {"stage": wanted.stage, "period": wanted.period, "scheme": wanted.scheme or ""}
    bounds = {"at_least": wanted.at_least, "below": wanted.below}
    said |= {name: as_typed(value) for name, value in bounds.items() if value}
    return f"{reverse('projects:counted')}?{urlencode({k: v for k, v in said.items() if v})}"


def _rate(code: str, period: Period, scheme: str) -> str:
    said = {"period": period, "scheme": scheme}
    return f"{reverse('projects:rate', args=[code])}?{urlencode({k: v for k, v in said.items() if v})}"


@require_safe
def counted(request: HttpRequest) -> HttpResponse:
    """The projects of one count, and whose credit they are."""
    wanted = _wanted(request)
    found = queries.count(request.user, wanted, with_credit=True)
    lines = queries.lines(request.user, found)
    held = organization.zone()
    context = {
        "wanted": wanted,
        "found": found,
        "lines": [line for line in lines if line.project],
        "hidden": sum(line.project is None for line in lines),
        "parts": queries.parts(found),
        "stage": name_of(held.stages, wanted.stage),
        "scheme": name_of(held.recognition, wanted.scheme) if wanted.scheme else None,
        "zone": held.zone,
    }
    return render(request, "projects/counted.html", context)


def _wanted(request: HttpRequest) -> Wanted:
    least, below = (_amount(request.GET.get(name, "")) for name in ("at_least", "below"))
    stage, scheme = request.GET.get("stage", "signed"), request.GET.get("scheme") or None
    if least is not None and below is not None and least >= below:
        bounds = {"least": as_typed(least), "below": as_typed(below)}
        raise Missing(Message("不低于 {least} 元又低于 {below} 元的金额不会有。", bounds))
    return Wanted(stage, _period(request), least or Decimal(0), below, scheme)


def _amount(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise Missing(Message("“{text}”不是数。", {"text": text})) from error
    if not amount.is_finite():
        raise Missing(Message("“{text}”不是数。", {"text": text}))
    return amount


@require_safe
def figure(request: HttpRequest, indicator: str, period: str) -> HttpResponse:
    """From a counted figure of the ledger to the projects it consists of."""
    held = organization.zone()
    spec = next((one for one in held.counts if one.indicator == indicator), None)
    if spec is None:
        raise Missing(Message("指标“{code}”不是由项目计数的。", {"code": indicator}))
    tier = next(one for one in held.tiers if one.code == spec.tier)
    wanted = Wanted(spec.moved_to, period_named(period), tier.at_least, tier.below, spec.scheme)
    return redirect(address(wanted))


@require_safe
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """One rate: the projects of its denominator, and which of them are there."""
    period, scheme = _period(request), request.GET.get("scheme") or None
    spec, found = queries.rate(request.user, code, period=period, scheme=scheme)
    held = organization.zone()
    there = set(found.reached)
    rows = queries.projects_by_key(request.user, found.of)
    context = {
        "spec": spec,
        "rate": found,
        "says": queries.said_of(organization.zone(), spec),
        "period": period,
        "scheme": name_of(held.recognition, scheme) if scheme else None,
        "lines": [(row, row.pk in there) for row in rows],
        "hidden": len(found.of) - len(rows),
        "reached": name_of(held.stages, spec.reached),
        "zone": held.zone,
    }
    return render(request, "projects/rate.html", context)
