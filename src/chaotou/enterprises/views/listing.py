"""The list of enterprises, one enterprise, and what is suggested while one types."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chaotou.core import industries as standard
from chaotou.enterprises import access, asking, words
from chaotou.enterprises.queries import detail as queries
from chaotou.enterprises.queries import listing
from chaotou.enterprises.views.shown import enterprise_page
from chaotou.ui.pages import render_page


@require_safe
def enterprises(request: HttpRequest) -> HttpResponse:
    """A page of the list, narrowed as the address says."""
    wanted = asking.wanted(request.GET)
    page = listing.page(request.user, wanted, request.GET.get("page"))
    chains = words.Chains.of_zone()
    context = {
        "page": page,
        "wanted": wanted,
        "chains": chains,
        "chain_choices": chains.choices(),
        "city_choices": listing.cities(request.user),
        "size_choices": words.sizes(),
        "may_record": access.may_record(request.user),
        "has_synthetic": any(row.is_synthetic for row in page),
    }
    return render_page(request, "enterprises/enterprises.html", "enterprises/_enterprises.html", context)


@require_safe
def enterprise(request: HttpRequest, pk: int) -> HttpResponse:
    """One enterprise; the address of one that was merged leads on to where it went."""
    found = queries.enterprise(request.user, pk)
    if found.merged_into_id is not None:
        kept = queries.kept(request.user, pk)
        messages.info(request, _("“{name}”已并入这家企业。").format(name=found.name))
        return redirect("enterprises:enterprise", kept.pk)
    return enterprise_page(request, found)


@require_safe
def industries(request: HttpRequest) -> HttpResponse:
    """Options for a field of industries: whichever field asks, its text is looked for."""
    access.require_sight(request.user)
    found = standard.suggestions(_typed(request), limit=12)
    return _options(request, [(one.full, words.industry(one.full)) for one in found])


@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Options for a field of enterprises."""
    typed = _typed(request)
    found = queries.named(request.user, typed) if typed else []
    return _options(request, [(one.name, one.credit_code or one.short) for one in found])


def _options(request: HttpRequest, options: list[tuple[str, str]]) -> HttpResponse:
    return render(request, "enterprises/_options.html", {"options": options})


def _typed(request: HttpRequest) -> str:
    return next((str(text).strip()[:100] for text in request.GET.values()), "")
