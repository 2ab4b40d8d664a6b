"""A table of matters: columns by their names, rows by the kind's own form, everything wrong at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chaotou.core.matters.importing import Known, Matters, columns_of, is_required, read_matters
from chaotou.core.projects.importing.headings import propose
from chaotou.core.zone.matter_specs import KindSpec

TODAY = date(2024, 8, 12)
KNOWN = Known(
    TODAY, {"潮头精密": 7, "91320800ma1a2b3c4d": 7}, {"经济发展局": "economy", "economy": "economy"}
)
REQUEST: dict[str, Any] = {
    "code": "request",
    "name": "企业诉求",
    "english": "Request",
    "family": "request",
    "prefix": "QS",
    "flow": "loop",
    "intake": ["economy"],
    "source": "rules",
    "fields": [
        {
            "code": "field",
            "name": "诉求领域",
            "english": "Field",
            "kind": "choice",
            "required": True,
            "choices": [
                {"code": "labor", "name": "用工", "english": "Labor"},
                {"code": "land", "name": "用地", "english": "Land"},
            ],
        },
        {"code": "people", "name": "缺工人数", "english": "People", "kind": "number"},
        {
            "code": "plot",
            "name": "地块",
            "english": "Plot",
            "required": True,
            "when": {"field": "field", "is": ["land"]},
        },
        {"code": "by", "name": "到岗日期", "english": "By", "kind": "date"},
        {"code": "urgent", "name": "紧急", "english": "Urgent", "kind": "flag"},
        {"code": "phone", "name": "联系电话", "english": "Telephone", "required": True, "personal": True},
    ],
}


def kind(**more: Any) -> KindSpec:
    return KindSpec.model_validate({**REQUEST, **more})


def read(head: str, *rows: str, **more: Any) -> Matters:
    """Rows whose cells are parted by |."""
    table = [head.split("|"), *(row.split("|") for row in rows)]
    spec = kind(**more)
    return read_matters(table, 1, propose(table[0], columns_of(spec)), spec, KNOWN)


def told(found: Matters) -> list[tuple[int, int | None, str]]:
    return [(fault.row, fault.column, str(fault.message)) for fault in found.table.faults]


HEAD = "标题|诉求领域|缺工人数|地块|到岗日期|紧急|联系电话|企业|收到日期|登记单位"


def test_a_row_is_read_as_the_form_of_the_kind_reads_it() -> None:
    found = read(HEAD, "招工|用工|1,200||2024年9月1日|是|139|潮头精密|2024/8/1|经济发展局")
    assert told(found) == []
    form, table = found.forms[0], found.table
    assert form.values == {"field": "labor", "people": "1200", "by": "2024-09-01", "urgent": True}
    assert form.personal == {"phone": "139"}
    assert table.column("enterprise") == [7]
    assert table.column("received_on") == [date(2024, 8, 1)]
    assert table.column("organization") == ["economy"]


def test_everything_wrong_is_told_with_its_row_and_column() -> None:
    found = read(HEAD, "|海|很多||明天|也许||无名公司|2025-01-01|商务局", "用地|用地|||||139|||")
    assert sorted(told(found), key=str) == sorted(
        [
            (2, 0, "没有标题。"),
            (2, 1, "没有选项“海”。"),
            (2, 2, "“很多”不是数字。"),
            (2, 4, "“明天”不是日期。"),
            (2, 5, "“也许”不是“是”或“否”。"),
            (2, 6, "请填写“联系电话”。"),
            (2, 7, "没有企业“无名公司”。"),
            (2, 8, "收到日期 2025-01-01 还没有到。"),
            (2, 9, "没有机构“商务局”。"),
            (3, 3, "请填写“地块”。"),
        ],
        key=str,
    )


def test_a_column_that_must_be_there_is_missed_once() -> None:
    found = read("标题|诉求领域", "招工|用工", "又招工|用工")
    assert told(found) == [(1, None, "表里没有“联系电话”一列。")]


def test_a_field_asked_for_under_a_condition_is_missed_in_the_rows_that_need_it() -> None:
    found = read("标题|诉求领域|联系电话", "用地|用地|139", "招工|用工|139")
    assert told(found) == [(2, None, "请填写“地块”。")]


def test_a_firm_is_known_by_its_credit_code_too() -> None:
    found = read(HEAD, "招工|用工||||| 139|91320800MA1A2B3C4D||")
    assert found.table.column("enterprise") == [7]


def test_english_headings_are_known() -> None:
    found = read("Title|Field|Telephone", "Workers|Labor|139")
    assert told(found) == []
    assert found.forms[0].values == {"field": "labor"}


@pytest.mark.parametrize(("own_due", "privacy"), [(True, "strict"), (False, "open")])
def test_a_template_has_the_columns_its_kind_asks_for(own_due: bool, privacy: str) -> None:
    codes = [target.code for target in columns_of(kind(own_due=own_due, privacy=privacy))]
    assert ("due_on" in codes) is own_due
    assert ("enterprise" in codes) is (privacy == "open")
    assert codes[-1] == "field.phone"


def test_what_a_row_must_say_is_known_beforehand() -> None:
    spec = kind()
    required = [target.code for target in columns_of(spec) if is_required(target, spec)]
    assert required == ["title", "field.field", "field.phone"]


def test_lines_of_a_long_text_stay_lines_and_too_long_ones_are_refused() -> None:
    spec = kind(fields=[])
    rows = [["标题", "内容"], ["甲", "一\n二"], ["乙", "字" * 5001], ["字" * 201, ""]]
    found = read_matters(rows, 1, propose(rows[0], columns_of(spec)), spec, KNOWN)
    assert found.table.column("content")[0] == "一\n二"
    assert [fault[:2] for fault in told(found)] == [(4, 0), (3, 1)]


def test_rows_are_left_out_with_their_forms() -> None:
    found = read("标题|诉求领域|联系电话", "甲|用工|1", "乙|用地|2").without(frozenset({0}))
    assert found.table.rows == [3]
    assert found.forms[0].values == {"field": "land"}
