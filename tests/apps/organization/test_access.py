"""What follows from posts and responsibilities, asked when it is asked."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from chaotou.organization import access
from chaotou.organization.models import Post, Responsibility


def test_published_figures_are_seen_by_whoever_holds_a_post_but_not_by_the_administrator(
    linxiao, zhoumin, hechuan, guyuan, shenjie
):
    assert all(access.sees_figures(person) for person in (linxiao, zhoumin, hechuan, guyuan))
    verdict = access.sees_figures(shenjie)
    assert (verdict.allowed, "职责分离" in str(verdict.reason)) == (False, True)


def test_unpublished_figures_are_seen_by_who_answers_for_them_and_who_oversees(
    linxiao, zhoumin, hechuan, guyuan, shenjie
):
    seen = {
        p.username: bool(access.sees_unpublished(p, "gdp"))
        for p in (linxiao, zhoumin, hechuan, guyuan, shenjie)
    }
    assert seen == {"linxiao": True, "zhoumin": True, "hechuan": False, "guyuan": True, "shenjie": False}


def test_a_bureaus_head_oversees_only_the_bureau(world, hechuan):
    Post.objects.filter(person=hechuan).update(duty="leads")
    assert not access.sees_unpublished(hechuan, "gdp")
    assert access.sees_unpublished(hechuan, "retail_sales")


def test_a_supporting_organization_answers_too(world, hechuan):
    Responsibility.objects.create(
        organization=world.commerce, role="supporting", subject="indicator", code="gdp"
    )
    assert access.answers_for(hechuan, "indicator", "gdp") == "supporting"
    assert access.sees_unpublished(hechuan, "gdp")


def test_a_post_that_ended_gives_nothing(linxiao, now):
    Post.objects.filter(person=linxiao).update(held_until_on=now.date())
    assert access.duties(linxiao) == frozenset()
    assert not access.sees_figures(linxiao)
    assert access.answers_for(linxiao, "indicator", "gdp") is None


def test_a_closed_account_and_a_stranger_hold_nothing(linxiao):
    linxiao.is_active = False
    assert access.duties(linxiao) == access.duties(AnonymousUser()) == frozenset()


def test_a_duty_in_one_organization_does_not_reach_another(world, linxiao):
    Post.objects.create(code="x", organization=world.commerce, title="局长", duty="leads", person=linxiao)
    assert access.answers_for(linxiao, "indicator", "retail_sales") == "lead"
    assert access.answers_for(linxiao, "indicator", "retail_sales", duty="records") is None


def test_a_responsibility_counts_from_the_moment_it_is_given(world, linxiao):
    Responsibility.objects.filter(code="gdp").update(organization=world.commerce)
    assert not access.sees_unpublished(linxiao, "gdp")


def test_a_mandate_is_two_queries_however_often_it_is_asked(linxiao, django_assert_num_queries):
    with django_assert_num_queries(2):
        held = access.mandate(linxiao)
        assert held.codes("indicator") == {"gdp", "industrial_value_added", "fixed_asset_investment"}
        assert [held.role("indicator", code) for code in ("gdp", "retail_sales")] == ["lead", None]


def test_every_power_has_its_reason(linxiao, shenjie):
    for person in (linxiao, shenjie):
        assert all(str(power.verdict.reason) for power in access.powers(person))
    assert [bool(power.verdict) for power in access.powers(shenjie)] == [False] * 5 + [True]
