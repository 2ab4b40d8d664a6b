"""The scheduled work runs, and running it again changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from chaotou.cli import main

pytestmark = pytest.mark.django_db


def attempt(name: str, hours_ago: int) -> None:
    one = AccessAttempt.objects.create(username=name, ip_address="127.0.0.1", failures_since_start=5)
    AccessAttempt.objects.filter(pk=one.pk).update(attempt_time=timezone.now() - timedelta(hours=hours_ago))


def test_only_locks_that_have_run_out_are_forgotten() -> None:
    attempt("yesterday", hours_ago=20)
    attempt("just_now", hours_ago=0)
    assert main(["tick"]) == 0
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["just_now"]


def test_the_work_can_be_done_again() -> None:
    assert [main(["tick"]), main(["tick"])] == [0, 0]
