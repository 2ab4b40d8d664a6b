"""Setting, changing and withdrawing targets."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.figures import operations
from chaotou.figures.models import Target
from chaotou.figures.queries.detail import target_detail
from chaotou.journal.models import Entry


@pytest.fixture
def set_target(zhoumin, now):
    def done(**said):
        usual = {
            "code": "investment_2024",
            "name": "投资增长10%",
            "indicator": "fixed_asset_investment",
            "body": "zone",
            "kind": "growth",
            "period": Period.year(2024),
            "value": Decimal("0.1"),
            "bound": "at_least",
            "source": "page",
            "sentence": "固定资产投资增长10%。",
        }
        return operations.set_target(**{"person": zhoumin, "now": now, **usual, **said})

    return done


def test_a_target_is_set_with_its_sentence(ledger, set_target, zhoumin, now):
    row = set_target()
    assert (row.value, row.set_by, row.set_at, row.sentence) == (
        Decimal("0.1"),
        zhoumin,
        now,
        "固定资产投资增长10%。",
    )
    assert Entry.objects.first().target == "figures.target:investment_2024"


def test_the_indicators_own_officer_sets_its_target(ledger, set_target, linxiao):
    assert set_target(person=linxiao).set_by == linxiao


def test_others_set_no_target(ledger, set_target, hechuan, shenjie):
    for person in (hechuan, shenjie):
        with pytest.raises(Refusal):
            set_target(person=person)


def test_a_code_is_taken_once(ledger, set_target):
    set_target()
    with pytest.raises(Refusal, match="已经设定"):
        set_target()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"value": None}, "数值"),
        ({"indicator": None}, "指标"),
        ({"name": ""}, "名称"),
        ({"kind": "wish"}, "wish"),
        ({"kind": "faster_than", "value": None}, "比较"),
        ({"curve": ["0.5", "1"]}, "曲线"),
        ({"body": "nowhere"}, "nowhere"),
    ],
)
def test_what_the_kind_needs_must_be_said(ledger, set_target, said, words):
    with pytest.raises(Refusal, match=words):
        set_target(**said)


def test_a_change_ends_the_row_and_begins_another(ledger, zhoumin, now):
    operations.change_target(person=zhoumin, code="trade_2024", value=Decimal(260), reason="加压", now=now)
    before, after = Target.objects.filter(code="trade_2024").order_by("pk")
    assert (before.value, before.withdrawn_at, before.reason) == (240, now, "加压")
    assert (after.value, after.set_at, after.name) == (260, now, before.name)


def test_a_change_needs_a_reason(ledger, zhoumin, now):
    with pytest.raises(Refusal, match="原因"):
        operations.change_target(person=zhoumin, code="trade_2024", value=Decimal(260), reason="", now=now)
    assert Target.objects.get(code="trade_2024").value == 240


def test_a_targets_history_shows_what_it_was(ledger, zhoumin, now):
    operations.change_target(person=zhoumin, code="trade_2024", value=Decimal(260), reason="加压", now=now)
    detail = target_detail(zhoumin, "trade_2024", now.date() + timedelta(days=1))
    assert [row.value for row in detail.history] == [260, 240]
    assert detail.row.target == 260


def test_a_withdrawn_target_is_gone_with_its_reason(ledger, zhoumin, now):
    operations.withdraw_target(person=zhoumin, code="trade_2024", reason="取消", now=now)
    row = Target.objects.get(code="trade_2024")
    assert (row.withdrawn_at, row.reason) == (now, "取消")
    with pytest.raises(Refusal, match="没有生效"):
        operations.withdraw_target(person=zhoumin, code="trade_2024", reason="取消", now=now)
