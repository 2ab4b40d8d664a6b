"""What can be wrong with `delivery.yaml` is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from chaotou.core.projects.schedule import schedule
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.specs import Zone

Edit = Callable[[str, str, str], int]
DEMO = Path(__file__).parents[3] / "zones" / "demo"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("days: 5,  organization: approval, after: [{node: company}]", "days: 5", None),
        (
            "after: [{node: company}], evidence: [filing]",
            "after: [{node: land}], evidence: [filing]",
            "绕成了圈",
        ),
        (
            "after: [{node: filing}], evidence: [land",
            "after: [{node: filling}], evidence: [land",
            "“filling”不存在",
        ),
        (
            "after: [{node: filing}], evidence: [land",
            "after: [{node: land}], evidence: [land",
            "不能等它自己",
        ),
        ("{code: filing,       name: 备案,  ", "{code: company,      name: 备案,  ", "写了不止一次"),
        ("evidence: [filing]", "evidence: [fileing]", "“fileing”在 stages.yaml 里没有"),
        ("stage: commenced", "stage: comenced", "“comenced”在 stages.yaml 里没有"),
        ("organization: land, ", "organization: lands, ", "在 organizations.yaml 里没有"),
        ("kinds: [leased_plant]", "kinds: [leased]", "在 stages.yaml 的 kind 里没有"),
        ("kinds: [leased_plant]", "kinds: [new_plant]", "已用模板“new_plant”"),
        ("relation: FF", "relation: FE", "不能写"),
        ("supplier: holding", "supplier: holdings", "在 organizations.yaml 里没有"),
        ("days: 10, counted_in: working}", "counted_in: working}", "不是最高一级"),
        ("english: Put to the city}", "english: Put to the city, days: 3}", "是最高一级"),
        ("{light: at_risk,  at_most: 15}", "{light: at_risk}", "须写下限"),
        ("      - {light: behind}\n    money_base", "    money_base", "没有灯"),
        ("{light: at_risk,  at_least: -10}", "{light: at_risk,  at_least: 10}", "由高到低"),
        ("money_base: points", "money_base: percent", "不能写"),
        ("rhythm: weekly", "rhythm: daily", "不能写"),
    ],
)
def test_a_fault_is_told_with_its_line(copy: Path, edit: Edit, old: str, new: str, says: str | None) -> None:
    edit("delivery.yaml", old, new)
    issues = [issue for issue in load_zone(copy).issues if issue.place.file == "delivery.yaml"]
    if says is None:
        assert issues == []
        return
    assert [issue for issue in issues if says in str(issue.message) and issue.place.line], issues
    assert all(issue.hint for issue in issues)


def test_lists_without_lights_are_refused(copy: Path) -> None:
    path = copy / "delivery.yaml"
    text = path.read_text(encoding="utf-8")
    first, rest = text.split("delivery_lights:")
    path.write_text(first + "delivery_lights: []\ndispatch_lists:" + rest.split("dispatch_lists:")[1])
    assert any("没有亮灯规则" in str(issue.message) for issue in load_zone(copy).issues)


def demo() -> Zone:
    zone = load_zone(DEMO).zone
    assert zone is not None
    return zone


def test_the_demonstrations_templates_lead_to_production() -> None:
    for template in demo().node_templates:
        found = schedule(template.network())
        assert found.critical_path()[-1] == "production"
        assert 100 <= found.end <= 700


def test_the_lights_that_hold_are_the_latest_begun() -> None:
    zone = demo()
    assert zone.delivery_lights_on(date(2022, 12, 31)) is None
    lights = zone.delivery_lights_on(date(2024, 8, 12))
    assert lights is not None
    assert (lights.nodes.due_soon_days, lights.amounts.bands.base) == (14, "points")
