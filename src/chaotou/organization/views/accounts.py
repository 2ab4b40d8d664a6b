"""Accounts, for whoever administers them: opened, changed, closed, given passwords and posts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from chaotou.core.issues import Refusal
from chaotou.organization import access, operations, queries
from chaotou.organization.forms import (
    AssignPostForm,
    EndPostForm,
    NewPasswordForm,
    NewPersonForm,
    PersonForm,
    ReasonForm,
)
from chaotou.ui.pages import render_page

Fields = dict[str, Any]
View = Callable[[HttpRequest, str], HttpResponse]


def by_post(act: View) -> View:
    """The act by POST; a GET (the language switched on a page that a failing form left) shows the account."""

    @require_http_methods(["GET", "POST"])
    @wraps(act)
    def view(request: HttpRequest, username: str) -> HttpResponse:
        return (
            act(request, username) if request.method == "POST" else redirect("organization:account", username)
        )

    return view


@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Everyone with an account, found by name, user name or organization."""
    access.require(access.may_administer(request.user))
    wanted = request.GET.get("q", "").strip()
    page = Paginator(queries.accounts(request.user, wanted), 50).get_page(request.GET.get("page"))
    context = {"page": page, "q": wanted}
    return render_page(request, "organization/accounts.html", "organization/_accounts.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def new_account(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    actor = access.signed_in(request)
    access.require(access.may_administer(actor))
    form = NewPersonForm(request.POST or None, organizations=queries.organization_choices(actor))
    refusal = None
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "again"}
        try:
            person = operations.create_person(actor=actor, now=timezone.now(), **fields)
        except Refusal as found:
            refusal = found
        else:
            messages.success(request, _("账号已开通；首次登录时须修改密码。"))
            _tell_namesakes(request, person.name, person.username)
            return redirect("organization:account", person.username)
    context = {"form": form, "refusal": refusal, "rules": password_validators_help_texts()}
    status = 422 if form.is_bound else 200
    return render(request, "organization/new_account.html", context, status=status)


def _tell_namesakes(request: HttpRequest, name: str, username: str) -> None:
    """Two people may have one name; one person should not have two accounts."""
    others = queries.namesakes(request.user, name, username)
    if others:
        said = _("另有同名的账号：{accounts}。请核对是不是同一人。")
        messages.warning(request, said.format(accounts=_("、").join(others)))


@require_GET
def account(request: HttpRequest, username: str) -> HttpResponse:
    """One account with every act that can be done to it."""
    return _account_page(request, _person(request, username))


@by_post
def change(request: HttpRequest, username: str) -> HttpResponse:
    def act(fields: Fields) -> str:
        operations.change_person(actor=actor, person=person, now=timezone.now(), **fields)
        _tell_namesakes(request, fields["name"], person.username)
        return _("已保存。")

    actor, person = access.signed_in(request), _person(request, username)
    form = PersonForm(request.POST, organizations=queries.organization_choices(actor))
    return _answer(request, person, "person_form", form, act)


@sensitive_post_parameters()
@by_post
def reset_password(request: HttpRequest, username: str) -> HttpResponse:
    def act(fields: Fields) -> str:
        operations.set_password(actor=actor, person=person, password=fields["password"], now=timezone.now())
        return _("密码已重设；下次登录时须修改。")

    actor, person = access.signed_in(request), _person(request, username)
    if person.pk == actor.pk:  # one's own asks for the current one
        return redirect("organization:password")
    form = NewPasswordForm(request.POST, person=person, prefix="reset")
    return _answer(request, person, "password_form", form, act)


@by_post
def activity(request: HttpRequest, username: str) -> HttpResponse:
    """Close an open account, open a closed one."""

    def act(fields: Fields) -> str:
        operation = operations.deactivate_person if person.is_active else operations.reactivate_person
        operation(actor=actor, person=person, reason=fields["reason"], now=timezone.now())
        return _("账号已停用。") if person.is_active else _("账号已恢复。")

    actor, person = access.signed_in(request), _person(request, username)
    return _answer(request, person, "reason_form", ReasonForm(request.POST), act)


@by_post
def assign_post(request: HttpRequest, username: str) -> HttpResponse:
    def act(fields: Fields) -> str:
        operations.assign_post(actor=actor, person=person, now=timezone.now(), **fields)
        return _("岗位已安排。")

    actor, person = access.signed_in(request), _person(request, username)
    form = AssignPostForm(request.POST, posts=queries.post_choices(actor))
    return _answer(request, person, "assign_form", form, act)


@by_post
def end_post(request: HttpRequest, username: str) -> HttpResponse:
    def act(fields: Fields) -> str:
        operations.end_post(actor=actor, now=timezone.now(), **fields)
        return _("已办理离任。")

    actor, person = access.signed_in(request), _person(request, username)
    return _answer(request, person, "end_form", EndPostForm(request.POST), act)


def _answer(
    request: HttpRequest, person: Any, name: str, form: forms.Form, act: Callable[[Fields], str]
) -> HttpResponse:
    """Do the act and go back to the account; a failing form or a refusal shows the page again (422)."""
    if not form.is_valid():
        return _account_page(request, person, status=422, **{name: form})
    try:
        done = act({key: value for key, value in form.cleaned_data.items() if key != "again"})
    except Refusal as refusal:
        return _account_page(request, person, status=422, refusal=refusal, **{name: form})
    messages.success(request, done)
    return redirect("organization:account", person.username)


def _person(request: HttpRequest, username: str) -> Any:
    access.require(access.may_administer(request.user))
    found = queries.person(request.user, username)
    if found is None:
        raise Http404(_("没有这个人员。"))
    return found


def _account_page(request: HttpRequest, person: Any, status: int = 200, **given: object) -> HttpResponse:
    today = timezone.localdate()
    home = person.organization.code if person.organization else ""
    initial = {"name": person.name, "english": person.english, "organization": home}
    context: dict[str, object] = {
        "person": person,
        "rules": password_validators_help_texts(),
        "person_form": PersonForm(initial=initial, organizations=queries.organization_choices(request.user)),
        "password_form": NewPasswordForm(person=person, prefix="reset"),
        "reason_form": ReasonForm(),
        "assign_form": AssignPostForm(initial={"on": today}, posts=queries.post_choices(request.user)),
        "today": today,
        "is_self": person.pk == request.user.pk,
    }
    return render(request, "organization/account.html", context | given, status=status)
