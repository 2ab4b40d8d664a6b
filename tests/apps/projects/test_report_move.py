"""Reporting moves: refused with everything that is missing, kept with what counted then."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.organization.queries import zone
from chaotou.projects.models import Evidence, Move, Project
from chaotou.projects.operations.moves import NotYet, report_increase, report_move

pytestmark = pytest.mark.django_db
ON = date(2024, 8, 10)
SAID = {"commence_by": "2024-10-01", "complete_by": "2025-10-01", "produce_by": "2026-01-01"}


@pytest.fixture
def hand_over(now):
    """`hand_over(project, "agreement", …)` keeps papers for a project."""

    def keep(project, *kinds: str) -> None:
        for kind in kinds:
            Evidence.objects.create(
                project=project, kind=kind, name=f"{kind}.pdf", sha256=kind.ljust(64, "0"), added_at=now
            )

    return keep


@pytest.fixture
def reviewed(make_project, world, hand_over):
    """A project that has all it needs to be signed."""
    project = make_project("P2024-0100", stage="review", landing=world.economy, particulars=SAID)
    hand_over(
        project, "agreement", "investor_identity", "review_minutes", "legal_opinion", "fair_competition"
    )
    return project


@pytest.fixture
def complete(make_project, world, linxiao, hand_over):
    """A project that says everything and has every paper; of services, which no review is asked of."""
    held = zone()
    texts = ("kind", "product", "industry", "chain", "link", "source_city", "source_region", "plot")
    amounts = ("fixed_investment", "land_mu", "yearly_output", "yearly_tax")
    project = make_project(
        "P2024-0102",
        particulars={spec.code: "1" for spec in held.fields if spec.is_own},
        landing=world.economy,
        **dict.fromkeys(("officer", "linked_leader", "secretary"), linxiao),
        **dict.fromkeys(amounts, Decimal(1)),
        **dict.fromkeys(texts, "1"),
    )
    hand_over(project, *(spec.code for spec in held.evidence))
    return project


@pytest.fixture
def later() -> datetime:
    """Two years after the demonstration's own day."""
    return datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def sign(project, linxiao, now, **more):
    return report_move(project=project, to="signed", moved_on=ON, actor=linxiao, now=now, **more)


def test_a_move_is_refused_with_everything_that_is_missing(few, make_project, linxiao, now) -> None:
    project = make_project("P2024-0101", stage="review")
    with pytest.raises(NotYet) as refused:
        sign(project, linxiao, now)
    gaps = refused.value.gaps
    assert [gap.code for gap in gaps.fields] == ["landing", "commence_by", "complete_by", "produce_by"]
    assert [gap.code for gap in gaps.evidence][-1] == "fair_competition", "asked for from 1亿元"
    assert "约定开工日期" in str(refused.value)
    assert "合法性审查意见" in str(refused.value)
    project.refresh_from_db()
    assert project.stage == "review"


def test_every_stage_is_left_by_the_ways_the_zone_names_and_by_no_other(complete, linxiao, now) -> None:
    """Each of all pairs of stages, walked in the register: it moves and is told of, or nothing changes."""
    stages = {spec.code: spec for spec in zone().stages}
    for here, to in product(stages, stages):
        Project.objects.filter(pk=complete.pk).update(stage=here)
        complete.refresh_from_db()
        with transaction.atomic():
            said = {"to": to, "moved_on": ON, "actor": linxiao, "now": now, "reason": "说明"}
            if to in stages[here].to:
                assert report_move(project=complete, **said).from_stage == here, (here, to)
            else:
                with pytest.raises(NotYet):
                    report_move(project=complete, **said)
            complete.refresh_from_db()
            assert complete.stage == (to if to in stages[here].to else here), (here, to)
            assert complete.moves.count() == Entry.objects.count() == (to in stages[here].to)
            transaction.set_rollback(True)


