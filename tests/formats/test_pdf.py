"""PDF files with text: paragraphs, headings, columns, ruled tables."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pypdf

from chaotou.core.blocks import Heading, Paragraph, Table
from chaotou.formats.reading import read_document

Make = Callable[..., bytes]
FULL = (
    "淮安经济技术开发区二〇二三年预计完成地区生产总值四百八十亿元同比增长百分之"  # fills a line of 12 point
)


def test_lines_are_joined_to_paragraphs(make_pdf: Make) -> None:
    lines = [(72, 700, 12, FULL), (72, 682, 12, "七点五。"), (96, 664, 12, "第二段。")]
    document = read_document(make_pdf(lines), "a.pdf")
    assert document.blocks == (Paragraph(FULL + "七点五。", page=1), Paragraph("第二段。", page=1))


def test_a_number_broken_over_a_line_stays_one(make_pdf: Make) -> None:
    lines = [(72, 700, 12, FULL[:-4] + "收入33.0"), (72, 682, 12, "3亿元。")]
    assert "收入33.03亿元" in read_document(make_pdf(lines), "a.pdf").text()


def test_a_sentence_runs_on_over_a_page(make_pdf: Make) -> None:
    pages = [[(72, 100, 12, FULL), (290, 40, 9, "- 1 -")], [(72, 780, 12, "七点五。"), (290, 40, 9, "- 2 -")]]
    assert read_document(make_pdf(*pages), "a.pdf").text() == FULL + "七点五。"


def test_heads_that_pages_repeat_are_left_out(make_pdf: Make) -> None:
    pages = [[(72, 800, 9, f"经开区简报 第{n}期"), (72, 700, 12, f"正文{n}。")] for n in range(1, 5)]
    first = [(72, 700, 12, FULL), (72, 682, 12, "七。")]
    document = read_document(make_pdf(first, *pages), "a.pdf")
    assert document.text() == FULL + "七。\n正文1。\n正文2。\n正文3。\n正文4。"


def test_large_letters_make_a_heading(make_pdf: Make) -> None:
    lines = [(72, 780, 22, "年度报告"), (72, 740, 16, "一、工业"), (72, 700, 12, FULL)]
    document = read_document(make_pdf(lines), "a.pdf")
    assert document.blocks[:2] == (Heading(1, "年度报告", page=1), Heading(2, "一、工业", page=1))
    assert document.title == "年度报告"


def test_two_columns_are_read_one_after_the_other(make_pdf: Make) -> None:
    column = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"
    title = [(72, 780, 12, FULL)]
    left = [(72, 740 - 18 * n, 12, f"左{column}") for n in range(6)]
    right = [(320, 740 - 18 * n, 12, f"右{column}") for n in range(6)]
    short = [(72, 632, 12, "左末。"), (344, 632, 12, "右新段。")]
    text = read_document(make_pdf([*title, *left, *right, *short]), "a.pdf").text()
    assert text == f"{FULL}\n{f'左{column}' * 6}左末。\n{f'右{column}' * 6}\n右新段。"


def test_a_short_latest_page_has_the_columns_of_the_page_before(make_pdf: Make) -> None:
    column = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"
    first = [(x, 740 - 18 * n, 12, side + column) for x, side in ((72, "左"), (320, "右")) for n in range(6)]
    latest = [(x, 740 - 18 * n, 12, side + column) for x, side in ((72, "南"), (320, "北")) for n in range(2)]
    text = read_document(make_pdf(first, latest), "a.pdf").text().replace("\n", "")
    assert text == "".join((side + column) * n for side, n in (("左", 6), ("右", 6), ("南", 2), ("北", 2)))


def test_a_ruled_table_becomes_a_table(make_pdf: Make) -> None:
    rules = " ".join(f"72 {y} m 372 {y} l S" for y in (600, 570, 540))
    rules += " " + " ".join(f"{x} 540 m {x} 600 l S" for x in (72, 222, 372))
    words = [(80, 580, 12, "指标"), (230, 580, 12, "值"), (80, 550, 12, "进出口"), (230, 550, 12, "230亿元")]
    lines = [(72, 700, 12, "表前。"), *words, (72, 500, 12, "表后。")]
    document = read_document(make_pdf(lines, drawing=rules), "a.pdf")
    table = Table((("指标", "值"), ("进出口", "230亿元")), page=1)
    assert document.blocks == (Paragraph("表前。", page=1), table, Paragraph("表后。", page=1))
    assert str(document.cite(document.text().index("230"))) == "第1页，表1第2行，“值”列"


def test_radicals_become_characters(make_pdf: Make) -> None:
    assert read_document(make_pdf([(72, 700, 12, "⼯业增⻓")]), "a.pdf").text() == "工业增长"


def test_a_scanned_page_among_others_is_noted(make_pdf: Make) -> None:
    writer = pypdf.PdfWriter()
    for data in (make_pdf([(72, 700, 12, "正文。")]), make_pdf([], image=True)):
        writer.append(BytesIO(data))
    stream = BytesIO()
    writer.write(stream)
    document = read_document(stream.getvalue(), "a.pdf")
    assert document.text() == "正文。"
    assert [str(note) for note in document.notes] == ["第2页只有图像，没有读到文字。"]


def test_a_pdf_locked_only_against_change_is_read(make_pdf: Make) -> None:
    writer = pypdf.PdfWriter()
    writer.append(BytesIO(make_pdf([(72, 700, 12, "正文。")])))
    writer.encrypt(user_password="", owner_password="owner", algorithm="AES-256")
    stream = BytesIO()
    writer.write(stream)
    assert read_document(stream.getvalue(), "a.pdf").text() == "正文。"
