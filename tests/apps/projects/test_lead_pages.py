"""The pages on which leads are registered, changed, talked about and listed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from chaotou.enterprises.models import Enterprise
from chaotou.enterprises.operations import record_enterprise
from chaotou.organization.days import working_day, working_moment
from chaotou.projects.models import Project, Talk
from chaotou.projects.operations.talks import record_talk

SAID = {
    "name": "高密度印制电路板项目",
    "organization": "economy",
    "investor": "上海明远电子有限公司",
    "product": "高密度印制电路板",
    "investment": "50000",
    "currency": "CNY",
    "source_city": "shanghai",
    "link": "pcb/boards",
    "energy_tce": "1200",
}
NEW = reverse("projects:register_lead")


@pytest.fixture
def at_desk(signed_in, linxiao):
    return signed_in(linxiao)


@pytest.fixture
def kept(register, linxiao):
    """A lead of today, whose secrets others must not read."""
    lead = register(now=timezone.now(), referrer="引荐人甲乙丙")
    record_talk(
        project=lead,
        kind="visit",
        on=working_day(timezone.now()),
        summary="要价每亩二十万元",
        people="王姓总经理",
        actor=linxiao,
        now=timezone.now(),
    )
    return lead


def test_a_lead_is_registered_from_the_form(at_desk):
    assert at_desk.get(NEW).status_code == 200
    response = at_desk.post(NEW, SAID)
    lead = Project.objects.get()
    assert response.url == reverse("projects:talks", args=[lead.code])
    assert (lead.investment, lead.chain, lead.link, lead.source_region) == (
        500_000_000,
        "pcb",
        "boards",
        "yangtze_delta",
    )
    assert lead.particulars == {"energy_tce": "1200", "emission_note": None}
    assert lead.code in at_desk.get(response.url).content.decode()


def test_a_credit_code_takes_the_investor_up_in_the_register(at_desk):
    wrong = at_desk.post(NEW, {**SAID, "credit_code": "91320800MA1FL00011"})
    assert wrong.status_code == 422 and not Project.objects.exists()
    at_desk.post(NEW, {**SAID, "credit_code": "91110000802100433B"})
    assert Project.objects.get().investor == Enterprise.objects.get(credit_code="91110000802100433B")


def test_an_industry_is_found_by_its_name_as_by_its_code(at_desk):
    unknown = at_desk.post(NEW, {**SAID, "industry": "C9999"})
    assert unknown.status_code == 422 and "没有行业代码“C9999”" in unknown.content.decode()
    at_desk.post(NEW, {**SAID, "industry": "锂离子电池制造"})
    assert Project.objects.get().industry == "C3841"


def test_a_refused_lead_leaves_no_enterprise_behind(at_desk, kept, signed_in, hechuan):
    said = {**SAID, "organization": "commerce", "credit_code": "91110000802100433B"}
    assert signed_in(hechuan).post(NEW, said).status_code == 422
    assert not Enterprise.objects.exists()


def test_one_s_own_duplicate_is_shown_and_a_difference_asked_for(at_desk, kept):
    page = at_desk.post(NEW, SAID)
    text = page.content.decode()
    assert page.status_code == 422 and kept.code in text and "区别在于" in text
    assert at_desk.post(NEW, {**SAID, "distinct_because": "二期，另签协议"}).status_code == 302


SHORT = {**SAID, "organization": "commerce", "investor": "明远电子", "name": "线路板二期"}


def test_what_is_told_while_typing_is_what_is_told_on_submitting(kept, signed_in, hechuan):
    rival = signed_in(hechuan)
    asked = [
        (
            {"investor": "上海明远电子科技发展有限公司", "product": "", "investment": ""},
            "已由其他单位登记相近的线索。",
        ),
        ({"product": "", "investment": "60000"}, "已由其他单位登记。"),
        ({"product": "", "investment": "9000", "currency": "USD"}, "已由其他单位登记。"),
        ({"product": "", "investment": "9000"}, "已由其他单位登记相近的线索。"),
        ({"investor": "苏州瑞恒科技有限公司"}, None),
    ]
    for said, answer in asked:
        typed = rival.post(reverse("projects:alike"), {**SHORT, **said}).content.decode()
        assert typed.count("已由其他单位登记") == bool(answer) and (answer or "") in typed
    for said, answer in asked[:-1]:
        assert answer in rival.post(NEW, {**SHORT, **said}).content.decode()


def test_a_lead_that_is_typed_by_halves_is_looked_up_too(kept, signed_in, hechuan):
    said = {"investor": SAID["investor"], "credit_code": "9132", "investment": "many"}
    assert "已由其他单位登记" in signed_in(hechuan).post(reverse("projects:alike"), said).content.decode()


def test_the_enterprise_of_a_credit_code_is_looked_up_while_typing(kept, signed_in, hechuan, linxiao):
    said = {"name": "明远控股", "credit_code": "91110000802100433B"}
    kept.investor = record_enterprise(person=linxiao, now=timezone.now(), **said)
    kept.save()
    said = {"investor": "某某", "credit_code": "91110000802100433B"}
    assert "已由其他单位登记" in signed_in(hechuan).post(reverse("projects:alike"), said).content.decode()


def test_the_page_looks_up_whatever_is_compared(at_desk):
    text = at_desk.get(NEW).content.decode()
    for field in ("name", "investor", "credit_code", "product", "investment", "currency"):
        assert f"change from:#id_{field}" in text


def test_a_competing_unit_reads_nothing_of_the_lead_anywhere(kept, signed_in, hechuan):
    rival = signed_in(hechuan)
    secrets = (kept.code, kept.name, "林晓", "引荐人甲乙丙", "要价每亩", "王姓")
    said = {**SAID, "name": "另一个名字", "organization": "commerce"}
    pages = [
        rival.post(NEW, said),
        rival.post(reverse("projects:alike"), said, headers={"HX-Request": "true"}),
        rival.get(reverse("projects:leads")),
        rival.get(reverse("projects:leads"), {"scope": "unit"}),
        rival.get(reverse("projects:stale_leads")),
        rival.get(reverse("projects:disputes")),
        rival.get(reverse("projects:plan")),
        rival.get(reverse("projects:chain", args=["pcb"])),
        rival.get(reverse("projects:register")),
    ]
    assert "已由其他单位登记" in pages[0].content.decode() and "已由其他单位登记" in pages[1].content.decode()
    for page in pages:
        text = page.content.decode()
        assert [secret for secret in secrets if secret in text] == [], page.request["PATH_INFO"]
    for view in ("talks", "change", "transfer"):
        assert rival.get(reverse(f"projects:{view}", args=[kept.code])).status_code == 404


def test_once_signed_others_know_it_and_still_read_no_talk(kept, signed_in, hechuan):
    Project.objects.filter(pk=kept.pk).update(stage="signed")
    for view in ("talks", "change", "transfer"):
        page = signed_in(hechuan).get(reverse(f"projects:{view}", args=[kept.code]))
        assert page.status_code == 403 and "要价" not in page.content.decode()


def test_who_administers_accounts_opens_none_of_it(kept, signed_in, shenjie):
    browser = signed_in(shenjie)
    for view in ("leads", "stale_leads", "register_lead", "disputes", "plan"):
        assert browser.get(reverse(f"projects:{view}")).status_code == 403


def test_a_talk_is_recorded_and_the_faults_are_said_together(at_desk, kept):
    url = reverse("projects:talks", args=[kept.code])
    page = at_desk.post(url, {"kind": "call", "on": "2999-01-01", "summary": "x", "next_step": "再谈"})
    text = page.content.decode()
    assert page.status_code == 422 and "还没有到" in text and "一起写" in text
    said = {"kind": "call", "on": working_day(timezone.now()).isoformat(), "summary": "约定考察"}
    assert at_desk.post(url, said).status_code == 302
    assert Talk.objects.count() == 2


def test_the_second_of_two_keeps_what_was_typed_and_sees_what_changed(at_desk, kept):
    url = reverse("projects:change", args=[kept.code])
    first, second = (
        {**SAID, "version": "1", "product": "柔性板"},
        {**SAID, "version": "1", "product": "覆铜板"},
    )
    assert at_desk.post(url, first).status_code == 302
    page = at_desk.post(url, second)
    text = page.content.decode()
    assert page.status_code == 422 and 'value="覆铜板"' in text and "柔性板" in text and "他人更改" in text
    assert 'value="2"' in text
    assert at_desk.post(url, {**second, "version": "2"}).status_code == 302
    assert Project.objects.get().product == "覆铜板"


def as_shown(page) -> dict[str, str]:
    """What a browser sends back of a form that nobody touched."""
    shown = {bound: bound.value() for bound in page.context["form"]}
    sent = {bound.html_name: value for bound, value in shown.items()}
    sent |= {bound.html_initial_name: value for bound, value in shown.items()}
    return {key: "" if value is None else f"{value}" for key, value in sent.items()}


def test_what_the_second_left_alone_is_taken_over_from_the_first(at_desk, kept):
    url = reverse("projects:change", args=[kept.code])
    opened = at_desk.get(url)
    shown = as_shown(opened)
    assert 'name="initial-product"' in opened.content.decode()
    assert at_desk.post(url, {**shown, "name": "新名称", "land_mu": "88"}).status_code == 302
    page = at_desk.post(url, {**shown, "product": "覆铜板"})
    text = page.content.decode()
    assert page.status_code == 422 and "您没有动过" in text and 'value="覆铜板"' in text
    assert "现在与您填的不同" not in text
    assert at_desk.post(url, as_shown(page)).status_code == 302
    found = Project.objects.get()
    assert (found.name, found.land_mu, found.product) == ("新名称", Decimal(88), "覆铜板")


def test_numbers_typed_as_they_are_kept_are_not_told_as_different(at_desk, kept):
    url = reverse("projects:change", args=[kept.code])
    said = {**SAID, "version": "1", "land_mu": "120.50", "product": kept.product, "name": kept.name}
    assert at_desk.post(url, said).status_code == 302
    text = at_desk.post(url, {**said, "investment": "50,000.0", "english": "Boards"}).content.decode()
    told = text.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert "英文名称" in told and "计划总投资" not in told and "用地" not in told


def test_a_plot_is_named_by_people_and_kept_by_its_code(at_desk, kept):
    url = reverse("projects:change", args=[kept.code])
    said = {**SAID, "version": "1", "name": kept.name}
    at_desk.post(url, {**said, "plot": "电子信息园 A-1 号地块"})
    assert Project.objects.get().plot == "plot_a1"
    assert 'value="电子信息园 A-1 号地块"' in at_desk.get(url).content.decode()
    at_desk.post(url, {**said, "version": "2", "plot": "新港路以东"})
    assert Project.objects.get().plot == "新港路以东"


def test_the_change_form_is_sent_without_the_place_it_was_opened_at(at_desk, kept):
    """A browser keeps `#id_nature` on a form without an action, and would scroll past what is refused."""
    url = reverse("projects:change", args=[kept.code])
    assert f'action="{url}"' in at_desk.get(url).content.decode()


def test_a_lead_is_not_registered_with_a_step_already_past(at_desk):
    page = at_desk.post(NEW, {**SAID, "next_step": "回访", "next_step_on": "2020-01-01"})
    assert page.status_code == 422 and "下一步日期 2020-01-01 已经过去" in page.content.decode()
    assert not Project.objects.exists()


def test_what_a_move_lacks_has_its_place_on_the_form(at_desk, kept):
    text = at_desk.get(reverse("projects:change", args=[kept.code])).content.decode()
    for field in (
        "investor",
        "officer",
        "landing",
        "linked_leader",
        "secretary",
        "builder",
        "power_on",
        "nature",
    ):
        assert f'id="id_{field}"' in text


def test_the_zone_s_own_fields_come_back_as_they_were_typed(at_desk, kept):
    url = reverse("projects:change", args=[kept.code])
    own = {"registered_capital": "8000", "power_on": "2024-09-01", "funding": "firm", "builder": "某建设"}
    assert at_desk.post(url, {**SAID, "version": "1", **own}).status_code == 302
    kept.refresh_from_db()
    assert (
        kept.particulars["registered_capital"] == "80000000.000000"
        or kept.particulars["registered_capital"] == "80000000"
    )
    text = at_desk.get(url).content.decode()
    assert 'value="8000"' in text and 'value="2024-09-01"' in text and 'value="某建设"' in text


def test_leads_stand_in_the_order_of_what_is_due(at_desk, register, now, monkeypatch):
    slow = register(name="慢", investor_name="甲子有限公司", product="", investment=None)
    soon = register(
        name="快",
        investor_name="乙丑有限公司",
        product="",
        investment=None,
        next_step="交样品",
        next_step_on=date(2024, 8, 12),
    )
    Project.objects.filter(pk=slow.pk).update(registered_at=now + timedelta(days=3))
    monkeypatch.setattr(
        timezone, "localdate", lambda value=None, **_: value.date() if value else date(2024, 8, 13)
    )
    text = at_desk.get(reverse("projects:leads")).content.decode()
    assert text.index(soon.name) < text.index(slow.name)
    assert "已过期" in text and "响应" in text


def test_a_quiet_lead_surfaces_by_itself(at_desk, register, linxiao):
    start = working_moment(timezone.now()) - timedelta(days=31)
    quiet = register(now=start)
    talked = register(now=start, name="有联系", investor_name="甲子有限公司", product="", investment=None)
    record_talk(
        project=talked,
        kind="call",
        on=working_day(timezone.now()),
        summary="问候",
        actor=linxiao,
        now=timezone.now(),
    )
    text = at_desk.get(reverse("projects:stale_leads")).content.decode()
    assert quiet.code in text and talked.code not in text


def test_lists_cost_the_same_however_long(at_desk, register, django_assert_max_num_queries):
    for number, name in enumerate(("甲子", "乙丑", "丙寅", "丁卯")):
        register(name=f"项目{number}", investor_name=f"{name}有限公司", product="", investment=None)
    for view, most in (("leads", 9), ("stale_leads", 9), ("plan", 14)):
        with django_assert_max_num_queries(most):
            assert at_desk.get(reverse(f"projects:{view}")).status_code == 200


def test_pages_are_said_in_english(signed_in, linxiao, kept):
    browser = signed_in(linxiao, "en")
    for url in (
        reverse("projects:leads"),
        reverse("projects:talks", args=[kept.code]),
        reverse("projects:plan"),
        NEW,
    ):
        text = browser.get(url).content.decode()
        assert 'lang="en"' in text
