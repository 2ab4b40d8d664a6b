"""Signing in and out, recorded.

Django and django-axes tell of these by signals only, and they happen inside their code: there is no operation
of ours to write the entry, so this one place listens.
"""

from __future__ import annotations

from typing import Any

from axes.helpers import get_failure_limit
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.utils import timezone

from chaotou.journal.operations import record
from chaotou.organization.models import Person


def listen() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="journal.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="journal.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="journal.sign_in_failed")
    user_locked_out.connect(_locked_out, dispatch_uid="journal.locked_out")


def _signed_in(request: HttpRequest, user: Person, **_: Any) -> None:
    _record("signed_in", user, user.username, request)


def _signed_out(request: HttpRequest, user: Person | None, **_: Any) -> None:
    if user is not None:
        _record("signed_out", user, user.username, request)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    # The failure that locks the door is kept as the lock-out. A try at a door already locked says nothing
    # new, and would let anyone fill the journal.
    if not getattr(request, "axes_locked_out", False):
        _record("sign_in_failed", None, str(credentials.get("username", "")), request)


def _locked_out(request: HttpRequest, username: str, **_: Any) -> None:
    # None at a door already locked: only the failure that locks it is counted.
    failures = getattr(request, "axes_failures_since_start", None) or 0
    if failures >= get_failure_limit(request, {"username": username}):
        _record("locked_out", None, username, request, failures=failures)


def _record(
    what: str, actor: Person | None, username: str, request: HttpRequest | None, **more: object
) -> None:
    """An unknown user name is not kept: people type passwords into the wrong field."""
    known = Person.objects.filter(username=username).exists()
    target = f"organization.person:{username if known else '?'}"
    address = request.META.get("REMOTE_ADDR", "") if request else ""
    after = {"address": address, **more}
    record(
        actor=actor,
        act=f"organization.session.{what}",
        target=target,
        before=None,
        after=after,
        at=timezone.now(),
    )
