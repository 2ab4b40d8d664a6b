"""Every run names its fonts in all four slots, and hostile text stays text."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import fromstring

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.blocks import Paragraph
from chaotou.formats.official.document import OfficialDocument
from chaotou.formats.official.fonts import cleaned, pieces
from chaotou.formats.official.writing import official_docx

Write = Callable[..., Any]
SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


def test_every_run_names_a_font_in_every_slot(
    written: Write, minutes: OfficialDocument, plain: OfficialDocument
) -> None:
    for document in map(written, (minutes, plain)):
        runs = document.body.within("r")
        assert runs
        for run in runs:
            face = run.one("rPr/rFonts")
            assert all(face.get(slot) for slot in SLOTS), run.text
            assert face.get("eastAsia") != "Times New Roman"


@pytest.mark.parametrize("mark", ["“", "”", "‘", "’", "—", "……", "·", "×", "°", "①", "℃", "〔", "㎡", "Ⅱ"])
def test_quotes_dashes_and_signs_are_set_in_the_chinese_font(write: Write, mark: str) -> None:
    runs = write(Paragraph(f"开{mark}门")).paragraph("BodyText").all("r")
    (run,) = (run for run in runs if mark in run.text)
    face = run.one("rPr/rFonts")
    assert {face.get(slot) for slot in SLOTS} == {"仿宋_GB2312"}
    assert face.get("hint") == "eastAsia"


def test_digits_and_latin_are_times_new_roman(write: Write) -> None:
    runs = write(Paragraph("增长6.8%，GDP达标")).paragraph("BodyText").all("r")
    latin = {run.text: run.one("rPr/rFonts").get("ascii") for run in runs}
    assert latin == {
        "增长": "仿宋_GB2312",
        "6.8%": "Times New Roman",
        "，": "仿宋_GB2312",
        "GDP": "Times New Roman",
        "达标": "仿宋_GB2312",
    }


def test_headings_are_hei_kai_and_twice_fangsong(written: Write, minutes: OfficialDocument) -> None:
    document = written(minutes)
    found = []
    for level in (1, 2, 3, 4):
        style = document.style(f"Heading{level}")
        run = document.paragraph(f"Heading{level}").all("r")[-1]
        found.append(run.one("rPr/rFonts").get("eastAsia"))
        assert style.one("rPr/sz").get("val") == "32"
        assert style.one("pPr/outlineLvl").get("val") == str(level - 1)
    assert found == ["黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312"]


def test_what_xml_forbids_and_nobody_sees_is_left_out(write: Write) -> None:
    hostile = "甲\x00\x08\x1b乙\ud800\udfff丙\ufffe\uffff丁\u202e\u2066\u200b\ufeff戊"
    assert write(Paragraph(hostile)).paragraph("BodyText").text == "甲乙丙丁戊"


def test_markup_in_a_text_stays_a_text(write: Write) -> None:
    hostile = "<w:p/>&amp;]]><!--\"'"
    assert write(Paragraph(hostile), title=hostile).paragraph("BodyText").text == hostile


def test_a_rare_character_of_the_private_area_stays(write: Write) -> None:
    assert write(Paragraph("王\ue863、𠮷")).paragraph("BodyText").text == "王\ue863、𠮷"


def test_spaces_at_the_edges_of_a_run_are_kept(write: Write) -> None:
    assert write(Paragraph("见 A 表")).paragraph("BodyText").text == "见 A 表"
    assert 'xml:space="preserve"' in write(Paragraph("见 A 表")).xml["word/document.xml"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_newline_breaks_the_line(write: Write, newline: str) -> None:
    paragraph = write(Paragraph(f"甲{newline}乙")).paragraph("BodyText")
    assert paragraph.text == "甲乙"
    assert len(paragraph.within("br")) == 1


@given(st.text())
def test_pieces_put_together_are_the_cleaned_text(text: str) -> None:
    assert "".join(pieces(text)) == cleaned(text)


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    data = official_docx(OfficialDocument(f"题{text}", (Paragraph(text),)))
    assert docx.Document(BytesIO(data)).paragraphs


def test_core_properties_are_xml_whatever_the_title(write: Write) -> None:
    core = fromstring(write(title="<题>&\x00\ud800\n二").xml["docProps/core.xml"])
    assert [child.text for child in core][0] == "<题>&二"
