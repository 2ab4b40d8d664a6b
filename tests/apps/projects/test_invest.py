"""Investment planned and recorded by month."""

from __future__ import annotations

from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period, month_ordinal
from chaotou.journal.models import Entry
from chaotou.projects.models import InvestmentMonth
from chaotou.projects.operations.investment import plan_investment, record_investment

YEAR = Period.year(2024)
JULY = month_ordinal(2024, 7)


@pytest.fixture
def plan(few, linxiao, now):
    plan_investment(project=few.signed, total=Decimal(100), period=YEAR, actor=linxiao, now=now)
    return few.signed


def test_an_even_plan_adds_up_to_the_cent(plan):
    rows = InvestmentMonth.objects.filter(project=plan)
    assert len(rows) == 12
    assert sum(row.planned for row in rows) == 100


def test_planning_anew_asks_for_a_reason_and_keeps_what_was_done(plan, linxiao, now):
    record_investment(project=plan, month=JULY, done=Decimal(9), actor=linxiao, now=now)
    said = {"project": plan, "total": Decimal(240), "period": YEAR, "actor": linxiao, "now": now}
    with pytest.raises(Refusal, match="理由"):
        plan_investment(**said)
    plan_investment(**said, reason="追加二期")
    row = InvestmentMonth.objects.get(project=plan, month=JULY)
    assert (row.planned, row.done) == (20, 9)
    assert Entry.objects.first().before["2024-07"] == "8.33"


def test_a_month_is_recorded_once_and_put_right_with_a_reason(plan, linxiao, now):
    said = {"project": plan, "month": JULY, "actor": linxiao, "now": now}
    record_investment(done=Decimal(9), **said)
    with pytest.raises(Refusal, match="更正"):
        record_investment(done=Decimal(8), **said)
    row = record_investment(done=Decimal(8), reason="漏减退货", **said)
    assert (row.done, row.recorded_by, row.recorded_at) == (8, linxiao, now)


def test_months_to_come_and_amounts_below_zero_are_refused(plan, linxiao, now):
    with pytest.raises(Refusal, match="还没有到"):
        record_investment(project=plan, month=JULY + 2, done=Decimal(1), actor=linxiao, now=now)
    with pytest.raises(Refusal, match="负数"):
        record_investment(project=plan, month=JULY, done=Decimal(-1), actor=linxiao, now=now)


def test_others_plan_and_record_nothing(plan, few, hechuan, zhoumin, shenjie, now):
    for person in (hechuan, zhoumin, shenjie):
        with pytest.raises(Refusal):
            record_investment(project=plan, month=JULY, done=Decimal(1), actor=person, now=now)
        with pytest.raises(Refusal):
            plan_investment(project=few.lead, total=Decimal(1), period=YEAR, actor=person, now=now)
