"""A judge's sheet: marks given and given anew, standing aside with a reason, nobody else's business."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from chaotou.evaluation import operations
from chaotou.evaluation.models import JudgedMark

SHEET = ["offices", "2024H1"]
ECONOMY, COMMERCE = "work-economy-value", "work-commerce-value"


def words(answer) -> str:
    return answer.content.decode()


pytestmark = pytest.mark.usefixtures("ledger", "clock_stands")


@pytest.fixture
def jia(zhoumin, person, half, now):
    """A judge who belongs to neither bureau."""
    judge = person("jia", "leads")
    operations.name_judge(person=zhoumin, scheme="offices", period=half, judge="jia", now=now)
    return judge


@pytest.fixture
def address() -> str:
    return reverse("evaluation:marks", args=SHEET)


def current() -> dict[str, Decimal | None]:
    return {row.subject: row.value for row in JudgedMark.objects.filter(superseded_at=None)}


def test_the_sheet_is_listed_for_who_judges_and_nobody_else(signed_in, jia, linxiao, address):
    runs = reverse("evaluation:runs")
    assert address in words(signed_in(jia).get(runs))
    assert address not in words(signed_in(linxiao).get(runs))


def test_all_marks_of_a_sheet_are_given_at_once(signed_in, jia, address):
    assert signed_in(jia).post(address, {ECONOMY: "88", COMMERCE: "９１．５"}).status_code == 302
    assert current() == {"economy": 88, "commerce": Decimal("91.5")}


def test_a_mark_given_anew_keeps_the_earlier_and_the_untouched(signed_in, jia, address):
    browser = signed_in(jia)
    browser.post(address, {ECONOMY: "88", COMMERCE: "91"})
    browser.post(address, {ECONOMY: "80", COMMERCE: "91"})
    assert current() == {"economy": 80, "commerce": 91}
    assert JudgedMark.objects.count() == 3


def test_one_wrong_mark_and_none_is_stored(signed_in, jia, address):
    answer = signed_in(jia).post(address, {ECONOMY: "88", COMMERCE: "101"})
    assert (answer.status_code, 'value="88"' in words(answer)) == (422, True)
    assert not JudgedMark.objects.exists()


def test_of_ones_own_organization_one_can_only_stand_aside(signed_in, zhoumin, linxiao, half, now, address):
    operations.name_judge(person=zhoumin, scheme="offices", period=half, judge="linxiao", now=now)
    browser = signed_in(linxiao)
    page = words(browser.get(address))
    assert "不能给本机构评分" in page
    assert f'name="{ECONOMY}"' not in page
    browser.post(address, {ECONOMY: "100", COMMERCE: "70"})
    assert current() == {"commerce": 70}
    recuse = reverse("evaluation:recuse", args=[*SHEET, "economy"])
    assert browser.post(recuse, {"reason": ""}).status_code == 422
    assert browser.post(recuse, {"reason": "本机构"}).status_code == 302
    assert JudgedMark.objects.get(subject="economy").is_recused
    assert "本机构" in words(browser.get(address))


def test_marking_ends_with_publication_and_says_so(signed_in, jia, offices, address):
    answer = signed_in(jia).post(address, {ECONOMY: "88"})
    assert (answer.status_code, "评分截止" in words(answer)) == (422, True)
    assert not JudgedMark.objects.exists()


def test_only_a_named_judge_opens_the_sheet(signed_in, jia, zhoumin, linxiao, shenjie, address):
    for person in (zhoumin, linxiao, shenjie):
        assert signed_in(person).get(address).status_code == 403
        assert signed_in(person).post(address, {ECONOMY: "1"}).status_code == 403
    assert not JudgedMark.objects.exists()


def test_a_judge_never_sees_another_judges_marks(signed_in, jia, zhoumin, person, half, now, address):
    other = person("yi", "leads")
    operations.name_judge(person=zhoumin, scheme="offices", period=half, judge="yi", now=now)
    signed_in(other).post(address, {ECONOMY: "63.125"})
    assert "63.125" in words(signed_in(other).get(address))
    for reader in (jia, zhoumin):
        panel = words(signed_in(reader).get(reverse("evaluation:panel", args=SHEET)))
        assert "63.125" not in panel
    assert "63.125" not in words(signed_in(jia).get(address))
