"""A short table is held against leads of other units by near names, as whoever enters one lead is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from chaotou.core.projects.importing import held
from chaotou.projects.operations.registering import register_lead
from chaotou.projects.operations.uploading import upload_spreadsheet
from chaotou.projects.queries.importing import outlook
from chaotou.projects.queries.registering import alike_typed

THEIRS = "无锡潮生半导体设备有限公司"
SAID = ("检测设备", Decimal("500000000"))
NAMES = {
    "潮升半导体设备有限公司": True,
    "无锡潮生半导体": True,
    "无锡潮声半导体装备有限公司": True,
    "潮生半导体设备（江苏）有限公司": True,
    "苏州潮生半导体设备有限公司": True,
    "苏州安泰电子有限公司": False,
    "无锡晨光半导体设备有限公司": True,
    "无锡晨光食品有限公司": False,
}


@pytest.fixture
def theirs(world, hechuan, now):
    said = {"actor": hechuan, "organization": world.commerce, "now": now, "name": "研发总部"}
    return register_lead(**said, investor_name=THEIRS, product=SAID[0], investment=SAID[1])


@pytest.fixture
def barred(theirs, linxiao, now, today):
    """Which of these investors' rows the other unit's lead keeps out."""

    def rows(*names: str) -> list[str]:
        lines = [f"第{n}个,{name},{SAID[0]},5亿元" for n, name in enumerate(names)]
        data = "\n".join(["项目名称,投资方,产品,总投资", *lines]).encode()
        sheet = upload_spreadsheet(person=linxiao, data=data, filename="a.csv", now=now)
        found = outlook(linxiao, sheet, today)
        assert all(one.held and not one.code and one.place in found.left_out for one in found.twins)
        return [names[one.place] for one in found.twins]

    return rows


@pytest.mark.parametrize(("name", "is_like"), NAMES.items())
def test_a_row_is_told_of_where_entering_it_would_be(barred, linxiao, today, name, is_like) -> None:
    said = {"name": "装备基地", "credit_code": "", "product": SAID[0], "currency": "CNY"}
    entered = alike_typed(linxiao, investor=name, investment=SAID[1], today=today, **said)
    assert bool(entered.others) is bool(barred(name)) is is_like


def test_rows_are_judged_one_by_one(barred) -> None:
    assert barred(*NAMES) == [name for name, is_like in NAMES.items() if is_like]


@pytest.mark.parametrize("bound", ["MOST_ROWS", "MOST_PAIRS"])
def test_a_long_table_is_held_against_bare_names_alone(barred, monkeypatch, bound) -> None:
    monkeypatch.setattr(held, bound, 1)
    assert barred("潮升半导体设备有限公司", "潮生半导体设备（江苏）有限公司") == [
        "潮生半导体设备（江苏）有限公司"
    ]


def test_a_lead_no_longer_protected_bars_no_near_name(barred, theirs) -> None:
    type(theirs).objects.update(protected_until_on="2024-08-11")
    assert barred("潮升半导体设备有限公司") == []
