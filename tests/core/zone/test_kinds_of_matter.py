"""The demonstration's kinds hold the rules they cite: limits, privacy, chains, who closes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chaotou.core.projects.conditions import holds
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.core.zone.matter_specs import Basis, Family, KindSpec, Privacy
from chaotou.core.zone.matter_watch_specs import Sheet
from chaotou.core.zone.specs import Zone
from chaotou.core.zone.vocabulary import Trust

DEMO = Path(__file__).parents[3] / "zones" / "demo"
ON = date(2024, 8, 20)


@pytest.fixture(scope="module")
def zone() -> Zone:
    loaded = load_zone(DEMO)
    assert loaded.zone is not None, [str(issue.message) for issue in loaded.issues]
    return loaded.zone


def kind(zone: Zone, code: str) -> KindSpec:
    return next(kind for kind in zone.matter_kinds if kind.code == code)


def limit(zone: Zone, code: str, what: str, basis: Basis, **fields: object) -> tuple[int, str]:
    """The one limit of this code and basis that is in force and holds."""
    [found] = [
        limit
        for limit in kind(zone, code).limits
        if (limit.code, limit.basis) == (what, basis) and limit.valid_from <= ON and holds(limit.when, fields)
    ]
    return found.days, found.counted_in.value


LAW, PROMISE = Basis.STATUTORY, Basis.COMMITTED


@pytest.mark.parametrize(
    ("code", "what", "basis", "fields", "days"),
    [
        ("petition", "transfer", LAW, {}, (15, "natural")),
        ("petition", "tell", LAW, {}, (15, "natural")),
        ("petition", "finish", LAW, {}, (60, "natural")),
        ("petition_review", "answer", LAW, {}, (30, "natural")),
        ("petition_recheck", "answer", LAW, {}, (30, "natural")),
        ("enterprise_request", "first_response", PROMISE, {}, (1, "working")),
        ("enterprise_request", "answer", PROMISE, {}, (2, "working")),
        ("enterprise_request", "settle", PROMISE, {"level": "ordinary"}, (10, "working")),
        ("enterprise_request", "settle", PROMISE, {"level": "hard"}, (25, "working")),
        ("directive", "handle", PROMISE, {"origin": "document"}, (30, "natural")),
        ("directive", "handle", PROMISE, {"origin": "minutes"}, (20, "natural")),
        ("leader_note", "handle", PROMISE, {"urgency": "urgent"}, (5, "natural")),
        ("leader_note", "handle", PROMISE, {"urgency": "ordinary"}, (15, "natural")),
        ("leader_note", "handle", PROMISE, {"urgency": "hard"}, (30, "natural")),
        ("firm_registration", "decision", LAW, {}, (3, "working")),
        ("construction_permit", "decision", LAW, {}, (7, "working")),
        ("land_planning_permit", "decision", LAW, {}, (20, "working")),
        ("start_on_land", "decision", LAW, {}, (45, "working")),
        ("drawing_review", "decision", LAW, {"scale": "large"}, (15, "working")),
        ("environment_approval", "decision", LAW, {"document": "report"}, (60, "working")),
        ("rectification", "settle", PROMISE, {}, (180, "natural")),
    ],
)
def test_limits_are_those_of_their_rule(
    zone: Zone, code: str, what: str, basis: Basis, fields: dict[str, object], days: tuple[int, str]
) -> None:
    assert limit(zone, code, what, basis, **fields) == days


def test_nothing_rolls_past_rest_without_a_clause_that_says_so(zone: Zone) -> None:
    """No such clause was found in what the demo's natural days stand on."""
    assert not [kind.code for kind in zone.matter_kinds for one in kind.limits if one.rolls_past_rest]


def test_every_family_has_a_kind_and_every_kind_its_source(zone: Zone) -> None:
    assert {kind.family for kind in zone.matter_kinds} == set(Family)
    sources = {source.id: source for source in zone.sources}
    for one in zone.matter_kinds:
        for law in (limit for limit in one.limits if limit.basis is LAW):
            assert law.clause and sources[law.source].trust is Trust.GOVERNMENT


def test_every_flow_paper_result_and_reason_is_used(zone: Zone) -> None:
    kinds = zone.matter_kinds
    assert {flow.code for flow in zone.matter_flows} == {one.flow for one in kinds}
    assert {paper.code for paper in zone.matter_papers} - {"undertaking"} == {
        proof.evidence for one in kinds for proof in one.proofs
    }
    assert {result.code for result in zone.matter_results} == {code for one in kinds for code in one.results}
    assert {reason.code for reason in zone.suspension_reasons} == {
        code for one in kinds for code in one.suspensions
    }
    assert {one.code for one in zone.matter_reminders} == {code for kind in kinds for code in kind.reminders}


