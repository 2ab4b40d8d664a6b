"""Tables flattened to lines are read by their header."""

from __future__ import annotations

import pytest

from chaotou.core.intake import Lexicon, read

ROWS = (
    ("指标", "单位", "1-6月累计", "同比增长(%)", "年度目标", "完成率(%)", "全市位次"),
    ("地区生产总值", "亿元", "286.4", "6.1", "600", "47.7", "3"),
    ("规上工业增加值", "%", "-", "7.9", "-", "-", "1"),
    ("城镇新增就业", "人", "4,200", "-2.5", "8,000", "52.5", "-"),
)


def _text(mark: str) -> str:
    lines = [mark.join(row) for row in ROWS]
    if mark == "|":
        lines = [f"| {line.replace('|', ' | ')} |" for line in lines]
        lines.insert(1, "|---|---|---|---|---|---|---|")
    return "滨湖高新区2023年上半年主要指标\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("mark", ["\t", "|"])
def test_rows_of_a_table_become_claims(mark: str) -> None:
    text = _text(mark)
    claims = read(text, Lexicon.default())
    said = [
        (c.kind, c.indicator, str(c.value), c.unit, str(c.growth_pct), c.facet, str(c.period)) for c in claims
    ]
    assert said == [
        ("actual", "地区生产总值", "286.4", "亿元", "6.1", None, "2023H1"),
        ("target", "地区生产总值", "600", "亿元", "None", None, "2023"),
        ("actual", "地区生产总值", "47.7", "%", "None", "completion", "2023H1"),
        ("actual", "规上工业增加值", "None", None, "7.9", None, "2023H1"),
        ("actual", "城镇新增就业", "4200", "人", "-2.5", None, "2023H1"),
        ("target", "城镇新增就业", "8000", "人", "None", None, "2023"),
        ("actual", "城镇新增就业", "52.5", "%", "None", "completion", "2023H1"),
    ]
    assert text[claims[0].start : claims[0].end].strip() == "286.4"


def test_text_after_a_table_is_read_on() -> None:
    text = _text("\t") + "上半年，全区签约亿元以上项目30个。"
    assert str(read(text, Lexicon.default())[-1].value) == "30"
