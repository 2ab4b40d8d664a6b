"""Appeals: filed for one's own organization in time, decided by somebody else, counted in the next run."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from chaotou.core.issues import Missing, Refusal
from chaotou.evaluation import operations, snapshots
from chaotou.evaluation.models import Appeal, Run
from chaotou.evaluation.queries import appeals, cells, lines, results
from chaotou.evaluation.queries.comparison import Why, compare
from chaotou.journal.models import Entry


@pytest.fixture
def file(offices, linxiao, now):
    """`file()` objects to the attainment of the economy bureau's targets."""

    def filed(person=linxiao, at=now, **said):
        usual = {"run": offices.code, "subject": "economy", "criterion": "aims", "grounds": "口径有误"}
        return operations.file_appeal(person=person, now=at, **{**usual, **said})

    return filed


@pytest.fixture
def reviewer(person):
    return person("suqing", "reviews")


def test_an_appeal_is_due_in_working_days(file):
    filed = file()
    assert filed.due_on == date(2024, 8, 26)
    assert Entry.objects.get(act="evaluation.appeal.filed").after["grounds"] == "口径有误"


def test_the_window_closes_after_working_days(file, offices, linxiao):
    assert lines.run(linxiao, offices.code).closes_on == date(2024, 8, 19)
    with pytest.raises(Refusal, match=r"5 个工作日，已于 2024-08-19 截止"):
        file(at=datetime(2024, 8, 20, 1, tzinfo=UTC))
    assert file(at=datetime(2024, 8, 19, 9, tzinfo=UTC))


def test_one_appeals_for_ones_own_organization_only(file, hechuan, zhoumin, shenjie):
    with pytest.raises(Refusal, match="本机构"):
        file(person=hechuan)
    for person in (zhoumin, shenjie):
        with pytest.raises(Refusal):
            file(person=person)


def test_an_appeal_needs_grounds_and_something_scored(file):
    with pytest.raises(Refusal, match="理由"):
        file(grounds="  ")
    with pytest.raises(Refusal, match="没有“nothing”这个考评项"):
        file(criterion="nothing")
    assert Appeal.objects.count() == 0


def test_the_same_is_objected_to_once(file):
    file()
    with pytest.raises(Refusal, match="已经申诉过"):
        file()


def test_a_draft_is_not_objected_to(draft, linxiao, now):
    with pytest.raises(Missing, match="还没有发布"):
        operations.file_appeal(
            person=linxiao, run=draft.code, subject="zone", criterion="trade", grounds="x", now=now
        )


def test_a_scheme_without_appeals_has_none(published, person, world, now):
    head = person("qujing", "leads")
    with pytest.raises(Refusal, match="没有规定申诉"):
        operations.file_appeal(
            person=head, run=published.code, subject="zone", criterion="trade", grounds="x", now=now
        )


def test_evidence_is_kept_for_who_may_see_the_appeal(file, linxiao, zhoumin, hechuan):
    filed = file(evidence=ContentFile(b"proof", name="proof.txt"))
    for reader in (linxiao, zhoumin):
        assert appeals.evidence(reader, filed.pk).read() == b"proof"
    with pytest.raises(Missing):
        appeals.evidence(hechuan, filed.pk)


def test_evidence_of_an_appeal_that_is_refused_does_not_stay(file, settings):
    file()
    with pytest.raises(Refusal):
        file(evidence=ContentFile(b"proof", name="proof.txt"))
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_others_do_not_see_an_appeal(file, linxiao, hechuan, guyuan):
    filed = file()
    assert [one.id for one in appeals.appeals(linxiao)] == [filed.pk]
    assert appeals.appeals(guyuan, pending=True)[0].is_overdue(date(2024, 8, 27))
    assert appeals.appeals(hechuan) == []
    with pytest.raises(Missing):
        appeals.appeal(hechuan, filed.pk)


