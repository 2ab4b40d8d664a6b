"""A zone with two peers and two bureaus, two schemes of its own, and the figures of two years."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from chaotou.core.periods import Period
from chaotou.core.zone.specs import Zone
from chaotou.evaluation import operations
from chaotou.figures import operations as figures
from chaotou.organization.models import Person, Post

PEERS = """
scheme: peers
title: 同类区考核
english: Peers
document: {title: 测试办法}
in_force: {from: 2020}
provenance: local
subjects: {kind: zones}
rule: min_max
missing: reweight
rounding: {total: 2}
criteria:
  - {code: trade, name: 进出口, english: Trade, weight: 50, reads: total_trade}
  - {code: growth, name: 增速, english: Growth, weight: 30, reads: {indicator: gdp, as: growth}}
  - {code: share, name: 占比, english: Share, weight: 20, reads: {indicator: gdp, as: share}}
published: {results: [total, rank]}
"""

BUREAUS = """
scheme: offices
title: 部门考核
english: Offices
document: {title: 测试办法}
in_force: {from: 2024}
provenance: local
subjects: {kind: bureaus, members: [economy, commerce]}
rounding: {points: 2, total: 2}
criteria:
  - {code: aims, name: 牵头目标, weight: 50, reads: led_targets_attainment, rule: {ratio: {target: 100}}}
  - code: late
    name: 迟报
    weight: 10
    direction: lower
    reads: figures_late
    rule: {per_unit: {base: 10, deduction: 1}}
    floor: 0
  - {code: work, name: 重点工作, weight: 40, reads: {indicator: key_work, as: mark}, rule: given}
deductions:
  - code: criticized
    name: 通报
    english: Criticized
    most: 4
    items:
      - code: criticized_city
        name: 市级通报
        reads: {indicator: criticized_city, as: mark}
        rule: {per_unit: {points: 1}}
judging: {least_judges: 3, drop_highest: 1, drop_lowest: 1, individual_marks: nobody}
appeals: {within_days: 5, decided_within_days: 10}
published: {results: [total, rank, criteria]}
"""


def _figure(
    indicator: str, body: str, period: str, value: float, growth: float | None = None
) -> dict[str, object]:
    return {
        "indicator": indicator,
        "body": body,
        "period": period,
        "value": Decimal(str(value)),
        "growth": growth,
        "basis": "comparable" if growth is not None else "unstated",
        "status": "preliminary",
        "source": "page",
        "synthetic": body == "peer_b",
        "recorded_on": date(2024, 7, 20),
    }


def _indicator(code: str, name: str, frequency: str = "month", lead: str = "economy") -> dict[str, object]:
    usual = {"unit": "亿元", "measure": "flow", "cumulative": True, "group": "output"}
    return {"code": code, "name": name, "english": code, "frequency": frequency, "lead": lead, **usual}


FILES = {
    "zone": {
        "code": "small",
        "name": "小区",
        "english": "Small Zone",
        "body": "zone",
        "city": "city",
        "year": 2024,
        "as_of": date(2024, 8, 12),
    },
    "organizations": [
        {"code": "committee", "name": "管委会", "english": "Committee", "kind": "zone"},
        {"code": "economy", "name": "经发局", "english": "Economy", "kind": "bureau", "parent": "committee"},
        {
            "code": "commerce",
            "name": "商务局",
            "english": "Commerce",
            "kind": "bureau",
            "parent": "committee",
        },
    ],
    "bodies": [
        {"code": "city", "name": "全市", "english": "City", "kind": "city"},
        *(
            {
                "code": code,
                "name": name,
                "english": code,
                "kind": "zone",
                "parent": "city",
                "statistical_parent": "city",
            }
            for code, name in (("zone", "本区"), ("peer_a", "甲区"), ("peer_b", "乙区"), ("silent", "丙区"))
        ),
    ],
    "indicators": [
        _indicator("gdp", "地区生产总值", "quarter"),
        _indicator("total_trade", "进出口总额", lead="commerce"),
        _indicator("retail_sales", "零售额", lead="commerce"),
    ],
    "targets": [
        {
            "code": code,
            "name": code,
            "english": code,
            "kind": "level",
            "indicator": indicator,
            "body": "zone",
            "period": "2024",
            "value": Decimal(value),
            "unit": "亿元",
            "source": "page",
            "set_on": date(2024, 1, 7),
            "provenance": "press",
        }
        for code, indicator, value in (
            ("trade_2024", "total_trade", 240),
            ("sales_2024", "retail_sales", 100),
            ("gdp_2024", "gdp", 480),
        )
    ],
    "sources": [
        {
            "id": "page",
            "title": "报纸版面",
            "english": "Page",
            "kind": "press",
            "trust": "N",
            "published_on": date(2024, 1, 7),
        }
    ],
    "lights": [
        {
            "from": date(2024, 1, 1),
            "source": "page",
            "bands": [
                {"light": "on_track", "at_least": 0, "name": "达序时", "english": "On track"},
                {"light": "behind", "name": "落后", "english": "Behind"},
            ],
        }
    ],
    "observations": [
        _figure("gdp", "zone", "2024H1", 240, 8.1),
        _figure("gdp", "peer_a", "2024H1", 300, 6.1),
        _figure("gdp", "peer_b", "2024H1", 100, 5.1),
        _figure("gdp", "city", "2024H1", 2400, 7.1),
        _figure("gdp", "zone", "2023H1", 220, 7.2),
        _figure("total_trade", "zone", "2024H1", 132),
        _figure("total_trade", "peer_a", "2024H1", 200),
        _figure("total_trade", "peer_b", "2024H1", 100),
        _figure("retail_sales", "zone", "2024H1", 130),
    ],
}


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def half() -> Period:
    return Period.half(2024, 1)


@pytest.fixture
def write(settings, tmp_path):
    """`write("peers", text)` puts a scheme into the zone's directory."""
    settings.ZONE = tmp_path / "zone"
    folder = Path(settings.ZONE) / "schemes"
    folder.mkdir(parents=True)

    def put(code: str, text: str) -> None:
        (folder / f"{code}.yaml").write_text(text.replace("period: half\n", ""), encoding="utf-8")

    return put


