"""Where a matter may go from its state, who may take it there, and everything a step still lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from chaotou.core.issues import Issue, Level, Message, Place, Refusal
from chaotou.core.naming import Named
from chaotou.core.zone.matter_flow_specs import Act, FlowSpec, Phase, Role, StateSpec, StepSpec

DETOURS: Final = frozenset({Act.ASK_CORRECTION, Act.DECLINE, Act.SEND_BACK, Act.SUSPEND, Act.TRANSFER})
"""Steps that lead aside or back: nobody is waited for to take one."""


@dataclass(frozen=True)
class Given:
    """What somebody brings to a step: a reason, a result, whether a file comes with it."""

    reason: str = ""
    result: str = ""
    evidence: bool = False


@dataclass(frozen=True)
class Flow:
    """A flow of the zone as a state machine: states by code, steps by act and state."""

    spec: FlowSpec

    @cached_property
    def states(self) -> Mapping[str, StateSpec]:
        return {state.code: state for state in self.spec.states}

    @cached_property
    def steps(self) -> Mapping[tuple[str, Act], StepSpec]:
        return {(state, step.act): step for step in self.spec.steps for state in step.from_states}

    def phase(self, state: str) -> Phase:
        """What a state means. `Refusal` for a state the flow does not have."""
        if state not in self.states:
            raise Refusal(Message("流程里没有“{state}”这个状态。", {"state": state}))
        return self.states[state].phase

    def steps_from(self, state: str) -> tuple[StepSpec, ...]:
        """The steps that lead on from a state, in the order of the file."""
        return tuple(step for step in self.spec.steps if state in step.from_states)

    def open_to(self, state: str, roles: Collection[Role]) -> tuple[StepSpec, ...]:
        """The steps that somebody in these roles may take from a state."""
        return tuple(step for step in self.steps_from(state) if not set(step.by).isdisjoint(roles))

    def step(self, state: str, act: Act) -> StepSpec:
        """The step that `act` is from a state. `Refusal` where it is none."""
        found = self.steps.get((state, act))
        if found is None:
            raise Refusal(self._no_way(state, act))
        return found

    def leads_to(self, state: str, act: Act) -> str:
        """The state after the step: another, or the same where the step stays."""
        return self.step(state, act).to or state

    def closes(self, state: str, act: Act) -> bool:
        """Whether the step closes the matter with a result."""
        return self.phase(self.leads_to(state, act)) is Phase.CLOSED and self.phase(state) is not Phase.CLOSED

    def awaits(self, state: str) -> Role | None:
        """Who has to act next: by the earliest way on; nobody where it is over.

        The platform is nobody to wait for.
        """
        if self.phase(state) in (Phase.CLOSED, Phase.ENDED):
            return None
        ways = self.ways_on(state)
        return next((role for step in ways for role in step.by if role is not Role.PLATFORM), None)

    def ways_on(self, state: str) -> list[StepSpec]:
        """The steps that lead to another state, in the order of the file; detours and giving up come last."""
        leads_on = [step for step in self.steps_from(state) if step.to not in (None, state)]
        return sorted(leads_on, key=self.is_detour)

    def is_detour(self, step: StepSpec) -> bool:
        """Whether a step leads aside, back or out."""
        return step.act in DETOURS or self.phase(str(step.to)) is Phase.ENDED

    def _no_way(self, state: str, act: Act) -> Message:
        held = self.states.get(state)
        here = Named(held.name, held.english) if held else state
        known = next((step for step in self.spec.steps if step.act is act), None)
        what = Named(known.name, known.english) if known else act.value
        return Message("在“{here}”状态不能办理“{what}”。", {"here": here, "what": what})


def lacking(step: StepSpec, given: Given) -> list[Issue]:
    """All that the step asks for and does not get, at once; each place names what is missing."""
    return [Issue(Level.ERROR, Place("", path=path), message) for path, message in _lacks(step, given)]


def _lacks(step: StepSpec, given: Given) -> Iterator[tuple[str, Message]]:
    if step.reason and not given.reason.strip():
        yield "reason", Message("请写明理由。")
    if step.result and not given.result:
        yield "result", Message("请选择办理结果。")
    if step.evidence and not given.evidence:
        yield "evidence", Message("请附上佐证材料。")
