"""What speaks against how a scheme is written, said on the facts of a run."""

from __future__ import annotations

import pytest
from django.urls import reverse

from chaotou.evaluation import operations

STEEP = "rule: {ratio: {target: 100}}"
BANDED = "rule: {banded: {thresholds: [90, 60], coefficients: [1, 0.5], below: 0}}"


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def steep(ledger, write, texts, zhoumin, guyuan, half, now):
    """The bureaus' run under a scheme with steps of half the points."""
    assert STEEP in texts.offices
    write("offices", texts.offices.replace(STEEP, BANDED))
    drafted = operations.draft_run(person=zhoumin, scheme="offices", period=half, now=now)
    return operations.publish_run(person=guyuan, run=drafted.code, now=now)


def test_a_step_that_pays_too_much_is_named_with_what_to_write_instead(signed_in, zhoumin, steep):
    page = words(signed_in(zhoumin).get(reverse("evaluation:advice", args=[steep.code])))
    assert "一步多得满分的 50%" in page
    assert "interpolate: true" in page


def test_it_says_what_too_few_subjects_cannot_tell(signed_in, zhoumin, published):
    page = words(signed_in(zhoumin).get(reverse("evaluation:advice", args=[published.code])))
    assert "对象不到 5 个" in page
    assert "没有提醒" in page


def test_the_page_is_complete_in_english(signed_in, zhoumin, published):
    address = reverse("evaluation:advice", args=[published.code])
    page = words(signed_in(zhoumin, "en").get(address))
    assert "Advice for scheme writers" in page
    assert "对象不到" not in page


def test_who_sees_only_part_of_the_results_reads_no_advice(signed_in, linxiao, shenjie, published):
    address = reverse("evaluation:advice", args=[published.code])
    for person in (linxiao, shenjie):
        assert signed_in(person).get(address).status_code == 403


def test_a_run_on_made_up_figures_says_so(signed_in, zhoumin, published):
    page = words(signed_in(zhoumin).get(reverse("evaluation:advice", args=[published.code])))
    assert "不是任何地方的真实成绩" in page
