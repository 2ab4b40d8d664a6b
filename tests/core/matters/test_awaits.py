"""Who has to act next in each state of each shipped flow: the earliest step in the file that leads on."""

from __future__ import annotations

from pathlib import Path

import pytest

from chaotou.core.matters.flow import Flow
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.matter_flow_specs import FlowSpec, Phase, Role

DEMO = Path(__file__).parents[3] / "zones" / "demo"
ZONE = load_zone(DEMO).zone
FLOWS = {spec.code: Flow(spec) for spec in ZONE.matter_flows} if ZONE else {}


@pytest.mark.parametrize(
    ("flow", "state", "role"),
    [
        ("approval", "received", Role.INTAKE),
        ("approval", "correcting", Role.APPLICANT),
        ("approval", "examining", Role.LEAD),
        ("approval", "suspended", Role.LEAD),
        ("approval", "examined", Role.VERIFIER),
        ("approval", "decided", None),
        ("approval", "withdrawn", None),
        ("request", "received", Role.INTAKE),
        ("request", "assigned", Role.LEAD),
        ("request", "handling", Role.LEAD),
        ("closed_loop", "drafted", Role.LEADER),
        ("closed_loop", "approved", Role.ASSIGNER),
        ("closed_loop", "handling", Role.LEAD),
        ("dual_review", "submitted", Role.VERIFIER),
        ("dual_review", "reviewed", Role.LEADER),
        ("petition", "sent", Role.LEAD),
    ],
)
def test_a_state_waits_for_who_leads_on(flow: str, state: str, role: Role | None) -> None:
    assert FLOWS[flow].awaits(state) is role


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.spec.code)
def test_somebody_is_waited_for_exactly_until_it_is_over(flow: Flow) -> None:
    for state in flow.spec.states:
        is_over = state.phase in (Phase.CLOSED, Phase.ENDED)
        assert (flow.awaits(state.code) is None) == is_over


def test_the_platform_and_detours_are_not_waited_for() -> None:
    states = [
        {"code": code, "name": code, "english": code, "phase": phase}
        for code, phase in (("a", "waiting"), ("b", "open"), ("c", "closed"), ("d", "ended"))
    ]
    steps = [
        {"act": "withdraw", "from": ["a"], "to": "d", "by": ["applicant"]},
        {"act": "accept", "from": ["a"], "to": "b", "by": ["platform", "intake"]},
        {"act": "transfer", "from": ["b"], "to": "a", "by": ["assigner"]},
        {"act": "press", "from": ["b"], "by": ["leader"]},
        {"act": "submit", "from": ["b"], "to": "c", "by": ["lead"]},
    ]
    named = [{"name": step["act"], "english": step["act"], **step} for step in steps]
    flow = Flow(
        FlowSpec.model_validate({"code": "x", "name": "x", "english": "x", "states": states, "steps": named})
    )
    assert (flow.awaits("a"), flow.awaits("b")) == (Role.INTAKE, Role.LEAD)
