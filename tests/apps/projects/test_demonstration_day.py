"""A demonstration years later: what a visitor does happens on its own day, at the time of the clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from chaotou.core.issues import Obstacles, Refusal
from chaotou.journal.models import Entry
from chaotou.projects.models import Credit, Project
from chaotou.projects.operations.disputes import raise_dispute
from chaotou.projects.operations.importing import import_spreadsheet
from chaotou.projects.operations.moves import report_move
from chaotou.projects.operations.registering import RegisteredByAnother
from chaotou.projects.operations.talks import record_talk
from chaotou.projects.operations.undoing import undo_import
from chaotou.projects.operations.uploading import upload_spreadsheet

ITS_DAY = date(2024, 8, 20)
NOW = datetime(2026, 12, 1, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
STEP_ON = date(2024, 8, 27)
THEN = NOW.replace(year=2024, month=8, day=20)


@pytest.fixture(autouse=True)
def _years_later(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def lead(register) -> Project:
    """As a visitor registers it, with a step to take the week after."""
    return register(now=NOW, source_city="shanghai", next_step="送样", next_step_on=STEP_ON)


@pytest.fixture
def page(signed_in, linxiao):
    """What a page says above its foot, where the real moment of printing stands."""
    browser = signed_in(linxiao)
    return lambda name, *args: browser.get(reverse(f"projects:{name}", args=args)).text.split("<footer")[0]


def talk(lead, linxiao, on, now=NOW, kind="visit", **said):
    return record_talk(project=lead, kind=kind, on=on, summary="谈妥地块", actor=linxiao, now=now, **said)


def test_a_lead_is_registered_and_protected_from_its_day(lead):
    assert (lead.code, lead.registered_at, lead.stage_since_on) == ("P2024-0001", THEN, ITS_DAY)
    assert lead.protected_until_on == ITS_DAY + timedelta(days=90)
    assert Credit.objects.get(project=lead).from_on == ITS_DAY


def test_the_journal_keeps_the_real_moment(lead, linxiao):
    talk(lead, linxiao, ITS_DAY)
    report_move(project=lead, to="negotiation", moved_on=ITS_DAY, actor=linxiao, now=NOW)
    assert {entry.at for entry in Entry.objects.filter(target=f"projects.project:{lead.code}")} == {NOW}


def test_a_step_before_its_day_is_past_and_one_of_the_week_after_is_not(register):
    with pytest.raises(Obstacles, match="2024-08-19"):
        register(now=NOW, next_step="送样", next_step_on=ITS_DAY - timedelta(days=1))


def test_nothing_happened_after_its_day(lead, linxiao):
    for day in (ITS_DAY + timedelta(days=1), NOW.date()):
        with pytest.raises(Obstacles, match="还没有到"):
            talk(lead, linxiao, day)
        with pytest.raises(Refusal, match="还没有到"):
            report_move(project=lead, to="negotiation", moved_on=day, actor=linxiao, now=NOW)


def test_talks_moves_and_claims_are_of_the_same_moment(lead, linxiao, hechuan, world):
    move = report_move(project=lead, to="negotiation", moved_on=ITS_DAY, actor=linxiao, now=NOW)
    claim = raise_dispute(
        project=lead, organization=world.commerce, statement="三月已谈", actor=hechuan, now=NOW
    )
    assert talk(lead, linxiao, ITS_DAY).recorded_at == move.reported_at == claim.raised_at == THEN


def test_another_unit_s_lead_is_still_held(lead, register, hechuan, world):
    with pytest.raises(RegisteredByAnother):
        register(now=NOW + timedelta(days=200), actor=hechuan, organization=world.commerce)


def test_a_new_lead_is_at_the_top_of_the_list(make_project, lead, page):
    make_project("P2024-0099", registered_at=THEN - timedelta(days=1))
    text = page("register")
    assert text.index(lead.code) < text.index("P2024-0099")


def test_a_sheet_comes_in_and_goes_out_on_its_day(world, linxiao):
    data = "项目名称,投资方,总投资（万元）\n储能电池项目,宏远新能源有限公司,3000".encode()
    sheet = upload_spreadsheet(person=linxiao, data=data, filename="台账.csv", now=NOW)
    batch = import_spreadsheet(person=linxiao, spreadsheet=sheet, now=NOW)
    came = Project.objects.get(batch=batch)
    assert (came.code, came.protected_until_on) == ("P2024-0001", ITS_DAY + timedelta(days=90))
    assert sheet.uploaded_at == batch.imported_at == came.registered_at == THEN
    assert undo_import(person=linxiao, batch=batch, now=NOW).undone_at == THEN


def test_the_pages_tell_of_one_day(lead, linxiao, page):
    talk(lead, linxiao, ITS_DAY, next_step="签约", next_step_on=ITS_DAY)
    report_move(project=lead, to="negotiation", moved_on=ITS_DAY, actor=linxiao, now=NOW)
    named = [page(name, lead.code) for name in ("project", "talks", "moves", "delivery")]
    others = [page(name) for name in ("register", "leads", "home_section", "timeline")]
    assert all("2026" not in text for text in named + others)
    assert "2024-08-20 09:30" in named[0] and "2024-08-20 起，0 天" in named[0]
    assert "已过期" not in page("leads")


def test_what_is_due_today_is_late_only_the_day_after(lead, linxiao, page):
    Project.objects.filter(pk=lead.pk).update(next_step_on=ITS_DAY - timedelta(days=1))
    assert "已过期" in page("leads")


def test_a_zone_at_work_lives_today(at_work, register):
    lead = register(now=NOW)
    assert (lead.code, lead.registered_at) == ("P2026-0001", NOW)
    assert lead.protected_until_on == NOW.date() + timedelta(days=90)
