"""A zone with one chain, and a few invented enterprises."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from chaotou.core.zone.chain_specs import ChainSpec
from chaotou.enterprises import operations
from chaotou.enterprises.models import Contact, Enterprise

LINKS = [
    {"code": "cells", "name": "电芯", "english": "Cells", "position": "midstream", "wanted": 2},
    {"code": "packs", "name": "电池包", "english": "Packs", "position": "downstream", "wanted": 1},
]
CHAIN = ChainSpec.model_validate(
    {"code": "batteries", "name": "动力电池", "english": "Batteries", "links": LINKS}
)


@pytest.fixture(autouse=True)
def _one_chain(serve) -> None:
    named = SimpleNamespace(name="开发区", english="Zone", year=2024, as_of=None)
    found = SimpleNamespace(chains=(CHAIN,), zone=named)
    serve(found)


@pytest.fixture
def record(linxiao, now) -> Callable[..., Enterprise]:
    """`record("华芯半导体", city="苏州")`: recorded by 林晓, looked at before."""

    def act(name: str, **said: Any) -> Enterprise:
        return operations.record_enterprise(
            person=linxiao, now=now, **{"is_another": True, "name": name, **said}
        )

    return act


@pytest.fixture
def contact(record, linxiao, world, now) -> Contact:
    """A contact at an enterprise, serving the economy."""
    found = record("华芯半导体有限公司")
    return operations.record_contact(
        person=linxiao,
        enterprise=found.pk,
        organization=world.economy.pk,
        now=now,
        name="甲某",
        position="经理",
        phone="13800000000",
        email="jia@example.com",
        note="首次来访",
    )
