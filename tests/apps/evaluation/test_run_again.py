"""Running again after revisions: the earlier run stays, and each difference says why."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.evaluation import operations
from chaotou.evaluation.queries import lines
from chaotou.evaluation.queries.comparison import Why, compare
from chaotou.figures import operations as figures


@pytest.fixture
def again(published, zhoumin, guyuan, now):
    """`again()` runs the peers' scheme once more, published, a week later; both codes."""

    def repeated() -> tuple[str, str]:
        later = now + timedelta(days=7)
        row = operations.run_again(person=zhoumin, run=published.code, now=later)
        operations.publish_run(person=guyuan, run=row.code, now=later)
        return published.code, row.code

    return repeated


def changes(found, subject: str) -> dict[str, set[str]]:
    one = next(one for one in found.subjects if one.subject.code == subject)
    return {change.criterion: {cause.why for cause in change.causes} for change in one.changes}


def test_the_later_run_supersedes_the_earlier_which_stays(again, linxiao):
    first, second = again()
    found = {one.code: one for one in lines.runs(linxiao)}
    assert (found[first].superseded_by, found[second].supersedes) == (second, first)
    assert not found[first].is_current
    assert found[second].is_current


def test_nothing_has_changed_where_nothing_did(again, guyuan):
    found = compare(guyuan, *again())
    assert found.same_scheme
    assert [one.subject.code for one in found.subjects if one.has_changed] == []


def test_a_new_vintage_is_named_and_who_is_compared_with_it_moved(again, revise, guyuan, now):
    revise("peer_b", 100, now + timedelta(days=1), growth="0.031")
    found = compare(guyuan, *again())
    assert changes(found, "peer_a") == {"growth": {Why.OTHERS_MOVED}}
    (cause,) = next(one for one in found.subjects if one.subject.code == "peer_b").changes[0].causes
    assert cause.why is Why.NEW_VINTAGE
    assert "5.1 变为 3.1" in str(cause.message)


def test_the_differences_add_up_to_the_change_of_the_total(again, revise, guyuan, now):
    revise("peer_a", 330, now + timedelta(days=1), growth="0.09")
    for one in compare(guyuan, *again()).subjects:
        told = sum(change.points for change in one.changes) + one.rest
        assert told == pytest.approx(one.total_after - one.total_before)
        assert abs(one.rest) < 0.01


def test_a_new_weight_is_told_apart_from_a_new_mark(again, write, texts, guyuan):
    write("peers", texts.peers.replace("weight: 50", "weight: 40").replace("weight: 30", "weight: 40"))
    found = compare(guyuan, *again())
    assert not found.same_scheme
    one = next(one for one in found.subjects if one.subject.code == "peer_a")
    trade = next(change for change in one.changes if change.criterion == "trade")
    assert {cause.why for cause in trade.causes} == {Why.NEW_WEIGHT}
    assert (trade.points, trade.by_weight, trade.by_mark) == pytest.approx((-10, -10, 0))


def test_another_rule_is_named(again, write, texts, guyuan):
    rule = "reads: total_trade, rule: {ratio: {target: best}}}"
    write("peers", texts.peers.replace("reads: total_trade}", rule))
    found = compare(guyuan, *again())
    assert changes(found, "zone")["trade"] == {Why.NEW_RULE}


def test_a_criterion_added_and_one_dropped_are_named(again, write, texts, guyuan):
    write("peers", texts.peers.replace("code: share,", "code: part,"))
    assert changes(compare(guyuan, *again()), "zone") == {
        "part": {Why.NEW_CRITERION},
        "share": {Why.DROPPED_CRITERION},
    }


def test_a_new_member_is_named(again, linxiao, zhoumin, guyuan, half, now):
    from decimal import Decimal

    from chaotou.figures import operations as figures

    said = {"indicator": "gdp", "body": "silent", "value": Decimal(50), "growth_yoy": Decimal("0.02")}
    row = figures.record_observation(person=linxiao, period=half, now=now, note="首次", **said)
    figures.publish_observation(person=zhoumin, observation=row.pk, now=now + timedelta(days=1))
    found = {one.subject.code: one for one in compare(guyuan, *again()).subjects}
    assert [cause.why for cause in found["silent"].causes] == [Why.NEW_MEMBER]
    assert found["silent"].total_before is None


def test_a_run_is_repeated_once_and_only_when_published(again, draft, published, zhoumin, now):
    first, second = again()
    with pytest.raises(Refusal, match="已被新的一次取代"):
        operations.run_again(person=zhoumin, run=first, now=now + timedelta(days=8))
    third = operations.run_again(person=zhoumin, run=second, now=now + timedelta(days=8))
    with pytest.raises(Refusal, match="只有已发布的"):
        operations.run_again(person=zhoumin, run=third.code, now=now + timedelta(days=8))


def test_a_published_run_is_not_drafted_from_scratch(published, zhoumin, half, now):
    with pytest.raises(Refusal, match="再次考评"):
        operations.draft_run(person=zhoumin, scheme="peers", period=half, now=now)


def test_only_who_reviews_runs_again(published, linxiao, guyuan, now):
    for person in (linxiao, guyuan):
        with pytest.raises(Refusal):
            operations.run_again(person=person, run=published.code, now=now)


def test_two_schemes_are_not_compared(published, offices, guyuan):
    with pytest.raises(Refusal, match="不是同一个办法"):
        compare(guyuan, published.code, offices.code)


def test_another_target_is_named_as_the_cause(ledger, write, texts, zhoumin, guyuan, half, now):
    aimed = texts.peers.replace("reads: total_trade}", "reads: total_trade, rule: {ratio: {target: stated}}}")
    write("peers", aimed)
    first = operations.draft_run(person=zhoumin, scheme="peers", period=half, now=now)
    operations.publish_run(person=guyuan, run=first.code, now=now)
    said = {"reason": "上调", "now": now + timedelta(days=1), "value": Decimal(300)}
    figures.change_target(person=guyuan, code="trade_2024", **said)
    second = operations.run_again(person=zhoumin, run=first.code, now=now + timedelta(days=2))
    found = compare(guyuan, first.code, second.code)
    zone = next(one for one in found.subjects if one.subject.code == "zone")
    (cause,) = zone.changes[0].causes
    assert cause.why is Why.NEW_VINTAGE
    assert "total_trade.target 由 240 变为 300" in str(cause.message)
