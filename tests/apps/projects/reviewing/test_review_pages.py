"""The pages of reviews: who sees what of others' opinions, what a form refuses, the pack, the conditions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Missing, Refusal
from chaotou.core.projects.review import Outcome, Promise
from chaotou.projects.models import Condition, Opinion, Review
from chaotou.projects.operations.review import decide, recuse
from chaotou.projects.queries import review as queries
from chaotou.projects.queries.approvals import approvals

from .made import MARKS, ON, paper, person, proof, say

TODAY = date(2024, 8, 12)
BATCH = "/projects/reviews/batches/2024年第8次/"


def typed(**more: str) -> dict[str, str]:
    marks = {f"mark-{code}": str(mark) for code, mark in MARKS.items()}
    return {**marks, "vote": "for", "comment": "", **more}


def lines(prefix: str, total: int, **more: str) -> dict[str, str]:
    return {f"{prefix}-TOTAL_FORMS": str(total), f"{prefix}-INITIAL_FORMS": "0", **more}


def text(response) -> str:
    return response.content.decode()


def at(review: Review, tail: str = "") -> str:
    return f"/projects/reviews/{review.pk}/{tail}"


def test_a_project_is_put_forward_from_its_page(dossier, linxiao, signed_in):
    client, address = signed_in(linxiao), f"/projects/{dossier.code}/put-forward/"
    page = client.get(address)
    assert page.status_code == 200 and "要素和材料都已齐全" in text(page)
    said = {"batch": "2024年第8次", "meets_on": "2099-08-20", "fixed_investment": "30,000", "land_mu": "100"}
    said |= lines("promise", 2, **{"promise-0-kind": "rent", "promise-0-text": "三年免租"})
    sent = client.post(address, said)
    review = Review.objects.get()
    assert sent.headers["location"] == at(review)
    assert review.indicators["figures"]["fixed_investment"] == "300000000"
    assert review.promises == [{"kind": "rent", "text": "三年免租"}]


def test_everything_the_dossier_lacks_is_on_the_page_with_what_was_typed(dossier, linxiao, signed_in):
    dossier.evidence.all().delete()
    client, address = signed_in(linxiao), f"/projects/{dossier.code}/put-forward/"
    said = {"batch": "2024年第8次", "meets_on": "2099-08-20", "jobs": "", **lines("promise", 0)}
    refused = client.post(address, said)
    assert refused.status_code == 422
    for words in ("缺材料“项目建议书或可研报告”", "缺材料“考察报告”", "缺材料“投资方身份与营业执照”"):
        assert words in text(refused)
    assert 'value="2024年第8次"' in text(refused)


def test_a_stranger_neither_puts_forward_nor_sees_the_review(dossier, forward, hechuan, shenjie, signed_in):
    review = forward()
    for stranger in (hechuan, shenjie):
        for address in (f"/projects/{dossier.code}/put-forward/", at(review), BATCH, f"{BATCH}pack/"):
            assert signed_in(stranger).get(address).status_code in (403, 404)


def test_members_are_named_for_all_open_reviews_of_a_batch(forward, zhoumin, hechuan, signed_in):
    review = forward()
    Opinion.objects.create(review=review, member=hechuan)
    client = signed_in(zhoumin)
    assert "何川" in text(client.get(f"{BATCH}members/"))
    assert client.post(f"{BATCH}members/", {"members": ["hechuan"]}).status_code == 302
    assert client.post(f"{BATCH}members/", {"members": ["nobody"]}).status_code == 422


def test_an_opinion_is_typed_added_up_and_given(sitting, hechuan, signed_in):
    client = signed_in(hechuan)
    assert "待我评审" in text(client.get("/projects/reviews/"))
    assert client.get(at(sitting, "opinion/")).status_code == 200
    partly = client.post(at(sitting, "opinion/total/"), {"mark-investor": "8", "mark-safety": "99"})
    assert "57.50" in text(partly) and "还有 5 项没有评分" in text(partly)
    reckoned = client.post(at(sitting, "opinion/"), typed(reckon="yes"))
    assert reckoned.status_code == 200 and "90.00" in text(reckoned)
    assert sitting.opinions.filter(given_at__isnull=False).count() == 0
    assert client.post(at(sitting, "opinion/"), typed()).status_code == 302
    again = text(client.get(at(sitting, "opinion/")))
    assert 'value="4.5"' in again and "90.00" in again


def test_a_faulty_opinion_is_shown_with_its_faults(sitting, hechuan, signed_in):
    refused = signed_in(hechuan).post(at(sitting, "opinion/"), typed(**{"mark-investor": "11", "vote": ""}))
    assert refused.status_code == 422
    against = signed_in(hechuan).post(at(sitting, "opinion/"), typed(vote="against"))
    assert against.status_code == 422 and "要写明意见" in text(against)


def test_a_member_sees_the_others_only_after_giving_an_opinion(sitting, hechuan, guyuan, now):
    say(sitting, guyuan, now, comment="选址合适")
    before = queries.review(hechuan, sitting.pk)
    assert not before.shows_opinions and not before.shows_totals
    assert [line.ballot for line in before.members] == [None] * 6
    say(sitting, hechuan, now)
    after = queries.review(hechuan, sitting.pk)
    assert after.shows_totals
    assert "选址合适" in [line.comment for line in after.members]


def test_the_introducing_unit_sees_the_outcome_and_never_single_marks(heard, linxiao, zhoumin, now):
    assert queries.review(linxiao, heard.pk).shows_totals is False
    decide(review=heard.pk, outcome=Outcome.APPROVED, actor=zhoumin, now=now)
    page = queries.review(linxiao, heard.pk)
    assert page.shows_totals and page.case.totals.held is not None
    others = [line for line in page.members if line.member != linxiao]
    assert {line.ballot for line in others} == {None}


def test_who_stands_aside_sees_no_opinions_before_the_decision(heard, hechuan, now, signed_in, zhoumin):
    client = signed_in(hechuan)
    assert client.post(at(heard, "recuse/"), {"reason": "亲属在该企业任职"}).status_code == 302
    assert not queries.review(hechuan, heard.pk).shows_opinions
    assert client.get(at(heard, "opinion/")).status_code == 403
    assert "亲属在该企业任职" in text(client.get(at(heard)))


def test_why_a_member_stands_aside_is_between_the_member_and_who_oversees(
    sitting, world, hechuan, linxiao, zhoumin, guyuan, shenjie, now, signed_in
):
    recuse(review=sitting.pk, reason="配偶在该企业任职", actor=hechuan, now=now)
    auditor = person("luwen", world.commerce, "audits")
    for who in (hechuan, zhoumin, guyuan, auditor):
        assert "配偶在该企业任职" in text(signed_in(who).get(at(sitting)))
    shown = text(signed_in(linxiao).get(at(sitting)))
    assert "配偶" not in shown and "何川" in shown
    assert signed_in(shenjie).get(at(sitting)).status_code == 403


def test_who_runs_the_meeting_sees_all(heard, zhoumin, signed_in):
    page = text(signed_in(zhoumin).get(at(heard)))
    assert "90.00" in page and "宣布结论" in page and "复核…" in page


def test_the_second_column_is_typed_beside_the_first(heard, zhoumin, guyuan, signed_in):
    own = heard.opinions.get(member=guyuan)
    client, address = signed_in(zhoumin), f"/projects/reviews/opinions/{own.pk}/recheck/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"mark-investor": "99"}).status_code == 422
    assert client.post(address, {"mark-investor": "6"}).status_code == 302
    assert "88.00" in text(client.get(at(heard)))


def test_a_decision_says_all_that_stands_in_its_way(sitting, zhoumin, signed_in):
    client = signed_in(zhoumin)
    refused = client.post(at(sitting, "decide/"), {"outcome": "conditional", **lines("term", 4)})
    assert refused.status_code == 422
    for words in ("法定人数不足", "都要写明理由", "至少要写一项条件"):
        assert words in text(refused)


def test_a_conditional_approval_is_announced_and_its_condition_met_on_the_pages(
    kept_here, heard, zhoumin, bureaus, signed_in
):
    term = {
        "term-0-text": "取得节能审查意见",
        "term-0-organization": "finance",
        "term-0-due_on": "2099-09-30",
    }
    said = {"outcome": "conditional", "reason": "能耗须先审查", **lines("term", 4, **term)}
    client, owner = signed_in(zhoumin), signed_in(bureaus.finance)
    assert client.post(at(heard, "decide/"), said).status_code == 302
    row = Condition.objects.get()
    address = f"/projects/reviews/conditions/{row.pk}/"
    assert "报告落实" in text(owner.get("/projects/reviews/conditions/"))
    done = {"met_on": "2024-08-12", "note": "已批复", "kind": "energy_review", "proof": proof()}
    assert owner.post(address, done).status_code == 302
    assert owner.get(f"{address}proof/").status_code == 200
    assert client.post(f"{address}return/", {"reason": "不是正式批复"}).status_code == 302
    assert owner.post(address, {**done, "proof": proof()}).status_code == 302
    assert client.post(f"{address}confirm/").status_code == 302
    assert "确认" in text(client.get(at(heard)))


def test_a_member_of_another_unit_reads_the_papers_and_a_stranger_does_not(
    dossier, sitting, hechuan, now, signed_in, linxiao
):
    from django.core.files.base import ContentFile

    row = paper(dossier, "legal_opinion", now)
    row.file.save("x.pdf", ContentFile(b"%PDF-1.7"))
    address = at(sitting, f"papers/{row.pk}/")
    assert signed_in(hechuan).get(address).status_code == 200
    sitting.opinions.filter(member=hechuan).delete()
    assert signed_in(hechuan).get(address).status_code == 403
    other = at(sitting, "papers/999999/")
    assert signed_in(linxiao).get(other).status_code == 404


def test_the_pack_has_a_page_for_each_project(forward, make_project, dossier, zhoumin, signed_in, now):
    forward(promises=[Promise("tax_award", "按纳税额奖励")])
    other = make_project(
        "P2024-0109",
        kind="services",
        industry="L72",
        particulars={"jobs": "5"},
        investment=Decimal(10**8),
        fixed_investment=Decimal(10**7),
        yearly_output=Decimal(10**8),
        yearly_tax=Decimal(10**7),
    )
    for kind in ("study", "visit_record", "investor_identity"):
        paper(other, kind, now)
    forward(project=other)
    page = text(signed_in(zhoumin).get(f"{BATCH}pack/"))
    assert page.count('class="pack-page"') == 2
    assert "缺少用地" in page and "还缺“公平竞争审查表”" in page


def test_approvals_are_offered_to_the_stages(heard, forward, zhoumin, dossier, now):
    assert approvals([dossier.pk], TODAY) == {}
    decide(review=heard.pk, outcome=Outcome.RESUBMIT, reason="补材料", actor=zhoumin, now=now)
    assert approvals([dossier.pk], TODAY) == {}
    again = forward(batch="2024年第9次", meets_on=ON.replace(month=9), now=now.replace(month=9))
    decide(review=again.pk, outcome=Outcome.DEFERRED, reason="x", actor=zhoumin, now=now.replace(month=9))
    Review.objects.filter(pk=again.pk).update(outcome="conditional", decided_at=now)
    assert approvals([dossier.pk], TODAY) == {dossier.pk: TODAY}
    assert approvals([dossier.pk], TODAY - timedelta(days=1)) == {}
    Review.objects.filter(pk=again.pk).update(outcome="")
    assert approvals([dossier.pk], TODAY) == {}


def test_in_a_demonstration_a_project_is_approved_on_its_day(heard, zhoumin, dossier, now):
    much_later = now.replace(year=2026)
    decide(review=heard.pk, outcome=Outcome.APPROVED, actor=zhoumin, now=much_later)
    opens_on = TODAY + timedelta(days=8)
    assert approvals([dossier.pk], opens_on) == {dossier.pk: opens_on}


def test_of_two_visits_to_a_demonstration_the_later_review_counts(heard, forward, zhoumin, dossier, now):
    """Both fall on its one day: the second at an earlier time of day."""
    evening = now.replace(year=2026, hour=15)
    decide(review=heard.pk, outcome=Outcome.RESUBMIT, reason="补材料", actor=zhoumin, now=evening)
    again = forward(batch="2024年第9次", meets_on=date(2024, 8, 20), now=evening + timedelta(hours=12))
    assert again.previous == heard and again.put_forward_at < Review.objects.get(pk=heard.pk).decided_at
    Review.objects.filter(pk=heard.pk).update(put_forward_at=again.put_forward_at + timedelta(hours=1))
    Review.objects.filter(pk=again.pk).update(outcome="approved", decided_at=again.put_forward_at)
    assert approvals([dossier.pk], date(2024, 8, 20)) == {dossier.pk: date(2024, 8, 20)}
    with pytest.raises(Refusal, match="已有评审结论"):
        forward(batch="2024年第10次", meets_on=date(2024, 8, 20), now=evening + timedelta(hours=13))


def test_a_review_keeps_the_sheet_of_its_day(heard, zhoumin):
    terms = heard.terms
    terms["sheet"]["items"][0]["points"] = "30"
    Review.objects.filter(pk=heard.pk).update(terms=terms)
    assert queries.review(zhoumin, heard.pk).case.sheet.items[0].points == 30


def test_english_pages_have_no_chinese_sentences_of_the_platform(heard, zhoumin, signed_in):
    page = text(signed_in(zhoumin, "en").get(at(heard)))
    assert "Admission line" in page and "Investment per mu" in page


QUERIES = [("/projects/reviews/", 12), (BATCH, 12), (f"{BATCH}pack/", 12)]


@pytest.mark.parametrize(("address", "most"), QUERIES)
def test_lists_keep_to_their_queries(heard, zhoumin, signed_in, django_assert_max_num_queries, address, most):
    client = signed_in(zhoumin)
    client.get(address)
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200


def test_one_review_keeps_to_its_queries(heard, zhoumin, hechuan, signed_in, django_assert_max_num_queries):
    for reader in (zhoumin, hechuan):
        client = signed_in(reader)
        client.get(at(heard))
        with django_assert_max_num_queries(14):
            client.get(at(heard))


def test_nobody_asks_for_a_review_or_a_batch_that_is_not_there(zhoumin):
    with pytest.raises(Missing):
        queries.review(zhoumin, 1)
    with pytest.raises(Missing):
        queries.batch(zhoumin, "无此批次")


def test_an_administrator_of_accounts_sees_no_reviews(heard, shenjie):
    with pytest.raises(Refusal):
        queries.batches(shenjie)
