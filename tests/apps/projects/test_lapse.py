"""Time alone: leads nobody speaks about lose protection, then fall dormant; doing it again does nothing."""

from __future__ import annotations

from datetime import date, timedelta

from chaotou.journal.models import Entry
from chaotou.projects.models import Project
from chaotou.projects.operations.lapsing import lapse

LAST = date(2024, 11, 10)
"""The last day of protection of what was registered on 12 August."""


def _after(now, days: int):
    return {"now": now + (LAST - date(2024, 8, 12)) + timedelta(days=days)}


def test_a_lead_sleeps_only_well_after_protection_has_lapsed(register, now):
    lead = register()
    assert lead.protected_until_on == LAST
    assert lapse(**_after(now, 0)) == lapse(**_after(now, 30)) == []
    assert lapse(**_after(now, 31)) == [lead]
    lead.refresh_from_db()
    assert (lead.stage, lead.stage_since_on, lead.version) == ("dormant", LAST + timedelta(days=31), 2)


def test_falling_asleep_is_a_move_with_a_reason_and_the_platform_s_own(register, now):
    lead = register()
    lapse(**_after(now, 40))
    (move,) = lead.moves.all()
    assert (move.from_stage, move.to_stage, move.reported_by) == ("lead", "dormant", None) and move.reason
    entry = Entry.objects.latest("number")
    assert (entry.act, entry.actor, entry.before) == ("projects.lead.lapsed", None, {"stage": "lead"})


def test_doing_it_again_does_nothing(register, at_work, now):
    register()
    lapse(**_after(now, 40))
    entries = Entry.objects.count()
    assert lapse(**_after(now, 40)) == lapse(**_after(now, 400)) == []
    assert Entry.objects.count() == entries


def test_what_is_signed_or_under_review_or_unprotected_stays_awake(register, make_project, at_work, now):
    lead = register()
    for stage in ("review", "signed", "dropped"):
        Project.objects.filter(pk=lead.pk).update(stage=stage)
        assert lapse(**_after(now, 400)) == []
    make_project("P2020-0001", stage="lead")
    assert lapse(**_after(now, 400)) == []


def test_in_a_demonstration_nothing_falls_asleep_for_its_day_stands_still(register, now):
    register()
    assert lapse(now=now + timedelta(days=900)) == []
