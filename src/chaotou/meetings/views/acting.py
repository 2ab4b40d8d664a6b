"""A form that does one thing to a meeting, and a button that does one: refused with all reasons, or done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from chaotou.core.issues import Obstacles, Refusal
from chaotou.meetings.operations.acting import By
from chaotou.meetings.queries.detail import MeetingPage, meeting_page
from chaotou.organization.access import signed_in
from chaotou.projects.views import acting

FORM = acting.FORM
given = acting.given


def page_for(request: HttpRequest, code: str) -> MeetingPage:
    """The meeting as the reader sees it now."""
    return meeting_page(request.user, code, timezone.now())


def meeting_address(code: str, anchor: str = "") -> str:
    return reverse("meetings:meeting", args=[code]) + (f"#{anchor}" if anchor else "")


def form_page(
    request: HttpRequest,
    form: forms.Form,
    page: MeetingPage,
    words: tuple[str, str, str],
    do: Callable[[], object],
    back: str,
    **more: Any,
) -> HttpResponse:
    """A form of its own; `words` are its heading, its button and what is said once it is done."""
    heading, button, done = words
    context = {"page": page, "heading": heading, "button": button, **more}
    return acting.act(request, form, context, do, done, back, template="meetings/form.html")


def press(request: HttpRequest, do: Callable[[], object], done: str, back: str) -> HttpResponse:
    """Do what a button says and go back; what stands in the way is said there, each reason for itself."""
    try:
        do()
    except Refusal as refusal:
        several = refusal.messages if isinstance(refusal, Obstacles) else ()
        for reason in [one.say(gettext) for one in several] or [refusal.say(gettext)]:
            messages.error(request, reason)
    else:
        messages.success(request, done)
    return redirect(back)


def who(request: HttpRequest) -> By:
    """Who acts, and when."""
    return By(actor=signed_in(request), now=timezone.now())
