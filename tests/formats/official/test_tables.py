"""Tables: repeated heads, merged heads, widths, alignment, the table of decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.blocks import Paragraph, Table
from chaotou.formats.official.columns import widths
from chaotou.formats.official.decisions import Decision, decisions_appendix
from chaotou.formats.official.measures import TEXT_WIDTH

Write = Callable[..., Any]
FIGURES = Table((("指标", "本月", "增速"), ("进出口", "23.0亿", "6.8%"), ("工业", "1234.5", "-10.2%")))


def cells(document: Any) -> list[list[Any]]:
    return [row.all("tc") for row in document.body.one("tbl").all("tr")]


def test_the_head_is_repeated_on_every_page(write: Write) -> None:
    rows = write(FIGURES).body.one("tbl").all("tr")
    assert [bool(row.all("trPr/tblHeader")) for row in rows] == [True, False, False]


def test_no_row_breaks_over_the_page(write: Write) -> None:
    assert all(row.all("trPr/cantSplit") for row in write(FIGURES).body.one("tbl").all("tr"))


def test_a_head_of_two_rows_is_merged_again(write: Write) -> None:
    table = Table((("指标", "7月", "7月"), ("指标", "本月", "增速"), ("进出口", "230", "6.8%")))
    first, second, _ = cells(write(table))
    assert [cell.text for cell in first] == ["指标", "7月"]
    assert [cell.one("tcPr/gridSpan").get("val") for cell in first[1:]] == ["2"]
    assert first[0].one("tcPr/vMerge").get("val") == "restart"
    assert (second[0].one("tcPr/vMerge").get("val"), second[0].text) == ("continue", "")


def test_equal_neighbors_below_the_head_stay_apart(write: Write) -> None:
    table = Table((("指标", "本月", "上月"), ("进出口", "230", "230")))
    assert [cell.text for cell in cells(write(table))[1]] == ["进出口", "230", "230"]


def test_a_line_above_the_head_goes_over_the_whole_width(write: Write) -> None:
    first, *_ = cells(write(Table((("主要指标", ""), ("指标", "值"), ("进出口", "230")))))
    assert [(cell.text, cell.one("tcPr/gridSpan").get("val")) for cell in first] == [("主要指标", "2")]


def test_short_rows_are_filled_with_empty_cells(write: Write) -> None:
    assert [len(row) for row in cells(write(Table((("甲", "乙"), ("1",)))))] == [2, 2]


def test_numbers_stand_right_short_words_in_the_middle_and_text_left(write: Write) -> None:
    rows = (("序号", "事项", "完成", "额"), ("1", "一件说来话长的事项要做", "已办", "1234.5"))
    _, row = cells(write(Table(rows)))
    assert [cell.one("p/pPr/jc").get("val") for cell in row] == ["center", "left", "center", "right"]


def test_many_columns_make_smaller_letters(write: Write) -> None:
    for columns, size in ((6, "24"), (7, "21")):
        rows = (tuple(f"列{number}" for number in range(columns)), ("1",) * columns)
        table = write(Table(rows)).body.one("tbl")
        assert {one.get("val") for one in table.within("sz")} == {size}


def test_two_tables_do_not_run_into_one(write: Write) -> None:
    names = [one.name for one in write(FIGURES, FIGURES).body.children]
    assert names == ["p", "tbl", "p", "tbl", "p", "sectPr"]


def test_a_title_stays_with_its_table(write: Write) -> None:
    document = write(Table(FIGURES.rows, "主要指标"))
    assert document.paragraph("TableTitle").text == "主要指标"
    assert document.style("TableTitle").all("pPr/keepNext")


@given(
    st.integers(1, 63).flatmap(
        lambda columns: st.lists(
            st.lists(st.text(max_size=40), min_size=columns, max_size=columns), min_size=1, max_size=5
        )
    ),
    st.sampled_from([21, 24]),
)
def test_columns_always_fill_the_text_width(rows: list[list[str]], size: int) -> None:
    found = widths(rows, size)
    assert sum(found) == TEXT_WIDTH
    assert min(found) > 0


def test_short_words_are_not_squeezed_by_long_ones() -> None:
    found = widths([("序号", "事项", "时限"), ("1", "长" * 200, "2024年8月15日前")], 24)
    assert found[2] >= 8.5 * 240
    assert found[1] > 2 * found[2]


def test_decisions_make_a_table_with_a_row_each() -> None:
    decisions = [
        Decision("办结施工许可", "经济发展局", ("建设局", "自然资源分局"), "2024年8月15日"),
        Decision("报送进展", "投资促进局"),
    ]
    appendix = decisions_appendix(decisions)
    assert appendix.title == "会议决定事项表"
    (table,) = appendix.blocks
    assert table == Table(
        (
            ("序号", "决定事项", "牵头单位", "配合单位", "完成时限"),
            ("1", "办结施工许可", "经济发展局", "建设局、自然资源分局", "2024年8月15日"),
            ("2", "报送进展", "投资促进局", "—", "—"),
        )
    )


def test_a_very_long_table_is_written_whole(write: Write) -> None:
    rows = tuple((str(number), "办结", "经济发展局") for number in range(2_000))
    document = write(Table((("序号", "事项", "牵头"), *rows)), Paragraph("完。"))
    assert len(document.body.one("tbl").all("tr")) == 2_001


@pytest.mark.parametrize("rows", [(("",),), (("", ""), ("", ""))])
def test_a_table_of_nothing_is_still_a_table(write: Write, rows: tuple[tuple[str, ...], ...]) -> None:
    assert len(cells(write(Table(rows)))) == len(rows)
