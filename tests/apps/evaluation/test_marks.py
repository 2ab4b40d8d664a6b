"""Judged marks: by judges who were named, averaged as the scheme says, seen by whom it says; noted facts."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from chaotou.core.issues import Refusal
from chaotou.evaluation import operations, schemes
from chaotou.evaluation.gathering.facts import gather
from chaotou.evaluation.models import JudgedMark
from chaotou.evaluation.operations.marks import seal
from chaotou.evaluation.queries import marks
from chaotou.journal.models import Entry


@pytest.fixture
def panel(ledger, zhoumin, person, half, now):
    """Four judges of the bureaus' scheme."""
    judges = [person(name, "leads") for name in ("jia", "yi", "bing", "ding")]
    for judge in judges:
        named = {"scheme": "offices", "period": half, "judge": judge.username}
        operations.name_judge(person=zhoumin, now=now, **named)
    return judges


@pytest.fixture
def mark(half, now):
    """`mark(person, 90)` marks the economy bureau's key work."""

    def given(judge, value, subject="economy", at=now):
        place = {"scheme": "offices", "period": half, "criterion": "work", "subject": subject}
        return operations.record_mark(person=judge, value=Decimal(value), now=at, **place)

    return given


def work(half, at) -> dict[str, float]:
    scheme, _ = schemes.sound("offices")
    facts = gather(scheme, half, at).facts
    return dict(zip(facts.subjects, facts.column("key_work.mark"), strict=True))


def test_highest_and_lowest_are_dropped_and_the_rest_averaged(panel, mark, half, now):
    for judge, value in zip(panel, (60, 80, 90, 100), strict=True):
        mark(judge, value)
    assert work(half, now)["economy"] == 85


def test_with_too_few_judges_there_is_no_mark(panel, mark, half, now):
    for judge in panel[:2]:
        mark(judge, 90)
    assert work(half, now)["economy"] != work(half, now)["economy"]


def test_a_mark_given_anew_keeps_the_earlier_one(panel, mark, now):
    mark(panel[0], 90)
    later = mark(panel[0], 70, at=now + timedelta(hours=1))
    kept = JudgedMark.objects.order_by("pk")
    assert [(row.value, row.superseded_at) for row in kept] == [
        (90, later.recorded_at),
        (70, None),
    ]


def test_who_stands_aside_does_not_count(panel, mark, half, now):
    for judge, value in zip(panel, (60, 80, 90, 100), strict=True):
        mark(judge, value)
    place = {"scheme": "offices", "period": half, "criterion": "work", "subject": "economy"}
    later = now + timedelta(hours=1)
    operations.recuse(person=panel[0], reason="亲属任职", now=later, **place)
    assert work(half, later)["economy"] == 90
    with pytest.raises(Refusal, match="理由"):
        operations.recuse(person=panel[1], reason="", now=later, **place)


def test_nobody_marks_their_own_organization_but_may_stand_aside(ledger, zhoumin, linxiao, mark, half, now):
    operations.name_judge(person=zhoumin, scheme="offices", period=half, judge="linxiao", now=now)
    with pytest.raises(Refusal, match="登记回避"):
        mark(linxiao, 100)
    assert mark(linxiao, 80, subject="commerce").value == 80
    place = {"scheme": "offices", "period": half, "criterion": "work", "subject": "economy"}
    assert operations.recuse(person=linxiao, reason="本机构", now=now, **place).is_recused


def test_only_who_was_named_judges(panel, mark, linxiao, zhoumin, half, now):
    with pytest.raises(Refusal, match="聘请的评委"):
        mark(linxiao, 90, subject="commerce")
    judge = marks.judges(zhoumin, "offices", half)[0]
    operations.release_judge(person=zhoumin, judge=judge.id, reason="调离", now=now)
    with pytest.raises(Refusal, match="聘请的评委"):
        mark(judge.person, 90)


def test_only_who_reviews_names_judges_and_nobody_twice(panel, linxiao, zhoumin, shenjie, half, now):
    asked = {"scheme": "offices", "period": half, "now": now}
    with pytest.raises(Refusal, match="审核岗位"):
        operations.name_judge(person=linxiao, judge="linxiao", **asked)
    with pytest.raises(Refusal, match="已是"):
        operations.name_judge(person=zhoumin, judge=panel[0].username, **asked)
    with pytest.raises(Refusal, match="职责分离"):
        operations.name_judge(person=zhoumin, judge="shenjie", **asked)
    with pytest.raises(Refusal, match="没有评委评分"):
        operations.name_judge(person=zhoumin, judge="linxiao", **{**asked, "scheme": "peers"})


