"""Disputes and transfers in the browser: the claimant is told nothing, the reviewer sees both sides."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from chaotou.core.projects.ownership import Share
from chaotou.organization.days import working_day
from chaotou.projects.models import Dispute, Project
from chaotou.projects.operations.crediting import reshare

LIKE = {
    "name": "明远线路板",
    "organization": "commerce",
    "investor": "上海明远电子有限公司",
    "product": "高密度印制电路板",
    "investment": "50000",
    "currency": "CNY",
}


@pytest.fixture
def lead(register):
    return register(now=timezone.now())


@pytest.fixture
def token(lead, signed_in, hechuan) -> str:
    """What the register page gives a competing unit to raise a dispute with."""
    text = signed_in(hechuan).post(reverse("projects:register_lead"), LIKE).content.decode()
    return re.search(r'name="token" value="([^"]+)"', text).group(1)


@pytest.fixture
def claim(token, signed_in, hechuan) -> Dispute:
    signed_in(hechuan).post(
        reverse("projects:raise_dispute"),
        {
            "token": token,
            "organization": "commerce",
            "statement": "三月已见面",
            "evidence": SimpleUploadedFile("minutes.pdf", b"%PDF-1.4 minutes"),
        },
    )
    return Dispute.objects.get()


def test_the_token_does_not_tell_which_project(token, lead):
    assert lead.code not in token


def test_a_claim_is_raised_without_learning_whose_it_is(token, lead, signed_in, hechuan):
    rival = signed_in(hechuan)
    form = rival.post(reverse("projects:raise_dispute"), {"token": token}).content.decode()
    assert lead.code not in form and lead.name not in form and "经济发展局" not in form
    assert rival.post(reverse("projects:raise_dispute"), {"token": "made up"}).status_code == 404


def test_the_claimant_sees_the_claim_and_not_the_project(claim, lead, signed_in, hechuan):
    text = signed_in(hechuan).get(reverse("projects:dispute", args=[claim.pk])).content.decode()
    assert "三月已见面" in text and lead.code not in text and "经济发展局" not in text


def test_the_reviewer_sees_both_sides_and_rules(claim, lead, signed_in, zhoumin):
    reviewer, url = signed_in(zhoumin), reverse("projects:dispute", args=[claim.pk])
    text = reviewer.get(url).content.decode()
    assert "三月已见面" in text and lead.code in text
    assert reviewer.post(url, {"ruling": "shared"}).status_code == 422
    said = {"ruling": "shared", "reason": "双方都有接触"}
    shares = {f"share_{lead.organization_id}": "70", f"share_{claim.organization_id}": "20"}
    assert "90%" in reviewer.post(url, {**said, **shares}).content.decode()
    shares[f"share_{claim.organization_id}"] = "30"
    assert reviewer.post(url, {**said, **shares}).status_code == 302
    standing = lead.credits.filter(until_on=None).order_by("share")
    assert [credit.share for credit in standing] == [Decimal("0.3"), Decimal("0.7")]


def test_the_list_names_the_project_to_who_may_know_it(
    claim, lead, signed_in, hechuan, linxiao, zhoumin, guyuan
):
    url = reverse("projects:disputes")
    for person in (linxiao, zhoumin, guyuan):
        text = signed_in(person).get(url).content.decode()
        assert lead.code in text and "首报单位：经济发展局" in text
    text = signed_in(hechuan).get(url).content.decode()
    assert "三月已见面" in text and lead.code not in text and "经济发展局" not in text


def test_who_holds_it_answers_in_the_page_and_the_claimant_does_not_read_it(
    claim, signed_in, hechuan, linxiao, zhoumin
):
    url, answer = (reverse(f"projects:{name}", args=[claim.pk]) for name in ("dispute", "answer_dispute"))
    holder = signed_in(linxiao)
    assert f'action="{answer}"' in holder.get(url).content.decode()
    assert holder.post(answer, {"answer": ""}).status_code == 422
    assert holder.post(answer, {"answer": "二月已在上海见面"}).status_code == 302
    assert f'action="{answer}"' not in holder.get(url).content.decode()
    text = signed_in(zhoumin).get(url).content.decode()
    assert "二月已在上海见面" in text and f'action="{answer}"' not in text
    rival = signed_in(hechuan)
    assert rival.post(answer, {"answer": "不对"}).status_code == 422
    assert "二月已在上海见面" not in rival.get(url).content.decode()


def test_neither_side_rules(claim, signed_in, linxiao, hechuan):
    for person in (linxiao, hechuan):
        page = signed_in(person).post(
            reverse("projects:dispute", args=[claim.pk]), {"ruling": "stands", "reason": "x"}
        )
        assert page.status_code == 422
    claim.refresh_from_db()
    assert claim.ruling == ""


def test_evidence_is_for_both_sides_and_nobody_else(claim, signed_in, linxiao, zhoumin, shenjie):
    url = reverse("projects:dispute_evidence", args=[claim.pk])
    for person in (linxiao, zhoumin):
        page = signed_in(person).get(url)
        assert page.status_code == 200 and "attachment" in page["Content-Disposition"]
    assert signed_in(shenjie).get(url).status_code == 403


def test_a_program_is_no_evidence(token, signed_in, hechuan):
    said = {"token": token, "organization": "commerce", "statement": "x"}
    page = signed_in(hechuan).post(
        reverse("projects:raise_dispute"),
        {**said, "evidence": SimpleUploadedFile("claim.exe", b"MZ")},
    )
    assert page.status_code == 422 and not Dispute.objects.exists()


def test_a_project_is_passed_on_with_the_zone_s_usual_shares(lead, world, signed_in, zhoumin):
    reviewer, url = signed_in(zhoumin), reverse("projects:transfer", args=[lead.code])
    text = reviewer.get(url).content.decode()
    assert 'value="40"' in text and 'value="60"' in text
    said = {
        "kind": "area",
        "to": "commerce",
        f"share_{world.economy.pk}": "40",
        "landing_share": "50",
        "reason": "用地不合适",
        "version": "1",
    }
    page = reviewer.post(url, said)
    assert page.status_code == 422 and "90%" in page.content.decode()
    assert reviewer.post(url, {**said, "landing_share": "60"}).status_code == 302
    assert Project.objects.get().organization == world.commerce
    assert "用地不合适" in reviewer.get(url).content.decode()


def test_a_project_that_is_shared_is_passed_on_with_every_holder_in_sight(lead, world, signed_in, zhoumin):
    held = [Share(world.economy.pk, Decimal("0.6001")), Share(world.committee.pk, Decimal("0.3999"))]
    reshare(lead, held, working_day(timezone.now()))
    reviewer, url = signed_in(zhoumin), reverse("projects:transfer", args=[lead.code])
    text = reviewer.get(f"{url}?kind=unit").content.decode()
    assert "现有 60.01%" in text and "现有 39.99%" in text
    assert 'value="36.01"' in text and 'value="23.99"' in text and 'value="40"' in text
    first, third = f"share_{world.economy.pk}", f"share_{world.committee.pk}"
    said = {"kind": "unit", "to": "commerce", "landing_share": "40", "reason": "落地园区承接", "version": "1"}
    page = reviewer.post(url, {**said, first: "60"})
    assert page.status_code == 422 and "39.99%" in page.content.decode()
    assert reviewer.post(url, {**said, first: "36.005", third: "23.995"}).status_code == 422
    assert reviewer.post(url, {**said, first: "36.01", third: "23.99"}).status_code == 302
    standing = lead.credits.filter(until_on=None).order_by("share")
    assert [credit.share for credit in standing] == [Decimal("0.2399"), Decimal("0.3601"), Decimal("0.4")]


def test_a_holder_leaves_where_it_is_ticked(lead, world, signed_in, zhoumin):
    url = reverse("projects:transfer", args=[lead.code])
    said = {"kind": "area", "to": "commerce", "landing_share": "100", "reason": "全部转出", "version": "1"}
    reviewer = signed_in(zhoumin)
    assert reviewer.post(url, said).status_code == 422
    assert reviewer.post(url, {**said, "leaving": [str(world.economy.pk)]}).status_code == 302


def test_a_unit_does_not_pass_on_by_itself(lead, signed_in, linxiao):
    assert signed_in(linxiao).get(reverse("projects:transfer", args=[lead.code])).status_code == 403
