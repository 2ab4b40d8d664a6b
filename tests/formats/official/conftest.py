"""The parts of a written document, opened: what a test says about it is said about its XML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest

from chaotou.core.blocks import Heading, Paragraph, Table
from chaotou.formats.official.decisions import Decision, decisions_appendix
from chaotou.formats.official.document import (
    Attendance,
    Attendee,
    Distribution,
    EndBlock,
    Head,
    OfficialDocument,
    Signature,
)
from chaotou.formats.official.writing import official_docx

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Part:
    """An element of Word's namespace, asked by its short names."""

    element: Element

    def all(self, path: str) -> list[Part]:
        return [Part(found) for found in self.element.iterfind("/".join(map(_qualified, path.split("/"))))]

    def one(self, path: str) -> Part:
        (found,) = self.all(path)
        return found

    def get(self, name: str) -> str | None:
        return self.element.get(_W + name)

    def within(self, tag: str) -> list[Part]:
        return [Part(found) for found in self.element.iter(_W + tag)]

    @property
    def name(self) -> str:
        return self.element.tag.removeprefix(_W)

    @property
    def children(self) -> list[Part]:
        return [Part(child) for child in self.element]

    @property
    def text(self) -> str:
        return "".join(self.element.itertext())

    @property
    def style(self) -> str | None:
        return self.one("pPr/pStyle").get("val")


def _qualified(step: str) -> str:
    return _W + step


class Written:
    """A written document: its bytes, its parts, the paragraphs of a style, a style's own properties."""

    def __init__(self, document: OfficialDocument) -> None:
        self.data = official_docx(document)
        with ZipFile(BytesIO(self.data)) as package:
            self.names = package.namelist()
            self.xml = {name: package.read(name).decode() for name in self.names}

    def part(self, name: str) -> Part:
        return Part(fromstring(self.xml[f"word/{name}.xml"]))

    @property
    def body(self) -> Part:
        return self.part("document").one("body")

    def paragraphs(self, style: str) -> list[Part]:
        return [one for one in self.body.within("p") if one.style == style]

    def paragraph(self, style: str) -> Part:
        (found,) = self.paragraphs(style)
        return found

    def style(self, name: str) -> Part:
        (found,) = (one for one in self.part("styles").all("style") if one.get("styleId") == name)
        return found


Write = Callable[..., Written]


@pytest.fixture
def written() -> Callable[[OfficialDocument], Written]:
    return Written


@pytest.fixture
def write() -> Write:
    """A document with one paragraph, or with the blocks and parts given."""

    def make(*blocks: Heading | Paragraph | Table, title: str = "会议纪要", **parts: object) -> Written:
        return Written(OfficialDocument(title, blocks or (Paragraph("一段。"),), **parts))  # type: ignore[arg-type]

    return make


@pytest.fixture
def minutes() -> OfficialDocument:
    """Minutes with everything minutes have."""
    return OfficialDocument(
        "2024年第7次主任办公会议纪要",
        (
            Paragraph("2024年7月31日，林晓主持召开主任办公会议，研究“双过半”——有关工作……纪要如下。"),
            Heading(1, "一、关于重点项目"),
            Heading(2, "（一）供地"),
            Heading(3, "1.手续"),
            Heading(4, "（1）责任"),
            Paragraph("会议决定，由经济发展局牵头，于2024年8月15日前办结。"),
            Table((("指标", "本月", "增速"), ("进出口", "230", "6.8%"))),
        ),
        head=Head("潮头开发区主任办公会议纪要", "第7次", "管委会办公室", date(2024, 8, 2)),
        attendance=(listed("出席", "林晓", "周敏", "欧阳文静"), listed("请假", "何川")),
        appendices=(
            decisions_appendix([Decision("办结施工许可", "经济发展局", ("建设局",), "2024年8月15日")]),
        ),
        end=EndBlock((Distribution("分送", "各部门"),), "管委会办公室", date(2024, 8, 2)),
    )


@pytest.fixture
def plain() -> OfficialDocument:
    """A paper without a head, to somebody and signed."""
    signed = Signature("潮头开发区管委会", date(2024, 7, 5))
    return OfficialDocument("关于供电的函", (Paragraph("一段。"),), recipient="市供电公司", signature=signed)


def listed(label: str, *names: str) -> Attendance:
    return Attendance(label, tuple(map(Attendee, names)))


@pytest.fixture
def attending() -> Callable[..., Attendance]:
    return listed
