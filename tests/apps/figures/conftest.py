"""A small zone of its own: a city, two counties, six indicators, two years of figures."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest

from chaotou.core.zone.specs import Zone
from chaotou.figures import operations

SET_ON = date(2024, 1, 7)


def indicator(code: str, name: str, **said: object) -> dict[str, object]:
    usual = {"unit": "亿元", "measure": "flow", "cumulative": True, "group": "output", "frequency": "month"}
    return {"code": code, "name": name, "english": code.replace("_", " ").title(), **usual, **said}


def target(code: str, kind: str, **said: object) -> dict[str, object]:
    usual = {"body": "zone", "period": "2024", "source": "page", "set_on": SET_ON, "provenance": "press"}
    return {"code": code, "name": code, "english": code, "kind": kind, **usual, **said}


def figure(
    indicator: str, body: str, period: str, value: object, growth: object = None, **said: object
) -> dict[str, object]:
    usual = {"status": "preliminary", "source": "page", "synthetic": False, "recorded_on": date(2024, 1, 20)}
    basis = "comparable" if growth is not None else "unstated"
    return {
        "indicator": indicator,
        "body": body,
        "period": period,
        "value": value,
        "growth": growth,
        "basis": basis,
        **usual,
        **said,
    }


INDICATORS = [
    indicator("gdp", "地区生产总值", frequency="quarter"),
    indicator("industrial_value_added", "规上工业增加值"),
    indicator("fixed_asset_investment", "固定资产投资", decimals=1),
    indicator("total_trade", "进出口总额"),
    indicator("exports", "出口总额", whole="total_trade"),
    indicator("retail_sales", "社会消费品零售总额"),
    indicator(
        "high_tech_share", "高新技术产业产值占比", unit="%", measure="ratio", cumulative=False, decimals=1
    ),
    indicator(
        "national_rank",
        "全国排名",
        unit="位",
        measure="rank",
        cumulative=False,
        direction="lower",
        decimals=0,
        frequency="year",
    ),
    indicator("signed_projects", "新签约亿元以上项目", unit="个", measure="count", decimals=0),
]
TARGETS = [
    target(
        "gdp_2024", "growth", indicator="gdp", value=Decimal(8), unit="%", sentence="地区生产总值增长8%。"
    ),
    target("trade_2024", "level", indicator="total_trade", value=Decimal(240), sentence="进出口240亿元。"),
    target("projects_2024", "count", indicator="signed_projects", value=Decimal(160), lead="commerce"),
    target("rank_2024", "rank", indicator="national_rank", value=Decimal(30), bound="rank_at_most"),
    target(
        "gdp_faster_2024", "faster_than", indicator="gdp", compared_with=["city", "county_a", "earlier_years"]
    ),
    target("gdp_share_2024", "share_rises", indicator="gdp", compared_with=["city"]),
    target("formula_16", "formula", parts=[{"digits": "1"}, {"digits": "6", "target": "trade_2024"}]),
]


def _months(
    indicator: str,
    body: str,
    year: int,
    monthly: float,
    months: int,
    recorded: date,
    growth: float | None = None,
) -> list[dict[str, object]]:
    """Even months, each published in one go, as cumulative figures; January is never published alone."""
    rows = []
    for month in range(2, months + 1):
        value = Decimal(str(round(monthly * month, 2)))
        period = f"{year}-01..{year}-{month:02d}"
        rows.append(figure(indicator, body, period, value, growth, recorded_on=recorded))
    return rows


OBSERVATIONS = [
    *_months("total_trade", "zone", 2022, 15, 12, date(2023, 1, 20)),
    *_months("total_trade", "zone", 2023, 18, 12, date(2024, 1, 20), 20),
    *_months("total_trade", "zone", 2024, 20, 6, date(2024, 7, 20), 11.1),
    *_months("total_trade", "city", 2024, 100, 6, date(2024, 7, 20), 5),
    *_months("total_trade", "county_a", 2024, 30, 6, date(2024, 7, 20), 6),
    *_months("total_trade", "county_b", 2024, 10, 6, date(2024, 7, 20), 15),
    *_months("signed_projects", "zone", 2023, 7, 12, date(2024, 1, 20)),
    *_months("signed_projects", "zone", 2024, 9, 6, date(2024, 7, 20)),
    figure("gdp", "zone", "2023H1", 220, 7.2),
    figure("gdp", "zone", "2023", 480, 7.5, status="estimated"),
    figure("gdp", "zone", "2024H1", 240, 8.1, recorded_on=date(2024, 7, 25), synthetic=True),
    figure("gdp", "city", "2023H1", 2432.08),
    figure("gdp", "city", "2023", 5015.06, 7.8),
    figure("gdp", "city", "2024H1", 2586.64, 7.1, recorded_on=date(2024, 7, 30)),
    figure("gdp", "county_a", "2024H1", 238.44, 8.5, basis="nominal", recorded_on=date(2024, 7, 30)),
    figure("national_rank", "zone", "2023", 34, recorded_on=date(2024, 1, 20)),
]

SMALL = {
    "zone": {
        "code": "small",
        "name": "小区",
        "english": "Small Zone",
        "body": "zone",
        "city": "city",
        "neighbors": ["county_a"],
        "year": 2024,
        "as_of": date(2024, 8, 12),
    },
    "bodies": [
        {"code": "city", "name": "全市", "english": "City", "kind": "city"},
        {
            "code": "zone",
            "name": "本区",
            "english": "Zone",
            "kind": "zone",
            "parent": "city",
            "statistical_parent": "city",
        },
        {"code": "county_a", "name": "甲县", "english": "County A", "kind": "county", "parent": "city"},
        {"code": "county_b", "name": "乙县", "english": "County B", "kind": "county", "parent": "city"},
    ],
    "indicators": INDICATORS,
    "targets": TARGETS,
    "sources": [
        {
            "id": "page",
            "title": "报纸版面",
            "english": "Page",
            "kind": "press",
            "trust": "N",
            "published_on": SET_ON,
        }
    ],
    "lights": [
        {
            "from": date(2024, 1, 1),
            "source": "page",
            "bands": [
                {"light": "on_track", "at_least": 0, "name": "达序时", "english": "On track"},
                {"light": "at_risk", "at_least": -10, "name": "有风险", "english": "At risk"},
                {"light": "behind", "name": "落后", "english": "Behind"},
            ],
        }
    ],
    "observations": OBSERVATIONS,
}


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path) -> None:
    """Evidence that tests upload goes where it is thrown away."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def files() -> dict[str, object]:
    """What the small zone's files say, before they are read."""
    return deepcopy(SMALL)


@pytest.fixture
def row():
    """`row("gdp", "zone", "2023", 480)`: a line of an observations file."""
    return figure


@pytest.fixture
def load(files):
    """`load(now, observations=[...])` loads the small zone with some files changed; how many rows are new."""

    def again(now, **changed):
        zone = Zone.model_validate({**files, **changed})
        operations.load_catalogue(zone=zone, now=now)
        return operations.load_observations(zone=zone, now=now)

    return again


@pytest.fixture
def small() -> Zone:
    """The small zone's files, as read."""
    return Zone.model_validate(SMALL)


@pytest.fixture
def ledger(world, small, now, serve) -> Zone:
    """The small zone, loaded, and served as this deployment's zone."""
    serve(small)
    operations.load_catalogue(zone=small, now=now)
    operations.load_observations(zone=small, now=now)
    return small
