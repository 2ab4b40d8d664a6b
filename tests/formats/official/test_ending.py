"""Signature, appendices and the block at the foot of the last page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chaotou.core.blocks import Paragraph
from chaotou.formats.official.document import (
    Appendix,
    Distribution,
    EndBlock,
    OfficialDocument,
    Signature,
)
from chaotou.formats.official.measures import TEXT_WIDTH, characters

Write = Callable[..., Any]
DAY = date(2024, 7, 31)  # 2024年7月31日 is 6.5 characters wide, with ASCII as half


@pytest.mark.parametrize(
    ("name", "is_sealed", "rights"),
    [
        ("管委会办公室", True, (4.25, 4)),
        ("管委会", True, (5.75, 4)),
        ("甲" * 20, True, (0, 4)),
        ("潮头经济开发区管委会", False, (2, 3.5)),
        ("管委会", False, (7.5, 2)),
    ],
)
def test_name_and_date_stand_as_the_standard_says(
    write: Write, name: str, is_sealed: bool, rights: tuple[float, float]
) -> None:
    document = write(signature=Signature(name, DAY, is_sealed))
    signed, dated = document.paragraphs("SignatureLine")
    assert (signed.text, dated.text) == (name, "2024年7月31日")
    found = [int(one.one("pPr/ind").get("right")) for one in (signed, dated)]
    assert found == [characters(right) for right in rights]


def test_a_sealed_name_is_centered_over_the_date(write: Write) -> None:
    signed, dated = write(signature=Signature("管委会", DAY)).paragraphs("SignatureLine")
    middle_of_name = int(signed.one("pPr/ind").get("right")) + characters(3) / 2
    middle_of_date = int(dated.one("pPr/ind").get("right")) + characters(6.5) / 2
    assert middle_of_name == pytest.approx(middle_of_date, abs=2)


def test_an_unsealed_date_begins_two_characters_after_the_name(write: Write) -> None:
    signature = Signature("潮头经济开发区管委会", DAY, is_sealed=False)
    signed, dated = write(signature=signature).paragraphs("SignatureLine")
    name_begins = int(signed.one("pPr/ind").get("right")) + characters(10)
    date_begins = int(dated.one("pPr/ind").get("right")) + characters(6.5)
    assert name_begins - date_begins == pytest.approx(characters(2), abs=2)


def test_the_end_block_stands_at_the_bottom_of_the_text(written: Write, minutes: OfficialDocument) -> None:
    table = written(minutes).body.all("tbl")[-1]
    place = table.one("tblPr/tblpPr")
    assert (place.get("vertAnchor"), place.get("tblpYSpec")) == ("margin", "bottom")
    assert table.one("tblPr/tblW").get("w") == str(TEXT_WIDTH)
    assert [row.text for row in table.all("tr")] == ["分送：各部门。", "管委会办公室2024年8月2日印发"]


def test_its_outer_rules_are_thick_and_the_inner_one_thin(written: Write, minutes: OfficialDocument) -> None:
    borders = written(minutes).body.all("tbl")[-1].one("tblPr/tblBorders").children
    millimeters = {border.name: int(border.get("sz")) / 8 * 25.4 / 72 for border in borders}
    assert millimeters == {
        "top": pytest.approx(0.35, abs=0.03),
        "bottom": pytest.approx(0.35, abs=0.03),
        "insideH": pytest.approx(0.25, abs=0.03),
    }


def test_the_end_block_is_4_hao_one_character_in(written: Write, minutes: OfficialDocument) -> None:
    document = written(minutes)
    assert document.style("EndBlock").one("rPr/sz").get("val") == "28"
    sent, printed = document.paragraphs("EndBlock")
    assert int(sent.one("pPr/ind").get("left")) - int(sent.one("pPr/ind").get("hanging")) == 275
    assert printed.one("pPr/ind").get("left") == "275"
    assert printed.one("pPr/tabs/tab").get("pos") == str(TEXT_WIDTH - 275)


def test_who_gets_it_ends_with_one_full_stop(write: Write) -> None:
    sent = (Distribution("报", "市政府。"), Distribution("发", "各街道"))
    document = write(end=EndBlock(sent, "办公室", DAY))
    assert [one.text for one in document.paragraphs("EndBlock")][:2] == ["报：市政府。", "发：各街道。"]


def test_a_paper_sent_to_nobody_has_one_line_in_its_end_block(write: Write) -> None:
    table = write(end=EndBlock((), "办公室", DAY)).body.one("tbl")
    assert [row.text for row in table.all("tr")] == ["办公室2024年7月31日印发"]


def test_a_single_appendix_has_no_number(write: Write) -> None:
    document = write(appendices=(Appendix("事项表", (Paragraph("见表。"),)),))
    assert document.paragraph("AppendixNote").text == "附件：事项表"
    assert document.paragraph("Appendix").text == "附件"
    assert document.style("Appendix").all("pPr/pageBreakBefore")


def test_several_appendices_are_numbered_and_their_names_aligned(write: Write) -> None:
    document = write(appendices=(Appendix("甲表", ()), Appendix("乙\n表", ())))
    notes = document.paragraphs("AppendixNote")
    assert [note.text for note in notes] == ["附件：1.甲表", "2.乙表"]
    first, second = (note.one("pPr/ind") for note in notes)
    assert first.get("left") == second.get("left") == str(characters(6))
    assert first.get("hanging") == str(characters(4))
    assert second.get("hanging") == str(characters(1))
    assert [one.text for one in document.paragraphs("Appendix")] == ["附件1", "附件2"]


def test_the_parts_stand_in_the_order_of_the_standard(written: Write, minutes: OfficialDocument) -> None:
    styles = [one.style for one in written(minutes).body.all("p")]
    order = ["Mark", "Title", "BodyText", "AppendixNote", "Attendance", "Appendix", "Anchor"]
    assert sorted(order, key=styles.index) == order
