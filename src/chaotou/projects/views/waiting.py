"""What waits for the reader in projects: by count on the home page, one by one on a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in
from chaotou.organization.days import working_day
from chaotou.projects.queries.awaiting import Awaiting, Kind, awaiting
from chaotou.projects.queries.wanted import Asked, Wanted


@dataclass(frozen=True)
class Line:
    """What waits of one kind: how many as a sentence, each with the address where it is decided."""

    kind: Kind
    sentence: str
    each: list[tuple[Awaiting, str]]


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """All that the reader may decide or mark."""
    zone = organization.zone()
    asked = Asked(request.user, Wanted(), working_day(timezone.now()), zone)
    context = {"lines": list(lines(request, asked)), "zone": zone.zone}
    return render(request, "projects/waiting.html", context)


def lines(request: HttpRequest, asked: Asked) -> Iterator[Line]:
    for kind, found in awaiting(asked, signed_in(request)).items():
        yield Line(kind, _sentence(kind, len(found)), [(one, _address(one)) for one in found])


def _sentence(kind: Kind, n: int) -> str:
    words = {
        Kind.DISPUTE: ngettext("{n} 项归属争议等您裁定", "{n} 项归属争议等您裁定", n),
        Kind.RECOGNITION: ngettext("{n} 项认定等您办理", "{n} 项认定等您办理", n),
        Kind.BASELINE: ngettext("{n} 份计划调整等您批准", "{n} 份计划调整等您批准", n),
        Kind.PROBLEM: ngettext("{n} 个问题等您销号", "{n} 个问题等您销号", n),
        Kind.OPINION: ngettext("{n} 个项目等您提交评审意见", "{n} 个项目等您提交评审意见", n),
    }
    return words[kind].format(n=n)


def _address(one: Awaiting) -> str:
    match one.kind:
        case Kind.DISPUTE:
            return reverse("projects:dispute", args=[one.key])
        case Kind.RECOGNITION:
            return reverse("projects:recognition", args=[one.key])
        case Kind.BASELINE:
            return reverse("projects:delivery", args=[one.project.code])
        case Kind.PROBLEM:
            return reverse("projects:problem", args=[one.project.code, one.key])
        case Kind.OPINION:
            return reverse("projects:review", args=[one.key])
