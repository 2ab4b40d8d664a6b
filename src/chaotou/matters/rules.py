"""The zone's rules of matters, found by code: kinds, flows, and the words of results, papers and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from chaotou.core.issues import Message, Refusal
from chaotou.core.matters.clocks import USUAL, Shades
from chaotou.core.matters.flow import Flow
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.matter_flow_specs import StepSpec
from chaotou.core.zone.matter_specs import KindSpec, Privacy, ResultSpec, SuspensionSpec
from chaotou.core.zone.matter_watch_specs import ReminderSpec
from chaotou.core.zone.project_specs import EvidenceSpec
from chaotou.core.zone.specs import Zone
from chaotou.organization.queries import zone

S = TypeVar("S", bound=Spec)


@dataclass(frozen=True)
class Rules:
    """What the zone's files say of matters."""

    zone: Zone

    @cached_property
    def kinds(self) -> Mapping[str, KindSpec]:
        return _by_code(self.zone.matter_kinds)

    @cached_property
    def flows(self) -> Mapping[str, Flow]:
        return {spec.code: Flow(spec) for spec in self.zone.matter_flows}

    @cached_property
    def results(self) -> Mapping[str, ResultSpec]:
        return _by_code(self.zone.matter_results)

    @cached_property
    def papers(self) -> Mapping[str, EvidenceSpec]:
        return _by_code(self.zone.matter_papers)

    @cached_property
    def reasons(self) -> Mapping[str, SuspensionSpec]:
        return _by_code(self.zone.suspension_reasons)

    @cached_property
    def shades(self) -> Shades:
        """At which shares of a limit matters change their shade: the zone's, else the usual ones."""
        said = next(iter(self.zone.matter_shades), None)
        return Shades(float(said.attention), float(said.due_soon)) if said else USUAL

    @cached_property
    def conditions(self) -> frozenset[str]:
        """Codes of the kinds that conditions of project reviews become."""
        return frozenset(found.becomes for found in self.zone.reviews if found.becomes)

    def kind(self, code: str) -> KindSpec:
        """A kind of matter; `Refusal` where the zone has none of that code."""
        if code not in self.kinds:
            raise Refusal(
                Message("没有“{kind}”这类事项。", {"kind": code}), Message("请在 matters.yaml 里写上。")
            )
        return self.kinds[code]

    def flow(self, kind: KindSpec) -> Flow:
        """The way that matters of a kind go."""
        return self.flows[kind.flow]

    def called(self, kind: str, rule: str) -> ReminderSpec | StepSpec | None:
        """What a notice about a matter of a kind is called: its rule of reminding, or the act it tells of."""
        reminder = next((spec for spec in self.zone.matter_reminders if spec.code == rule), None)
        if reminder or kind not in self.kinds:
            return reminder
        steps = self.flow(self.kinds[kind]).spec.steps
        return next((step for step in steps if step.act == rule), None)

    def taken_in_by(self, organizations: Iterable[str], privacy: Privacy | None = None) -> frozenset[str]:
        """Codes of the kinds that one of these organizations (codes) takes in."""
        held = frozenset(organizations)
        return frozenset(
            code
            for code, kind in self.kinds.items()
            if privacy in (None, kind.privacy) and not held.isdisjoint(kind.intake)
        )


def _by_code(specs: Iterable[S]) -> dict[str, S]:
    return {str(vars(spec)["code"]): spec for spec in specs}


_latest: list[Rules] = []


def rules() -> Rules:
    """The rules of the zone as it now is; laid out anew only where its files have changed."""
    held = zone()
    if not _latest or _latest[0].zone is not held:
        _latest[:] = [Rules(held)]
    return _latest[0]
