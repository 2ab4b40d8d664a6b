"""Taking in a spreadsheet: headings to fields, cells to values, all faults at once, twins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.names import signs
from chaotou.core.projects.importing.headings import Column, head_rows, headings, propose, unit_of
from chaotou.core.projects.importing.reading import Known, read_table, stage_names
from chaotou.core.projects.importing.table import Table
from chaotou.core.projects.importing.targets import Kind, Target, targets
from chaotou.core.projects.importing.twins import Entry, Keying, Seen
from chaotou.core.zone.lead_specs import DuplicateSpec, ExchangeRateSpec
from chaotou.core.zone.project_specs import ChoiceSpec, FieldSpec, StageSpec
from chaotou.core.zone.specs import Zone, ZoneSpec

TODAY = date(2024, 8, 12)
FIELDS = [
    {"code": "name", "name": "项目名称", "english": "Name"},
    {"code": "investor", "name": "投资方", "english": "Investor"},
    {"code": "product", "name": "产品或内容", "english": "Product or content"},
    {"code": "source_city", "name": "来源城市", "english": "Source city"},
    {
        "code": "investment",
        "name": "计划总投资",
        "english": "Planned investment",
        "kind": "amount",
        "unit": "元",
    },
    {"code": "fixed_investment", "name": "固定资产投资", "english": "Fixed", "kind": "amount", "unit": "元"},
    {"code": "land_mu", "name": "用地", "english": "Land", "kind": "number", "unit": "亩"},
    {"code": "longitude", "name": "经度", "english": "Longitude", "kind": "number"},
    {"code": "currency", "name": "币种", "english": "Currency"},
    {"code": "organization", "name": "首谈单位", "english": "First talker"},
    {"code": "officer", "name": "经办人", "english": "Officer"},
    {
        "code": "kind",
        "name": "项目类型",
        "english": "Kind",
        "kind": "choice",
        "choices": [{"code": "new_plant", "name": "新建厂房", "english": "New plant"}],
    },
    {"code": "permit_no", "name": "施工许可证号", "english": "Permit"},
]
REFERRER = FieldSpec(code="referrer", name="引荐人", english="Referrer")
STAGES = [
    {"code": "lead", "name": "线索", "english": "Lead"},
    {"code": "negotiation", "name": "在谈", "english": "In talks"},
    {"code": "signed", "name": "签约", "english": "Signed"},
]


@pytest.fixture(scope="module")
def fields() -> tuple[Target, ...]:
    zone = Zone.model_construct(
        zone=ZoneSpec.model_construct(),
        fields=tuple(FieldSpec.model_validate(one) for one in FIELDS),
        stages=tuple(StageSpec.model_validate(one) for one in STAGES),
        chains=(),
        cities=(),
    )
    return targets(zone)


@pytest.fixture
def known() -> Known:
    rate = {"currency": "USD", "on": date(2024, 1, 2), "rate": "7.1", "source": "pboc"}
    return Known(
        today=TODAY,
        stages=stage_names(StageSpec.model_validate(one) for one in STAGES),
        dated=frozenset({"signed"}),
        organizations={signs("经济发展局"): 1, signs("经发局"): 1, signs("商务局"): 2},
        people={signs("林晓"): 9},
        rates=[ExchangeRateSpec.model_validate(rate)],
        own=frozenset({1}),
        organization=1,
    )


def read(rows: list[list[str]], fields: tuple[Target, ...], known: Known, **units: str) -> Table:
    """Rows that have no column for an investor are given one, at the end."""
    if "投资方" not in rows[0]:
        rows = [[*row, word] if row else [] for row, word in zip(rows, ["投资方", *"甲" * 9], strict=False)]
    columns = [
        Column(one.number, one.field, units.get(one.field, one.unit)) for one in propose(rows[0], fields)
    ]
    return read_table(rows, 1, columns, fields, known)


def proposed(fields: tuple[Target, ...], *headings: str) -> list[str]:
    return [column.field for column in propose(headings, fields)]


def test_headings_are_known_by_name_alias_unit_and_language(fields) -> None:
    headings = (
        "序号",
        "项目名称",
        "投资主体",
        "总投资（万元）",
        "来源地",
        "目前阶段",
        "Land (mu)",
        "签约时间",
        "备注",
    )
    assert proposed(fields, *headings) == [
        "",
        "name",
        "investor",
        "investment",
        "source_city",
        "stage",
        "land_mu",
        "stage_since_on",
        "",
    ]


def test_a_heading_of_two_rows_is_known_by_its_lower_part(fields) -> None:
    assert proposed(fields, "投资情况 固定资产投资", "投资情况 计划总投资") == [
        "fixed_investment",
        "investment",
    ]


def test_a_field_is_proposed_for_one_column_only(fields) -> None:
    assert proposed(fields, "企业名称", "项目名称", "项目") == ["investor", "name", ""]


def test_the_zones_own_fields_are_known_too(fields) -> None:
    assert proposed(fields, "施工许可证号") == ["permit_no"]
    assert next(one for one in fields if one.code == "permit_no").own


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("总投资（万元）", "cny_10k"),
        ("总投资(亿元)", "cny_100m"),
        ("投资额，单位：亿美元", "usd_100m"),
        ("Investment (CNY 100m)", "cny_100m"),
        ("总投资", ""),
        ("总投资（含税）", ""),
    ],
)
def test_a_heading_says_the_unit_of_its_column(heading: str, unit: str) -> None:
    assert unit_of(heading) == unit


def test_a_row_becomes_values(fields, known) -> None:
    rows = [
        [
            "项目名称",
            "投资方",
            "总投资（万元）",
            "阶段",
            "签约时间",
            "招商单位",
            "经办人",
            "项目类型",
            "用地",
            "经度",
        ],
        [
            "甲项目",
            "甲公司",
            "35000",
            "已签约",
            "2024年3月1日",
            "经发局",
            "林晓",
            "新建厂房",
            "50亩",
            "119.123456",
        ],
    ]
    table = read(rows, fields, known)
    assert table.faults == []
    found = {code: values[0] for code, values in table.values.items()}
    assert (found["name"], found["investment"], found["currency"]) == ("甲项目", Decimal(350000000), "CNY")
    assert (found["stage"], found["stage_since_on"]) == ("signed", date(2024, 3, 1))
    assert (found["organization"], found["officer"], found["kind"]) == (1, 9, "new_plant")
    assert (found["land_mu"], found["longitude"]) == (Decimal(50), Decimal("119.123456"))


def test_what_is_not_written_has_its_usual_value(fields, known) -> None:
    table = read([["项目名称"], ["甲项目"]], fields, known)
    found = {code: values[0] for code, values in table.values.items()}
    assert (found["stage"], found["stage_since_on"], found["organization"]) == ("lead", TODAY, 1)


def test_text_that_looks_like_a_number_stays_text(fields, known) -> None:
    table = read([["项目名称", "施工许可证号"], ["224E10000913", "007"]], fields, known)
    assert table.values["name"] == ["224E10000913"] and table.values["permit_no"] == ["007"]


def test_foreign_money_is_converted_at_the_dated_rate(fields, known) -> None:
    table = read([["项目名称", "总投资", "固定资产投资"], ["甲", "$1,000万", "500万美元"]], fields, known)
    got = [
        table.values[code][0] for code in ("investment", "currency", "investment_stated", "rate", "rate_on")
    ]
    assert got == [Decimal(71000000), "USD", Decimal(10000000), Decimal("7.1"), date(2024, 1, 2)]
    assert table.values["fixed_investment"] == [Decimal(35500000)]


def test_a_column_of_currencies_says_what_bare_amounts_are(fields, known) -> None:
    table = read(
        [["项目名称", "总投资（万元）", "币种"], ["甲", "1000", "美元"], ["乙", "1000", ""]], fields, known
    )
    assert table.values["investment"] == [Decimal(71000000), Decimal(10000000)]


def test_every_fault_is_told_with_its_row_and_column(fields, known) -> None:
    rows = [
        ["项目名称", "总投资", "阶段", "签约时间", "招商单位", "经办人"],
        ["甲", "很多", "飞走了", "2024-02-30", "月球局", "无名氏"],
        [],
        ["", "1", "", "", "商务局", ""],
        ["丙", "€5", "签约", "", "", ""],
        ["丁", "", "签约", "2025-01-01", "", ""],
    ]
    table = read(rows, fields, known)
    told = {(fault.row, fault.column): str(fault.message) for fault in table.faults}
    assert set(told) == {(2, 1), (2, 2), (2, 3), (2, 4), (2, 5), (4, 0), (4, 4), (5, 1), (5, 3), (6, 3)}
    assert all(fault.hint for fault in table.faults)
    assert [fault.column for fault in table.faults if not fault.is_error] == [5]
    assert "不能代为导入" in told[4, 4] and "EUR" in told[5, 1] and "还没有到" in told[6, 3]
    assert table.rows == [2, 4, 5, 6]


def test_a_table_without_names_or_investors_is_refused(fields, known) -> None:
    with pytest.raises(Refusal, match="“项目名称”"):
        read([["投资方"], ["甲公司"]], fields, known)
    with pytest.raises(Refusal, match="“投资方”"):
        read_table([["项目名称"], ["甲"]], 1, [Column(0, "name")], fields, known)


def test_rows_can_be_left_out(fields, known) -> None:
    table = read([["项目名称"], ["甲"], ["乙"], ["丙"]], fields, known).without(frozenset({1}))
    assert (table.rows, table.values["name"]) == ([2, 4], ["甲", "丙"])


RULE = {
    "names_alike": "0.9",
    "products_alike": "0.85",
    "bands": [10**8, 10**9],
    "from": TODAY,
    "source": "page",
}


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ({"name": "甲 项目"}, True),
        ({"name": "甲项目", "investor": "淮安华芯半导体科技公司"}, True),
        ({"name": "甲项目", "investor": "别的公司"}, False),
        ({"name": "二期"}, True),
        ({"name": "二期", "product": "电机"}, False),
        ({"name": "二期", "investment": Decimal(5 * 10**9)}, False),
        ({"name": "二期", "investor": "改了名", "credit_code": "91320800MA1"}, True),
    ],
)
def test_a_project_there_already_is_found_by_name_or_by_investor_product_and_size(
    other: dict[str, Any], is_same: bool
) -> None:
    first = {
        "name": "甲项目",
        "investor": "华芯半导体科技有限公司",
        "product": "电池",
        "investment": Decimal(3 * 10**8),
        "credit_code": "91320800MA1",
    }
    keying, seen = Keying(DuplicateSpec.model_validate(RULE)), Seen[str]()
    seen.add("first", keying.keys(Entry(**first)))
    twin = seen.twin(keying.keys(Entry(**{**first, "credit_code": "", **other})))
    assert twin == ("first" if is_same else None)


def test_headings_of_two_rows_are_joined_and_titles_left_out() -> None:
    rows = [
        ["2024年项目台账", "2024年项目台账", "2024年项目台账"],
        ["项目名称", "投资", "投资"],
        ["项目名称", "总投资", "固定资产投资"],
        ["甲", "1", "2"],
    ]
    assert head_rows(rows) == 3
    assert headings(rows, 3) == ["项目名称", "投资 总投资", "投资 固定资产投资"]


def test_a_heading_no_person_wrote_is_refused() -> None:
    with pytest.raises(Refusal, match="1000"):
        headings([["x" * 1000, "b"]], 1)


def test_a_word_outside_a_loose_list_stays_as_written(known) -> None:
    city = Target("source_city", "来源城市", "City", Kind.CHOICE, 50, loose=True)
    name = Target("name", "项目名称", "Name")
    shanghai = ChoiceSpec(code="shanghai", name="上海", english="Shanghai")
    city = replace(city, choices=(shanghai,))
    investor = Target("investor", "投资方", "Investor")
    columns = [Column(0, "name"), Column(1, "source_city"), Column(2, "investor")]
    rows = [["项目名称", "来源城市", "投资方"], ["甲", "上海", "甲公司"], ["乙", "扬州", "乙公司"]]
    table = read_table(rows, 1, columns, [name, city, investor], known)
    assert table.values["source_city"] == ["shanghai", "扬州"]
    assert [(fault.row, fault.is_error) for fault in table.faults] == [(3, False)]


def test_projects_that_are_only_intended_are_projects(fields: tuple[Target, ...]) -> None:
    assert propose(["意向项目"], fields)[0].field == "name"


def test_a_row_without_an_investor_does_not_come_in_though_it_gives_a_code(fields, known) -> None:
    rows = [
        ["项目", "投资方", "统一社会信用代码"],
        ["甲", "待定", "91110000802100433B"],
        ["乙", "宏远公司", ""],
        ["丙", "宏" * 121, ""],
    ]
    table = read(rows, fields, known)
    assert [(fault.row, fault.column, str(fault.message)) for fault in table.errors] == [
        (4, 1, "有 121 字，超过 120 字。"),
        (2, 1, "没有写“投资方”。"),
    ]
    assert all(fault.hint for fault in table.errors)


def test_the_telephone_of_who_told_of_a_lead_is_no_part_of_a_register(known) -> None:
    fields = targets(Zone.model_construct(fields=(REFERRER,), chains=(), cities=(), plots=()))
    table = read([["项目", "推荐人"], ["甲", "商会张三 138-1234-5678"], ["乙", "商会张三"]], fields, known)
    (fault,) = table.faults
    assert (fault.row, fault.column, fault.is_error, bool(fault.hint)) == (2, 1, True, True)
    assert "不写电话" in str(fault.message)
    assert table.values["referrer"] == [None, "商会张三"]


def test_a_zone_that_lists_neither_name_nor_investor_can_still_import(known) -> None:
    fields = targets(Zone.model_construct(fields=(), chains=(), cities=(), plots=()))
    assert read([["项目名称"], ["甲"]], fields, known).values["name"] == ["甲"]
