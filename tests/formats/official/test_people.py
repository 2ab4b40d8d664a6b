"""Attendance: labels, names apart, columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chaotou.formats.official.document import Attendance, Attendee
from chaotou.formats.official.measures import characters
from chaotou.formats.official.words import spaced_name

Write = Callable[..., Any]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("林晓", "林　晓"),
        ("欧阳静", "欧阳静"),
        ("欧阳文静", "欧阳文静"),
        ("𠮷野", "𠮷　野"),
        ("Li", "Li"),
        ("", ""),
    ],
)
def test_a_name_of_two_characters_is_as_wide_as_one_of_three(name: str, shown: str) -> None:
    assert spaced_name(name) == shown


def test_the_label_is_hei_two_characters_in_and_names_are_fangsong(write: Write, attending: Any) -> None:
    paragraph = write(attendance=(attending("出席", "林晓", "周敏"),)).paragraph("Attendance")
    label, *names = paragraph.all("r")
    assert (label.text, label.one("rPr/rFonts").get("eastAsia")) == ("出席：", "黑体")
    assert {name.one("rPr/rFonts").get("eastAsia") for name in names} == {"仿宋_GB2312"}
    indent = paragraph.one("pPr/ind")
    assert int(indent.get("left")) - int(indent.get("hanging")) == characters(2)


def test_turning_lines_and_columns_begin_under_the_first_name(write: Write, attending: Any) -> None:
    paragraph = write(attendance=(attending("出席", *["林晓"] * 7),)).paragraph("Attendance")
    assert paragraph.one("pPr/ind").get("left") == str(characters(5))
    stops = [stop.get("pos") for stop in paragraph.one("pPr/tabs").all("tab")]
    assert stops == [str(characters(5 + 4 * column)) for column in range(1, 6)]


def test_six_names_fill_a_line(write: Write, attending: Any) -> None:
    assert lines(write(attendance=(attending("出席", *["林晓"] * 13),))) == [6, 6, 1]


def test_a_longer_name_takes_two_columns(write: Write, attending: Any) -> None:
    names = ["欧阳文静", *["林晓"] * 4, "周敏"]
    assert lines(write(attendance=(attending("出席", *names),))) == [5, 1]


def test_an_organization_stands_before_the_name(write: Write) -> None:
    people = (Attendee("何川", "经济发展局"), Attendee("周敏", "建设局"))
    paragraph = write(attendance=(Attendance("列席", people),)).paragraph("Attendance")
    assert paragraph.text == "列席：经济发展局　何　川建设局　周　敏"
    assert len(paragraph.all("r/tab")) == 1


def test_a_name_longer_than_a_line_stands_alone(write: Write, attending: Any) -> None:
    assert lines(write(attendance=(attending("出席", "林晓", "甲" * 60, "周敏"),))) == [1, 1, 1]


def test_a_list_of_nobody_is_left_out(write: Write, attending: Any) -> None:
    document = write(attendance=(attending("请假"), attending("列席", "何川")))
    assert document.paragraph("Attendance").text == "列席：何　川"
    assert document.paragraph("Attendance").one("pPr/spacing").get("before") == "579"


def test_a_long_label_leaves_room_for_names(write: Write, attending: Any) -> None:
    paragraph = write(attendance=(attending("列席" * 20, "林晓", "周敏"),)).paragraph("Attendance")
    assert paragraph.one("pPr/tabs").all("tab")


def lines(document: Any) -> list[int]:
    """How many names stand on each line of the one list."""
    counts = [1]
    for run in document.paragraph("Attendance").all("r"):
        if run.all("br"):
            counts.append(1)
        counts[-1] += len(run.all("tab"))
    return counts
