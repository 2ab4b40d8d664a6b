"""Basic Markdown."""

from __future__ import annotations

from chaotou.core.blocks import Heading, Paragraph, Table
from chaotou.formats.reading import read_document

SOURCE = """# 年度报告

预计完成**地区生产总值**480
亿元，见[附表](a.xlsx)。
- 一是工业
- 二是外贸，见 `表1`

## 主要指标 ##

| 指标 | 值 |
|---|--:|
| 进出口 | 230 \\| 150 |
| 出口 |

a*b*c 与 2 * 3 * 4
"""


def test_headings_paragraphs_and_tables_come_in_order() -> None:
    document = read_document(SOURCE.encode(), "报告.md")
    assert document.title == "年度报告"
    assert document.blocks == (
        Heading(1, "年度报告"),
        Paragraph("预计完成地区生产总值480亿元，见附表。"),
        Paragraph("- 一是工业"),
        Paragraph("- 二是外贸，见 表1"),
        Heading(2, "主要指标"),
        Table((("指标", "值"), ("进出口", "230 | 150"), ("出口", ""))),
        Paragraph("a*b*c 与 2 * 3 * 4"),
    )


def test_bars_without_a_rule_are_no_table() -> None:
    assert read_document("| 甲 | 乙 |".encode(), "a.md").blocks == (Paragraph("| 甲 | 乙 |"),)


def test_gb18030_markdown_is_read() -> None:
    assert read_document(SOURCE.encode("gb18030"), "a.md") == read_document(SOURCE.encode(), "a.md")
