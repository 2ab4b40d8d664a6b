"""A condition of an approval is a matter: what happens to it there is what the review's pages say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from chaotou.core.issues import Obstacles, Refusal
from chaotou.journal.models import Entry
from chaotou.matters.access import may_register, may_see
from chaotou.matters.models import Matter
from chaotou.matters.operations import closing, pausing, watching
from chaotou.matters.operations.acts import take_act
from chaotou.matters.operations.attaching import Upload
from chaotou.matters.operations.review_desk import ReviewDesk, take_invented
from chaotou.matters.rules import rules
from chaotou.organization.models import Organization
from chaotou.projects import handling
from chaotou.projects.models import Condition, Project, Review
from chaotou.projects.operations.conditions import confirm_condition, meet_condition, return_condition
from chaotou.projects.queries import review as queries
from chaotou.projects.queries.approvals import missed

from .made import person, proof

DUE = date(2024, 9, 30)
CONDITIONS = "/projects/reviews/conditions/"


@pytest.fixture(autouse=True)
def office(world) -> Organization:
    """Takes in the conditions of reviews."""
    return Organization.objects.create(code="office", name="党政办", english="Office", kind="bureau")


@pytest.fixture
def owed(decided) -> Condition:
    return decided()


@pytest.fixture
def matter(owed) -> Matter:
    return Matter.objects.get(code=owed.matter)


@pytest.fixture
def report(matter, bureaus, now):
    """`report()`: finance reports it as met, with its proof."""

    def reported(**said) -> Matter:
        paper = Upload(ContentFile(b"%PDF-1.7 approved", "opinion.pdf"), paper="condition_proof")
        usual = {"conclusion": "已批复", "files": [paper], "actor": bureaus.finance, "now": now}
        return closing.submit(matter=matter, **{**usual, **said})

    return reported


@pytest.fixture
def confirm(matter, zhoumin, now):
    def confirmed(**said) -> Matter:
        usual = {"result": "condition_met", "actor": zhoumin, "now": now}
        return closing.verify(matter=matter, **{**usual, **said})

    return confirmed


def stands(condition: Condition) -> tuple[object, ...]:
    condition.refresh_from_db()
    return condition.met_on, condition.met_by, condition.note, condition.confirmed_by


def test_a_condition_becomes_a_matter_led_due_quoted_and_of_the_project(owed, matter, dossier, bureaus):
    assert (matter.kind, matter.state, matter.lead.code) == ("review_condition", "owed", "finance")
    assert (matter.title, matter.quote) == ("取得节能审查意见", owed.text)
    assert (matter.own_due_on, matter.project) == (DUE, dossier)
    assert (matter.source, matter.channel) == ("2024年第8次项目评审附带条件", "review")
    roles = dict(matter.assignments.values_list("organization__code", "role"))
    assert roles == {"finance": "lead", "economy": "supporting"}


def test_a_matter_of_an_invented_project_is_invented(heard, decided):
    Project.objects.update(is_synthetic=True)
    assert Matter.objects.get(code=decided().matter).is_synthetic


def test_a_decision_whose_condition_cannot_become_a_matter_is_not_made(heard, decided):
    Organization.objects.filter(code="office").delete()
    with pytest.raises(Obstacles, match="office"):
        decided()
    assert not Condition.objects.exists() and not Review.objects.get().outcome


def test_what_is_reported_and_verified_on_the_matter_is_what_the_condition_says(
    owed, report, confirm, bureaus, zhoumin, now
):
    report()
    assert stands(owed) == (timezone.localdate(now), bureaus.finance, "已批复", None)
    confirm()
    assert stands(owed) == (timezone.localdate(now), bureaus.finance, "已批复", zhoumin)
    assert owed.confirmed_at == now


def test_what_is_sent_back_is_owed_again(owed, matter, report, zhoumin, now):
    report()
    closing.send_back(matter=matter, text="不是正式批复", actor=zhoumin, now=now)
    assert stands(owed) == (None, None, "", None)
    report(conclusion="正式批复")
    assert owed.note == "" and stands(owed)[2] == "正式批复"


def test_what_is_taken_up_again_is_open_again(owed, matter, report, confirm, zhoumin, now):
    report()
    confirm()
    later = now + timedelta(days=30)
    watching.look_back(matter=matter, text="批复仍有效", actor=zhoumin, now=later)
    assert stands(owed)[3] == zhoumin and owed.confirmed_at == now
    watching.reopen(matter=matter, text="批复被撤销", actor=zhoumin, now=later)
    assert stands(owed) == (None, None, "", None)


def test_more_time_leaves_the_day_first_set(owed, matter, bureaus, zhoumin, now):
    until = DUE + timedelta(days=10)
    said = {"matter": matter, "now": now}
    pausing.ask_extension(until_on=until, text="等待上级批复", actor=bureaus.finance, **said)
    owed.refresh_from_db()
    assert owed.until_on is None
    pausing.grant_extension(actor=zhoumin, **said)
    owed.refresh_from_db()
    assert (owed.due_on, owed.until_on, owed.last_on) == (DUE, until, until)


def test_no_condition_is_met_or_confirmed_beside_its_matter(owed, report, bureaus, zhoumin, now):
    said = {"condition": owed.pk, "met_on": now.date(), "note": "x", "kind": "energy_review"}
    with pytest.raises(Refusal, match=f"按事项 {owed.matter} 办理"):
        meet_condition(**said, proof=proof(), actor=bureaus.finance, now=now)
    report()
    with pytest.raises(Refusal, match="按事项"):
        confirm_condition(condition=owed.pk, actor=zhoumin, now=now)
    with pytest.raises(Refusal, match="按事项"):
        return_condition(condition=owed.pk, reason="x", actor=zhoumin, now=now)


def test_the_owing_bodys_own_reviewer_does_not_confirm_it(owed, matter, report, confirm, bureaus):
    inside = person("finance_reviewer", matter.lead, "reviews")
    report()
    with pytest.raises(Refusal, match="其他机构的人确认"):
        confirm(actor=inside)
    matter.refresh_from_db()
    assert matter.state == "submitted" and stands(owed)[3] is None


def test_a_report_without_its_proof_changes_nothing(owed, report):
    with pytest.raises(Obstacles):
        report(files=[])
    assert stands(owed) == (None, None, "", None)


def test_the_journal_tells_both_what_was_done_to_the_matter_and_what_follows(owed, report, confirm, zhoumin):
    report()
    confirm()
    acts = list(Entry.objects.order_by("number").values_list("act", "actor__username"))[-2:]
    assert acts == [("matters.matter.verify", "zhoumin"), ("projects.condition.confirmed", "zhoumin")]


def test_a_note_on_the_matter_is_no_news_of_the_condition(owed, matter, zhoumin, now):
    take_act(act="note", matter=matter, actor=zhoumin, now=now, text="已电话提醒")
    assert not Entry.objects.filter(act__startswith="projects.condition").exists()


def test_nobody_registers_such_a_matter_by_hand(office):
    fangyuan = person("fangyuan", office, "records")
    verdict = may_register(fangyuan, rules().kind("review_condition"))
    assert not verdict and "随项目评审的结论登记" in str(verdict.reason)


def test_who_is_no_party_to_it_knows_nothing_of_the_matter(owed, matter, hechuan, signed_in, world):
    other = person(
        "stranger", Organization.objects.create(code="x", name="x", english="x", kind="bureau"), "records"
    )
    assert not may_see(other, matter)
    client = signed_in(other)
    assert client.get(f"/matters/{matter.code}/").status_code == 404
    assert matter.code not in client.get("/matters/").content.decode()
    assert owed.text not in client.get(CONDITIONS).content.decode()


def test_a_member_of_the_review_is_told_of_the_matter_and_not_led_to_it(
    owed, matter, hechuan, zhoumin, bureaus
):
    (member,) = queries.conditions(hechuan)
    assert (member.row.matter, member.sees_matter) == (matter.code, False)
    for reader in (zhoumin, bureaus.finance):
        (line,) = queries.conditions(reader)
        assert line.sees_matter and not line.may_meet and not line.may_confirm


def test_the_pages_lead_from_the_review_to_the_matter_and_back(
    owed, matter, report, zhoumin, bureaus, signed_in
):
    address, review = f"/matters/{matter.code}/", f"/projects/reviews/{owed.review_id}/"
    page = signed_in(bureaus.finance).get(CONDITIONS).content.decode()
    assert f'href="{address}"' in page and f"{CONDITIONS}{owed.pk}/" not in page
    assert f'href="{address}"' in signed_in(zhoumin).get(review).content.decode()
    assert f'href="{review}"' in signed_in(zhoumin).get(address).content.decode()
    no_member = person("colleague", matter.lead, "records")
    theirs = signed_in(no_member).get(address).content.decode()
    assert review not in theirs and f"/projects/{matter.project.code}/" not in theirs
    assert review not in signed_in(no_member).get(CONDITIONS).content.decode()
    assert "报告落实" in theirs
    assert signed_in(bureaus.finance).get(f"{CONDITIONS}{owed.pk}/").status_code == 403


def test_what_stood_before_keeps_its_own_pages(kept_here, decided, bureaus, signed_in):
    row = decided()
    assert row.matter == "" and not Matter.objects.exists()
    assert f"{CONDITIONS}{row.pk}/" in signed_in(bureaus.finance).get(CONDITIONS).content.decode()


def test_open_conditions_of_invented_projects_are_taken_over_once_as_of_their_decision(
    kept_here, decided, now
):
    row = decided()
    handling.handle_with(ReviewDesk())
    assert take_invented() == 0, "a real one keeps the pages it had"
    Project.objects.update(is_synthetic=True)
    assert (take_invented(), take_invented()) == (1, 0)
    row.refresh_from_db()
    assert Matter.objects.get().code == row.matter
    assert Matter.objects.get().registered_at == now


def test_an_invented_condition_that_was_met_before_stays_as_it_is(conditional, bureaus, now):
    said = {"condition": conditional.pk, "met_on": now.date(), "note": "已批复", "kind": "energy_review"}
    meet_condition(**said, proof=proof(), actor=bureaus.finance, now=now)
    handling.handle_with(ReviewDesk())
    Project.objects.update(is_synthetic=True)
    assert take_invented() == 0


def test_a_stage_waits_for_what_the_matter_tells(owed, dossier, report, confirm):
    assert [(one.text, str(one.owner)) for one in missed(dossier, DUE)] == [(owed.text, "finance")]
    report()
    assert len(missed(dossier, DUE)) == 1
    confirm()
    assert missed(dossier, DUE) == ()
