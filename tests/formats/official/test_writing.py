"""From blocks to bytes and back, the same bytes each time, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaotou.core.blocks import Block, Heading, Paragraph, Table
from chaotou.core.issues import Obstacles
from chaotou.formats.official.document import Appendix, Head, OfficialDocument
from chaotou.formats.official.numbering import numbered
from chaotou.formats.official.writing import official_docx
from chaotou.formats.reading import read_document

Write = Callable[..., Any]
WORD = st.text("甲乙丙丁“”——……，。0123456789ABC%", min_size=1, max_size=60)
BLOCK = st.one_of(
    st.builds(Heading, st.integers(1, 4), WORD),
    st.builds(Paragraph, WORD),
    st.builds(lambda a, b: Table((("甲栏", "乙栏"), (a, b))), WORD, WORD),
)


def blocks_back(document: OfficialDocument) -> tuple[Block, ...]:
    return read_document(official_docx(document), "纪要.docx").blocks


def test_headings_paragraphs_and_tables_come_back(minutes: OfficialDocument) -> None:
    back = blocks_back(minutes)
    start = back.index(minutes.blocks[0])
    assert back[start : start + len(minutes.blocks)] == minutes.blocks


def test_everything_else_comes_back_around_them(minutes: OfficialDocument) -> None:
    back = blocks_back(minutes)
    assert back[:4] == (
        Paragraph("潮头开发区主任办公会议纪要"),
        Paragraph("第7次"),
        Paragraph("管委会办公室 2024年8月2日"),
        Heading(1, "2024年第7次主任办公会议纪要"),
    )
    assert back[-7:] == (
        Paragraph("附件：会议决定事项表"),
        Paragraph("出席：林　晓 周　敏 欧阳文静"),
        Paragraph("请假：何　川"),
        Paragraph("附件"),
        Heading(1, "会议决定事项表"),
        minutes.appendices[0].blocks[0],
        Table((("分送：各部门。",), ("管委会办公室 2024年8月2日印发",))),
    )


def test_a_title_broken_into_lines_comes_back_as_one() -> None:
    title = "潮头开发区管理委员会2024年第7次主任办公会议纪要"
    assert blocks_back(OfficialDocument(title, ()))[0] == Heading(1, title)


@settings(max_examples=15, deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=8))
def test_any_blocks_come_back(blocks: list[Block]) -> None:
    assert blocks_back(OfficialDocument("题", tuple(blocks)))[1:] == tuple(blocks)


def test_the_same_document_gives_the_same_bytes(minutes: OfficialDocument) -> None:
    assert official_docx(minutes) == official_docx(replace(minutes))


def test_the_package_says_nothing_of_the_day_it_was_made(minutes: OfficialDocument) -> None:
    with ZipFile(BytesIO(official_docx(minutes))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in package.infolist()} == {0}
        core = package.read("docProps/core.xml").decode()
    assert "2024-08-02T00:00:00Z" in core
    assert "<dc:creator>管委会办公室</dc:creator>" in core


def test_another_document_gives_other_bytes(minutes: OfficialDocument) -> None:
    assert official_docx(minutes) != official_docx(replace(minutes, title="2024年第8次主任办公会议纪要"))


def test_headings_are_numbered_by_level() -> None:
    blocks = [
        Heading(1, "甲"),
        Heading(2, "乙"),
        Heading(2, "丙"),
        Heading(3, "丁"),
        Heading(4, "戊"),
        Paragraph("段"),
    ]
    blocks += [Heading(1, "己"), Heading(2, "庚"), Heading(3, "辛")]
    texts = [block.text for block in numbered(blocks) if not isinstance(block, Table)]
    assert texts == ["一、甲", "（一）乙", "（二）丙", "1.丁", "（1）戊", "段", "二、己", "（一）庚", "1.辛"]


def test_the_eleventh_heading_is_十一() -> None:
    assert numbered([Heading(1, "事")] * 11)[-1] == Heading(1, "十一、事")


@pytest.mark.parametrize("title", ["", "  ", "\x00\u202e"])
def test_a_paper_without_a_title_is_refused(title: str) -> None:
    with pytest.raises(Obstacles, match="没有标题"):
        official_docx(OfficialDocument(title, ()))


def test_everything_that_stands_in_the_way_is_said_at_once() -> None:
    wide = Table((("列",) * 64,), "宽表")
    document = OfficialDocument(
        "", (Heading(5, "五级"), Table(())), Head(" "), appendices=(Appendix("附", (wide,)),)
    )
    with pytest.raises(Obstacles) as refusal:
        official_docx(document)
    said = [str(message) for message in refusal.value.messages]
    assert len(said) == 5
    assert "第5级" in said[2]
    assert "0列" in said[3]
    assert "“宽表”有64列" in said[4]


def test_63_columns_are_written(write: Write) -> None:
    assert len(write(Table((("列",) * 63,))).body.one("tbl").all("tr/tc")) == 63
