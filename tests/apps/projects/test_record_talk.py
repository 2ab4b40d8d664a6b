"""Talks: they keep a lead alive and say what comes next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.journal.models import Entry
from chaotou.projects.models import Project, Talk
from chaotou.projects.operations.talks import record_talk

TODAY = date(2024, 8, 12)


@pytest.fixture
def talk(linxiao, now):
    def said(project: Project, **words):
        usual = {"kind": "visit", "on": TODAY, "summary": "介绍用地条件", "actor": linxiao, "now": now}
        return record_talk(project=project, **{**usual, **words})

    return said


def test_a_talk_says_what_comes_next_and_when(register, talk):
    lead = register()
    talk(lead, next_step="送样品", next_step_on=date(2024, 8, 20))
    lead.refresh_from_db()
    assert (lead.last_talk_on, lead.next_step, lead.next_step_on) == (TODAY, "送样品", date(2024, 8, 20))
    assert lead.version == 1


def test_contact_renews_protection_and_steps_at_home_do_not(register, talk, now):
    lead = register()
    later = now + timedelta(days=80)
    talk(lead, kind="judged", on=TODAY + timedelta(days=80), now=later)
    lead.refresh_from_db()
    assert lead.protected_until_on == TODAY + timedelta(days=90) and lead.last_talk_on is None
    talk(lead, kind="call", on=TODAY + timedelta(days=80), now=later)
    lead.refresh_from_db()
    assert lead.protected_until_on == TODAY + timedelta(days=140)


def test_an_older_talk_written_down_later_does_not_turn_back_the_last(register, talk):
    lead = register()
    talk(lead)
    talk(lead, on=TODAY - timedelta(days=3))
    lead.refresh_from_db()
    assert lead.last_talk_on == TODAY


def test_what_lapsed_is_renewed_only_while_nobody_else_has_it(register, talk, world, hechuan, now):
    lead = register()
    later = now + timedelta(days=100)
    day = TODAY + timedelta(days=100)
    talk(lead, on=day, now=later)
    lead.refresh_from_db()
    assert lead.protected_until_on == day + timedelta(days=60)

    Project.objects.update(protected_until_on=day - timedelta(days=1))
    register(actor=hechuan, organization=world.commerce, now=later)
    talk(lead, on=day, now=later)
    lead.refresh_from_db()
    assert lead.protected_until_on == day - timedelta(days=1)


def test_the_journal_keeps_that_there_was_a_talk_and_not_what_was_said(register, talk):
    talk(register(), people="对方总经理")
    entry = Entry.objects.latest("number")
    assert entry.act == "projects.talk.recorded"
    assert "介绍用地条件" not in str(entry.after) and "总经理" not in str(entry.after)


def test_all_that_is_wrong_is_said_at_once(register, talk):
    with pytest.raises(Obstacles) as refused:
        talk(register(), kind="rumor", on=TODAY + timedelta(days=1), summary="", next_step="再说")
    assert len(refused.value.messages) == 4
    assert not Talk.objects.exists()


def test_a_competing_unit_and_a_reviewer_record_no_talks(register, talk, hechuan, zhoumin):
    lead = register()
    for actor in (hechuan, zhoumin):
        with pytest.raises(Refusal):
            talk(lead, actor=actor)


def test_in_a_demonstration_talk_is_of_its_day(register, talk, now):
    lead = register()
    later, opens_on = now + timedelta(days=800), date(2024, 8, 20)
    with pytest.raises(Obstacles):
        talk(lead, on=later.date(), now=later)
    talk(lead, on=opens_on, now=later)
    lead.refresh_from_db()
    assert lead.last_talk_on == opens_on
