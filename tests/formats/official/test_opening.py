"""The red head, its rule, and the title."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chaotou.formats.official.document import Head, OfficialDocument
from chaotou.formats.official.measures import TEXT_WIDTH
from chaotou.formats.official.opening import mark_size
from chaotou.formats.official.titles import broken
from chaotou.formats.official.words import chinese_date, serial

Write = Callable[..., Any]


def test_the_mark_is_red_centered_and_35_mm_below_the_top(written: Write, minutes: OfficialDocument) -> None:
    document = written(minutes)
    mark, style = document.paragraph("Mark"), document.style("Mark")
    assert mark.text == "潮头开发区主任办公会议纪要"
    assert style.one("rPr/color").get("val") == "FF0000"
    assert style.one("rPr/rFonts").get("eastAsia") == "方正小标宋简体"
    assert style.one("pPr/jc").get("val") == "center"
    spacing = mark.one("pPr/spacing")
    size = int(mark.all("r")[0].one("rPr/sz").get("val"))
    air = int(spacing.get("line")) * 0.8 - size * 10 * 0.88
    assert (int(spacing.get("before")) + air) * 25.4 / 1440 == pytest.approx(35, abs=0.8)


def test_the_mark_is_as_large_as_one_line_lets_it() -> None:
    assert mark_size("潮头简报") == 84
    long = "潮头经济开发区管委会主任办公会议纪要"
    assert mark_size(long) * 10 * len(long) <= TEXT_WIDTH < (mark_size(long) + 1) * 10 * len(long)
    assert mark_size("字" * 60) == 44


def test_number_issuer_and_date_stand_above_the_rule(written: Write, minutes: OfficialDocument) -> None:
    document = written(minutes)
    styles = [one.style for one in document.body.all("p")][:6]
    assert styles == ["Mark", "Blank", "Number", "Issuer", "RedRule", "Title"]
    assert document.paragraph("Number").text == "第7次"
    assert document.paragraph("Issuer").text == "管委会办公室2024年8月2日"
    stop = document.paragraph("Issuer").one("pPr/tabs").one("tab")
    assert (stop.get("val"), stop.get("pos")) == ("right", str(TEXT_WIDTH - 315))


def test_the_rule_is_red_and_as_wide_as_the_text(written: Write, minutes: OfficialDocument) -> None:
    style = written(minutes).style("RedRule").one("pPr")
    rule = style.one("pBdr").one("bottom")
    assert (rule.get("color"), rule.get("val"), rule.get("sz")) == ("FF0000", "single", "16")
    assert not style.all("ind")


def test_a_head_without_issuer_and_date_has_no_line_for_them(write: Write) -> None:
    document = write(head=Head("潮头简报", serial(2024, 7)))
    assert [one.style for one in document.body.all("p")][:4] == ["Mark", "Blank", "Number", "RedRule"]
    assert document.paragraph("Number").text == "〔2024〕7号"


def test_a_paper_without_a_head_has_no_rule(written: Write, plain: OfficialDocument) -> None:
    document = written(plain)
    assert [one.style for one in document.body.all("p")][:2] == ["Title", "Recipient"]
    assert document.paragraph("Recipient").text == "市供电公司："


def test_the_title_is_2_hao_xiaobiaosong_in_the_middle(write: Write) -> None:
    style = write().style("Title")
    assert style.one("rPr/sz").get("val") == "44"
    assert style.one("rPr/rFonts").get("eastAsia") == "方正小标宋简体"
    assert style.one("pPr/jc").get("val") == "center"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2024年第7次主任办公会议纪要", ["2024年第7次主任办公会议纪要"]),
        ("自己断行的\n标题", ["自己断行的", "标题"]),
        (
            "潮头开发区管理委员会2024年第7次主任办公会议纪要",
            ["潮头开发区管理委员会", "2024年第7次主任办公会议纪要"],
        ),
        ("关于做好园区安全生产和消防工作的紧急通知", ["关于做好园区安全生产和消防工作的紧急通知"]),
        (
            "关于做好二〇二四年园区安全生产和消防工作的通知",
            ["关于做好二〇二四年园区安全生产和", "消防工作的通知"],
        ),
    ],
)
def test_a_title_breaks_between_phrases(title: str, lines: list[str]) -> None:
    assert broken(title).split("\n") == lines


def test_a_title_does_not_break_within_a_number_or_a_name_of_a_paper() -> None:
    title = "关于印发《重点项目调度办法（试行）》和2024年下半年工作要点的通知"
    assert broken(title).split("\n") == [
        "关于印发《重点项目调度办法（试行）》",
        "和2024年下半年工作要点的通知",
    ]


def test_a_name_of_a_paper_longer_than_a_line_breaks_before_its_note() -> None:
    lines = broken("关于印发《潮头经济开发区重点项目调度办法（试行）》的通知").split("\n")
    assert lines == ["关于印发", "《潮头经济开发区重点项目调度办法", "（试行）》的通知"]


def test_a_title_without_any_phrase_still_breaks() -> None:
    lines = broken("甲" * 70).split("\n")
    assert "".join(lines) == "甲" * 70
    assert max(map(len, lines)) <= 20


def test_dates_have_no_zeros_in_front() -> None:
    assert chinese_date(date(2024, 7, 5)) == "2024年7月5日"
