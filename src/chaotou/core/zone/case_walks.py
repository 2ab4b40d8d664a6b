"""Walking a case through the flow of its kind, act by act, as far as the files alone say where it leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chaotou.core.issues import Message, Refusal
from chaotou.core.matters.flow import Flow
from chaotou.core.zone.case_specs import CaseActSpec
from chaotou.core.zone.matter_flow_specs import Act, Role, StepSpec
from chaotou.core.zone.matter_specs import KindSpec


@dataclass
class Walk:
    """A matter on its way; `is_lost` once where it is depends on who acted, which files do not tell."""

    kind: KindSpec
    flow: Flow
    state: str
    is_assigned: bool = False
    is_lost: bool = False

    @classmethod
    def of(cls, kind: KindSpec, flow: Flow, *, state: str = "") -> Walk:
        found = cls(kind, flow, state or flow.spec.first.code, is_assigned=bool(state))
        found._assign_by_itself()
        return found

    def take(self, act: CaseActSpec) -> None:
        """Go where an act leads. `Refusal` where the state knows no such act."""
        if self.is_lost:
            return
        step = self.flow.step(self.state, Act(act.act))
        self.is_lost = Role.SUPPORTING in step.by and step.act in (Act.SIGN_FOR, Act.DECLINE)
        self.state = step.to or self.state
        self.is_assigned = self.is_assigned or step.act is Act.ASSIGN
        if self._begins_again(act):
            self._follow(self.flow.steps.get((self.state, Act.REOPEN)))
        self._assign_by_itself()

    def _begins_again(self, act: CaseActSpec) -> bool:
        rule = self.kind.call_back
        return act.holds is False or bool(act.score and rule and act.score < rule.content)

    def _follow(self, step: StepSpec | None) -> None:
        """A step taken by the way: by the platform surely, by whoever acted perhaps."""
        if step is None or Role.PLATFORM not in step.by:
            self.is_lost = step is not None
        else:
            self.state = step.to or self.state

    def _assign_by_itself(self) -> None:
        step = self.flow.steps.get((self.state, Act.ASSIGN))
        if step and Role.PLATFORM in step.by and self.kind.routing and not self.is_assigned:
            self.is_assigned, self.state = True, step.to or self.state


@dataclass
class Whole:
    """A matter with the parts it has from the start or that were split off, by what acts call them."""

    walk: Walk
    parts: dict[str, Walk] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: KindSpec, kinds: Mapping[str, KindSpec], flows: Mapping[str, Flow]) -> Whole:
        known = {part.code: kinds[part.kind] for part in kind.parts if part.kind in kinds}
        parts = {code: Walk.of(one, flows[one.flow]) for code, one in known.items() if one.flow in flows}
        return cls(Walk.of(kind, flows[kind.flow]), parts)

    def take(self, act: CaseActSpec) -> None:
        """Go where an act leads. `Refusal` where there is no such part, or its state knows no such act."""
        walk = self.parts.get(act.of) if act.of else self.walk
        if walk is None:
            raise Refusal(Message("没有“{part}”这个分项。", {"part": act.of}))
        if act.act in list(Act):
            walk.take(act)
        self.parts |= dict(self._split(walk, act))

    def _split(self, walk: Walk, act: CaseActSpec) -> Iterator[tuple[str, Walk]]:
        steps = walk.flow.spec.steps
        assigned = next((step.to for step in steps if step.act is Act.ASSIGN), None)
        for part in act.parts:
            yield part.title, Walk.of(walk.kind, walk.flow, state=assigned or walk.state)
