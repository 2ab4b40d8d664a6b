"""The register as files: what is shown, in its order, with numbers as numbers and text as text."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.urls import reverse


@pytest.fixture
def sheet(few, signed_in):
    def sheet(person: Any, language: str = "zh-hans", **query: Any) -> list[list[Any]]:
        answer = signed_in(person, language).get(reverse("projects:export"), query)
        assert answer.status_code == 200 and ".xlsx" in answer["Content-Disposition"]
        return [list(row) for row in openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows()]

    return sheet


def values(rows: list[list[Any]]) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in rows]


def test_the_columns_and_filters_of_the_address_are_those_of_the_file(sheet, linxiao, few):
    rows = values(sheet(linxiao, stage="signed", column=["investment", "stage_since_on"]))
    assert rows[2] == ["编号", "项目名称", "计划总投资（亿元）", "进入阶段", "虚构"]
    assert rows[3][:3] == [few.signed.code, few.signed.name, 3]
    assert rows[4] == [None] * 5


def test_numbers_and_days_are_what_they_are(sheet, linxiao):
    rows = sheet(linxiao, column=["investment", "stage_since_on"])
    amount, day = rows[3][2], rows[3][3]
    assert (amount.data_type, amount.number_format) == ("n", "#,##0.00")
    assert day.value == datetime(2024, 8, 12) and day.number_format == "yyyy-mm-dd"


def test_text_is_never_a_formula(sheet, linxiao, make_project):
    make_project("P2024-0009", name="=1+1", stage="signed")
    cells = [row[1] for row in sheet(linxiao)]
    cell = next(one for one in cells if one.value == "=1+1")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_source_day_and_person_stand_at_the_foot(sheet, linxiao):
    foot = [row[0] for row in values(sheet(linxiao, stage="signed"))][-3:]
    assert "项目登记" in foot[0] and "林晓" in foot[1] and "stage=signed" in foot[2]


def test_in_a_demonstration_a_file_is_of_its_day(signed_in, linxiao, few, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, 1, 1, 30, tzinfo=UTC))
    answer = signed_in(linxiao).get(reverse("projects:export"))
    assert "projects-2024-08-20.xlsx" in answer["Content-Disposition"]
    foot = openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert "于 2024-08-20 09:30 导出" in list(foot)[-1][0]


def test_what_is_not_seen_is_not_exported(sheet, hechuan, few):
    rows = values(sheet(hechuan, column=["next_step"]))
    codes = {row[0] for row in rows[3:]}
    assert few.signed.code in codes and few.rival.code in codes and few.lead.code not in codes
    assert next(row[2] for row in rows if row[0] == few.signed.code) == "不公开"


def test_the_file_is_in_the_readers_language(sheet, linxiao):
    assert values(sheet(linxiao, "en"))[2][1] == "Name"


def test_csv_says_the_same_and_no_cell_is_a_formula(few, linxiao, make_project, signed_in):
    make_project("P2024-0009", name="=cmd()", stage="signed", investment=Decimal("150000000"))
    answer = signed_in(linxiao).get(
        reverse("projects:export_csv"), {"column": ["investment", "stage_since_on"]}
    )
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    found = next(row for row in rows if row[0] == "P2024-0009")
    assert found[1:4] == ["'=cmd()", "1.5", str(date(2024, 8, 12))]


def test_who_sees_no_projects_exports_none(few, shenjie, signed_in):
    assert signed_in(shenjie).get(reverse("projects:export")).status_code == 403
