"""A few projects among two units: a lead and a signed one of the economy's, a lead of commerce's.

林晓 records for the economy and talked first, 何川 records for commerce and competes, 周敏 reviews, 顾远
leads the zone, 沈洁 administers accounts and sees no projects.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from chaotou.organization.queries import zone
from chaotou.projects.models import Credit, Project
from chaotou.projects.operations.registering import register_lead

TODAY = date(2024, 8, 12)


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path) -> None:
    """Evidence that tests upload goes where it is thrown away."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def at_work(serve) -> None:
    """The zone lives today, whatever the year: it demonstrates nothing."""
    held = zone()
    serve(held.model_copy(update={"zone": held.zone.model_copy(update={"as_of": None})}))


@pytest.fixture
def make_project(world, now) -> Callable[..., Project]:
    """`make_project("P2024-0001", stage="signed")`: one of the economy's unless said, and to its credit."""

    def make(code: str, **said: Any) -> Project:
        usual = {
            "name": f"项目{code}",
            "stage": "lead",
            "stage_since_on": TODAY,
            "investor_name": "甲公司",
            "product": "电池",
            "investment": Decimal("300000000"),
            "organization": world.economy,
            "registered_at": now,
        }
        project = Project.objects.create(code=code, **{**usual, **said})
        Credit.objects.create(
            project=project, organization=project.organization, share=1, from_on=TODAY, role="first_talker"
        )
        return project

    return make


@pytest.fixture
def few(world, make_project) -> SimpleNamespace:
    """`lead` and `signed` of the economy, `rival` of commerce."""
    return SimpleNamespace(
        lead=make_project("P2024-0001"),
        signed=make_project("P2024-0002", stage="signed"),
        rival=make_project("P2024-0003", organization=world.commerce, investor_name="乙公司"),
    )


@pytest.fixture
def register(world, linxiao, now) -> Callable[..., Project]:
    """`register(name=…, investor_name=…)`: a lead as 林晓 registers it for the economy, unless said."""

    def said(**details: Any) -> Project:
        usual = {
            "actor": linxiao,
            "organization": world.economy,
            "now": now,
            "name": "高密度印制电路板项目",
            "investor_name": "上海明远电子有限公司",
            "product": "高密度印制电路板",
            "investment": Decimal("500000000"),
        }
        return register_lead(**{**usual, **details})

    return said
