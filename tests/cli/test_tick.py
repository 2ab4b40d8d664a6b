"""The scheduled work runs, and running it again changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from chaotou.cli import main
from chaotou.organization.days import working_moment
from chaotou.projects.models import Problem, Project
from chaotou.projects.operations.problems import raise_problem

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


def test_a_problem_not_solved_in_time_rises(world, linxiao) -> None:
    now = working_moment(timezone.now())
    today = now.date()
    project = Project.objects.create(
        code="P-1", name="项目", stage_since_on=today, organization=world.economy, registered_at=now
    )
    said = {"title": "缺电", "organization": "economy", "due_on": today, "actor": linxiao}
    row = raise_problem(project=project, now=now - timedelta(30), **said)
    assert main(["tick"]) == 0
    level = Problem.objects.get(pk=row.pk).level
    assert level != row.level
    assert main(["tick"]) == 0
    assert Problem.objects.get(pk=row.pk).level == level