@pytest.mark.parametrize("value", ["-1", "100.5", "NaN"])
def test_a_mark_is_between_0_and_100(panel, mark, value):
    with pytest.raises(Refusal, match="0 到 100"):
        mark(panel[0], value)


def test_marking_ends_when_the_run_is_published(panel, offices, mark):
    with pytest.raises(Refusal, match="评分截止"):
        mark(panel[0], 90)


def test_single_marks_are_seen_by_nobody_but_who_gave_them(panel, mark, zhoumin, guyuan, linxiao, half, now):
    for judge, value in zip(panel, (60, 80, 90, 100), strict=True):
        mark(judge, value)
    for reader in (zhoumin, guyuan, linxiao):
        (found,) = marks.marks(reader, "offices", half)
        assert (found.judges, found.single) == (4, ())
    (own,) = marks.marks(panel[0], "offices", half)
    assert [(one.judge, one.value) for one in own.single] == [(panel[0], 60)]


def test_averages_are_not_shown_to_who_still_judges(panel, mark, zhoumin, linxiao, half):
    for judge in panel:
        mark(judge, 80)
    assert marks.marks(zhoumin, "offices", half)[0].mean == 80
    assert marks.marks(linxiao, "offices", half)[0].mean is None


@pytest.mark.parametrize(("audience", "sees"), [("subject", True), ("everybody", True), ("nobody", False)])
def test_the_scheme_says_whether_the_marked_see_single_marks(
    panel, mark, write, texts, linxiao, hechuan, half, audience, sees
):
    write("offices", texts.offices.replace("individual_marks: nobody", f"individual_marks: {audience}"))
    mark(panel[0], 80)
    assert bool(marks.marks(linxiao, "offices", half)[0].single) is sees
    assert bool(marks.marks(hechuan, "offices", half)[0].single) is (audience == "everybody")


def test_the_journal_proves_a_mark_without_showing_it(panel, mark):
    row = mark(panel[0], 87)
    entry = Entry.objects.get(act="evaluation.judgedmark.recorded")
    assert entry.after["seal"] == seal(JudgedMark.objects.get(pk=row.pk))
    assert "87" not in json.dumps({**entry.after, "seal": "", "period": ""})
    row.value = Decimal(88)
    assert entry.after["seal"] != seal(row)


def test_a_sheet_names_what_is_still_to_mark(panel, mark, half):
    mark(panel[0], 90)
    (sheet,) = marks.sheets(panel[0])
    assert (sheet.to_give, sheet.given) == (2, 1)
    own = {one.subject.code: one.value for one in marks.sheet(panel[0], "offices", half)}
    assert own == {"economy": 90, "commerce": None}


def test_a_reviewer_notes_a_fact_with_its_grounds_and_the_latest_counts(
    ledger, zhoumin, linxiao, hechuan, half, now
):
    place = {"scheme": "offices", "period": half, "criterion": "criticized_city", "subject": "economy"}
    operations.note_fact(person=zhoumin, value=Decimal(3), reason="市通报", now=now, **place)
    operations.note_fact(person=zhoumin, value=Decimal(2), reason="核减", now=now, **place)
    scheme, _ = schemes.sound("offices")
    facts = gather(scheme, half, now).facts
    assert facts.column("criticized_city.mark")[facts.rows["economy"]] == 2
    assert [one.value for one in marks.noted(linxiao, "offices", half)] == [2]
    assert marks.noted(hechuan, "offices", half) == []
    entry = Entry.objects.filter(act="evaluation.judgedmark.noted").latest("number")
    assert entry.before["value"] == "3.0000"


def test_a_fact_is_noted_by_who_reviews_with_grounds_and_in_its_place(ledger, zhoumin, linxiao, half, now):
    place = {"scheme": "offices", "period": half, "subject": "economy", "value": Decimal(1), "now": now}
    with pytest.raises(Refusal, match="审核岗位"):
        operations.note_fact(person=linxiao, criterion="criticized_city", reason="x", **place)
    with pytest.raises(Refusal, match="依据"):
        operations.note_fact(person=zhoumin, criterion="criticized_city", reason="", **place)
    with pytest.raises(Refusal, match=r"不是在这里评分的项.*criticized_city"):
        operations.note_fact(person=zhoumin, criterion="work", reason="x", **place)
    with pytest.raises(Refusal, match=r"没有“nobody”.*economy"):
        operations.note_fact(
            person=zhoumin, criterion="criticized_city", reason="x", **{**place, "subject": "nobody"}
        )


def test_marks_count_from_when_they_were_given(panel, mark, half, now):
    for judge in panel:
        mark(judge, 90, at=now + timedelta(days=1))
    assert work(half, now)["economy"] != work(half, now)["economy"]
    assert timezone.is_aware(now)
