"""A project of the economy's whose dossier is whole, put forward, before members of four other units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from chaotou.core.projects.review import Outcome, Term
from chaotou.organization.models import Organization
from chaotou.projects import handling
from chaotou.projects.models import Condition, Review
from chaotou.projects.operations.putting_forward import put_forward
from chaotou.projects.operations.review import decide, name_members

from .made import FIGURES, ON, PAPERS, PARTICULARS, paper, person, say


@pytest.fixture
def bureaus(world) -> SimpleNamespace:
    """Three bureaus beside the economy's, which introduces the project, each with an officer."""
    named = {}
    for code in ("land", "environment", "finance"):
        organization = Organization.objects.create(code=code, name=code, english=code, kind="bureau")
        named[code] = person(f"{code}_officer", organization, "records")
    return SimpleNamespace(**named)


@pytest.fixture
def dossier(make_project, now):
    """A project of the economy's whose dossier is whole."""
    project = make_project(
        "P2024-0100", stage="review", kind="new_plant", industry="C3982", particulars=PARTICULARS, **FIGURES
    )
    for kind in PAPERS:
        paper(project, kind, now)
    return project


@pytest.fixture
def forward(dossier, linxiao, now) -> Callable[..., Review]:
    def put(**said: Any) -> Review:
        usual = {"project": dossier, "batch": "2024年第8次", "meets_on": ON, "promises": []}
        return put_forward(**{**usual, "actor": linxiao, "now": now, **said})

    return put


@pytest.fixture
def sitting(forward, zhoumin, guyuan, linxiao, hechuan, bureaus, now) -> Review:
    """Put forward, with six members of whom 林晓, of the introducing unit, stands aside by rule."""
    review = forward()
    names = ["guyuan", "hechuan", "linxiao", "land_officer", "environment_officer", "finance_officer"]
    name_members(review=review.pk, members=names, actor=zhoumin, now=now)
    return review


@pytest.fixture
def heard(sitting, hechuan, guyuan, bureaus, now) -> Review:
    """Four opinions of five who take part."""
    for member in (guyuan, hechuan, bureaus.land, bureaus.environment):
        say(sitting, member, now)
    return sitting


@pytest.fixture
def kept_here(monkeypatch) -> None:
    """Nobody takes conditions over: they are met and confirmed on the review's own pages."""
    monkeypatch.setattr(handling, "_desks", [])


@pytest.fixture
def decided(heard, zhoumin, now) -> Callable[[], Condition]:
    """`decided()`: approved under the condition that finance brings an opinion by the end of September."""

    def with_a_condition() -> Condition:
        terms = [Term("取得节能审查意见", "finance", date(2024, 9, 30))]
        said = {"outcome": Outcome.CONDITIONAL, "reason": "能耗须先审查", "terms": terms}
        decide(review=heard.pk, actor=zhoumin, now=now, **said)
        return Condition.objects.get()

    return with_a_condition


@pytest.fixture
def conditional(kept_here, decided) -> Condition:
    return decided()
