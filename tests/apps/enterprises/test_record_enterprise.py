"""Recording and changing enterprises: what is refused, what is found at entry, what the journal keeps."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.names import query_grams
from chaotou.enterprises import operations
from chaotou.enterprises.models import Enterprise
from chaotou.journal.models import Entry

CODE = "91110000600037341L"


def test_an_enterprise_is_kept_as_it_is_meant(record) -> None:
    found = record(
        " 华芯  半导体有限公司 ",
        credit_code="9111 0000 6000 37341l",
        industry="3973",
        chain="batteries",
        link="cells",
        aliases=["华芯", "华芯", ""],
        registered_capital=Decimal("50000000"),
    )
    found.refresh_from_db()
    assert (found.name, found.credit_code, found.industry) == ("华芯 半导体有限公司", CODE, "C3973")
    assert found.aliases == ["华芯"]
    for asked in ("芯半", "xinban", "hxbdt", "0373"):
        assert query_grams(asked) in found.grams


def test_the_journal_keeps_who_recorded_what(record, linxiao) -> None:
    found = record("华芯半导体", tags=["重点", "外资"])
    entry = Entry.objects.get()
    assert (entry.act, entry.target) == (
        "enterprises.enterprise.recorded",
        f"enterprises.enterprise:{found.pk}",
    )
    assert entry.actor == linxiao
    assert entry.after["tags"] == "重点、外资"


def test_the_same_code_is_refused_with_the_one_that_has_it(record) -> None:
    first = record("华芯半导体", credit_code=CODE)
    with pytest.raises(operations.Taken, match="已登记为“华芯半导体”") as refused:
        record("别的公司", credit_code=CODE)
    assert refused.value.other == first
    assert Enterprise.objects.count() == 1


@pytest.mark.parametrize("name", ["苏州华芯半导体股份有限公司", "华新半导体", "Huaxin Semiconductor Ltd"])
def test_a_close_name_is_shown_before_anything_is_written(record, name) -> None:
    first = record("苏州华芯半导体有限公司", english="Huaxin Semiconductor Co., Ltd.")
    with pytest.raises(operations.Alike) as refused:
        record(name, is_another=False)
    assert [one.enterprise for one in refused.value.found] == [first]
    assert Enterprise.objects.count() == 1


def test_an_alias_is_close_too(record) -> None:
    record("远景科技有限公司", aliases=["蓝天智造"])
    with pytest.raises(operations.Alike):
        record("蓝天智造有限公司", is_another=False)


def test_another_firm_of_the_same_trade_is_no_duplicate(record) -> None:
    record("华能电子科技有限公司")
    assert record("蓝天电子科技有限公司", is_another=False).pk


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": " （）"}, "写明企业名称"),
        ({"credit_code": "123"}, "应为 18 位"),
        ({"industry": "9999"}, "没有行业代码"),
        ({"size": "huge"}, "没有“huge”这一规模"),
        ({"chain": "nowhere"}, "没有产业链"),
        ({"link": "cells"}, "没有这个环节"),
        ({"chain": "batteries", "link": "nowhere"}, "没有这个环节"),
        ({"parent": 404}, "没有这家母公司"),
    ],
)
def test_what_does_not_hold_is_refused(record, said, why) -> None:
    with pytest.raises(Refusal, match=why):
        record(**{"name": "华芯半导体", **said})
    assert not Enterprise.objects.exists()


@pytest.mark.parametrize("who", ["guyuan", "shenjie"])
def test_who_neither_records_nor_reviews_is_refused(request, who, now) -> None:
    with pytest.raises(Refusal, match="只有填报和审核岗位"):
        operations.record_enterprise(person=request.getfixturevalue(who), now=now, name="华芯半导体")


def test_a_change_keeps_the_rest_and_says_what_it_was(record, linxiao, now) -> None:
    found = record("华芯半导体", city="苏州", tags=["重点"])
    later = now + timedelta(hours=1)
    changed = operations.change_enterprise(person=linxiao, enterprise=found.pk, now=later, city="无锡")
    assert (changed.city, changed.tags, changed.changed_at) == ("无锡", ["重点"], later)
    entry = Entry.objects.latest("number")
    assert (entry.before, entry.after) == ({"city": "苏州"}, {"city": "无锡"})


def test_nothing_changed_writes_nothing(record, linxiao, now) -> None:
    found = record("华芯半导体", city="苏州")
    operations.change_enterprise(person=linxiao, enterprise=found.pk, now=now, city="苏州")
    assert Entry.objects.count() == 1


def test_the_second_of_two_who_change_at_once_is_told(record, linxiao, hechuan, now) -> None:
    found = record("华芯半导体")
    seen, later = found.changed_at, now + timedelta(minutes=1)
    operations.change_enterprise(person=hechuan, enterprise=found.pk, now=later, seen=seen, city="无锡")
    with pytest.raises(Refusal, match="已由他人更改"):
        operations.change_enterprise(person=linxiao, enterprise=found.pk, now=later, seen=seen, city="苏州")


def test_nobody_becomes_their_own_parent(record, linxiao, now) -> None:
    group = record("华芯集团")
    firm = record("华芯半导体", parent=group.pk)
    for parent in (group.pk, firm.pk):
        with pytest.raises(Refusal, match="不能是自己的母公司"):
            operations.change_enterprise(person=linxiao, enterprise=group.pk, now=now, parent=parent)
