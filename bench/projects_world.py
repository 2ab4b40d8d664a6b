"""The demo zone with a register of 100,000 invented projects, most of them leads, in an empty database."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import count, islice
from typing import Any

PROJECTS = 100_000
BATCH = 2_000
FIRST = datetime(2019, 1, 1, tzinfo=UTC)
STAGES = {
    "lead": 36,
    "negotiation": 22,
    "review": 5,
    "signed": 11,
    "registered": 5,
    "land_secured": 4,
    "commenced": 6,
    "completed": 3,
    "in_production": 3,
    "above_size": 1,
    "dropped": 2,
    "dormant": 2,
}
SIGNS = "华恒瑞安泰宏鑫盛达丰隆昌中科方星海天宇金阳长江新源智远博创立信康美联大成启明锦绣云龙凯迪"
TRADES = [
    "半导体",
    "锂电池",
    "生物医药",
    "智能装备",
    "汽车零部件",
    "光电",
    "新材料",
    "食品",
    "纺织",
    "软件",
    "冷链物流",
    "环保",
    "医疗器械",
]
KINDS = ["项目", "产业园项目", "生产基地", "研发中心", "二期项目", "总部"]


def build() -> None:
    """Fill the empty database that the environment names; needs Django awake."""
    from bench.world import load_demo

    load_demo()
    _fill()


def _fill() -> None:
    from django.db import connection, transaction

    from chaotou.organization.models import Organization
    from chaotou.projects.models import Credit, Project

    units = list(Organization.objects.exclude(kind="village").values_list("pk", flat=True))
    made = _projects(units)
    with transaction.atomic():
        while batch := list(islice(made, BATCH)):
            Project.objects.bulk_create(batch)
            Credit.objects.bulk_create(_credit(one) for one in batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _credit(project: Any) -> Any:
    from chaotou.projects.models import Credit

    return Credit(project=project, organization_id=project.organization_id, share=1, from_on=date(2019, 1, 1))


def _projects(units: list[int]) -> Iterator[Any]:
    from chaotou.organization.queries import zone
    from chaotou.projects.models import Project

    draw = random.Random(1)
    held = zone()
    cities, chains = [city.code for city in held.cities], [chain.code for chain in held.chains]
    stages = draw.choices([*STAGES], [*STAGES.values()], k=PROJECTS)
    for number, stage in zip(count(), stages, strict=False):
        firm, trade = "".join(draw.choices(SIGNS, k=3)), draw.choice(TRADES)
        name = firm + trade + draw.choice(KINDS)
        since = FIRST + timedelta(minutes=25 * number)
        yield Project(
            code=f"b{number:06d}",
            name=name,
            stage=stage,
            stage_since_on=since.date(),
            investor_name=f"{firm}集团有限公司",
            product=trade,
            industry="C39",
            chain=draw.choice(chains),
            source_city=draw.choice(cities),
            investment=Decimal(draw.randrange(1, 900)) * 10_000_000,
            land_mu=draw.randrange(10, 400),
            organization_id=draw.choice(units),
            landing_id=draw.choice(units) if stage not in ("lead", "negotiation") else None,
            registered_at=since,
            last_talk_on=since.date(),
            next_step="回访",
            next_step_on=date(2024, 8, 1) + timedelta(days=number % 90),
            is_synthetic=True,
            grams=_grams(name, f"{firm}集团有限公司"),
            name_keys=_keys(f"{firm}集团有限公司"),
        )


@cache
def _grams(name: str, investor: str) -> str:
    from chaotou.core.names import grams

    return grams(name, investor)


@cache
def _keys(investor: str) -> str:
    from chaotou.projects.grams import keys_of

    return keys_of(investor, "", "")