def test_a_petitioner_is_personal_and_only_handlers_know(zone: Zone) -> None:
    petitions = [one for one in zone.matter_kinds if one.family is Family.PETITION]
    assert [one.code for one in petitions] == ["petition", "petition_review", "petition_recheck"]
    for one in petitions:
        assert one.privacy is Privacy.STRICT and not one.is_public and not one.by_link
        personal = {field.code for field in one.fields if field.personal}
        assert personal == {"petitioner_name", "petitioner_phone", "petitioner_address"}
    assert [one.appeal.kind if one.appeal else None for one in petitions] == [
        "petition_review",
        "petition_recheck",
        None,
    ]
    assert {one.appeal.within_days for one in petitions if one.appeal} == {30}
    assert petitions[0].extension is not None and petitions[0].extension.at_most_days == 30


def test_whoever_can_be_telephoned_is_kept_apart(zone: Zone) -> None:
    for one in zone.matter_kinds:
        for field in one.fields:
            if "电话" in field.name or "联系人" in field.name or "地址" in field.name:
                assert field.personal, (one.code, field.code)
    assert not [
        f.code for one in zone.matter_kinds for f in one.fields if "证件" in f.name or "身份" in f.name
    ]


def test_approvals_list_what_is_missing_once_within_five_working_days(zone: Zone) -> None:
    for one in zone.matter_kinds:
        if one.flow == "approval":
            assert one.correction is not None and one.correction.within_days == 5
            assert {Basis.COMMITTED} <= {limit.basis for limit in one.limits}
    assert kind(zone, "construction_permit").tolerance is not None


def test_before_the_land_is_won_only_opinions_are_given(zone: Zone) -> None:
    parts = {part.code: part for part in kind(zone, "start_on_land").parts}
    early = {code for code, part in parts.items() if part.before_land}
    assert early == {"land_planning", "works_planning", "drawings"}
    assert not any(parts[code].after for code in early)
    assert set(parts["permit"].after) == {"works_planning", "drawings", "certificate"}


def test_requests_go_to_whoever_answers_for_the_field(zone: Zone) -> None:
    routing = kind(zone, "enterprise_request").routing

    def lead(field: str) -> str:
        return next(line.lead for line in routing if holds(line.when, {"field": field}))

    fields = next(one for one in kind(zone, "enterprise_request").fields if one.code == "field")
    assert [lead(choice.code) for choice in fields.choices] == [
        "social", "economy", "commerce", "finance", "investment", "holding", "land", "approval", "economy",
    ]  # fmt: skip


def test_livelihood_items_have_ten_classes_and_end_within_the_year(zone: Zone) -> None:
    item = kind(zone, "livelihood_item")
    assert len(next(field for field in item.fields if field.code == "class").choices) == 10
    assert item.is_public and item.nodes[-1].by <= "12-31"


def test_major_hazards_are_listed_and_photographed(zone: Zone) -> None:
    hazard = kind(zone, "hazard")
    listing = next(limit for limit in hazard.limits if limit.met_by == (Act.LIST,))
    assert holds(listing.when, {"level": "major"}) and not holds(listing.when, {"level": "general"})
    photos = {paper.code for paper in zone.matter_papers if paper.photo}
    assert {"photo_before", "photo_after"} <= photos & {proof.evidence for proof in hazard.proofs}
    assert {"duty", "funds", "mend_by", "measures", "plan"} <= {field.code for field in hazard.fields}


def test_sheets_are_blue_before_yellow_behind_and_red_after(zone: Zone) -> None:
    sheets = {one.code: one.sheet for one in zone.matter_reminders}
    assert (sheets["near_3"], sheets["behind"], sheets["overdue_1"]) == (Sheet.BLUE, Sheet.YELLOW, Sheet.RED)
    [shades] = zone.matter_shades
    assert (float(shades.attention), float(shades.due_soon)) == (0.5, 0.8)


def test_what_is_counted_is_the_zone_s_own_indicator(zone: Zone) -> None:
    indicators = {one.code: one for one in zone.indicators}
    counted = {count.indicator for count in zone.matter_counts}
    service = {one.code for one in zone.indicators if one.group == "service"}
    assert counted == {*service, "livelihood_items"}
    assert all(indicators[code].english_definition and indicators[code].lead for code in counted)


def test_every_remark_has_its_english(zone: Zone) -> None:
    steps = [step for flow in zone.matter_flows for step in flow.steps]
    fields = [field for one in zone.matter_kinds for field in one.fields]
    assert all(bool(said.help) == bool(said.english_help) for said in (*steps, *fields))
    assert all(bool(one.note) == bool(one.english_note) for one in zone.matter_kinds)
