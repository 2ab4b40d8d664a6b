"""Taking a spreadsheet in: all or nothing, once only, duplicates, who may, and taking it out again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.db.models import Value

from chaotou.core.issues import Missing, Refusal
from chaotou.enterprises.models import Enterprise
from chaotou.journal.models import Entry
from chaotou.projects.grams import put_searched
from chaotou.projects.import_plan import Plan
from chaotou.projects.models import Credit, Evidence, ImportBatch, Move, Project, Spreadsheet
from chaotou.projects.operations.importing import NotImported, import_spreadsheet
from chaotou.projects.operations.undoing import ChangedSince, undo_import
from chaotou.projects.operations.uploading import plan_import, upload_spreadsheet
from chaotou.projects.queries import importing as queries
from chaotou.rows.searching import matching

HEAD = ["项目名称", "投资方", "产品", "总投资（万元）", "来源城市", "阶段", "签约时间", "年综合能耗"]
ROWS = [
    ["智能装备产业园", "华芯半导体有限公司", "芯片", 35000, "上海", "", "", ""],
    ["224E10000913", "安泰电子有限公司", "电路板", "1.2亿元", "扬州", "在谈", date(2024, 5, 6), ""],
    ["新能源电池项目", "宏远新能源有限公司", "电池", "$500万", "苏州", "已签约", "2024年3月1日", "1,200"],
]


_MADE: dict[str, bytes] = {}


def xlsx(rows: list[list[Any]], head: list[str] = HEAD) -> bytes:
    """The same rows are the same bytes; a workbook else keeps the second it was saved in."""
    key = repr((head, rows))
    if key not in _MADE:
        book = openpyxl.Workbook()
        for row in [head, *rows]:
            book.active.append(row)
        out = BytesIO()
        book.save(out)
        _MADE[key] = out.getvalue()
    return _MADE[key]


@pytest.fixture
def upload(world, linxiao, now) -> Callable[..., Spreadsheet]:
    def upload(rows: list[list[Any]] = ROWS, person: Any = linxiao, **said: Any) -> Spreadsheet:
        data = xlsx(rows, **said)
        return upload_spreadsheet(person=person, data=data, filename="台账.xlsx", now=now)

    return upload


@pytest.fixture
def take_in(upload, linxiao, now) -> Callable[..., ImportBatch]:
    def take_in(rows: list[list[Any]] = ROWS, person: Any = linxiao, **said: Any) -> ImportBatch:
        sheet = upload(rows, person)
        plan_import(person=person, spreadsheet=sheet, plan=Plan.from_data({**sheet.mapping, **said}))
        return import_spreadsheet(person=person, spreadsheet=sheet, now=now)

    return take_in


def test_an_upload_proposes_its_columns_and_whose_it_is(upload, world):
    sheet = upload()
    plan = Plan.from_data(sheet.mapping)
    assert [one.field for one in plan.columns] == [
        "name",
        "investor",
        "product",
        "investment",
        "source_city",
        "stage",
        "stage_since_on",
        "energy_tce",
    ]
    assert (plan.columns[3].unit, plan.organization, plan.head) == ("cny_10k", world.economy.pk, 1)


def test_every_row_comes_in_with_its_values(take_in, linxiao, world):
    batch = take_in()
    one, two, three = Project.objects.order_by("code")
    assert [one.code, two.code, three.code] == ["P2024-0001", "P2024-0002", "P2024-0003"]
    assert (one.stage, one.stage_since_on, one.investment) == ("lead", date(2024, 8, 12), Decimal(350000000))
    assert (two.name, two.stage_since_on, two.source_city) == ("224E10000913", date(2024, 5, 6), "扬州")
    assert (three.stage, three.currency, three.investment_stated) == ("signed", "USD", Decimal(5000000))
    assert three.investment == three.investment_stated * three.rate
    assert (one.source_city, one.source_region) == ("shanghai", "yangtze_delta")
    assert three.particulars == {"energy_tce": "1200.00"}
    assert {row.organization for row in (one, two, three)} == {world.economy}
    assert (one.registered_by, one.batch, batch.rows) == (linxiao, batch, 3)
    assert one.protected_until_on is not None and three.protected_until_on is None


def test_rows_beyond_the_first_stage_come_in_with_a_move_and_all_with_their_credit(take_in, linxiao):
    take_in()
    moves = Move.objects.order_by("moved_on").values_list("to_stage", "moved_on", "reported_by", "investment")
    assert list(moves) == [
        ("signed", date(2024, 3, 1), linxiao.pk, Project.objects.get(stage="signed").investment),
        ("negotiation", date(2024, 5, 6), linxiao.pk, Decimal(120000000)),
    ]
    assert list(Credit.objects.values_list("share", flat=True)) == [Decimal(1)] * 3


def test_what_came_in_is_found_by_part_of_its_name_and_pinyin(take_in):
    take_in()
    for text in ("装备产业", "zhinengzhuangbei", "znzb", "华芯"):
        assert [row.name for row in matching(Project.objects.all(), text)] == ["智能装备产业园"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps a text vector")
def test_what_came_in_is_kept_for_searching_as_the_triggers_keep_it(take_in):
    take_in()
    before = _vectors()
    Project.objects.update(grams=Value(""), name_keys=Value(""))
    for project in Project.objects.all():
        put_searched(project)
        project.save()
    assert all(vector for _code, vector in before) and _vectors() == before


def _vectors() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, search::text FROM projects_project ORDER BY code")
        return cursor.fetchall()


def test_the_journal_has_one_entry_of_the_whole(take_in):
    batch = take_in()
    entry = Entry.objects.get(act="projects.import.imported")
    assert entry.target == f"projects.import:{batch.pk}"
    assert (entry.after["rows"], entry.after["sha256"]) == (3, batch.sha256)
    assert (entry.after["first"], entry.after["last"]) == ("P2024-0001", "P2024-0003")


def test_a_row_that_cannot_come_in_keeps_all_out(take_in):
    rows = [*ROWS, ["", "甲", "", "很多", "", "飞走了", "", ""]]
    with pytest.raises(NotImported) as caught:
        take_in(rows)
    assert {(fault.row, fault.column) for fault in caught.value.faults} == {(5, 0), (5, 3), (5, 5)}
    with pytest.raises(NotImported, match="有 1 行") as caught:
        take_in([*ROWS, ["无主项目", "—", "", "", "", "", "", ""]])
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(5, 1)]
    assert not Project.objects.exists() and not ImportBatch.objects.exists()


def test_the_same_file_comes_in_once(take_in):
    take_in()
    with pytest.raises(Refusal, match="已经导入过"):
        take_in()
    with pytest.raises(Refusal, match="已经导入过"):
        take_in(duplicates="keep")
    assert Project.objects.count() == 3


def test_the_same_bytes_are_the_same_upload(upload):
    assert upload().pk == upload().pk


def test_rows_that_are_there_already_stay_out_or_come_in_as_decided(take_in):
    rows = [
        ROWS[0],
        ["智能装备 产业园", "华芯半导体公司", "", "", "", "", "", ""],
        ["别的项目", *ROWS[0][1:]],
    ]
    batch = take_in(rows)
    assert (batch.rows, batch.left_out) == (1, 2)
    again = take_in([*rows, ["第四个", "第四公司", "", "", "", "", "", ""]], duplicates="keep")
    assert (again.rows, again.left_out) == (4, 0)


def test_a_lead_another_unit_holds_stays_out_and_is_not_named(take_in, upload, hechuan, linxiao, today):
    take_in(ROWS[:1], person=hechuan)
    sheet = upload(ROWS)
    (twin,) = queries.outlook(linxiao, sheet, today).twins
    assert (twin.row, twin.code, twin.held) == (2, "", True)
    assert take_in(ROWS, duplicates="keep").left_out == 1


def test_an_investor_whose_lead_another_unit_holds_stays_out_until_it_is_told_apart(
    take_in, upload, hechuan, linxiao, today
):
    take_in([["研发总部", "无锡潮生半导体设备有限公司", "", "", "", "", "", ""]], person=hechuan)
    bypass = ["装备基地", "潮生半导体设备（无锡）有限公司", "设备", "5亿元", "", "签约", date(2024, 6, 1), ""]
    elsewhere = ["另一家", "苏州潮生半导体设备有限公司", "", "", "", "", "", ""]
    (twin,) = queries.outlook(linxiao, upload([bypass, elsewhere]), today).twins
    assert (twin.row, twin.code, twin.held, twin.alike) == (2, "", True, True)
    batch = take_in([bypass, elsewhere], duplicates="keep")
    assert (batch.rows, batch.left_out) == (1, 1)
    assert not Project.objects.filter(name="装备基地").exists()


def test_an_investor_whose_lead_another_unit_lost_or_oneself_holds_comes_in(take_in, hechuan, linxiao):
    take_in([["研发总部", "潮生半导体有限公司", "", "", "", "", "", ""]], person=hechuan)
    Project.objects.update(protected_until_on=date(2024, 8, 11))
    row = ["装备基地", "潮生半导体有限公司", "设备", "5亿元", "", "", "", ""]
    assert take_in([row]).left_out == 0
    assert take_in([["三期", *row[1:2], "", "", "", "", "", ""]]).left_out == 0


def test_the_credit_code_of_an_investor_held_by_another_unit_keeps_a_row_out(
    take_in, upload, hechuan, linxiao, today, now
):
    firm = Enterprise.objects.create(
        name="潮生控股集团有限公司", credit_code="91320891MA1MTN8K9P", recorded_at=now, changed_at=now
    )
    take_in([["研发总部", firm.name, "", "", "", "", "", ""]], person=hechuan)
    head = [*HEAD[:2], "统一社会信用代码"]
    sheet = upload([["装备基地", "安泰装备有限公司", firm.credit_code]], head=head)
    assert [twin.alike for twin in queries.outlook(linxiao, sheet, today).twins] == [True]


def test_a_unit_does_not_import_for_another(take_in, world):
    head_row = ["甲", "甲公司", "", "", "", "", "", ""]
    with pytest.raises(NotImported) as caught:
        take_in([head_row], organization=world.commerce.pk)
    assert "不能代为导入" in str(caught.value.faults[0].message)


def test_who_does_not_record_imports_nothing(upload, zhoumin, shenjie, guyuan):
    for person in (zhoumin, shenjie, guyuan):
        with pytest.raises(Refusal):
            upload(person=person)


def test_an_upload_is_its_uploaders_own(upload, hechuan, linxiao, now):
    sheet = upload()
    with pytest.raises(Missing):
        queries.spreadsheet(hechuan, sheet.pk)
    with pytest.raises(Refusal):
        import_spreadsheet(person=hechuan, spreadsheet=sheet, now=now)


def test_a_sheet_of_headings_only_is_refused(upload):
    with pytest.raises(Refusal, match="只有表头"):
        upload([])


def test_an_import_is_undone_whole(take_in, linxiao, now, few):
    batch = take_in()
    undo_import(person=linxiao, batch=batch, now=now)
    assert set(Project.objects.values_list("code", flat=True)) == {
        few.lead.code,
        few.signed.code,
        few.rival.code,
    }
    assert Credit.objects.count() == 3 and not Move.objects.exists()
    assert not matching(Project.objects.all(), "装备产业").exists()
    batch.refresh_from_db()
    assert (batch.undone_by, batch.undone_at) == (linxiao, now)
    assert Entry.objects.get(act="projects.import.undone").before["rows"] == 3


def test_what_was_undone_can_come_in_again(take_in, linxiao, now):
    undo_import(person=linxiao, batch=take_in(), now=now)
    assert take_in().rows == 3


def test_an_import_that_was_built_on_is_not_undone_and_says_by_what(take_in, linxiao, now):
    batch = take_in()
    one, two, three = Project.objects.order_by("code")
    Project.objects.filter(pk=one.pk).update(version=2)
    Evidence.objects.create(project=three, kind="other", name="a", sha256="0", added_by=linxiao, added_at=now)
    with pytest.raises(ChangedSince) as caught:
        undo_import(person=linxiao, batch=batch, now=now)
    assert caught.value.projects == [(one.code, one.name), (three.code, three.name)]
    assert Project.objects.count() == 3 and Credit.objects.count() == 3 and Move.objects.count() == 2


def test_an_import_is_undone_once_and_by_who_may(take_in, linxiao, hechuan, guyuan, zhoumin, now):
    batch = take_in()
    for person in (hechuan, guyuan):
        with pytest.raises(Refusal):
            undo_import(person=person, batch=batch, now=now)
    undo_import(person=zhoumin, batch=batch, now=now)
    with pytest.raises(Refusal, match="已经撤销过"):
        undo_import(person=linxiao, batch=batch, now=now)


def test_nothing_stays_when_the_journal_fails(take_in, monkeypatch, upload):
    upload()

    def fail(**entry: Any) -> None:
        raise RuntimeError(json.dumps(entry["act"]))

    monkeypatch.setattr("chaotou.journal.operations.record", fail)
    with pytest.raises(RuntimeError, match="imported"):
        take_in()
    assert not Project.objects.exists() and not ImportBatch.objects.exists() and not Move.objects.exists()
