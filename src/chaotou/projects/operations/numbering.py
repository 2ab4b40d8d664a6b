"""Codes of projects: `P2024-0001`, one after another within a year, without gaps or races."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models.functions import Length

from chaotou.core.issues import Message, Refusal
from chaotou.projects.models import Project

TRIES: Final = 20


def code_of(year: int, number: int) -> str:
    return f"P{year}-{number:04d}"


def next_number(year: int) -> int:
    """The first number of the year that nobody has taken."""
    taken = Project.objects.filter(
        code__gte=f"P{year}-", code__lt=f"P{year + 1}-", code__startswith=f"P{year}-"
    )
    newest = taken.order_by(Length("code").desc(), "-code").values_list("code", flat=True).first()
    return int(newest.split("-")[1]) + 1 if newest else 1


def numbered(project: Project, year: int, before_saving: Callable[[], None] = lambda: None) -> Project:
    """Save the project under the year's next code.

    Of two at once, the database lets in one; the other looks again, `before_saving` included, and then sees
    what the first has saved.
    """
    for _try in range(TRIES):
        before_saving()
        project.code = code_of(year, next_number(year))
        try:
            with transaction.atomic():
                project.save(force_insert=True)
        except IntegrityError:
            if not Project.objects.filter(code=project.code).exists():
                raise
            project.pk = None
        else:
            return project
    raise Refusal(Message("同时登记的人太多，请再提交一次。"))
