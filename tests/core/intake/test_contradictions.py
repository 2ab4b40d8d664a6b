"""What does not fit in a text is found by general rules, and sound texts raise nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from chaotou.core.intake import Lexicon, read
from chaotou.core.intake.contradictions import Finding, contradictions

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))


def findings(text: str) -> list[Finding]:
    return contradictions(read(text, Lexicon.default(), year=2024), text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023年，外贸进出口100亿元，其中出口130亿元。", "part_exceeds_whole"),
        ("2023年新签约项目30个，其中外资项目42个。", "part_exceeds_whole"),
        ("2023年外贸进出口总额100亿元。出口60亿元，进口70亿元。", "parts_do_not_add_up"),
        ("2023年软件业产值占服务业产值比重达130%。", "share_over_100"),
        ("2022年税收40亿元。2023年税收50亿元，增长5%。", "growth_contradicts_levels"),
        ("2023年税收40亿元。2024年，力争税收达到45万元。", "unit_slip"),
        (
            "2023年，地区生产总值480亿元，增长7%。会议指出，2023年地区生产总值490亿元。",
            "said_twice_differently",
        ),
        ("开发区党委书记张三出席会议。开发区党委副书记张三讲话。", "person_with_two_posts"),
        ("开发区党委书记张三出席会议。开发区党委副书记张三表态。", "person_with_two_posts"),
        ("开发区管委会主任张三出席会议。开发区管委会主任李四讲话。", "post_with_two_persons"),
    ],
)
def test_each_kind_of_contradiction_is_found(text: str, code: str) -> None:
    assert [finding.code for finding in findings(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，外贸进出口100亿元，其中出口70亿元、进口30亿元。",
        "2022年税收40亿元。2023年税收42亿元，增长5%。",
        "2023年，税收突破40亿元。2023年税收42亿元。",
        "工业增加值对全市增长的贡献率达103.5%，完成年度目标的117%。",
        "开发区党组书记、局长张三出席会议。招商局局长李四讲话。开发区党组书记张三总结。",
        "2023年税收40亿元。2024年，力争税收达到45亿元。",
    ],
)
def test_what_fits_raises_nothing(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_invented_reports_contradict_themselves_nowhere(path: Path) -> None:
    assert findings(path.read_text(encoding="utf-8")) == []


def test_a_finding_shows_both_places_in_the_text_as_given() -> None:
    text = "一、概况\r\n2023年，外贸进出口１００亿元，\r\n其中出口130亿元。"
    (finding,) = findings(text)
    assert [text[start:end] for start, end in finding.places] == ["１００亿元", "130亿元"]
    assert "大于" in str(finding.message)


def test_a_finding_is_said_in_another_language() -> None:
    (finding,) = findings("2023年软件业产值占服务业产值比重达130%。")
    assert finding.message.say(lambda _: "{name}: {value} % is above 100 %").endswith("130 % is above 100 %")
