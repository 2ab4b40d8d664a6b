"""What happens by itself: deemed accepted, returned for want of a promised paper, counted into the ledger."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from chaotou.core.zone.matter_flow_specs import Act, Role
from chaotou.figures.models import Body, Indicator, Observation
from chaotou.journal.models import Entry
from chaotou.matters.models import Matter
from chaotou.matters.operations.accepting import accept, accept_tolerating, ask_correction, refuse, supply
from chaotou.matters.operations.closing import approve, submit
from chaotou.matters.operations.ledger import count_into_ledger
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.operations.ticking import accept_deemed, recount_provisional, return_broken_promises
from chaotou.matters.operations.watching import call_back
from chaotou.matters.rules import rules


def test_what_nobody_answered_in_time_counts_from_the_day_it_came(permit, later) -> None:
    matter = permit()
    assert accept_deemed(now=later(days=4)) == []
    (accepted,) = accept_deemed(now=later(days=9))
    assert accepted.started_at == matter.received_at
    assert accepted.state == "examining"
    assert accept_deemed(now=later(days=10)) == []


def test_a_part_of_a_chain_comes_when_those_before_it_are_decided(
    world, linxiao, hechuan, zhoumin, later, now
) -> None:
    fields = {"plot": "A1", "land_won_on": "2024-08-01"}
    chain = register_matter(kind="start_on_land", title="新厂房", actor=linxiao, now=now, fields=fields)
    accept(matter=chain, actor=linxiao, now=now)
    survey = accept(matter=chain.parts.get(part="survey"), actor=linxiao, now=now)
    assert accept_deemed(now=later(days=20)) == []
    submit(matter=survey, actor=hechuan, now=later(days=20), conclusion="符合")
    approve(matter=survey, actor=zhoumin, now=later(days=21), result="granted")
    permit = chain.parts.get(part="permit")
    assert permit.received_at == later(days=21)
    assert accept_deemed(now=later(days=25)) == []
    assert [one.pk for one in accept_deemed(now=later(days=30))] == [permit.pk]


def test_what_was_listed_in_time_waits_for_the_applicant(permit, linxiao, later) -> None:
    ask_correction(matter=permit(), actor=linxiao, now=later(days=1), missing=["图纸"])
    assert accept_deemed(now=later(days=30)) == []


def test_a_promise_not_kept_returns_the_case(permit, linxiao, now, later) -> None:
    promised = timezone.localdate(now) + timedelta(days=3)
    matter = accept_tolerating(matter=permit(), actor=linxiao, now=now, papers={"deposit": promised})
    assert return_broken_promises(now=later(days=3)) == []
    (returned,) = return_broken_promises(now=later(days=4))
    assert (returned.pk, returned.phase) == (matter.pk, "ended")
    assert return_broken_promises(now=later(days=5)) == []


@pytest.mark.parametrize(("came_after", "goes_back"), [(3, False), (4, True)])
def test_a_paper_keeps_the_matter_only_where_it_came_by_the_day_promised(
    permit, linxiao, now, later, came_after, goes_back
) -> None:
    promised = {"deposit": later(days=3).date()}
    matter = accept_tolerating(matter=permit(), actor=linxiao, now=now, papers=promised)
    at = later(days=came_after)
    matter = supply(matter=matter, paper="deposit", text="窗口收到", actor=linxiao, now=at)
    assert [one.pk for one in return_broken_promises(now=later(days=5))] == [matter.pk] * goes_back


@pytest.fixture
def ledger(world):
    """The zone's body and the indicators the tests count."""
    Body.objects.create(code="zone", name="开发区", english="Zone", kind="zone")
    for code in ("requests_registered", "requests_on_time_rate", "requests_satisfaction_rate"):
        Indicator.objects.create(
            code=code, name=code, english=code, unit="%", measure="ratio", frequency="month"
        )


def test_matters_are_counted_into_the_ledger_once(ledger, closed, linxiao, now, later) -> None:
    call_back(matter=closed(), actor=linxiao, now=now, score=5)
    kept = count_into_ledger(now=later(days=40))
    assert kept.new
    assert not count_into_ledger(now=later(days=40))
    august = Observation.objects.get(indicator__code="requests_on_time_rate", superseded_at=None)
    assert august.value == Decimal(100)


def test_a_low_rating_stays_counted_while_the_matter_is_done_over(
    ledger, closed, linxiao, now, later
) -> None:
    matter = call_back(matter=closed(), actor=linxiao, now=now, score=2)
    assert matter.closed_at is None
    count_into_ledger(now=later(days=40))
    august = Observation.objects.get(indicator__code="requests_satisfaction_rate", superseded_at=None)
    assert august.value == 0
    assert august.source.code == "matters"


def test_what_somebody_took_up_a_moment_ago_is_left_to_them(permit, linxiao, later, monkeypatch) -> None:
    matter, other = permit(), permit()

    def meanwhile(receipt, *_more: object) -> datetime:
        if Matter.objects.get(pk=matter.pk).state == "received":
            refuse(matter=matter, actor=linxiao, now=later(days=9), text="不符合")
        return receipt.received_at

    monkeypatch.setattr("chaotou.matters.operations.ticking.deemed_accepted", meanwhile)
    assert [one.pk for one in accept_deemed(now=later(days=9))] == [other.pk]


def test_a_case_is_returned_by_itself_only_where_its_flow_leaves_that_to_the_platform(
    permit, linxiao, now, later, monkeypatch
) -> None:
    promised = timezone.localdate(now) + timedelta(days=3)
    matter = accept_tolerating(matter=permit(), actor=linxiao, now=now, papers={"deposit": promised})
    steps = rules().flow(rules().kind(matter.kind)).steps
    step = steps[matter.state, Act.RETURN]
    monkeypatch.setitem(steps, (matter.state, Act.RETURN), step.model_copy(update={"by": (Role.INTAKE,)}))
    assert return_broken_promises(now=later(days=4)) == []


def test_a_limit_counted_anew_leaves_its_trace(permit, linxiao, now, later) -> None:
    matter = accept(matter=permit(), actor=linxiao, now=now)
    matter.clocks.filter(basis="committed").update(is_provisional=True, due_at=later(days=1))
    assert recount_provisional(now=now) == 1
    assert recount_provisional(now=now) == 0
    (entry,) = Entry.objects.filter(act="matters.matter.recount")
    assert entry.target == f"matters.matter:{matter.code}"
