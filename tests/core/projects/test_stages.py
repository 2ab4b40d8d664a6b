"""The stage machine: legal moves pass when nothing lacks, all others are refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.naming import Named
from chaotou.core.projects.stages import Owed, StageMachine
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.specs import Zone

loaded = load_zone(Path(__file__).parents[3] / "zones" / "demo").zone
assert loaded is not None
ZONE: Zone = loaded
MACHINE = StageMachine.of(ZONE.stages, ZONE.fields, ZONE.evidence)
CODES = [stage.code for stage in ZONE.stages]
PAPERS = {one.code for one in ZONE.evidence}
LEGAL = {(stage.code, to) for stage in ZONE.stages for to in stage.to}
PAIRS = [(here, to) for here in CODES for to in CODES]


def complete(**more: object) -> dict[str, object]:
    """A project that says everything."""
    given: dict[str, object] = {field.code: "1" for field in ZONE.fields}
    given |= {"kind": "new_plant", "industry": "C3982", "investor_origin": "foreign", "energy_tce": 2000}
    return {**given, "investment": 2_000_000_000, **more}


@pytest.mark.parametrize(("here", "to"), PAIRS)
def test_a_complete_project_goes_where_the_zone_lets_it_and_nowhere_else(here: str, to: str) -> None:
    gaps = MACHINE.missing(complete(stage=here), PAPERS, to, reason="说明")
    assert bool(gaps) is ((here, to) not in LEGAL)
    assert (gaps.no_way is None) is ((here, to) in LEGAL)
    assert MACHINE.stage(to) in MACHINE.moves_from(here) or gaps.no_way


@pytest.mark.parametrize(("here", "to"), sorted(LEGAL))
def test_an_empty_project_is_told_everything_at_once(here: str, to: str) -> None:
    gaps = MACHINE.missing({"stage": here}, (), to)
    asked = [need for need in MACHINE.stage(to).needs if need.when is None]
    assert [gap.code for gap in gaps.fields] == [code for need in asked for code in need.fields]
    assert [gap.code for gap in gaps.evidence] == [code for need in asked for code in need.evidence]
    assert gaps.reason is MACHINE.stage(to).reason
    assert len(gaps.issues()) == len(gaps.fields) + len(gaps.evidence) + gaps.reason


def test_a_large_foreign_project_is_asked_for_more() -> None:
    small = {"stage": "review", "investment": 50_000_000, "investor_origin": "domestic"}
    large = {"stage": "review", "investment": 1_000_000_000, "investor_origin": "foreign"}
    more = _codes(large) - _codes(small)
    assert more == {"foreign_identity", "fair_competition", "linked_leader", "secretary"}


def _codes(project: dict[str, object]) -> set[str]:
    gaps = MACHINE.missing(project, (), "signed")
    return {gap.code for gap in (*gaps.fields, *gaps.evidence)}


def test_gaps_carry_the_names_people_know() -> None:
    gaps = MACHINE.missing({"stage": "review", "investment": 1}, (), "signed")
    assert str(gaps.evidence[0].name) == "正式投资协议"
    assert "缺材料“正式投资协议”。" in [str(issue.message) for issue in gaps.issues()]


def test_a_stage_asks_for_nothing_twice() -> None:
    for stage in CODES:
        gaps = MACHINE.missing({**complete(stage="x"), **dict.fromkeys(())}, (), stage)
        codes = [gap.code for gap in gaps.evidence]
        assert len(codes) == len(set(codes))


def test_a_stage_the_zone_does_not_have_is_refused() -> None:
    with pytest.raises(Refusal, match="nowhere"):
        MACHINE.missing({}, (), "nowhere")


@pytest.mark.parametrize(
    ("met_on", "missed"), [(None, True), (date(2024, 8, 12), False), (date(2024, 8, 13), True)]
)
def test_a_condition_is_missed_from_its_day_on_until_it_is_met(met_on: date | None, missed: bool) -> None:
    owed = Owed("取得节能审查意见", Named("财政局", "Finance"), date(2024, 8, 12), met_on)
    assert owed.is_missed(date(2024, 8, 12)) is missed
    assert not owed.is_missed(date(2024, 8, 11))


def test_only_a_stage_that_asks_waits_for_conditions() -> None:
    owed = Owed("取得节能审查意见", Named("财政局", "Finance"), date(2024, 8, 12))
    held = {stage: MACHINE.missing({}, (), stage, owed=[owed]).conditions for stage in CODES}
    asking = [stage.code for stage in ZONE.stages if stage.needs_conditions_met]
    assert [stage for stage in CODES if held[stage]] == asking != []
