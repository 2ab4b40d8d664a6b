"""Word files: order, heads, merged cells, tracked changes, frames."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from chaotou.core.blocks import Document, Heading, Paragraph, Table
from chaotou.formats.reading import read_document

W = nsdecls("w")


def read(document: Any) -> Document:
    stream = BytesIO()
    document.save(stream)
    return read_document(stream.getvalue(), "年度报告.docx")


def with_body(*xml: str) -> Any:
    document = docx.Document()
    for position, part in enumerate(xml):
        document.element.body.insert(position, parse_xml(part))
    return document


def paragraph(inner: str) -> str:
    return f"<w:p {W}>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def test_headings_paragraphs_and_tables_come_in_order() -> None:
    document = docx.Document()
    document.add_heading("年度报告", 0)
    document.add_paragraph("第一段。")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("指标", "值", "进出口", "230亿元"), strict=True):
        cell.text = text
    document.add_heading("二、外贸", 2)
    document.add_paragraph("末段。")
    assert read(document).blocks == (
        Heading(1, "年度报告"),
        Paragraph("第一段。"),
        Table((("指标", "值"), ("进出口", "230亿元"))),
        Heading(2, "二、外贸"),
        Paragraph("末段。"),
    )


def test_an_outline_level_makes_a_heading() -> None:
    properties = '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    assert read(with_body(paragraph(properties + run("一、工业")))).blocks == (Heading(2, "一、工业"),)


def test_a_heading_broken_into_lines_is_read_as_one() -> None:
    properties = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    broken = paragraph(properties + run("关于供电") + "<w:r><w:br/></w:r>" + run("工程的函"))
    assert read(with_body(broken)).blocks == (Heading(1, "关于供电工程的函"),)


def test_a_heading_is_the_title_and_else_the_file_name_is() -> None:
    assert read(with_body(paragraph(run("这是一句话。")))).title == "年度报告"


def test_tracked_changes_read_as_accepted() -> None:
    inserted = f'<w:ins w:id="1" w:author="x">{run("480")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>470</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3" w:author="x">{run("旧处")}</w:moveFrom>'
    document = with_body(paragraph(run("生产总值") + deleted + inserted + run("亿元") + moved))
    assert read(document).text() == "生产总值480亿元"


def test_hidden_text_is_not_read() -> None:
    hidden = run("内部", "<w:rPr><w:vanish/></w:rPr>")
    shown = run("公开", '<w:rPr><w:vanish w:val="0"/></w:rPr>')
    assert read(with_body(paragraph(hidden + shown))).text() == "公开"


def test_headers_and_footers_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉 2024"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_paragraph("正文。")
    assert read(document).text() == "正文。"


def test_links_content_controls_and_breaks_are_read() -> None:
    control = f"<w:sdt {W}><w:sdtContent>{paragraph(run('控件里的段落'))}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{run('链接')}</w:hyperlink>"
    document = with_body(control, paragraph(run("前") + "<w:r><w:br/></w:r>" + link))
    assert read(document).text() == "控件里的段落\n前\n链接"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('框中文字'))}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    twice = f"<mc:AlternateContent {mc}>{choice}<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    document = with_body(paragraph(run("段落") + f"<w:r>{twice}</mc:AlternateContent></w:r>"))
    assert read(document).text() == "段落\n框中文字"


def test_merged_heads_are_repeated_and_merged_numbers_are_not() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for cell, text in zip(
        table._cells, ["指标", "7月", "", "", "本月", "增速", "进出口", "230", ""], strict=True
    ):
        cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 1).merge(table.cell(2, 2))
    (block,) = read(document).blocks
    assert isinstance(block, Table)
    assert block.rows == (("指标", "7月", "7月"), ("指标", "本月", "增速"), ("进出口", "230", ""))


def test_a_title_over_the_whole_width_stays_once() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "主要指标"
    table.cell(1, 0).text, table.cell(1, 1).text = "进出口", "230"
    (block,) = read(document).blocks
    assert isinstance(block, Table)
    assert block.rows == (("主要指标", ""), ("进出口", "230"))


def test_a_frame_of_one_cell_is_the_text_inside_it() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "框内第一段。"
    cell.add_paragraph("框内第二段。")
    assert read(document).blocks == (Paragraph("框内第一段。"), Paragraph("框内第二段。"))


def test_a_table_within_a_cell_is_read_in_that_cell() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "外"
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内一", "内二"
    assert read(document).text() == "外\t内一 内二"
