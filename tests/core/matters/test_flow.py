"""Every state, act and role of every shipped kind: what may be done is what its flow says, no more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaotou.core.issues import Refusal
from chaotou.core.matters.flow import Flow, Given, lacking
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.matter_flow_specs import Act, FlowSpec, Phase, Role, StepSpec
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.core.zone.rules_for_matter_flows import reachable
from chaotou.core.zone.specs import Zone

DEMO = Path(__file__).parents[3] / "zones" / "demo"


def _zone() -> Zone:
    zone = load_zone(DEMO).zone
    assert zone is not None
    return zone


ZONE = _zone()
FLOWS = {spec.code: Flow(spec) for spec in ZONE.matter_flows}
KINDS = ZONE.matter_kinds
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
each_flow = pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.spec.code)

MAY_FOLLOW = {
    Phase.WAITING: {Phase.WAITING, Phase.OPEN, Phase.ENDED},
    Phase.OPEN: {Phase.OPEN, Phase.WAITING, Phase.CLOSED, Phase.ENDED},
    Phase.CLOSED: {Phase.CLOSED, Phase.OPEN},
    Phase.ENDED: set[Phase](),
}
"""Nothing is closed that was not taken up, and what was given up stays so."""

OF_APPLICANTS = {Act.CORRECT, Act.SUPPLY, Act.WITHDRAW, Act.CALL_BACK, Act.REOPEN, Act.RESUME, Act.PRESS}
OF_THE_PLATFORM = {Act.ACCEPT, Act.APPROVE, Act.ASSIGN, Act.RETURN, Act.REOPEN}
OF_OTHERS = {Act.VERIFY, Act.SIGN_OFF, Act.SEND_BACK, Act.GRANT_EXTENSION, Act.DENY_EXTENSION, Act.LIST}


def written(flow: Flow, state: str, act: Act) -> list[StepSpec]:
    """The steps as the file has them, found without the machine."""
    return [step for step in flow.spec.steps if step.act is act and state in step.from_states]


@each_kind
def test_each_act_in_each_state_by_each_role_is_as_the_file_says(kind: KindSpec) -> None:
    flow = FLOWS[kind.flow]
    for state, act in product(flow.states, Act):
        steps = written(flow, state, act)
        if not steps:
            refused(flow, state, act)
            continue
        [step] = steps
        assert flow.step(state, act) == step
        assert flow.leads_to(state, act) == (step.to or state)
        for role in Role:
            assert (step in flow.open_to(state, [role])) == (role in step.by)


def refused(flow: Flow, state: str, act: Act) -> None:
    """The act is no way on from the state, whoever tries; the sentence names the state."""
    with pytest.raises(Refusal, match=f"在“{flow.states[state].name}”状态不能办理"):
        flow.step(state, act)
    with pytest.raises(Refusal):
        flow.leads_to(state, act)
    assert act not in {step.act for step in flow.open_to(state, list(Role))}


@each_flow
def test_nobody_without_a_role_may_do_anything(flow: Flow) -> None:
    assert all(flow.open_to(state, []) == () for state in flow.states)


@each_flow
def test_every_step_leads_where_its_phase_may_go(flow: Flow) -> None:
    for state, act in flow.steps:
        before, after = flow.phase(state), flow.phase(flow.leads_to(state, act))
        assert after in MAY_FOLLOW[before] or after is before, (state, act)
        assert flow.closes(state, act) == (before is Phase.OPEN and after is Phase.CLOSED)


@each_flow
def test_a_closed_matter_is_only_asked_about_looked_at_or_reopened(flow: Flow) -> None:
    acts = {act for state, act in flow.steps if flow.phase(state) is Phase.CLOSED}
    assert acts <= {Act.CALL_BACK, Act.LOOK_BACK, Act.REOPEN, Act.NOTE}
    assert not [act for state, act in flow.steps if flow.phase(state) is Phase.ENDED]


@each_flow
def test_roles_keep_to_what_is_theirs(flow: Flow) -> None:
    for step in flow.spec.steps:
        assert Role.APPLICANT not in step.by or step.act in OF_APPLICANTS
        assert Role.PLATFORM not in step.by or step.act in OF_THE_PLATFORM
        assert step.act not in OF_OTHERS or {Role.LEAD, Role.SUPPORTING}.isdisjoint(step.by)


@each_flow
def test_a_stopped_clock_keeps_a_matter_from_closing(flow: Flow) -> None:
    stopped = {step.to for step in flow.spec.steps if step.act is Act.SUSPEND}
    for state in stopped:
        assert state is not None
        acts = {step.act for step in flow.steps_from(state)}
        assert acts <= {Act.RESUME, Act.WITHDRAW, Act.NOTE}


@each_flow
def test_every_state_is_reached_and_leads_to_a_close(flow: Flow) -> None:
    closed = {code for code in flow.states if flow.phase(code) is Phase.CLOSED}
    assert reachable(flow.spec, [flow.spec.first.code]) == flow.states.keys()
    for code in flow.states:
        if flow.phase(code) in (Phase.WAITING, Phase.OPEN):
            assert closed & reachable(flow.spec, [code])


@each_flow
def test_the_clock_has_started_before_a_matter_is_in_work(flow: Flow) -> None:
    started = {step.to for step in flow.spec.steps if step.starts_clock}
    without = [step for step in flow.spec.steps if not step.starts_clock]
    quiet = reachable(flow.spec.model_copy(update={"steps": tuple(without)}), [flow.spec.first.code])
    assert started and all(flow.phase(str(code)) is Phase.OPEN for code in started)
    assert all(flow.phase(code) in (Phase.WAITING, Phase.ENDED) for code in quiet)


@each_kind
def test_someone_is_waited_for_until_a_matter_is_over(kind: KindSpec) -> None:
    flow = FLOWS[kind.flow]
    for state in flow.states:
        role = flow.awaits(state)
        over = flow.phase(state) in (Phase.CLOSED, Phase.ENDED)
        assert (role is None) == over
        assert role is None or any(step.to for step in flow.open_to(state, [role]))


def test_unknown_states_are_refused() -> None:
    with pytest.raises(Refusal, match="没有“nowhere”这个状态"):
        FLOWS["approval"].phase("nowhere")
    with pytest.raises(Refusal, match="在“nowhere”状态不能办理“受理”"):
        FLOWS["approval"].step("nowhere", Act.ACCEPT)
    assert FLOWS["approval"].steps_from("nowhere") == ()


WAYS = {
    "approval": "accept submit approve",
    "request": "assign sign_for respond submit verify call_back",
    "closed_loop": "approve assign sign_for report submit verify look_back",
    "hazard": "assign list report submit verify look_back",
    "dual_review": "assign report submit verify sign_off look_back",
    "petition": "assign accept submit sign_off call_back",
    "livelihood": "approve assign report submit verify look_back",
    "condition": "assign report submit verify look_back",
}


@each_flow
def test_the_plain_way_leads_to_the_close(flow: Flow) -> None:
    state = flow.spec.first.code
    for act in WAYS[flow.spec.code].split():
        state = flow.leads_to(state, Act(act))
    assert flow.phase(state) is Phase.CLOSED


@pytest.mark.parametrize(
    ("code", "acts", "ends"),
    [
        ("approval", "ask_correction correct accept suspend resume submit send_back submit", "examined"),
        ("approval", "accept_tolerating supply submit approve reopen submit approve", "decided"),
        ("approval", "accept_tolerating return", "returned"),
        ("approval", "ask_correction refuse", "refused"),
        ("request", "assign decline assign transfer sign_for submit send_back submit", "submitted"),
        ("closed_loop", "approve assign sign_for split suspend resume submit verify reopen", "handling"),
        ("hazard", "assign ask_extension grant_extension submit send_back submit verify reopen", "mending"),
        ("dual_review", "assign submit verify send_back submit verify sign_off reopen", "handling"),
        ("petition", "assign decline assign accept suspend resume submit sign_off", "replied"),
        ("petition", "assign refuse", "refused"),
        ("livelihood", "refuse", "dropped"),
        ("condition", "assign ask_extension grant_extension submit send_back submit verify reopen", "owed"),
    ],
)  # fmt: skip
def test_the_ways_aside_come_back(code: str, acts: str, ends: str) -> None:
    flow, state = FLOWS[code], FLOWS[code].spec.first.code
    for act in acts.split():
        state = flow.leads_to(state, Act(act))
    assert state == ends


@each_flow
def test_a_step_lacks_all_that_it_asks_for_at_once(flow: Flow) -> None:
    full = Given(reason="理由", result="done", evidence=True)
    for step in flow.spec.steps:
        asked = [name for name in ("reason", "result", "evidence") if getattr(step, name)]
        assert [issue.place.path for issue in lacking(step, Given(reason="  "))] == asked
        assert lacking(step, full) == []


PEOPLE = {
    "林晓": {Role.LEAD},
    "宋妍": {Role.SUPPORTING},
    "唐越": {Role.INTAKE, Role.LEAD},
    "周敏": {Role.VERIFIER, Role.INTAKE, Role.ASSIGNER},
    "顾远": {Role.LEADER, Role.VERIFIER, Role.ASSIGNER},
    "企业": {Role.APPLICANT},
    "平台": {Role.PLATFORM},
}
"""Who walks: one may be several, and nobody is everything."""


@dataclass
class Walk:
    """A matter on its way: where it is, who did each act last, how often each was done."""

    flow: Flow
    state: str
    latest: dict[Act, str] = field(default_factory=dict)
    times: Counter[Act] = field(default_factory=Counter)

    def choices(self) -> list[tuple[str, StepSpec]]:
        return [
            (person, step)
            for person, roles in PEOPLE.items()
            for step in self.flow.open_to(self.state, roles)
            if all(self.latest.get(act) != person for act in step.apart_from)
        ]

    def take(self, person: str, step: StepSpec) -> None:
        self.state = self.flow.leads_to(self.state, step.act)
        self.latest[step.act] = person
        self.times[step.act] += 1


@given(data=st.data(), spec=st.sampled_from(ZONE.matter_flows))
@settings(max_examples=300, deadline=None)
def test_wherever_people_take_it_rules_hold(data: st.DataObject, spec: FlowSpec) -> None:
    walk = Walk(Flow(spec), spec.first.code)
    started = False
    for _ in range(data.draw(st.integers(1, 25))):
        ways = walk.choices()
        if not ways:
            break
        person, step = data.draw(st.sampled_from(ways))
        started = started or step.starts_clock
        if walk.flow.closes(walk.state, step.act):
            assert started and walk.latest[Act.SUBMIT] != person
        if step.act is Act.SIGN_OFF and spec.code == "dual_review":
            assert len({walk.latest[Act.SUBMIT], walk.latest[Act.VERIFY], person}) == 3
        if step.act in (Act.GRANT_EXTENSION, Act.DENY_EXTENSION):
            assert walk.latest.get(Act.ASK_EXTENSION) != person
        walk.take(person, step)
    assert walk.times[Act.ASK_CORRECTION] <= 1
    assert 0 <= walk.times[Act.SUSPEND] - walk.times[Act.RESUME] <= 1
    if walk.flow.phase(walk.state) in (Phase.OPEN, Phase.CLOSED):
        assert started
