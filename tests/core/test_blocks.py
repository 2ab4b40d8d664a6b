"""The shared document: one text, and the way back from it to blocks and cells."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.blocks import Document, Heading, Paragraph, Table
from chaotou.core.issues import Message

PROJECTS = Table(
    (("项目", "投资额", "牵头单位"), ("甲", "12亿元", "招商局"), ("乙", "8", "经发局")), "重点项目"
)
REPORT = Document("报告", (Heading(1, "年度报告"), Paragraph("第一段。"), Paragraph("第二段。"), PROJECTS))

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
tables = st.builds(Table, st.lists(st.tuples(words, words), max_size=4).map(tuple), words)
documents = st.builds(
    Document,
    words,
    st.lists(st.builds(Heading, st.integers(1, 6), words) | st.builds(Paragraph, words) | tables).map(tuple),
    st.just((Message("有{count}张隐藏的工作表没有读。", {"count": 2}),)),
)


def test_a_document_reads_as_one_text() -> None:
    expected = (
        "年度报告\n第一段。\n第二段。\n重点项目\n项目\t投资额\t牵头单位\n甲\t12亿元\t招商局\n乙\t8\t经发局"
    )
    assert REPORT.text() == expected


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("年度", "标题“年度报告”"),
        ("第二段", "第2段"),
        ("重点", "表1“重点项目”的标题"),
        ("12亿元", "表1“重点项目”第2行，“投资额”列"),
        ("经发局", "表1“重点项目”第3行，“牵头单位”列"),
    ],
)
def test_an_offset_is_cited_by_its_block_or_cell(words: str, cited: str) -> None:
    assert str(REPORT.cite(REPORT.text().index(words))) == cited


def test_a_citation_names_the_page_where_there_are_pages() -> None:
    assert str(Document("", (Paragraph("一", page=3),)).cite(0)) == "第3页，第1段"


def test_a_citation_numbers_a_column_without_a_name() -> None:
    document = Document(
        "",
        (
            Table(
                (("1", "2"), ("3", "4")),
            ),
        ),
    )
    named = Document("", (Table((("", "值", "增速"), ("甲", "4", "5"))),))
    assert str(named.cite(named.text().index("甲"))) == "表1第2行，第1列"
    assert document.place_at(2).column == 1


def test_a_head_of_two_rows_names_a_column_by_both() -> None:
    table = Table((("指标", "7月", "7月"), ("指标", "本月", "增速"), ("进出口", "230", "1.5")))
    assert list(table.head) == [0, 1]
    assert [table.column_name(column) for column in range(3)] == ["指标", "7月 本月", "7月 增速"]


def test_a_title_row_is_no_head() -> None:
    table = Table((("主要指标", "", ""), ("指标", "值", "增速"), ("进出口", "230", "1.5")))
    assert table.column_name(2) == "增速"


def test_a_table_without_a_head_has_nameless_columns() -> None:
    assert Table((("只有一列",), ("二",))).column_name(0) == ""


def test_an_offset_outside_the_text_is_an_error() -> None:
    with pytest.raises(IndexError):
        REPORT.place_at(len(REPORT.text()) + 1)
    with pytest.raises(IndexError):
        Document("", ()).place_at(0)


@given(documents)
def test_every_place_is_the_stretch_its_block_fills(document: Document) -> None:
    text = document.text()
    for span in document.places():
        block = document.blocks[span.block]
        if not isinstance(block, Table):
            assert text[span.start : span.end] == block.text
        elif span.row is not None and span.column is not None:
            cell = block.rows[span.row][span.column]
            assert text[span.start : span.end] == cell.replace("\n", " ").replace("\t", " ")


@given(documents)
def test_every_offset_leads_to_the_place_that_holds_it(document: Document) -> None:
    for span in document.places():
        for offset in range(span.start, span.end):
            assert document.place_at(offset) == span


@given(documents)
def test_a_document_survives_json(document: Document) -> None:
    assert Document.from_data(json.loads(json.dumps(document.as_data()))) == document
