"""Days agreed in a contract that contradict each other are refused however they are entered."""

from __future__ import annotations

import pytest
from django.urls import reverse

from chaotou.core.issues import Obstacles
from chaotou.core.projects.agreed_days import MEND
from chaotou.projects.operations.importing import NotImported, import_spreadsheet
from chaotou.projects.operations.registering import change_project
from chaotou.projects.operations.uploading import upload_spreadsheet

WRONG = {"commence_by": "2025-10-01", "complete_by": "2024-10-01"}
SAID = "“约定竣工日期”2024-10-01 早于“约定开工日期”2025-10-01。"
SHEET = """项目名称,投资方,约定开工日期,约定竣工日期,约定投产日期
甲项目,甲公司,2025-10-01,2024-10-01,2026-01-01
乙项目,乙公司,2025-10-01,,2025-9-30
丙项目,丙公司,2025-10-01,2025-10-01,
"""


@pytest.fixture
def change(few, linxiao, now):
    def change(**said: str | None):
        few.lead.refresh_from_db()
        said_of = {"project": few.lead, "version": few.lead.version, "actor": linxiao, "now": now}
        return change_project(**said_of, particulars=said)

    return change


def test_a_change_names_both_fields_and_days(change) -> None:
    with pytest.raises(Obstacles) as refused:
        change(**WRONG)
    assert str(refused.value) == SAID
    assert change(commence_by="2025-10-01", complete_by="2025-10-01").version == 2


def test_a_day_said_alone_is_held_against_those_kept(change) -> None:
    change(commence_by="2025-10-01")
    with pytest.raises(Obstacles, match="约定竣工日期"):
        change(complete_by="2024-10-01")
    change(complete_by="2024-10-01", commence_by=None)


def test_the_form_says_it_and_keeps_what_was_typed(few, signed_in, linxiao) -> None:
    browser, address = signed_in(linxiao), reverse("projects:change", args=[few.lead.code])
    form = browser.get(address).context["form"]
    typed = {key: value for key, value in form.initial.items() if value is not None} | WRONG
    page = browser.post(address, typed)
    text = page.content.decode()
    assert page.status_code == 422 and SAID in text and 'value="2024-10-01"' in text
    assert browser.post(address, {**typed, "complete_by": "2026-10-01"}).status_code == 302


def test_an_imported_row_is_told_in_its_cell(world, linxiao, now) -> None:
    said = {"person": linxiao, "now": now}
    sheet = upload_spreadsheet(data=SHEET.encode(), filename="台账.csv", **said)
    with pytest.raises(NotImported) as refused:
        import_spreadsheet(spreadsheet=sheet, **said)
    assert [(fault.row, fault.column, str(fault.message)) for fault in refused.value.faults] == [
        (2, 3, SAID),
        (3, 4, "“约定投产日期”2025-09-30 早于“约定开工日期”2025-10-01。"),
    ]
    assert all(fault.hint == MEND for fault in refused.value.faults)
