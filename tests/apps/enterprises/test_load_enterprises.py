"""Loading a zone's enterprises.csv: once, with parents, leaving alone what people changed."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from chaotou.core.zone.enterprise_specs import EnterpriseRow
from chaotou.core.zone.loading import load_zone
from chaotou.enterprises import operations
from chaotou.enterprises.models import Enterprise
from chaotou.journal.models import Entry

ROOT = Path(__file__).parents[3]
CODE = "91110000600037341L"


def _zone(*rows: dict[str, Any]) -> Any:
    read = tuple(EnterpriseRow.model_validate({"synthetic": True, **row}) for row in rows)
    return SimpleNamespace(enterprises=read, zone=SimpleNamespace(code="zone"))


def test_lines_become_enterprises_with_their_parents(world, now) -> None:
    zone = _zone(
        {"name": "华芯封装", "parent": "华芯集团", "industry": "3973", "tags": "外资；重点", "local": "true"},
        {"name": "华芯集团", "credit_code": CODE.lower()},
    )
    assert operations.load_enterprises(zone=zone, now=now) == 2
    child = Enterprise.objects.get(name="华芯封装")
    assert child.parent is not None
    assert (child.parent.name, child.parent.credit_code) == ("华芯集团", CODE)
    assert (child.industry, child.tags, child.is_local, child.is_synthetic) == (
        "C3973",
        ["外资", "重点"],
        True,
        True,
    )
    assert "hx xf" in child.grams


def test_loading_again_changes_nothing_and_keeps_what_people_changed(linxiao, now) -> None:
    zone = _zone({"name": "华芯集团", "city": "苏州"}, {"name": "旧名", "credit_code": CODE})
    operations.load_enterprises(zone=zone, now=now)
    changed = Enterprise.objects.get(credit_code=CODE)
    operations.change_enterprise(person=linxiao, enterprise=changed.pk, now=now, name="新名")
    entries = Entry.objects.count()
    assert operations.load_enterprises(zone=zone, now=now) == 0
    assert sorted(Enterprise.objects.values_list("name", flat=True)) == ["华芯集团", "新名"]
    assert Entry.objects.count() == entries


HEADER = "name,credit_code,parent,size,industry,chain,link,registered_capital,synthetic"


@pytest.mark.parametrize(
    ("line", "path", "said"),
    [
        ("甲,123,,,,,,,true", "credit_code", "应为 18 位"),
        ("甲,,丙,,,,,,true", "parent", "没有母公司“丙”"),
        ("甲,,甲,,,,,,true", "parent", "自己的母公司"),
        ("甲,,,,9999,,,,true", "industry", "没有行业代码"),
        ("甲,,,,,nowhere,,,true", "chain", "没有产业链"),
        ("甲,,,,,pcb,nowhere,,true", "link", "没有环节"),
        ("甲,,,huge,,,,,true", "size", ""),
        ("甲,,,,,,,many,true", "registered_capital", ""),
        ("甲,,,,,,,,", "synthetic", ""),
        ("乙,,,,,,,,true", "name", "已在第 2 行"),
    ],
)
def test_a_faulty_line_is_pointed_at(tmp_path, line, path, said) -> None:
    zone = tmp_path / "zone"
    shutil.copytree(ROOT / "zones/demo", zone)
    for file in zone.glob("*.csv"):
        file.unlink()
    (zone / "enterprises.csv").write_text(f"{HEADER}\n乙,,,,,,,,true\n{line}\n", encoding="utf-8")
    found = [issue for issue in load_zone(zone).issues if issue.place.file == "enterprises.csv"]
    assert [(issue.place.line, issue.place.path) for issue in found] == [(3, path)]
    assert said in str(found[0].message)