def test_whoever_had_a_hand_in_it_does_not_decide(file, zhoumin, guyuan, linxiao, now):
    filed = file()
    for person in (zhoumin, guyuan):
        with pytest.raises(Refusal, match="须由另一人复核"):
            operations.decide_appeal(person=person, appeal=filed.pk, upheld=False, reason="x", now=now)
    with pytest.raises(Refusal, match="审核人员或区领导"):
        operations.decide_appeal(person=linxiao, appeal=filed.pk, upheld=False, reason="x", now=now)


def test_a_reviewer_of_the_same_organization_stands_aside(file, person, world, now):
    filed = file()
    with pytest.raises(Refusal, match="回避"):
        operations.decide_appeal(
            person=person("neighbor", "reviews", world.economy),
            appeal=filed.pk,
            upheld=False,
            reason="x",
            now=now,
        )


def test_a_decision_gives_its_reason_and_is_made_once(file, reviewer, now):
    filed = file()
    with pytest.raises(Refusal, match="复核意见"):
        operations.decide_appeal(person=reviewer, appeal=filed.pk, upheld=False, reason="", now=now)
    operations.decide_appeal(person=reviewer, appeal=filed.pk, upheld=False, reason="数据无误", now=now)
    with pytest.raises(Refusal, match="已有结论"):
        operations.decide_appeal(person=reviewer, appeal=filed.pk, upheld=False, reason="x", now=now)
    entry = Entry.objects.get(act="evaluation.appeal.decided")
    assert (entry.before["outcome"], entry.after["outcome"]) == ("pending", "rejected")


@pytest.mark.parametrize(
    ("points", "said"),
    [(None, "不能是 0"), (Decimal(0), "不能是 0"), (Decimal(40), "0 到 50"), (Decimal(-30), "0 到 50")],
)
def test_what_is_upheld_brings_points_within_the_criterion(file, reviewer, now, points, said):
    filed = file()
    with pytest.raises(Refusal, match=said):
        operations.decide_appeal(
            person=reviewer, appeal=filed.pk, upheld=True, points=points, reason="x", now=now
        )


def test_what_is_upheld_counts_in_the_next_run_and_says_why(
    file, reviewer, zhoumin, guyuan, linxiao, offices, now
):
    filed = file()
    operations.decide_appeal(
        person=reviewer, appeal=filed.pk, upheld=True, points=Decimal("2.5"), reason="口径核实", now=now
    )
    stored = Run.objects.get(pk=offices.pk)
    assert (stored.digest, stored.results) == (offices.digest, offices.results)
    later = now + timedelta(days=1)
    again = operations.run_again(person=zhoumin, run=offices.code, now=later)
    operations.publish_run(person=guyuan, run=again.code, now=later)
    totals = [
        results.run_page(linxiao, run).by_subject["economy"].total for run in (offices.code, again.code)
    ]
    assert totals[1] - totals[0] == pytest.approx(2.5)
    told = cells.cell_page(linxiao, again.code, "economy", "aims")
    assert [(one.points, one.reason) for one in told.appeals] == [(Decimal("2.5"), "口径核实")]
    (change,) = next(
        one for one in compare(linxiao, offices.code, again.code).subjects if one.subject.code == "economy"
    ).changes
    assert [cause.why for cause in change.causes] == [Why.APPEAL]
    assert str(change.causes[0].message) == "对“牵头目标”的申诉成立，调整 +2.5 分：口径核实"


def test_a_run_with_appeals_is_replayed_the_same(file, reviewer, zhoumin, offices, now):
    filed = file()
    operations.decide_appeal(
        person=reviewer, appeal=filed.pk, upheld=True, points=Decimal(-1), reason="多计", now=now
    )
    again = Run.objects.get(pk=operations.run_again(person=zhoumin, run=offices.code, now=now).pk)
    card = snapshots.card_of(again.scheme_text, again.snapshot)
    assert snapshots.results_of(card) == again.results
    row = next(row for row in again.results["results"] if row["subject"] == "economy")
    assert row["adjustments"][snapshots.APPEALS] == -1