@pytest.fixture
def ledger(world, write, now, serve) -> Zone:
    """The zone's figures and targets, and its two schemes."""
    zone = Zone.model_validate(FILES)
    serve(zone)
    figures.load_catalogue(zone=zone, now=now)
    figures.load_observations(zone=zone, now=now)
    write("peers", PEERS)
    write("offices", BUREAUS)
    return zone


@pytest.fixture
def texts() -> SimpleNamespace:
    """The two schemes' files, to be changed."""
    return SimpleNamespace(peers=PEERS, offices=BUREAUS)


@pytest.fixture
def person(world):
    """`person("wuyi", "reviews")`: another person with a post, at the committee unless told otherwise."""

    def made(username: str, duty: str, organization=None) -> Person:
        where = organization or world.committee
        found = Person.objects.create(username=username, name=username, organization=where)
        Post.objects.create(
            code=f"{username}_post", organization=where, title="岗", english="post", duty=duty, person=found
        )
        return found

    return made


@pytest.fixture
def draft(ledger, zhoumin, half, now):
    """The peers' run of the first half year, drafted by the reviewer."""
    return operations.draft_run(person=zhoumin, scheme="peers", period=half, now=now)


@pytest.fixture
def published(draft, guyuan, now):
    """The same, published by the leader."""
    return operations.publish_run(person=guyuan, run=draft.code, now=now)


@pytest.fixture
def offices(ledger, zhoumin, guyuan, half, now):
    """The bureaus' run of the first half year, published."""
    drafted = operations.draft_run(person=zhoumin, scheme="offices", period=half, now=now)
    return operations.publish_run(person=guyuan, run=drafted.code, now=now)


@pytest.fixture
def revise(linxiao, guyuan, zhoumin):
    """`revise("gdp", "zone", 250, at)`: a published figure is revised and published by others."""

    def again(body: str, value: int, at: datetime, growth: str = "0.081") -> None:
        from chaotou.figures.models import Observation

        row = Observation.objects.get(
            indicator__code="gdp", body__code=body, first_month=Period.half(2024, 1).first, superseded_at=None
        )
        said = {"value": Decimal(value), "growth_yoy": Decimal(growth), "note": "更正"}
        revised = figures.revise_observation(
            person=linxiao, observation=row.pk, reason="更正", now=at, **said
        )
        figures.publish_observation(person=zhoumin, observation=revised.pk, now=at)

    return again
