"""The lexicon: general names, a zone's own, and what is wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from chaotou.core.intake import Lexicon, read
from chaotou.core.intake.lexicon import check

ZONE = Path(__file__).parents[3] / "zones/demo/lexicon.yaml"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("地区生产总值", "gdp"), ("规模以上工业增加值", "industrial_value_added"), ("新签约亿元以上项目",
        "signed_projects_100m"),
        ("新签约10亿元以上项目", "signed_projects_1b"), ("实际利用外资", "fdi_utilized"), ("外贸进出口总额",
        "foreign_trade"),
        ("新开工亿元以上项目", "commenced_projects_100m"), ("税收占比", "tax_share"),
        ("战略性新兴产业增加值", None),
    ],
)  # fmt: skip
def test_general_names_have_their_codes(name: str, code: str | None) -> None:
    assert Lexicon.default().code(name) == code


def test_a_zone_adds_names_bodies_and_words() -> None:
    mapping = {
        "indicators": {"chip_output": ["晶圆产值"]},
        "bodies": {"南湾高新技术产业开发区": ["南湾区"]},
        "places": ["湾区九市"],
        "hedges": {"at_least": ["跃过"]},
        "targets": ["誓夺"],
    }
    lexicon = Lexicon.default().extended_with(mapping)
    first, second = read(
        "2023年，南湾区晶圆产值跃过90亿元，增长8%，快于湾区九市2个百分点。2024年誓夺晶圆产值99亿元。", lexicon
    )
    assert (first.code, first.entity, first.bound) == ("chip_output", "南湾高新技术产业开发区", "at_least")
    assert (first.compared_with, second.kind) == ("湾区九市", "target")


def test_a_lexicon_is_not_changed_by_extending_it() -> None:
    plain = Lexicon.default()
    plain.extended_with({"indicators": {"x": ["某指标"]}})
    assert plain.code("某指标") is None


def test_the_demo_zones_lexicon_is_sound() -> None:
    assert check(yaml.safe_load(ZONE.read_text(encoding="utf-8"))) == []


def test_everything_wrong_is_said_at_once() -> None:
    issues = check(
        {
            "indicator": {},
            "bodies": ["经开区"],
            "places": "全市",
            "indicators": {"gdp": "GDP", "a": ["甲"], "b": ["甲"]},
        }
    )
    assert [issue.place.path for issue in issues] == [
        "indicator",
        "indicators.gdp",
        "bodies",
        "places",
        "indicators.b",
    ]