def test_a_move_keeps_what_was_true_that_day(reviewed, linxiao, now) -> None:
    move = sign(reviewed, linxiao, now, occasion="上海推介会")
    reviewed.refresh_from_db()
    assert (reviewed.stage, reviewed.stage_since_on, reviewed.version) == ("signed", ON, 2)
    assert (move.from_stage, move.investment, move.investor_name) == ("review", 300000000, "甲公司")
    assert move.evidence.count() == 5
    assert Entry.objects.get(act="projects.move.reported").target == "projects.project:P2024-0100"


def test_a_move_is_reported_by_who_holds_the_project(reviewed, hechuan, zhoumin, now) -> None:
    for person in (hechuan, zhoumin):
        with pytest.raises(Refusal):
            sign(reviewed, person, now)


def test_a_day_to_come_is_refused(reviewed, linxiao, now) -> None:
    with pytest.raises(Refusal, match="还没有到"):
        report_move(project=reviewed, to="signed", moved_on=date(2024, 8, 13), actor=linxiao, now=now)


def test_in_a_demonstration_no_day_comes_after_its_own(reviewed, linxiao, later) -> None:
    own = zone().zone.as_of
    said = {"project": reviewed, "to": "signed", "actor": linxiao, "now": later}
    with pytest.raises(Refusal, match="还没有到"):
        report_move(moved_on=own + timedelta(days=1), **said)
    report_move(moved_on=own, **said)
    with pytest.raises(Refusal, match="还没有到"):
        report_increase(
            project=reviewed,
            amount=Decimal(5),
            on=own + timedelta(days=1),
            reason="补充协议",
            actor=linxiao,
            now=later,
        )


def test_a_day_before_the_move_before_is_refused(reviewed, linxiao, now) -> None:
    sign(reviewed, linxiao, now)
    with pytest.raises(Refusal, match="早于上一次"):
        report_move(
            project=reviewed, to="terminated", moved_on=date(2024, 8, 9), actor=linxiao, now=now, reason="x"
        )


def test_who_changes_a_project_that_changed_meanwhile_is_told(reviewed, linxiao, now) -> None:
    with pytest.raises(Refusal, match="他人更改"):
        sign(reviewed, linxiao, now, version=7)


def test_an_exit_takes_a_reason(few, linxiao, now) -> None:
    with pytest.raises(NotYet, match="理由"):
        report_move(project=few.lead, to="dropped", moved_on=ON, actor=linxiao, now=now)
    report_move(project=few.lead, to="dropped", moved_on=ON, actor=linxiao, now=now, reason="投资方退出")
    few.lead.refresh_from_db()
    assert few.lead.stage == "dropped"


def test_an_increase_raises_the_investment_and_keeps_the_stage(reviewed, linxiao, now) -> None:
    sign(reviewed, linxiao, now)
    said = {"amount": Decimal("200000000"), "on": date(2024, 8, 11), "reason": "补充协议"}
    move = report_increase(project=reviewed, actor=linxiao, now=now, **said)
    reviewed.refresh_from_db()
    assert (reviewed.stage, reviewed.investment) == ("signed", Decimal("500000000"))
    assert (move.kind, move.to_stage, move.investment) == (Move.Kind.INCREASE, "signed", 200000000)


@pytest.mark.parametrize(("amount", "reason", "says"), [(0, "协议", "大于零"), (5, " ", "依据")])
def test_an_increase_says_what_and_why(reviewed, linxiao, now, amount, reason, says) -> None:
    sign(reviewed, linxiao, now)
    with pytest.raises(Refusal, match=says):
        report_increase(
            project=reviewed, amount=Decimal(amount), on=ON, reason=reason, actor=linxiao, now=now
        )


def test_a_project_that_was_never_signed_has_no_increase(few, linxiao, now) -> None:
    with pytest.raises(Refusal, match="还没有签约"):
        report_increase(project=few.lead, amount=Decimal(5), on=ON, reason="x", actor=linxiao, now=now)
