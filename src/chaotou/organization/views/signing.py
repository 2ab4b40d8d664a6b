"""Signing in and out, the page of a locked account, and changing one's password."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from axes.helpers import get_client_username, get_cool_off, get_failure_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import password_validators_help_texts
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chaotou.core.issues import Refusal
from chaotou.organization import access, operations, queries
from chaotou.organization.forms import OwnPasswordForm, SignInForm


class SignIn(LoginView):
    """Django's sign-in with our words; a failed try answers 422, like every failing form."""

    template_name = "organization/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        administers = access.may_administer(self.request.user)
        return reverse("organization:accounts" if administers else "home")

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        minutes = settings.SESSION_COOKIE_AGE // 60
        timed_out = "timed_out" in self.request.GET
        nobody = not queries.is_anybody_here()
        return super().get_context_data(**kwargs, timed_out=timed_out, minutes=minutes, nobody=nobody)


class SignOut(LogoutView):
    """By POST only, as Django has it, and says so afterwards."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        messages.success(request, _("您已退出。"))
        return response


def locked_out(request: HttpRequest, response: object, credentials: dict[str, Any] | None) -> HttpResponse:
    """What django-axes shows after repeated failures: since when, and from when one may try again."""
    username = get_client_username(request, credentials) or ""
    context = {
        "username": username,
        "failure_limit": get_failure_limit(request, credentials),
        "opens_at": _opens_at(request, username),
        "administrators": queries.administrators(),
    }
    return render(request, "organization/locked_out.html", context, status=429)


def _opens_at(request: HttpRequest, username: str) -> datetime | None:
    latest = queries.latest_failed_sign_in(username, request.axes_ip_address)  # type: ignore[attr-defined]
    wait = get_cool_off(request)
    return latest + wait if latest and wait else None


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other sessions of the same account end."""
    person = access.signed_in(request)
    form = OwnPasswordForm(request.POST or None, person=person)
    refusal = None
    if form.is_valid():
        try:
            changed = operations.set_password(
                actor=person, person=person, password=form.cleaned_data["password"], now=timezone.now()
            )
        except Refusal as found:
            refusal = found
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, _("密码已修改。"))
            return redirect("organization:person", person.username)
    context = {"form": form, "refusal": refusal, "rules": password_validators_help_texts()}
    return render(request, "organization/password.html", context, status=422 if form.is_bound else 200)
