"""A small zone of its own, its ledger and a report: what every test of reading and deciding stands on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from chaotou.core.periods import Period
from chaotou.figures.models import Target
from chaotou.figures.operations import load_catalogue, set_target
from chaotou.intake.models import Claim, SourceDocument
from chaotou.intake.operations import receive_text
from chaotou.organization.models import Responsibility
from chaotou.organization.queries import zone as zone_now

REPORT = (
    "临江开发区2023年运行情况\n"
    "2023年，全区预计完成地区生产总值412亿元，同比增长6.8%；固定资产投资同比增长12.5%。"
    "实际使用外资1.2亿美元，总量全市第一。新签约亿元以上项目64个。\n"
    "2024年，力争签约亿元以上项目90个，地区生产总值增长7.5%以上。"
)


def _indicator(code: str, name: str, unit: str, measure: str = "flow", **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "name": name,
        "english": code.replace("_", " ").capitalize(),
        "unit": unit,
        "measure": measure,
        "cumulative": measure == "flow",
        "group": "economy",
        "frequency": "month",
        **more,
    }


def _body(code: str, name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "english": code.capitalize(), "kind": kind, **more}


BODIES = [
    _body("city", "临江市", "city"),
    _body("zone", "临江经济技术开发区", "zone", parent="city", aliases=["临江开发区", "临江经开区"]),
    _body("north", "江北县", "county", parent="city"),
]
INDICATORS = [
    _indicator("gdp", "地区生产总值", "亿元"),
    _indicator("fixed_asset_investment", "固定资产投资", "亿元"),
    _indicator("general_public_budget_revenue", "一般公共预算收入", "亿元"),
    _indicator("fdi_utilized", "实际使用外资", "亿美元"),
    _indicator("signed_projects_100m", "新签约亿元以上项目", "个", "count", aliases=["签约亿元以上项目"]),
    _indicator("good_air_share", "空气质量优良比率", "%", "ratio"),
    _indicator(
        "national_rank", "国家级经开区综合排名", "位", "rank", direction="lower", aliases=["全国排名"]
    ),
    _indicator("charging_piles", "公共充电设施", "个", "stock"),
]
ZONE = {
    "code": "linjiang",
    "name": "临江经济技术开发区",
    "english": "Linjiang ETDZ",
    "body": "zone",
    "city": "city",
    "neighbors": ["north"],
    "year": 2024,
    "as_of": "2024-08-20",
}
LIGHTS = {
    "from": "2024-01-01",
    "source": "rules",
    "bands": [{"light": "on_track", "name": "达序时", "english": "On track"}],
}
SOURCE = {"id": "rules", "title": "办法", "english": "Rules", "kind": "official", "trust": "D"}


@pytest.fixture(scope="session")
def zone_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("linjiang")
    files: dict[str, Any] = {
        "zone": ZONE,
        "organizations": {"organizations": []},
        "people": {"people": [], "posts": []},
        "bodies": {"bodies": BODIES},
        "indicators": {"indicators": INDICATORS},
        "targets": {"targets": []},
        "sources": {"sources": [SOURCE]},
        "lights": {"lights": [LIGHTS]},
        "calendars": {"calendars": []},
    }
    for name, content in files.items():
        (directory / f"{name}.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return directory


@pytest.fixture
def ledger(world, settings, tmp_path, zone_directory, now) -> None:
    """The small zone's catalogue in the database; files go to a directory of the test's own."""
    settings.ZONE = zone_directory
    settings.MEDIA_ROOT = tmp_path / "media"
    load_catalogue(zone=zone_now(), now=now)
    Responsibility.objects.create(
        organization=world.commerce, role="lead", subject="indicator", code="signed_projects_100m"
    )


@pytest.fixture
def document(ledger, linxiao, now) -> SourceDocument:
    """The report, brought in by 林晓."""
    return receive_text(person=linxiao, text=REPORT, year=2023, body="zone", now=now)


@pytest.fixture
def claim_of(document) -> Callable[..., Claim]:
    """`claim_of("gdp")` is the claim of the report on this indicator; `kind` chooses among several."""

    def find(code: str, kind: str = "actual") -> Claim:
        return next(
            c for c in document.claims.all() if (c.content["code"], c.content["kind"]) == (code, kind)
        )

    return find


@pytest.fixture
def signing_target(ledger, zhoumin) -> Callable[..., Target]:
    """`signing_target(now)` undertakes to sign as many projects as the report says, or `value` of them."""

    def undertake(at: datetime, value: int = 90, **said: Any) -> Target:
        return set_target(
            person=zhoumin,
            code="projects",
            now=at,
            name=f"签约{value}个",
            indicator="signed_projects_100m",
            body="zone",
            kind="count",
            period=Period.year(2024),
            value=Decimal(value),
            bound="at_least",
            **said,
        )

    return undertake


@pytest.fixture
def stored() -> Callable[[], list[str]]:
    """The names of the files that were kept."""

    def names() -> list[str]:
        from django.core.files.storage import default_storage

        return default_storage.listdir("documents")[1] if default_storage.exists("documents") else []

    return names
