"""Who sees which projects: the unit that talks, a competing unit, and who administers accounts."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from chaotou.core.issues import Refusal
from chaotou.organization.access import mandate
from chaotou.projects import access
from chaotou.projects.models import Credit, Dispute, Move, Project
from chaotou.projects.queries.sight import projects, visible, with_terms


def _codes(reader) -> set[str]:
    return set(projects(reader).values_list("code", flat=True))


def test_a_unit_sees_its_own_leads_and_all_that_is_signed(few, linxiao, hechuan):
    assert _codes(linxiao) == {few.lead.code, few.signed.code}
    assert _codes(hechuan) == {few.rival.code, few.signed.code}


def test_reviewers_zone_leaders_and_the_platform_see_every_lead(few, zhoumin, guyuan):
    for reader in (zhoumin, guyuan, access.SYSTEM):
        assert _codes(reader) == {few.lead.code, few.signed.code, few.rival.code}


def test_who_administers_accounts_and_who_has_no_post_see_nothing(few, shenjie):
    for reader in (shenjie, AnonymousUser()):
        with pytest.raises(Refusal):
            projects(reader)
        assert not access.may_see(reader, few.signed)
        assert not access.may_see_terms(reader, few.lead)


def test_a_list_cannot_be_asked_without_a_reader(few):
    with pytest.raises(TypeError):
        projects(None)


def test_signing_makes_a_project_known_but_not_its_terms(few, hechuan):
    assert access.may_see(hechuan, few.signed)
    assert not access.may_see_terms(hechuan, few.signed)
    assert not access.may_see(hechuan, few.lead)


def test_where_it_lands_and_who_has_credit_see_the_lead_and_its_terms(few, world, hechuan):
    Project.objects.filter(pk=few.lead.pk).update(landing=world.commerce)
    assert few.lead.code in _codes(hechuan)
    Project.objects.filter(pk=few.lead.pk).update(landing=None)
    assert few.lead.code not in _codes(hechuan)
    Credit.objects.create(
        project=few.lead, organization=world.commerce, share=1, from_on=few.lead.stage_since_on
    )
    assert few.lead.code in _codes(hechuan)
    assert access.may_see_terms(hechuan, few.lead)


def test_credit_that_has_ended_shows_nothing(few, world, hechuan):
    Credit.objects.filter(project=few.lead).update(
        organization=world.commerce, until_on=few.lead.stage_since_on
    )
    assert few.lead.code not in _codes(hechuan)


def test_the_list_and_the_single_question_agree(few, linxiao, hechuan, zhoumin):
    for person in (linxiao, hechuan, zhoumin):
        seen = access.sight(person)
        for project in Project.objects.all():
            listed = visible(Project.objects.filter(pk=project.pk), seen).exists()
            assert listed == bool(access.may_see(person, project))
            assert listed == seen.sees(project.stage, access.holders(project))
            held = with_terms(Project.objects.filter(pk=project.pk), seen).exists()
            assert held == bool(access.may_see_terms(person, project))


def test_a_unit_changes_its_own_projects_only(few, linxiao, hechuan, zhoumin):
    assert access.may_change(linxiao, few.lead)
    assert not access.may_change(hechuan, few.lead)
    assert not access.may_change(zhoumin, few.lead)


def test_nobody_recognizes_what_they_reported(few, zhoumin, linxiao):
    move = Move(project=few.lead, to_stage="signed", reported_by=linxiao)
    assert access.may_recognize(zhoumin, move)
    assert not access.may_recognize(linxiao, move)
    move.reported_by = zhoumin
    assert not access.may_recognize(zhoumin, move)


def test_a_dispute_is_ruled_by_a_reviewer_of_neither_unit(few, world, zhoumin, linxiao, hechuan):
    dispute = Dispute(project=few.lead, organization=world.commerce, raised_by=hechuan)
    assert access.may_rule(zhoumin, dispute)
    assert not access.may_rule(linxiao, dispute)
    dispute.organization = world.committee
    assert not access.may_rule(zhoumin, dispute)


def test_only_another_unit_disputes_and_only_the_zone_transfers(few, linxiao, hechuan, zhoumin, guyuan):
    assert access.may_dispute(hechuan, few.lead)
    assert not access.may_dispute(linxiao, few.lead)
    assert not access.may_dispute(zhoumin, few.lead)
    assert access.may_transfer(zhoumin, few.lead) and access.may_transfer(guyuan, few.lead)
    assert not access.may_transfer(linxiao, few.lead)


def test_a_change_is_judged_from_a_mandate_without_a_query(few, linxiao, django_assert_num_queries):
    held = mandate(linxiao)
    with django_assert_num_queries(0):
        assert access.may_change_by(held, few.lead)
