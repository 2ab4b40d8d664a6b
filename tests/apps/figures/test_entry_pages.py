"""The pages on which figures and targets are entered, in both languages."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chaotou.core.issues import Message, Refusal
from chaotou.core.periods import Period
from chaotou.figures import operations
from chaotou.figures.models import Observation, Target

VALUE_ADDED = "industrial_value_added"
TYPED = {"body": "zone", "period": "2024年1—6月", "value": "100", "status": "preliminary"}


pytestmark = pytest.mark.usefixtures("ledger", "clock_stands")


@pytest.fixture
def recorded(ledger, linxiao, now) -> Observation:
    said = {"indicator": VALUE_ADDED, "body": "zone", "period": Period.half(2024, 1), "value": Decimal(100)}
    return operations.record_observation(person=linxiao, now=now, **said)


def _seen(page) -> str:
    return re.search(r'name="seen" value="(\w+)"', page.content.decode()).group(1)


def test_one_chooses_among_ones_own_indicators(signed_in, linxiao, hechuan):
    page = signed_in(linxiao).get(reverse("figures:entry")).content.decode()
    assert reverse("figures:record", args=[VALUE_ADDED]) in page
    assert reverse("figures:record", args=["retail_sales"]) not in page
    assert (
        reverse("figures:record", args=["retail_sales"])
        in signed_in(hechuan).get(reverse("figures:entry")).content.decode()
    )


def test_the_form_shows_the_unit_beside_the_value(signed_in, linxiao):
    address = reverse("figures:record", args=[VALUE_ADDED])
    assert "数值（亿元）" in signed_in(linxiao).get(address).content.decode()


def test_a_figure_is_recorded_with_its_evidence(signed_in, linxiao):
    file = SimpleUploadedFile("table.xlsx", b"PK")
    said = {**TYPED, "growth": "8.1", "growth_basis": "comparable", "evidence": file}
    answer = signed_in(linxiao).post(reverse("figures:record", args=[VALUE_ADDED]), said)
    assert answer.status_code == 302
    row = Observation.objects.get(indicator__code=VALUE_ADDED)
    assert (row.value, row.growth_yoy, row.recorded_by) == (100, Decimal("0.081"), linxiao)
    assert (row.first_month, row.latest_month) == (Period.half(2024, 1).first, Period.half(2024, 1).latest)
    assert row.evidence.read() == b"PK"


def test_a_figure_is_read_as_a_chinese_keyboard_gives_it(signed_in, linxiao):
    said = {**TYPED, "value": "１，２３４．５", "growth": "8.1％", "growth_basis": "comparable"}
    assert signed_in(linxiao).post(reverse("figures:record", args=[VALUE_ADDED]), said).status_code == 302
    row = Observation.objects.get(indicator__code=VALUE_ADDED)
    assert (row.value, row.growth_yoy) == (Decimal("1234.5"), Decimal("0.081"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"period": "去年"}, "不是一个期间"),
        ({"value": "一百"}, "数"),
        ({"value": ""}, "空缺"),
        ({"period": "2024-06"}, "从1月起"),
        ({"period": "1850"}, "1980"),
        ({"value": "1e5"}, "科学记数法"),
        ({"evidence": SimpleUploadedFile("run.exe", b"MZ")}, "exe"),
        ({"body": "nowhere"}, "nowhere"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(signed_in, linxiao, typed, words):
    answer = signed_in(linxiao).post(reverse("figures:record", args=[VALUE_ADDED]), {**TYPED, **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Observation.objects.filter(indicator__code=VALUE_ADDED).exists()


def test_a_warning_is_shown_before_it_is_confirmed_with_a_note(signed_in, linxiao):
    browser, address = signed_in(linxiao), reverse("figures:record", args=[VALUE_ADDED])
    odd = {**TYPED, "growth": "80", "growth_basis": "nominal", "note": "低基数"}
    first = browser.post(address, odd)
    assert first.status_code == 422
    assert "50%" in first.content.decode()
    seen = _seen(first)
    assert browser.post(address, {**odd, "note": "", "seen": seen}).status_code == 422
    assert browser.post(address, {**odd, "growth": "90", "seen": seen}).status_code == 422
    assert not Observation.objects.filter(indicator__code=VALUE_ADDED).exists()
    assert browser.post(address, {**odd, "seen": seen}).status_code == 302
    assert Observation.objects.get(indicator__code=VALUE_ADDED).note == "低基数"


def test_a_figure_is_checked_while_it_is_typed(signed_in, linxiao):
    address = reverse("figures:check", args=[VALUE_ADDED])
    answer = signed_in(linxiao).post(address, {**TYPED, "growth": "80", "growth_basis": "nominal"})
    assert answer.status_code == 200
    assert _seen(answer)
    assert not Observation.objects.filter(indicator__code=VALUE_ADDED).exists()


def test_what_is_recorded_already_leads_to_its_revision(signed_in, linxiao, recorded):
    browser, revision = signed_in(linxiao), reverse("figures:revise", args=[recorded.pk])
    for address in (
        reverse("figures:check", args=[VALUE_ADDED]),
        reverse("figures:record", args=[VALUE_ADDED]),
    ):
        assert revision in browser.post(address, TYPED).content.decode()
    assert Observation.objects.filter(indicator__code=VALUE_ADDED).count() == 1


def test_others_are_refused_with_the_reason(signed_in, hechuan, shenjie, recorded):
    pages = [reverse("figures:record", args=[VALUE_ADDED]), reverse("figures:revise", args=[recorded.pk])]
    for person, words in ((hechuan, "其他机构"), (shenjie, "账号管理员")):
        for page in pages:
            answer = signed_in(person).get(page)
            assert answer.status_code in (403, 404)
        assert words in signed_in(person).get(pages[0]).content.decode()


def test_a_revision_shows_the_earlier_vintages_and_needs_a_reason(signed_in, linxiao, recorded):
    browser, address = signed_in(linxiao), reverse("figures:revise", args=[recorded.pk])
    page = browser.get(address).content.decode()
    assert "已有的版次" in page
    assert 'value="100"' in page
    assert browser.post(address, {"value": "101", "status": "revised"}).status_code == 422
    assert browser.post(address, {"value": "101", "status": "revised", "reason": "更正"}).status_code == 302
    assert [
        row.value for row in Observation.objects.filter(indicator__code=VALUE_ADDED).order_by("revision")
    ] == [100, 101]


def test_a_reviewer_publishes_from_the_queue(signed_in, zhoumin, recorded):
    browser, address = signed_in(zhoumin), reverse("figures:publish")
    assert f'value="{recorded.pk}"' in browser.get(address).content.decode()
    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {"observation": [recorded.pk]}).status_code == 302
    recorded.refresh_from_db()
    assert recorded.published_by == zhoumin


def test_the_queue_shows_what_a_revision_replaces_and_its_evidence(
    signed_in, linxiao, zhoumin, recorded, now
):
    operations.publish_observation(person=zhoumin, observation=recorded.pk, now=now)
    file = SimpleUploadedFile("table.xlsx", b"PK")
    operations.revise_observation(
        person=linxiao, observation=recorded.pk, reason="更正", now=now, value=Decimal(101), evidence=file
    )
    page = signed_in(zhoumin).get(reverse("figures:publish")).content.decode()
    assert re.search(r"101\.\d* 亿元.*?原为 100\.\d* 亿元", page, re.DOTALL)
    assert reverse("figures:evidence", args=[VALUE_ADDED, "zone", "2024H1", 1]) in page


def test_who_recorded_sees_in_the_queue_why_another_must_publish(signed_in, linxiao, recorded):
    page = signed_in(linxiao).get(reverse("figures:publish")).content.decode()
    assert "只有审核岗位" in page
    assert 'type="checkbox"' not in page
    answer = signed_in(linxiao).post(reverse("figures:publish"), {"observation": [recorded.pk]})
    assert answer.status_code == 422
    recorded.refresh_from_db()
    assert recorded.published_at is None


def test_the_queue_is_empty_for_another_bureau(signed_in, hechuan, recorded):
    assert "没有等待发布" in signed_in(hechuan).get(reverse("figures:publish")).content.decode()
    answer = signed_in(hechuan).post(reverse("figures:publish"), {"observation": [recorded.pk]})
    assert answer.status_code == 422


SAID = {
    "code": "investment_2024",
    "name": "投资增长10%",
    "indicator": "fixed_asset_investment",
    "body": "zone",
    "kind": "growth",
    "period": "2024",
    "value": "10",
    "bound": "at_least",
}


def test_a_target_is_set_on_its_page(signed_in, zhoumin):
    browser = signed_in(zhoumin)
    assert browser.get(reverse("figures:set_target")).status_code == 200
    assert browser.post(reverse("figures:set_target"), {**SAID, "value": ""}).status_code == 422
    assert browser.post(reverse("figures:set_target"), SAID).status_code == 302
    assert Target.objects.get(code="investment_2024").value == Decimal("0.1")


def test_an_officer_sets_targets_on_their_own_indicators_only(signed_in, linxiao, hechuan):
    said = {**SAID, "indicator": "fixed_asset_investment"}
    assert signed_in(hechuan).post(reverse("figures:set_target"), said).status_code == 422
    assert signed_in(linxiao).post(reverse("figures:set_target"), said).status_code == 302


def test_a_target_is_changed_with_a_reason(signed_in, zhoumin):
    browser, address = signed_in(zhoumin), reverse("figures:change_target", args=["trade_2024"])
    assert 'value="240"' in browser.get(address).content.decode()
    said = {**SAID, "name": "进出口", "indicator": "total_trade", "kind": "level", "value": "260"}
    assert browser.post(address, said).status_code == 422
    assert browser.post(address, {**said, "reason": "加压"}).status_code == 302
    assert Target.objects.get(code="trade_2024", withdrawn_at=None).value == 260


def test_a_target_is_withdrawn_with_a_reason(signed_in, zhoumin):
    browser, address = signed_in(zhoumin), reverse("figures:withdraw_target", args=["trade_2024"])
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "取消"}).status_code == 302
    assert not Target.objects.filter(code="trade_2024", withdrawn_at=None).exists()


def test_a_withdrawal_that_is_refused_says_why_on_the_form(signed_in, zhoumin, monkeypatch):
    def too_late(**_said: object) -> None:
        raise Refusal(Message("没有生效中的目标“{code}”。", {"code": "trade_2024"}))

    monkeypatch.setattr("chaotou.figures.operations.withdraw_target", too_late)
    address = reverse("figures:withdraw_target", args=["trade_2024"])
    answer = signed_in(zhoumin).post(address, {"reason": "取消"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "没有生效中的目标“trade_2024”" in page
    assert 'value="取消"' in page


def test_the_numbers_of_a_formula_are_filled_in(signed_in, zhoumin, linxiao):
    browser, address = signed_in(zhoumin), reverse("figures:fill_parts", args=["formula_16"])
    shown = browser.get(address).content.decode()
    assert "未填" in shown
    assert 'value="formula_16"' not in shown
    assert browser.post(address, _parts(("1", "no_such"), ("6", ""))).status_code == 422
    assert browser.post(address, _parts(("1", "rank_2024"), ("6", "trade_2024"))).status_code == 302
    formula = Target.objects.get(code="formula_16", withdrawn_at=None)
    assert formula.parts.get(position=1).target_code == "rank_2024"
    assert signed_in(linxiao).get(address).status_code == 403
    page = browser.get(reverse("figures:target", args=["formula_16"])).content.decode()
    assert page.index("1：rank_2024；6：trade_2024") < page.index("1：未填；6：trade_2024")


def test_the_parts_of_a_formula_are_edited_added_and_taken_out(signed_in, zhoumin):
    browser, address = signed_in(zhoumin), reverse("figures:fill_parts", args=["formula_16"])
    assert browser.post(address, _parts(("1 个目标", ""), ("", "trade_2024"))).status_code == 422
    assert browser.post(address, _parts(("1 个目标", ""), ("", ""), ("8", "gdp_2024"))).status_code == 302
    parts = Target.objects.get(code="formula_16", withdrawn_at=None).parts
    assert list(parts.values_list("label", "target_code")) == [("1 个目标", ""), ("8", "gdp_2024")]


def test_a_formula_set_on_the_page_is_given_its_parts_there(signed_in, zhoumin, now):
    said = {"name": "八大行动", "kind": "formula", "body": "zone", "period": Period.year(2024)}
    operations.set_target(person=zhoumin, code="formula_8", now=now, **said)
    browser, address = signed_in(zhoumin), reverse("figures:fill_parts", args=["formula_8"])
    assert browser.post(address, _parts(("8", "trade_2024"), initial=0)).status_code == 302
    assert "8" in browser.get(reverse("figures:target", args=["formula_8"])).content.decode()
    assert Target.objects.get(code="formula_8", withdrawn_at=None).parts.get().target_code == "trade_2024"


def _parts(*lines, initial: int = 2) -> dict[str, object]:
    """The parts of a formula as its page submits them."""
    typed = {
        f"part-{n}-{field}": text
        for n, line in enumerate(lines)
        for field, text in zip(("label", "target_code"), line, strict=True)
    }
    return {"part-TOTAL_FORMS": len(lines), "part-INITIAL_FORMS": initial, **typed}


def test_what_is_not_a_formula_has_no_parts(signed_in, zhoumin):
    assert signed_in(zhoumin).get(reverse("figures:fill_parts", args=["trade_2024"])).status_code == 403


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_entry_page_opens_in_both_languages(signed_in, zhoumin, linxiao, recorded, language):
    pages = {
        linxiao: [
            reverse("figures:entry"),
            reverse("figures:record", args=[VALUE_ADDED]),
            reverse("figures:revise", args=[recorded.pk]),
        ],
        zhoumin: [
            reverse("figures:publish"),
            reverse("figures:set_target"),
            reverse("figures:change_target", args=["gdp_2024"]),
            reverse("figures:fill_parts", args=["formula_16"]),
        ],
    }
    for person, addresses in pages.items():
        browser = signed_in(person, language)
        assert {address: browser.get(address).status_code for address in addresses} == dict.fromkeys(
            addresses, 200
        )
