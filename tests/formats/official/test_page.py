"""Paper, margins, grid, page numbers, and the order Word wants its XML in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chaotou.core.blocks import Paragraph
from chaotou.formats.official import measures
from chaotou.formats.official.document import OfficialDocument

Write = Callable[..., Any]

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs kinsoku"
    " wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind"
    " contextualSpacing jc textDirection textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps strike color spacing w kern position sz szCs highlight u lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblW jc tblCellSpacing tblInd tblBorders shd tblLayout"
    " tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "sectPr": "footerReference pgSz pgMar pgNumType cols titlePg textDirection docGrid",
    "style": "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "settings": "zoom mirrorMargins defaultTabStop evenAndOddHeaders characterSpacingControl compat",
    "font": "altName panose1 charset family notTrueType pitch sig",
}


def test_the_paper_is_a4_with_the_margins_of_the_standard(write: Write) -> None:
    section = write().body.one("sectPr")
    paper, margins = section.one("pgSz"), section.one("pgMar")
    assert (paper.get("w"), paper.get("h")) == ("11906", "16838")
    sides = {side: margins.get(side) for side in ("top", "right", "bottom", "left", "gutter")}
    assert sides == {"top": "2098", "right": "1474", "bottom": "1984", "left": "1587", "gutter": "0"}


def test_22_lines_of_28_95_points_fill_the_page_and_a_23rd_does_not_fit(write: Write) -> None:
    grid = write().body.one("sectPr").one("docGrid")
    assert (grid.get("type"), grid.get("linePitch")) == ("lines", "579")
    height = 16838 - 2098 - 1984
    assert 22 * 579 <= height < 23 * 579


def test_28_characters_fit_a_line_and_29_do_not(write: Write) -> None:
    closer = write().style("Normal").one("rPr/spacing").get("val")
    pitch = 16 * 20 + int(closer)
    width = 11906 - 1587 - 1474
    assert 28 * pitch <= width < 29 * pitch
    assert width < 28 * 16 * 20


def test_every_style_has_an_exact_pitch(write: Write) -> None:
    styles = write().part("styles").all("style")
    for style in styles:
        for spacing in style.all("pPr/spacing"):
            assert spacing.get("lineRule") == "exact", style.get("styleId")
    normal = next(style for style in styles if style.get("styleId") == "Normal").one("pPr/spacing")
    assert (normal.get("line"), normal.get("lineRule")) == ("579", "exact")


def test_nothing_in_the_text_has_a_pitch_that_is_not_exact(written: Write, minutes: OfficialDocument) -> None:
    spacings = [one for one in written(minutes).body.within("spacing") if one.get("line")]
    assert spacings
    assert {one.get("lineRule") for one in spacings} == {"exact"}


def test_what_stands_above_the_text_keeps_it_on_the_grid(written: Write, minutes: OfficialDocument) -> None:
    document = written(minutes)
    heights = 0
    for style in ("Mark", "Blank", "RedRule", "Title"):
        own = document.paragraph(style).all("pPr/spacing") or document.style(style).all("pPr/spacing")
        spacing = own[0]
        heights += sum(int(spacing.get(side) or 0) for side in ("before", "line", "after"))
    assert (heights + measures.twips(measures.RED_RULE_MM)) % measures.LINE == 0


def test_nothing_hangs_out_of_the_text_block_and_no_line_is_left_empty(write: Write) -> None:
    normal = write().style("Normal").one("pPr")
    for switch in ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN"):
        assert normal.one(switch).get("val") == "0"


def test_page_numbers_stand_on_the_outer_side(write: Write) -> None:
    document = write()
    kinds = [one.get("type") for one in document.body.one("sectPr").all("footerReference")]
    assert kinds == ["default", "even"]
    assert document.part("settings").all("evenAndOddHeaders")
    for part, side, indent in (("footerOdd", "right", "right"), ("footerEven", "left", "left")):
        paragraph = document.part(part).one("p")
        assert paragraph.text == "— 1 —"
        assert paragraph.one("fldSimple").get("instr") == " PAGE "
        assert paragraph.one("pPr/jc").get("val") == side
        assert paragraph.one("pPr/ind").get(indent) == "275"


def test_page_numbers_are_song_of_size_4(write: Write) -> None:
    document = write()
    faces = document.part("footerOdd").within("rFonts")
    assert {face.get(slot) for face in faces for slot in ("ascii", "hAnsi", "eastAsia", "cs")} == {"宋体"}
    assert document.style("PageNumber").one("rPr/sz").get("val") == "28"


@pytest.mark.parametrize("name", ["document", "styles", "settings", "fontTable", "footerOdd", "footerEven"])
def test_elements_stand_in_the_order_of_the_schema(
    written: Write, minutes: OfficialDocument, plain: OfficialDocument, name: str
) -> None:
    for document in (minutes, plain):
        root = written(document).part(name)
        for tag, order in ORDERS.items():
            places = {child: place for place, child in enumerate(order.split())}
            for element in root.within(tag):
                found = [places[child.name] for child in element.children]
                assert found == sorted(found), (tag, [child.name for child in element.children])


def test_every_style_used_is_defined(
    written: Write, minutes: OfficialDocument, plain: OfficialDocument
) -> None:
    for document in map(written, (minutes, plain)):
        defined = {style.get("styleId") for style in document.part("styles").all("style")}
        assert {one.get("val") for one in document.body.within("pStyle")} <= defined


def test_a_font_that_is_missing_has_a_substitute(write: Write) -> None:
    names = {
        font.get("name"): font.one("altName").get("val") for font in write().part("fontTable").all("font")
    }
    assert names["仿宋_GB2312"] == "仿宋"
    assert set(names) == {"仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"}


def test_paragraphs_begin_two_characters_in(write: Write) -> None:
    document = write(Paragraph("一段。"))
    assert document.style("BodyText").one("pPr/ind").get("firstLineChars") == "200"
