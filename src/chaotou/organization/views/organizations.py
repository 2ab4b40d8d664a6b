"""Organizations in their tree, and people with what they may do."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from chaotou.organization import access, queries
from chaotou.ui.pages import render_page


def organizations(request: HttpRequest) -> HttpResponse:
    """The tree, with how much each organization answers for and who works there."""
    tree = queries.flat(queries.organization_tree(request.user))
    page, fragment = "organization/organizations.html", "organization/_organizations.html"
    return render_page(request, page, fragment, {"branches": tree})


def organization(request: HttpRequest, code: str) -> HttpResponse:
    """One organization: what it answers for, its posts and who holds them."""
    branch = queries.organization(request.user, code)
    if branch is None:
        raise Http404(_("没有这个机构。"))
    context = {
        "branch": branch,
        "organization": branch.organization,
        "answers": queries.named(branch.answers),
        "sees_figures": access.sees_figures(request.user),
    }
    page, fragment = "organization/organization.html", "organization/_organization.html"
    return render_page(request, page, fragment, context)


def person(request: HttpRequest, username: str) -> HttpResponse:
    """One person: posts, what their organizations answer for, and what they may do and why."""
    found = queries.person(request.user, username)
    if found is None:
        raise Http404(_("没有这个人员。"))
    answers = queries.answers_of(found)
    context = {
        "person": found,
        "powers": access.powers(found),
        "answers": queries.named(answers),
        "with_organization": len({answer.organization for answer in answers}) > 1,
        "sees_figures": access.sees_figures(request.user),
        "may_administer": access.may_administer(request.user),
        "is_self": found.pk == request.user.pk,
    }
    return render_page(request, "organization/person.html", "organization/_person.html", context)
