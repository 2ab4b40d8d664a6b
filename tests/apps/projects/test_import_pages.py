"""The pages of an import, step by step, in both languages, with bad files and people who may not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chaotou.projects.models import ImportBatch, Project, Spreadsheet

START = "/projects/import/"
GOOD = """项目名称,投资方,总投资（万元）,来源城市
智能装备产业园,华芯公司,35000,上海
电池项目,宏远公司,1.2亿元,扬州
"""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def file(content: str | bytes = GOOD, name: str = "台账.csv") -> dict[str, Any]:
    data = content.encode() if isinstance(content, str) else content
    return {"file": SimpleUploadedFile(name, data)}


@pytest.fixture
def browser(world, linxiao, signed_in):
    return signed_in(linxiao)


@pytest.fixture
def uploaded(browser) -> Spreadsheet:
    answer = browser.post(START, file())
    assert answer.status_code == 302
    return Spreadsheet.objects.get()


def said(answer: Any) -> str:
    return answer.content.decode()


def mapped(browser: Any, sheet: Spreadsheet, **more: str) -> Any:
    fields = ["name", "investor", "investment", "source_city"]
    data = {f"field_{number}": field for number, field in enumerate(fields)}
    address = reverse("projects:import_columns", args=[sheet.pk])
    return browser.post(
        address, {**data, "unit_2": "cny_10k", "organization": sheet.mapping["organization"], **more}
    )


def step(name: str, sheet: Spreadsheet) -> str:
    return reverse(f"projects:import_{name}", args=[sheet.pk])


def test_a_spreadsheet_goes_from_upload_to_register_and_back(browser, uploaded):
    columns = said(browser.get(step("columns", uploaded)))
    assert "总投资（万元）" in columns and '<option value="investment" selected>' in columns
    assert mapped(browser, uploaded).headers["Location"] == step("preview", uploaded)
    preview = said(browser.get(step("preview", uploaded)))
    assert "35,000.00" in preview and "12,000.00" in preview and "上海" in preview
    checked = said(browser.get(step("check", uploaded), headers={"HX-Request": "true"}))
    assert "<strong>2</strong>" in checked and "扬州" in checked and "全部导入" in checked
    done = said(browser.post(step("commit", uploaded), follow=True))
    assert "已导入 2 个项目" in done and Project.objects.count() == 2
    batch = ImportBatch.objects.get()
    undone = said(browser.post(reverse("projects:import_undo", args=[batch.pk]), follow=True))
    assert "已撤销导入" in undone and not Project.objects.exists()


def test_the_steps_are_said_in_english(world, linxiao, signed_in):
    browser = signed_in(linxiao, "en")
    assert "Import projects" in said(browser.get(START))
    browser.post(START, file())
    sheet = Spreadsheet.objects.get()
    assert "Columns" in said(browser.get(step("columns", sheet)))
    assert "Shanghai" in said(browser.get(step("preview", sheet)))
    assert "rows can be imported" in said(browser.get(step("check", sheet)))


def test_mapping_and_file_survive_a_new_session(browser, uploaded, linxiao, signed_in):
    mapped(browser, uploaded, unit_2="cny_100m")
    other = signed_in(linxiao)
    assert '<option value="cny_100m" selected>' in said(other.get(step("columns", uploaded)))
    assert uploaded.file_name in said(other.get(START))


def test_errors_are_listed_by_row_and_column_and_nothing_comes_in(browser):
    browser.post(START, file(GOOD + ",无名公司,很多,\n"))
    sheet = Spreadsheet.objects.get()
    checked = said(browser.get(step("check", sheet)))
    assert "C 总投资（万元）" in checked and "不是一个金额" in checked and "全部导入" not in checked
    refused = browser.post(step("commit", sheet))
    assert refused.status_code == 422 and "没有写“项目名称”" in said(refused)
    assert "<strong>2</strong> 行可以导入" in checked and "<strong>1</strong> 行有错误" in checked
    assert not Project.objects.exists()


def test_a_field_for_two_columns_and_a_table_without_names_are_said_at_the_form(browser, uploaded):
    twice = mapped(browser, uploaded, field_1="name")
    assert twice.status_code == 422 and "已指定给另一列" in said(twice)
    for column, heading in ((0, "项目名称"), (1, "投资方")):
        without = mapped(browser, uploaded, **{f"field_{column}": ""})
        assert without.status_code == 422 and f"请为“{heading}”选一列" in said(without)


def test_another_number_of_heading_rows_is_read_anew(browser):
    browser.post(START, file("2024年项目台账,,,\n单位：万元,,,\n" + GOOD))
    sheet = Spreadsheet.objects.get()
    assert heading_rows(sheet) == 3
    again = said(browser.get(step("columns", sheet), {"sheet": 0, "head": 1}))
    assert "2024年项目台账" in again


def heading_rows(sheet: Spreadsheet) -> int:
    return int(sheet.mapping["head"])


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.csv", "空"),
        (b"\xff\xd8\xff" + bytes(99), "a.jpg", "请上传 .xlsx、.xls 或 .csv"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a.xlsx", "内容不是 .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "密码"),
        ("Größe;Prüfung;Öl".encode("latin-1"), "a.csv", "编码"),
        ("项目名称,投资方\n", "a.csv", "只有表头"),
        ("项目名称,投资方\n" + "甲" * 40_000 + ",b\n", "a.csv", "32767"),
        ("x" * 1000 + ",b\n1,2\n", "a.csv", "表头的一格有 1000 字"),
    ],
)
def test_a_bad_file_is_refused_on_the_page(browser, content, name, reason):
    answer = browser.post(START, file(content, name))
    assert answer.status_code == 422 and reason in said(answer)
    assert not Spreadsheet.objects.exists()


def test_a_csv_in_gb18030_is_read(browser):
    browser.post(START, file(GOOD.encode("gb18030")))
    assert "智能装备产业园" in said(browser.get(step("preview", Spreadsheet.objects.get())))


def test_a_file_that_is_in_the_register_says_so(browser, uploaded):
    mapped(browser, uploaded)
    browser.post(step("commit", uploaded))
    assert "不会再导入一次" in said(browser.get(step("check", uploaded)))
    again = browser.post(step("commit", uploaded))
    assert again.status_code == 422 or "已经导入过" in said(again)
    assert Project.objects.count() == 2


def test_a_table_of_what_is_there_already_leads_back_to_the_choice(browser, uploaded):
    mapped(browser, uploaded)
    browser.post(step("commit", uploaded))
    browser.post(START, file(GOOD + " , , , \n", "另存的台账.csv"))
    again = Spreadsheet.objects.exclude(pk=uploaded.pk).get()
    refused = browser.post(step("commit", again))
    assert refused.status_code == 422 and "没有可以导入的行：都已登记过。" in said(refused)
    assert 'name="duplicates"' in said(refused) and "全部导入" in said(refused)
    browser.post(step("commit", again), {"duplicates": "keep"})
    assert Project.objects.count() == 4


def test_changed_projects_are_named_when_an_undo_is_refused(browser, uploaded):
    mapped(browser, uploaded)
    browser.post(step("commit", uploaded))
    changed = Project.objects.order_by("code").first()
    Project.objects.filter(pk=changed.pk).update(version=2)
    answer = browser.post(reverse("projects:import_undo", args=[ImportBatch.objects.get().pk]))
    assert answer.status_code == 422 and changed.code in said(answer) and Project.objects.count() == 2


def test_who_may_not_import_gets_the_reason(uploaded, guyuan, hechuan, shenjie, signed_in):
    shown = said(signed_in(guyuan).get(START))
    assert "只有填报岗位" in shown and 'type="file"' not in shown
    assert signed_in(guyuan).post(START, file()).status_code in (403, 422)
    for name in ("columns", "preview", "check"):
        assert signed_in(hechuan).get(step(name, uploaded)).status_code == 404
    assert signed_in(shenjie).get(START).status_code == 403


def test_imports_of_other_units_are_not_seen(browser, uploaded, hechuan, guyuan, signed_in):
    mapped(browser, uploaded)
    browser.post(step("commit", uploaded))
    address = reverse("projects:import_batch", args=[ImportBatch.objects.get().pk])
    assert signed_in(hechuan).get(address).status_code == 404
    assert "导入由导入人或审核人员撤销" in said(signed_in(guyuan).get(address))


def test_dates_of_later_stages_are_asked_for(browser):
    rows = f"项目名称,投资方,阶段,签约时间\n甲,甲公司,签约,\n乙,乙公司,签约,{date(2024, 3, 1)}\n"
    browser.post(START, file(rows))
    checked = said(browser.get(step("check", Spreadsheet.objects.get())))
    assert "却没有写是哪一天" in checked and "<strong>1</strong> 行有错误" in checked


def test_a_row_like_a_lead_of_another_unit_is_told_of_and_not_whose_it_is(browser, hechuan, signed_in):
    other = signed_in(hechuan)
    other.post(START, file("项目名称,投资方\n研发总部,潮生半导体设备有限公司\n"))
    other.post(step("commit", Spreadsheet.objects.get()))
    theirs = Project.objects.get()
    browser.post(START, file(GOOD + "装备基地,潮生半导体设备公司,5亿元,\n"))
    sheet = Spreadsheet.objects.latest("pk")
    checked = said(browser.get(step("check", sheet)))
    assert "<strong>2</strong> 行可以导入" in checked and "<strong>0</strong> 行已登记过" in checked
    assert "<strong>1</strong> 行与其他单位登记的线索相近" in checked
    assert "第 4 行：已由其他单位登记相近的线索；确是另一个项目的，请逐个登记并说明区别" in checked
    assert theirs.code not in checked and theirs.organization.name not in checked
    browser.post(step("commit", sheet))
    assert not Project.objects.filter(name="装备基地").exists() and Project.objects.count() == 3


def test_signings_that_came_in_by_an_import_are_doubted_without_their_papers(browser, zhoumin, signed_in):
    rows = f"项目名称,投资方,阶段,签约时间\n甲项目,甲公司,签约,{date(2024, 3, 1)}\n"
    browser.post(START, file(rows))
    browser.post(step("commit", Spreadsheet.objects.get()))
    page = said(signed_in(zhoumin).get("/projects/integrity/"))
    assert "“签约”由表格导入，缺这一阶段必须的材料：" in page
    assert "上报的阶段却早至 2024-03-01" in page
