"""A review from the dossier to conditions met: who may do what, and all that stands in the way at once."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.core.projects.review import Outcome, Promise, Term
from chaotou.journal.models import Entry
from chaotou.projects.models import Condition, Evidence, Review
from chaotou.projects.operations.conditions import confirm_condition, meet_condition, return_condition
from chaotou.projects.operations.review import decide, name_members, recheck, recuse

from .made import FIGURES, MARKS, ON, PAPERS, PARTICULARS, paper, proof, say


def told(refused: pytest.ExceptionInfo[Obstacles]) -> list[str]:
    return [str(message) for message in refused.value.messages]


def test_a_project_put_forward_keeps_its_indicators_and_flags(forward, dossier):
    review = forward()
    assert review.indicators["values"]["investment_per_mu"] == "300"
    flags = {flag["indicator"]: (flag["state"], flag["short_by"]) for flag in review.flags}
    assert flags["investment_per_mu"] == ("below", "100")
    assert flags["energy_per_output"] == ("meets", None)
    assert review.terms["sheet"]["code"] == "industry_sheet"
    assert set(review.dossier) == set(PAPERS)
    entry = Entry.objects.get(act="projects.review.put_forward")
    assert entry.target == f"projects.project:{dossier.code}"


def test_all_that_the_dossier_lacks_is_said_at_once(forward, dossier):
    dossier.evidence.filter(kind="study").delete()
    dossier.particulars = {**PARTICULARS, "jobs": ""}
    dossier.land_mu = None
    dossier.save()
    with pytest.raises(Obstacles) as refused:
        forward(batch=" ", meets_on=date(2024, 8, 1), promises=[Promise("gift", "")])
    said = told(refused)
    assert len(said) == 7
    assert "缺材料“项目建议书或可研报告”。" in said and "缺“用地”。" in said and "缺“新增就业”。" in said


def test_figures_given_on_the_form_stand_in_for_the_register(forward, dossier):
    dossier.land_mu = None
    dossier.save()
    assert forward(figures={"land_mu": Decimal(60)}).indicators["values"]["investment_per_mu"] == "500"


def test_only_the_unit_that_talks_puts_forward(forward, hechuan, zhoumin):
    for stranger in (hechuan, zhoumin):
        with pytest.raises(Refusal):
            forward(actor=stranger)


def test_a_project_is_under_one_review_at_a_time(forward):
    forward()
    with pytest.raises(Refusal, match="正在评审"):
        forward(batch="另一批")


def test_a_batch_meets_on_one_day(forward, make_project, now):
    forward()
    other = make_project("P2024-0101", kind="services", industry="L72", particulars={"jobs": "5"}, **FIGURES)
    for kind in PAPERS:
        paper(other, kind, now)
    with pytest.raises(Obstacles, match="评审日期是 2024-08-12"):
        forward(project=other, meets_on=ON + timedelta(days=1))
    assert forward(project=other).batch == "2024年第8次"


def test_a_signed_project_is_not_reviewed_any_more(forward, dossier):
    dossier.stage = "signed"
    dossier.save()
    with pytest.raises(Refusal, match="已经签约"):
        forward()


def test_members_of_the_introducing_unit_stand_aside_by_rule(sitting):
    aside = sitting.opinions.filter(is_recused=True)
    assert [one.member.username for one in aside] == ["linxiao"]


def test_members_are_named_by_who_runs_reviews_and_hold_a_post(forward, hechuan, zhoumin, shenjie, now):
    review = forward()
    with pytest.raises(Refusal):
        name_members(review=review.pk, members=["hechuan"], actor=hechuan, now=now)
    for who in ("shenjie", "nobody"):
        with pytest.raises(Refusal):
            name_members(review=review.pk, members=[who], actor=zhoumin, now=now)


def test_who_gave_nothing_may_leave_and_who_gave_an_opinion_stays(sitting, zhoumin, hechuan, bureaus, now):
    say(sitting, hechuan, now)
    kept = name_members(review=sitting.pk, members=["hechuan", "land_officer"], actor=zhoumin, now=now)
    assert {one.member.username for one in kept} == {"hechuan", "land_officer"}
    with pytest.raises(Refusal, match="不能移出"):
        name_members(review=sitting.pk, members=["land_officer"], actor=zhoumin, now=now)


def test_an_opinion_holds_judged_and_computed_points(sitting, hechuan, now):
    own = say(sitting, hechuan, now)
    assert own.marks["investor"] == "8"
    assert own.marks["investment_intensity"] == "12.00"
    assert own.marks["tax_intensity"] == "10.00"
    assert own.given_at == now


def test_an_opinion_is_changed_until_the_decision_and_only_by_its_member(sitting, hechuan, zhoumin, now):
    say(sitting, hechuan, now)
    changed = say(sitting, hechuan, now, vote="abstain", marks={**MARKS, "investor": Decimal(3)})
    assert (changed.vote, changed.marks["investor"]) == ("abstain", "3")
    assert sitting.opinions.filter(given_at__isnull=False).count() == 1
    with pytest.raises(Refusal, match="不是这次评审的成员"):
        say(sitting, zhoumin, now)


def test_who_stands_aside_gives_no_opinion(sitting, linxiao, hechuan, now):
    with pytest.raises(Refusal):
        say(sitting, linxiao, now)
    say(sitting, hechuan, now)
    recuse(review=sitting.pk, reason="亲属在该企业任职", actor=hechuan, now=now)
    with pytest.raises(Refusal, match="已登记回避"):
        say(sitting, hechuan, now)
    assert sitting.opinions.get(member=hechuan).marks == {}


def test_standing_aside_takes_a_reason_and_a_seat(sitting, hechuan, zhoumin, now):
    with pytest.raises(Refusal, match="理由"):
        recuse(review=sitting.pk, reason=" ", actor=hechuan, now=now)
    with pytest.raises(Refusal, match="不是这次评审的成员"):
        recuse(review=sitting.pk, reason="x", actor=zhoumin, now=now)


def test_all_that_is_wrong_with_an_opinion_is_said_at_once(sitting, hechuan, now):
    marks = {**MARKS, "investor": Decimal(11), "safety": None}
    with pytest.raises(Obstacles) as refused:
        say(sitting, hechuan, now, marks=marks, vote="", vetoes=["energy", "safety"])
    assert len(told(refused)) == 5


def test_the_journal_seals_an_opinion_and_does_not_tell_it(sitting, hechuan, now):
    say(sitting, hechuan, now, vote="against", comment="选址离居民区太近")
    after = Entry.objects.get(act="projects.review.opinion_given").after
    assert set(after) == {"review", "seal"}
    assert len(after["seal"]) == 64


def test_the_second_column_is_another_persons_and_counts(heard, zhoumin, hechuan, guyuan, now):
    own = heard.opinions.get(member=guyuan)
    marks = {"investment_intensity": Decimal(6), "investor": Decimal(7)}
    recheck(opinion=own.pk, marks=marks, actor=zhoumin, now=now)
    own.refresh_from_db()
    assert own.rechecked == {"investment_intensity": "6", "investor": "7"}
    assert own.marks["investor"] == "8"
    for other in (guyuan, hechuan):
        with pytest.raises(Refusal):
            recheck(opinion=own.pk, marks=marks, actor=other, now=now)
    with pytest.raises(Obstacles):
        recheck(opinion=own.pk, marks={"investor": Decimal(70)}, actor=zhoumin, now=now)


def test_marks_given_anew_take_the_second_column_with_them(heard, zhoumin, guyuan, now):
    own = heard.opinions.get(member=guyuan)
    recheck(opinion=own.pk, marks={"investor": Decimal(7)}, actor=zhoumin, now=now)
    assert say(heard, guyuan, now).rechecked == {}


def test_who_has_not_marked_is_not_rechecked(heard, zhoumin, bureaus, now):
    silent = heard.opinions.get(member=bureaus.finance)
    with pytest.raises(Refusal, match="没有评分"):
        recheck(opinion=silent.pk, marks={}, actor=zhoumin, now=now)


def test_an_approval_needs_no_reason_and_closes_the_review(heard, zhoumin, hechuan, now):
    row = decide(review=heard.pk, outcome=Outcome.APPROVED, actor=zhoumin, now=now)
    assert (row.outcome, row.decided_by) == ("approved", zhoumin)
    entry = Entry.objects.get(act="projects.review.concluded")
    assert entry.after["votes"] == {"for": 4, "against": 0, "abstain": 0}
    with pytest.raises(Refusal, match="已有结论"):
        say(heard, hechuan, now)
    with pytest.raises(Refusal, match="已有结论"):
        decide(review=heard.pk, outcome=Outcome.REJECTED, reason="x", actor=zhoumin, now=now)


def test_neither_the_introducing_unit_nor_an_officer_decides(heard, linxiao, hechuan, now):
    for other in (linxiao, hechuan):
        with pytest.raises(Refusal):
            decide(review=heard.pk, outcome=Outcome.APPROVED, actor=other, now=now)


def test_who_stands_aside_does_not_decide(heard, guyuan, now):
    recuse(review=heard.pk, reason="同学", actor=guyuan, now=now)
    with pytest.raises(Refusal, match="已登记回避"):
        decide(review=heard.pk, outcome=Outcome.APPROVED, actor=guyuan, now=now)


def test_nothing_is_decided_before_the_day_of_the_meeting(heard, zhoumin, now):
    Review.objects.update(meets_on=ON + timedelta(days=1))
    with pytest.raises(Obstacles, match="评审会 2024-08-13 召开"):
        decide(review=heard.pk, outcome=Outcome.APPROVED, actor=zhoumin, now=now)
    decide(review=heard.pk, outcome=Outcome.APPROVED, actor=zhoumin, now=now + timedelta(days=1))


def test_without_a_quorum_nothing_but_a_deferral_is_decided(sitting, zhoumin, hechuan, now):
    say(sitting, hechuan, now)
    for outcome in (Outcome.APPROVED, Outcome.REJECTED, Outcome.RESUBMIT):
        with pytest.raises(Obstacles, match="法定人数不足"):
            decide(review=sitting.pk, outcome=outcome, reason="x", actor=zhoumin, now=now)
    decide(review=sitting.pk, outcome=Outcome.DEFERRED, reason="到会人数不足", actor=zhoumin, now=now)


def test_a_veto_stops_an_approval_whatever_the_score(heard, zhoumin, bureaus, now):
    say(heard, bureaus.finance, now, vetoes=["safety"], comment="防护距离不够", vote="for")
    with pytest.raises(Obstacles, match="否决项“安全问题没有解决办法”成立"):
        decide(review=heard.pk, outcome=Outcome.APPROVED, actor=zhoumin, now=now)
    decide(review=heard.pk, outcome=Outcome.REJECTED, reason="安全问题", actor=zhoumin, now=now)


def test_energy_above_its_line_is_a_veto_by_itself(forward, dossier, zhoumin, bureaus, guyuan, hechuan, now):
    dossier.particulars = {**PARTICULARS, "energy_tce": "9000"}
    dossier.save()
    review = forward()
    members = (guyuan, hechuan, bureaus.land)
    name_members(review=review.pk, members=[one.username for one in members], actor=zhoumin, now=now)
    for member in members:
        say(review, member, now)
    with pytest.raises(Obstacles, match="单位产值能耗高于准入线"):
        decide(review=review.pk, outcome=Outcome.APPROVED, actor=zhoumin, now=now)


def test_a_promise_on_tax_waits_for_its_fair_competition_review(
    forward, dossier, zhoumin, bureaus, guyuan, hechuan, now
):
    review = forward(promises=[Promise("rent", "三年租金按地方留成返还")])
    members = (guyuan, hechuan, bureaus.land)
    name_members(review=review.pk, members=[one.username for one in members], actor=zhoumin, now=now)
    for member in members:
        say(review, member, now)
    with pytest.raises(Obstacles, match="还缺“公平竞争审查表”"):
        decide(review=review.pk, outcome=Outcome.APPROVED, actor=zhoumin, now=now)
    paper(dossier, "fair_competition", now)
    assert decide(review=review.pk, outcome=Outcome.APPROVED, actor=zhoumin, now=now).outcome == "approved"


def test_conditions_name_an_organization_that_exists(heard, zhoumin, now):
    terms = [Term("取得节能审查意见", "nowhere", date(2024, 9, 30))]
    with pytest.raises(Obstacles, match="没有机构“nowhere”"):
        decide(review=heard.pk, outcome=Outcome.CONDITIONAL, reason="x", terms=terms, actor=zhoumin, now=now)
    assert not Condition.objects.exists()


def test_a_condition_is_met_with_proof_and_confirmed_by_another(conditional, bureaus, zhoumin, now):
    said = {"condition": conditional.pk, "met_on": now.date(), "note": "已批复", "kind": "energy_review"}
    row = meet_condition(**said, proof=proof(), actor=bureaus.finance, now=now)
    assert row.proof is not None and row.proof.kind == "energy_review"
    with pytest.raises(Refusal):
        confirm_condition(condition=row.pk, actor=bureaus.finance, now=now)
    assert confirm_condition(condition=row.pk, actor=zhoumin, now=now).confirmed_by == zhoumin
    with pytest.raises(Refusal, match="已经确认"):
        meet_condition(**said, proof=proof(), actor=bureaus.finance, now=now)


def test_a_condition_is_met_by_its_organization_with_everything_that_proves_it(
    conditional, bureaus, hechuan, now
):
    said = {"condition": conditional.pk, "kind": "energy_review", "now": now}
    with pytest.raises(Refusal, match="其他机构"):
        meet_condition(**said, met_on=now.date(), note="x", proof=proof(), actor=hechuan)
    with pytest.raises(Obstacles) as refused:
        meet_condition(
            **said, met_on=now.date() + timedelta(days=9), note="", proof=None, actor=bureaus.finance
        )
    assert len(told(refused)) == 3


def test_what_does_not_convince_is_returned_with_a_reason(conditional, bureaus, zhoumin, now):
    said = {"condition": conditional.pk, "met_on": now.date(), "note": "已批复", "kind": "energy_review"}
    meet_condition(**said, proof=proof(), actor=bureaus.finance, now=now)
    with pytest.raises(Refusal, match="理由"):
        return_condition(condition=conditional.pk, reason="", actor=zhoumin, now=now)
    row = return_condition(condition=conditional.pk, reason="不是正式批复", actor=zhoumin, now=now)
    assert (row.met_on, row.met_by) == (None, None)
    assert Evidence.objects.filter(kind="energy_review").exists()


def test_a_project_sent_back_comes_again_as_a_new_review(heard, forward, zhoumin, now):
    decide(review=heard.pk, outcome=Outcome.RESUBMIT, reason="补充资金来源", actor=zhoumin, now=now)
    again = forward(batch="2024年第9次", meets_on=ON + timedelta(days=30))
    assert again.previous_id == heard.pk
    assert again.opinions.count() == 0


@pytest.mark.parametrize("outcome", [Outcome.APPROVED, Outcome.REJECTED])
def test_a_project_approved_or_rejected_does_not_come_again(heard, forward, zhoumin, now, outcome):
    decide(review=heard.pk, outcome=outcome, reason="定了", actor=zhoumin, now=now)
    with pytest.raises(Refusal, match="已有评审结论"):
        forward(batch="2024年第9次")
