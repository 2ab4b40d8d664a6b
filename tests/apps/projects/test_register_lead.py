"""Registering a lead: its code, its protection, and what a competing unit learns."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.enterprises.models import Enterprise
from chaotou.journal.models import Entry
from chaotou.projects.models import Project
from chaotou.projects.operations.registering import MayBeRegistered, RegisteredByAnother, change_project

OTHER = {"name": "整车项目", "investor_name": "苏州瑞恒汽车有限公司", "product": "专用车"}


@pytest.fixture
def rival(world, hechuan):
    """How commerce registers."""
    return {"actor": hechuan, "organization": world.commerce}


def test_a_lead_is_its_unit_s_with_the_whole_credit_and_protected(register, world, linxiao, now):
    lead = register()
    assert (lead.code, lead.stage, lead.organization) == ("P2024-0001", "lead", world.economy)
    assert (lead.registered_by, lead.registered_at, lead.officer) == (linxiao, now, linxiao)
    assert lead.protected_until_on == date(2024, 8, 12) + timedelta(days=90)
    (credit,) = lead.credits.all()
    assert (credit.organization, credit.share, credit.role) == (world.economy, 1, "first_talker")
    assert "明远" in Project.objects.get().grams.split()


def test_codes_follow_one_another_within_the_year(register, at_work, now):
    register()
    register(**OTHER)
    later = register(name="储能", investor_name="深圳宏图储能有限公司", now=now + timedelta(days=365))
    assert later.code == "P2025-0001"


def test_a_refused_lead_takes_no_number(register):
    with pytest.raises(Obstacles):
        register(name=" ")
    assert register().code == "P2024-0001"


def test_the_journal_keeps_who_registered_what(register, linxiao):
    lead = register()
    entry = Entry.objects.get()
    assert (entry.act, entry.target) == ("projects.lead.registered", f"projects.project:{lead.code}")
    assert entry.actor == linxiao and entry.after["investor_name"] == "上海明远电子有限公司"


def test_another_currency_is_kept_with_its_rate_and_day(register):
    lead = register(investment=Decimal("100000000"), currency="USD")
    assert (lead.investment, lead.investment_stated) == (Decimal("712680000.00"), Decimal("100000000"))
    assert (lead.rate, lead.rate_on) == (Decimal("7.1268"), date(2024, 6, 28))


def test_all_that_is_wrong_is_said_at_once(register):
    with pytest.raises(Obstacles) as refused:
        register(
            name="",
            source_city="suzou",
            chain="pcb",
            link="robots",
            channel="hearsay",
            industry="ZZZ",
            investment=Decimal(-1),
            currency="XAU",
        )
    assert len(refused.value.messages) == 7
    assert not Project.objects.exists()


def test_an_industry_is_kept_with_its_section(register):
    assert register(industry="3982").industry == "C3982"


def test_the_city_says_its_region(register):
    assert register(source_city="shenzhen").source_region == "pearl_delta"


def test_a_competing_unit_learns_only_that_it_is_another_s(register, rival):
    lead = register()
    with pytest.raises(RegisteredByAnother) as refused:
        register(**rival, name="明远线路板", investor_name="明远电子（上海）有限公司")
    said = str(refused.value)
    assert "已由其他单位登记" in said
    assert not any(secret in said for secret in (lead.code, lead.name, "经济发展局", "林晓"))
    assert Project.objects.count() == 1


def test_a_reason_does_not_open_what_is_surely_another_s(register, rival):
    register()
    with pytest.raises(RegisteredByAnother):
        register(**rival, distinct_because="是另一个项目")


def test_what_is_only_like_it_is_registered_with_a_reason(register, rival):
    register()
    like = {
        "investor_name": "上海明远电子有限公司",
        "product": "锂电池回收",
        "investment": Decimal(90_000_000),
    }
    with pytest.raises(MayBeRegistered) as refused:
        register(**rival, **like)
    assert refused.value.seen == [] and refused.value.project is not None
    lead = register(**rival, **like, distinct_because="产品不同，另设公司")
    assert Entry.objects.get(target=f"projects.project:{lead.code}").after["distinct_because"]


def test_the_unit_itself_is_shown_its_own_duplicate(register):
    lead = register()
    with pytest.raises(MayBeRegistered) as refused:
        register()
    assert [one.code for one in refused.value.seen] == [lead.code]
    assert refused.value.project is None


def test_a_lapsed_or_abandoned_lead_bars_nobody(register, rival):
    lead = register()
    Project.objects.filter(pk=lead.pk).update(protected_until_on=date(2024, 8, 11))
    assert register(**rival).organization != lead.organization
    Project.objects.update(stage="dropped")
    assert register().code == "P2024-0003"


def test_in_a_demonstration_a_lead_is_held_however_late_it_is(register, rival, now):
    register()
    with pytest.raises(RegisteredByAnother):
        register(**rival, now=now + timedelta(days=800))


def test_the_same_investor_is_found_by_its_code_and_its_family(register, rival, now):
    group = Enterprise.objects.create(name="宏远集团", recorded_at=now, changed_at=now)
    said = {"recorded_at": now, "changed_at": now, "parent": group}
    one = Enterprise.objects.create(name="甲子材料", credit_code="91320800MA00000001", **said)
    other = Enterprise.objects.create(name="乙丑科技", credit_code="91320800MA00000002", **said)
    lead = register(investor=one, investor_name="", product="电子铜箔")
    with pytest.raises(RegisteredByAnother):
        register(**rival, investor=one, investor_name="改了名", product="电子铜箔")
    with pytest.raises(MayBeRegistered):
        register(investor=other, investor_name="", product="电子铜箔", name="另一个")
    assert register(investor=other, investor_name="", product="动力电池", investment=None).pk != lead.pk


def test_only_who_records_for_the_unit_registers_for_it(register, world, zhoumin, hechuan, shenjie):
    for actor in (zhoumin, hechuan, shenjie):
        with pytest.raises(Refusal):
            register(actor=actor)
    assert not Project.objects.exists() and not Entry.objects.exists()


def test_a_telephone_number_is_refused_where_the_referrer_is_named(register, linxiao, now):
    with pytest.raises(Obstacles, match="联系人"):
        register(referrer="张三 138 1234 5678")
    lead = register(referrer="张三，淮安商会 2024")
    with pytest.raises(Obstacles, match="联系人"):
        change_project(project=lead, version=1, actor=linxiao, now=now, referrer="0517-83712345")
