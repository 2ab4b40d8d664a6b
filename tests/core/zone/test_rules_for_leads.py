"""What can be wrong with `leads.yaml` and `chains.yaml` is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from chaotou.core.zone.lead_specs import ClockSpec, QuotaSpec, TeamSpec, in_force
from chaotou.core.zone.loading import load_zone

Edit = Callable[[str, str, str], int]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("leads.yaml", "english: Landing side, share: 0.6", "english: Landing side, share: 0.5", "合计 0.9"),
        ("leads.yaml", "{role: landing, ", "{role: first_talker, ", "角色“first_talker”写了两次"),
        ("leads.yaml", "kind: unit\n", "kind: area\n", "“area 2024-01-01”写了两次"),
        ("leads.yaml", "currency: USD, on: 2023-12-29", "currency: USD, on: 2022-12-30", "写了两次"),
        ("leads.yaml", "rate: 6.9646", "rate: 0", "“rate”太小"),
        ("leads.yaml", "currency: USD", "currency: usd", "不能作代码"),
        ("leads.yaml", "below: 1000000000", "below: 5\n    at_least: 6", "没有项目能满足"),
        ("leads.yaml", "note: 十亿元以上", "until: 2023-01-01\n    note: 十亿元以上", "早于"),
        ("leads.yaml", "bands: [100000000, 500000000", "bands: [500000000, 100000000", "没有由小到大"),
        ("leads.yaml", "names_alike: 0.86", "names_alike: 86", "“names_alike”太大"),
        ("leads.yaml", "inspection, letter]", "inspection, told]", "不能延长保护"),
        ("leads.yaml", "done_by: [told]", "done_by: [tolled]", "“tolled”在 leads.yaml 里没有"),
        ("leads.yaml", "stages: [lead, negotiation]", "stages: [leads]", "“leads”在 stages.yaml 里没有"),
        ("leads.yaml", "source: parity", "source: parities", "“parities”在 sources.yaml 里没有"),
        ("leads.yaml", "region: yangtze_delta", "region: yangtse_delta", "不是字段 source_region"),
        ("leads.yaml", "organization: economy", "organization: economie", "在 organizations.yaml 里没有"),
        ("leads.yaml", "chains: [pcb]", "chains: [pcbs]", "“pcbs”在 chains.yaml 里没有"),
        ("leads.yaml", "cities: [suzhou]", "cities: [suzou]", "“suzou”在 leads.yaml 里没有"),
        ("leads.yaml", "quotas: [{year: 2024, ", "quotas: [{year: 2024}, {year: 2024, ", "写了两次"),
        ("chains.yaml", "after: [servo]", "after: [servos]", "“servos”不存在"),
        ("chains.yaml", "code: reducers, ", "code: castings, ", "环节“castings”写了两次"),
        ("chains.yaml", "industries: [C381], wanted: 2}", "after: [control], wanted: 2}", "互为上下游"),
        ("chains.yaml", "position: upstream", "position: upsteam", "“position”不能写"),
    ],
)
def test_a_rule_sees_its_fault(copy: Path, edit: Edit, file: str, old: str, new: str, says: str) -> None:
    line = edit(file, old, new)
    found = [issue for issue in load_zone(copy).issues if issue.is_error and says in str(issue.message)]
    assert found, [str(issue.message) for issue in load_zone(copy).issues]
    assert all(issue.place.file == file and issue.hint for issue in found)
    assert all(issue.place.line is not None and issue.place.line <= line + 20 for issue in found)


def test_a_team_hidden_by_a_wider_one_is_a_warning(copy: Path, edit: Edit) -> None:
    edit("leads.yaml", "organization: investment, cities: [shanghai]", "organization: investment")
    told = [issue for issue in load_zone(copy).issues if "已包括它的全部项目" in str(issue.message)]
    assert len(told) == 3 and not any(issue.is_error for issue in told)


def test_leads_without_protection_are_a_warning(copy: Path) -> None:
    path = copy / "leads.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("protection:\n"), text.index("# 查重")
    path.write_text(text[:start] + "protection: []\n" + text[end:], encoding="utf-8")
    told = [issue for issue in load_zone(copy).issues if "protection" in str(issue.message)]
    assert [issue.is_error for issue in told] == [False]


def test_a_zone_does_without_leads(copy: Path) -> None:
    for file in ("leads.yaml", "chains.yaml", "enterprises.csv"):
        (copy / file).unlink()
    assert load_zone(copy).issues == []


def test_a_clock_holds_by_stage_size_and_day() -> None:
    clock = ClockSpec.model_validate(
        {
            "code": "judge",
            "name": "研判",
            "english": "Judge",
            "days": 3,
            "done_by": ["judged"],
            "below": 1000,
            "from": date(2024, 1, 1),
            "until": date(2024, 12, 31),
            "source": "rule",
        }
    )
    assert clock.holds("lead", Decimal(999), date(2024, 1, 1))
    assert clock.holds("lead", None, date(2024, 12, 31))
    assert not clock.holds("lead", Decimal(1000), date(2024, 6, 1))
    assert not clock.holds("signed", Decimal(1), date(2024, 6, 1))
    assert not clock.holds("lead", Decimal(1), date(2025, 1, 1))


def test_the_latest_rule_that_has_come_is_in_force(copy: Path) -> None:
    zone = load_zone(copy).zone
    assert zone is not None
    assert in_force(zone.protection, date(2023, 12, 31)) is None
    assert in_force(zone.protection, date(2024, 1, 1)) is zone.protection[0]


def test_a_team_takes_what_fits_its_cities_and_chains() -> None:
    said = {"code": "t", "name": "专班", "english": "Team", "organization": "economy"}
    everything = TeamSpec.model_validate(said)
    some = TeamSpec.model_validate({**said, "cities": ["suzhou"], "chains": ["pcb"]})
    assert everything.fits("economy", "", "") and not everything.fits("commerce", "", "")
    assert some.fits("economy", "suzhou", "pcb") and not some.fits("economy", "suzhou", "")
    assert some.quota(2024) == QuotaSpec(year=2024)
