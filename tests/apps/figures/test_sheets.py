"""The master table as files for a spreadsheet."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse

from chaotou.core.periods import Period
from chaotou.figures import operations

DAY = {"as_of": "2024-08-12"}


@pytest.fixture
def leader(ledger, guyuan, signed_in):
    return signed_in(guyuan)


def lines_of(client, **query: str) -> tuple[list[str], list[dict]]:
    """The lines above the head, and the rows as cells by head."""
    answer = client.get(reverse("figures:standings_xlsx"), {**DAY, **query})
    assert answer.status_code == 200
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows())
    at = next(n for n, row in enumerate(rows) if row[1].value is not None)
    heads = [cell.value for cell in rows[at]]
    above = [str(row[0].value) for row in rows[:at] if row[0].value]
    return above, [dict(zip(heads, row, strict=True)) for row in rows[at + 1 :]]


def row_of(client, target: str, **query: str) -> dict:
    _above, rows = lines_of(client, **query)
    return next(row for row in rows if row["目标"].value == target)


def test_the_workbook_names_the_zone_and_the_day_it_is_of(leader):
    above, rows = lines_of(leader)
    assert above[:2] == ["目标进度总表", "小区"]
    assert "数据截至 2024-08-12，按当时所知" in above
    assert len(rows) == 7


def test_numbers_are_numbers_and_percents_are_percents(leader):
    row = row_of(leader, "trade_2024")
    assert (row["累计"].value, row["累计"].number_format) == (120, "#,##0.00")
    assert (row["完成率"].value, row["完成率"].number_format) == (0.5, "#,##0.00%")
    assert (row["超欠百分点"].value, row["超欠百分点"].data_type) == (0, "n")


def test_a_growth_target_is_in_percent_and_its_gap_in_points(leader):
    row = row_of(leader, "gdp_2024")
    assert (row["年度目标"].value, row["年度目标"].number_format) == (0.08, "#,##0.00%")
    assert "百分点" in row["缺口"].number_format


def test_a_level_in_percent_is_a_percentage(load, leader, files, row, now):
    held = {**files["targets"][1], "code": "share_2024", "name": "占比", "kind": "share",
            "indicator": "high_tech_share", "value": 50, "unit": "%"}  # fmt: skip
    seen = row("high_tech_share", "zone", "2024-06", "52.5")
    load(now, targets=[*files["targets"], held], observations=[*files["observations"], seen])
    found = row_of(leader, "占比")
    assert (found["最近"].value, found["最近"].number_format) == (0.525, "#,##0.0%")


def test_every_row_names_where_its_figure_and_its_target_were_published(leader):
    row = row_of(leader, "trade_2024")
    assert (row["数据来源"].value, row["目标出处"].value) == ("报纸版面", "报纸版面")


def test_synthetic_numbers_are_named(leader):
    assert "同比" in row_of(leader, "gdp_2024")["合成"].value
    assert row_of(leader, "trade_2024")["合成"].value is None


def test_both_files_name_the_same_synthetic_numbers(leader):
    answer = leader.get(reverse("figures:standings_csv"), DAY)
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    plain = {row["目标"]: row["合成"] for row in rows}
    assert plain["gdp_2024"] == row_of(leader, "gdp_2024")["合成"].value


def test_a_name_that_looks_like_a_formula_stays_a_name(load, leader, files, now):
    held = {**files["targets"][1], "code": "odd_2024", "name": "=1+1"}
    load(now, targets=[*files["targets"], held])
    assert row_of(leader, "=1+1")["目标"].data_type == "s"


def test_the_workbook_keeps_to_the_filters_and_speaks_english(leader):
    assert lines_of(leader, light="done")[1] == []
    leader.cookies["django_language"] = "en"
    above, rows = lines_of(leader)
    assert "Figures as of 2024-08-12, as known then" in above
    assert "Annual target" in rows[0]


def test_who_sees_no_figures_gets_no_workbook(ledger, shenjie, signed_in):
    assert signed_in(shenjie).get(reverse("figures:standings_xlsx"), DAY).status_code == 403


def test_an_unpublished_figure_is_marked_for_those_who_get_it(ledger, linxiao, zhoumin, signed_in, now):
    operations.record_observation(
        person=linxiao, indicator="gdp", body="zone", period=Period.to_month(2024, 9), now=now,
        value=Decimal(370), status="estimated", note="试报",
    )  # fmt: skip
    autumn = {"as_of": "2024-10-30"}
    assert row_of(signed_in(zhoumin), "gdp_2024", **autumn)["发布情况"].value == "未发布"
    assert row_of(signed_in(zhoumin), "trade_2024", **autumn)["发布情况"].value is None
