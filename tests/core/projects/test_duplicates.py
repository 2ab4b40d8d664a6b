"""Leads that may be one are found with reasons, and others are not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.names import Likened
from chaotou.core.projects.duplicates import ReasonKind, Row, candidates, name_keys
from chaotou.core.zone.lead_specs import DuplicateSpec

RULE = DuplicateSpec.model_validate(
    {
        "names_alike": 0.86,
        "products_alike": 0.6,
        "bands": [100_000_000, 1_000_000_000],
        "from": date(2024, 1, 1),
        "source": "rule",
    }
)
KNOWN = Row(
    1, "上海明远电子有限公司", "91310000MA1FL0001X", "group", "高密度印制电路板", Decimal(500_000_000)
)


def _reasons(new: Row, *rows: Row) -> set[ReasonKind]:
    found = candidates(new, rows or [KNOWN], RULE)
    return {reason.kind for candidate in found for reason in candidate.reasons}


def test_the_same_credit_code_is_enough():
    assert _reasons(Row(2, "全然不同的名称", "91310000MA1FL0001X")) == {ReasonKind.CREDIT_CODE}


@pytest.mark.parametrize(
    "name",
    [
        "上海明远电子有限公司",
        "明远电子（上海）有限公司",
        "明远电子",
        "鸣远电子有限公司",
        "上海明远电子股份有限公司",
    ],
)
def test_a_name_written_or_heard_alike_is_enough(name: str):
    assert ReasonKind.NAME in _reasons(Row(2, name))


def test_other_names_are_others():
    for name in ("上海宏图电子有限公司", "明月新材料有限公司", "苏州瑞恒科技有限公司", ""):
        assert not _reasons(Row(2, name, product="高密度印制电路板", investment=Decimal(500_000_000)))


def test_one_parent_counts_only_with_the_same_product_or_amount():
    assert not _reasons(Row(2, "苏州瑞恒科技有限公司", parent="group", product="动力电池"))
    assert ReasonKind.PRODUCT in _reasons(Row(2, "瑞恒科技", parent="group", product="印制电路板"))
    assert ReasonKind.BAND in _reasons(Row(2, "瑞恒科技", parent="group", investment=Decimal(900_000_000)))


def test_a_name_that_is_only_near_counts_with_product_and_amount_together():
    near = {"name": "上海明远电力设备有限公司", "key": 2}
    assert not _reasons(Row(**near))
    assert not _reasons(Row(**near, product="高密度印制电路板"))
    full = Row(**near, product="高密度印制电路板", investment=Decimal(600_000_000))
    assert {ReasonKind.NAME, ReasonKind.PRODUCT, ReasonKind.BAND} <= _reasons(full)
    assert not _reasons(Row(**near, product="高密度印制电路板", investment=Decimal(2_000_000_000)))


def test_a_lead_is_not_its_own_duplicate_and_is_named_once():
    assert candidates(KNOWN, [KNOWN], RULE) == []
    again = Row(2, KNOWN.name, KNOWN.credit_code, KNOWN.parent, KNOWN.product, KNOWN.investment)
    (found,) = candidates(again, [KNOWN], RULE)
    assert {reason.kind for reason in found.reasons} == set(ReasonKind) - {ReasonKind.SHORT_NAME}


def test_the_likeliest_comes_first():
    rows = [Row(1, "明远电子"), Row(2, "明远电子", "C"), Row(3, "明远电子", "", None, "电路板")]
    found = candidates(Row(9, "明远电子", "C", None, "电路板"), rows, RULE)
    assert [candidate.row.key for candidate in found] == [2, 3, 1]


def test_leads_without_anything_to_compare_are_never_the_same():
    assert candidates(Row(2, ""), [Row(1, ""), Row(3, "", investment=Decimal(1))], RULE) == []


NAMES = st.text("明远宏图瑞恒华芯江海", min_size=2, max_size=5)


@given(
    NAMES,
    st.sampled_from(["", "上海", "苏州市"]),
    st.sampled_from(["有限公司", "科技有限公司", "股份有限公司"]),
)
def test_the_same_name_is_found_whatever_its_form(name: str, place: str, form: str):
    assert ReasonKind.NAME in _reasons(Row(2, f"{place}{name}{form}"), Row(1, f"{place}{name}{form}"))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("潮生半导体", "无锡潮生半导体设备有限公司"),
        ("无锡潮生半导体", "潮生半导体设备制造有限公司"),
        ("无锡潮生", "无锡潮生半导体设备有限公司"),
        ("Siemens Energy", "Siemens Energy Automation Ltd."),
    ],
)
def test_a_short_name_is_alike_and_never_surely_the_same(short: str, full: str):
    same = {"product": "刻蚀设备", "investment": Decimal(500_000_000)}
    for one, other in ((short, full), (full, short)):
        (found,) = candidates(Row(2, one, **same), [Row(1, other, **same)], RULE)
        assert ReasonKind.SHORT_NAME in {reason.kind for reason in found.reasons} and not found.is_sure
        assert ReasonKind.SHORT_NAME in _reasons(Row(2, one), Row(1, other))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("潮生", "潮生半导体设备有限公司"),
        ("苏州潮生半导体", "无锡潮生半导体设备有限公司"),
        ("无锡智能装备", "无锡智能装备制造有限公司"),
        ("BYD", "BYD Auto"),
        ("半导体设备", "无锡潮生半导体设备有限公司"),
    ],
)
def test_a_beginning_that_tells_too_little_is_not_a_short_name(short: str, full: str):
    assert ReasonKind.SHORT_NAME not in _reasons(Row(2, short), Row(1, full))


@given(st.text("明远宏图瑞恒华芯江海", min_size=4, max_size=6), NAMES)
def test_a_short_name_is_found_and_has_a_block_in_common_with_the_full_one(short: str, rest: str):
    full = f"{short}{rest}有限公司"
    assert [candidate.row.key for candidate in candidates(Row(2, short), [Row(1, full)], RULE)] == [1]
    assert not set(name_keys(Likened(short))).isdisjoint(name_keys(Likened(full)))


@given(NAMES, NAMES)
def test_two_leads_are_alike_either_way_round(one: str, other: str):
    assert bool(_reasons(Row(1, one), Row(2, other))) == bool(_reasons(Row(2, other), Row(1, one)))
