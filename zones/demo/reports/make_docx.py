"""Write each report of this folder as .docx too: `python zones/demo/reports/make_docx.py`."""

from __future__ import annotations

from pathlib import Path

from docx import Document

HERE = Path(__file__).parent


def write(report: Path) -> None:
    document = Document()
    document.core_properties.author, document.core_properties.comments = "潮头演示", ""
    for line in filter(None, report.read_text(encoding="utf-8").splitlines()):
        marks, _, text = line.partition(" ")
        if marks in ("#", "##"):
            document.add_heading(text, level=len(marks) - 1)
        elif marks == "-":
            document.add_paragraph(text, style="List Bullet")
        else:
            document.add_paragraph(line)
    document.save(str(report.with_suffix(".docx")))


if __name__ == "__main__":
    for report in sorted(HERE.glob("*.md")):
        write(report)
