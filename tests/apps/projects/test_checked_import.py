"""What was checked is not checked again to come in, unless something was written since."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.cache import cache

from chaotou.core.issues import Refusal
from chaotou.projects.import_plan import Plan
from chaotou.projects.models import Project
from chaotou.projects.operations.importing import import_spreadsheet
from chaotou.projects.operations.uploading import plan_import, upload_spreadsheet
from chaotou.projects.queries import importing as queries

ROW = {"name": "智能装备产业园", "investor_name": "华芯半导体有限公司", "product": "芯片"}


@pytest.fixture
def checked(settings, linxiao, now, register):
    """A sheet of one row, checked after a first act."""
    in_memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {**settings.CACHES, "default": in_memory}
    cache.clear()
    register()
    book, out = openpyxl.Workbook(), BytesIO()
    book.active.append(["项目名称", "投资方", "产品"])
    book.active.append([*ROW.values()])
    book.save(out)
    sheet = upload_spreadsheet(person=linxiao, data=out.getvalue(), filename="台账.xlsx", now=now)
    plan_import(person=linxiao, spreadsheet=sheet, plan=Plan.from_data(sheet.mapping))
    assert queries.outlook(linxiao, sheet, now.date()).coming == 1
    return sheet


@pytest.fixture
def readings(monkeypatch) -> list[object]:
    """One entry for each time that rows are read."""
    found: list[object] = []
    read = queries.read_table
    monkeypatch.setattr(queries, "read_table", lambda *given: found.append(given) or read(*given))
    return found


def test_rows_that_were_checked_come_in_without_another_reading(checked, readings, linxiao, now):
    assert import_spreadsheet(person=linxiao, spreadsheet=checked, now=now).rows == 1
    assert readings == [] and Project.objects.filter(name=ROW["name"]).count() == 1


def test_a_lead_that_was_registered_meanwhile_is_seen(checked, readings, register, linxiao, now):
    register(**ROW)
    with pytest.raises(Refusal, match="都已登记过"):
        import_spreadsheet(person=linxiao, spreadsheet=checked, now=now)
    assert len(readings) == 1


def test_columns_that_were_said_otherwise_are_read_anew(checked, readings, linxiao, now):
    plan = Plan.from_data({**checked.mapping, "duplicates": "import"})
    sheet = plan_import(person=linxiao, spreadsheet=checked, plan=plan)
    assert import_spreadsheet(person=linxiao, spreadsheet=sheet, now=now).rows == 1
    assert len(readings) == 1
