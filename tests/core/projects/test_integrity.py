"""Each check finds its own and lets the rest go."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from chaotou.core.naming import Named
from chaotou.core.projects import integrity
from chaotou.core.projects.integrity import Facts, Photo, Unproven, findings, months_after
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.project_specs import THRESHOLDS, IntegrityCheck, IntegritySpec

YI = Decimal(100_000_000)
TODAY = date(2024, 8, 20)


def facts(project: int, **more: object) -> Facts:
    return Facts(project, int(str(more.pop("organization", 1))), **more)  # type: ignore[arg-type]


def of(found: object) -> list[tuple[int, ...]]:
    return [one.projects for one in found]  # type: ignore[attr-defined]


def test_one_investor_under_two_units_is_found() -> None:
    held = [facts(1, investor="x"), facts(2, investor="x", organization=2), facts(3, investor="y"), facts(4)]
    assert of(integrity.same_investor(held)) == [(1, 2)]
    assert of(integrity.same_investor([held[0], facts(5, investor="x")])) == []


def test_a_round_amount_far_beyond_the_capital_is_found() -> None:
    rich, odd = facts(2, investment=33 * YI, capital=YI), facts(3, investment=33 * YI + 1, capital=YI / 1000)
    thin = facts(1, investment=33 * YI, capital=YI / 100)
    found = list(integrity.round_amount([thin, rich, odd, facts(4, investment=YI)]))
    assert of(found) == [(1,)]
    assert "33 亿元" in str(found[0].reason)
    assert of(integrity.round_amount([rich], times=Decimal(33))) == [(2,)]


def test_nothing_paid_in_after_half_a_year_is_found() -> None:
    since = {"registered": date(2024, 2, 20)}
    paid = facts(2, reached=since, fields={"paid_in_capital": "500"})
    assert of(integrity.unpaid([facts(1, reached=since), paid], today=TODAY)) == [(1,)]
    assert of(integrity.unpaid([facts(1, reached=since)], today=date(2024, 8, 19))) == []


def test_a_signing_without_land_for_a_year_is_found() -> None:
    old = {"signed": date(2023, 8, 20)}
    held = [facts(1, reached=old), facts(2, reached={**old, "commenced": TODAY}), facts(3)]
    assert of(integrity.no_land([*held, facts(4, reached=old, is_exited=True)], today=TODAY)) == [(1,)]


def test_works_without_any_proof_are_found() -> None:
    begun = {"commenced": date(2024, 5, 20)}
    proven = [
        facts(2, reached=begun, fields={"power_on": "2024-06-01"}),
        facts(3, reached=begun, evidence=frozenset({"building_permit"})),
    ]
    assert of(integrity.unproven_start([facts(1, reached=begun), *proven], today=TODAY)) == [(1,)]


def test_tax_far_below_what_was_agreed_is_found() -> None:
    made = {"in_production": date(2022, 1, 1)}
    low = facts(1, reached=made, agreed_tax=Decimal(1000), fields={"tax_paid": 499})
    fair = facts(2, reached=made, agreed_tax=Decimal(1000), fields={"tax_paid": 500})
    assert of(integrity.tax_short([low, fair, facts(3, agreed_tax=Decimal(1000))])) == [(1,)]


def test_a_photo_used_twice_is_found() -> None:
    photos = [Photo("a", 1, 1), Photo("a", 1, 1), Photo("b", 1, 1), Photo("b", 2, 9), Photo("c", 3, 1)]
    assert of(integrity.photo_reused(photos)) == [(1, 2)]
    assert of(integrity.photo_reused([Photo("c", 3, 1), Photo("c", 3, 2)])) == [(3,)]


def test_a_rush_in_the_last_week_is_found() -> None:
    spread = [facts(n, reached={"signed": date(2024, 2, 5 * n)}) for n in range(1, 6)]
    late = [facts(n, reached={"signed": date(2024, 2, 23)}) for n in range(6, 12)]
    assert of(integrity.month_end_rush(spread)) == []
    assert of(integrity.month_end_rush([*spread, *late])) == [(5, 6, 7, 8, 9, 10, 11)]
    assert of(integrity.month_end_rush(late, at_least=Decimal(7))) == []


def test_a_stage_without_its_compulsory_evidence_is_found() -> None:
    lacks = Unproven(Named("签约", "Signed"), (Named("协议", "Contract"),), is_imported=True)
    found = list(integrity.unproven_stage([facts(1, unproven=(lacks,)), facts(2)]))
    assert of(found) == [(1,)]
    assert str(found[0].reason) == "“签约”由表格导入，缺这一阶段必须的材料：协议。"


def test_a_stage_dated_before_registration_is_found() -> None:
    old = {"negotiation": date(2020, 5, 1)}
    held = [
        facts(1, reached=old, registered_on=TODAY),
        facts(2, reached={"signed": TODAY}, registered_on=TODAY),
    ]
    assert of(integrity.entered_late(held)) == [(1,)]


def test_the_zones_thresholds_are_those_used() -> None:
    spec = IntegritySpec.model_validate({"check": "no_land", "name": "x", "english": "x", "months": 18})
    old = facts(1, reached={"signed": date(2023, 8, 20)})
    assert findings([spec], [old], [], today=TODAY) == []
    assert len(findings([spec], [old], [], today=date(2025, 2, 20))) == 1


def test_every_check_of_the_demonstration_runs() -> None:
    zone = load_zone(Path(__file__).parents[3] / "zones" / "demo").zone
    assert zone is not None
    assert {spec.check for spec in zone.integrity} == set(IntegrityCheck) == THRESHOLDS.keys()
    assert findings(zone.integrity, [facts(1)], [], today=TODAY) == []


def test_months_end_on_the_last_day_where_there_is_no_such_day() -> None:
    assert months_after(date(2023, 8, 31), 6) == date(2024, 2, 29)
