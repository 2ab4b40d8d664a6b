"""Where a project may go from its stage, and everything that is missing before it may."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chaotou.core.issues import Issue, Level, Message, Place, Refusal
from chaotou.core.naming import Named
from chaotou.core.projects.conditions import Fields, holds, is_given
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.project_specs import ConditionSpec, EvidenceSpec, FieldSpec, StageSpec


@dataclass(frozen=True)
class Gap:
    """One thing that a stage asks for and that is not there; `when` is the condition that asks for it."""

    code: str
    name: Named
    when: ConditionSpec | None = None


@dataclass(frozen=True)
class Owed:
    """A condition of an approval: what, of whom, by when; the day it was met, once that is confirmed."""

    text: str
    owner: Named
    due_on: date
    met_on: date | None = None

    def is_missed(self, on: date) -> bool:
        """Whether it was to be met by the day `on`, and was not."""
        return self.due_on <= on and (self.met_on is None or self.met_on > on)


@dataclass(frozen=True)
class Gaps:
    """All that stands between a project and a stage, at once; falsy when nothing does."""

    to: StageSpec
    no_way: Message | None = None
    fields: tuple[Gap, ...] = ()
    evidence: tuple[Gap, ...] = ()
    conditions: tuple[Owed, ...] = ()
    reason: bool = False

    def __bool__(self) -> bool:
        return bool(self.no_way or self.is_incomplete or self.reason)

    @property
    def is_incomplete(self) -> bool:
        """Whether something is to be brought before the move can be reported at all."""
        return bool(self.fields or self.evidence or self.conditions)

    def issues(self) -> list[Issue]:
        """Each as an issue whose place names the field, the evidence, the conditions or the reason."""
        return [Issue(Level.ERROR, Place("", path=path), message) for path, message in self._told()]

    def _told(self) -> Iterator[tuple[str, Message]]:
        if self.no_way:
            yield "to", self.no_way
        for gap in self.fields:
            yield f"fields.{gap.code}", Message("缺“{name}”。", {"name": gap.name})
        for gap in self.evidence:
            yield f"evidence.{gap.code}", Message("缺材料“{name}”。", {"name": gap.name})
        for owed in self.conditions:
            said = {"text": owed.text, "owner": owed.owner, "day": owed.due_on}
            yield "conditions", Message("评审附带条件“{text}”未确认落实（{owner}，期限 {day}）。", said)
        if self.reason:
            yield "reason", Message("请写明理由。")


def named(spec: StageSpec | FieldSpec | EvidenceSpec) -> Named:
    """A spec's name in both languages."""
    return Named(spec.name, spec.english)


@dataclass(frozen=True)
class StageMachine:
    """The zone's stages, in the order of its file; the first is where projects begin."""

    stages: Mapping[str, StageSpec]
    names: Mapping[str, Named]

    @classmethod
    def of(
        cls,
        stages: Iterable[StageSpec],
        fields: Iterable[FieldSpec] = (),
        evidence: Iterable[EvidenceSpec] = (),
    ) -> StageMachine:
        """The machine of a zone; `fields` and `evidence` give gaps their names."""
        by_code = {stage.code: stage for stage in stages}
        names = {f"fields.{one.code}": named(one) for one in fields}
        names |= {f"evidence.{one.code}": named(one) for one in evidence}
        return cls(by_code, names)

    @cached_property
    def first(self) -> StageSpec:
        """Where projects begin."""
        return next(iter(self.stages.values()))

    @cached_property
    def way(self) -> tuple[StageSpec, ...]:
        """The stages that are no exits, in order."""
        return tuple(stage for stage in self.stages.values() if not stage.exit)

    def stage(self, code: str) -> StageSpec:
        """The stage of a code. `Refusal` where the zone has none."""
        if code not in self.stages:
            raise Refusal(Message("本区没有“{code}”这个阶段。", {"code": code}))
        return self.stages[code]

    def moves_from(self, code: str) -> tuple[StageSpec, ...]:
        """The stages to which a project may go from here, in the order of the file."""
        held = self.stages.get(code)
        return tuple(self.stages[to] for to in held.to) if held else ()

    def missing(
        self,
        project: Fields,
        evidence: Collection[str],
        to: str,
        *,
        at: str | None = None,
        reason: str = "",
        owed: Iterable[Owed] = (),
    ) -> Gaps:
        """All that is missing before the project may go to the stage `to`.

        `project` holds its fields, `stage` among them unless `at` says where it is; `evidence` the codes of
        what was handed over, `owed` the missed conditions of its approvals. `Refusal` for a stage the
        zone does not have.
        """
        target = self.stage(to)
        here = str(project.get("stage", "")) if at is None else at
        needs = [need for need in target.needs if holds(need.when, project)]
        fields = ((code, need.when) for need in needs for code in need.fields)
        papers = ((code, need.when) for need in needs for code in need.evidence)
        return Gaps(
            target,
            self._no_way(here, target),
            self._gaps("fields", ((c, w) for c, w in fields if not is_given(project.get(c)))),
            self._gaps("evidence", ((c, w) for c, w in papers if c not in evidence)),
            tuple(owed) if target.needs_conditions_met else (),
            target.reason and not reason.strip(),
        )

    def _no_way(self, here: str, target: StageSpec) -> Message | None:
        if target in self.moves_from(here):
            return None
        if here == target.code:
            return Message("项目已经在“{to}”阶段。", {"to": named(target)})
        held = self.stages.get(here)
        names: dict[str, object] = {"here": named(held) if held else here, "to": named(target)}
        return Message("不能从“{here}”直接到“{to}”。", names)

    def _gaps(self, kind: str, lacking: Iterable[tuple[str, ConditionSpec | None]]) -> tuple[Gap, ...]:
        found: dict[str, Gap] = {}
        for code, when in lacking:
            name = self.names.get(f"{kind}.{code}", Named(code, code))
            found.setdefault(code, Gap(code, name, when))
        return tuple(found.values())


def name_of(specs: Iterable[Spec], code: str) -> Named:
    """The name of the entry with this code, or the code itself where there is none."""
    for spec in specs:
        if getattr(spec, "code", None) == code:
            return Named(getattr(spec, "name", code), getattr(spec, "english", code))
    return Named(code, code)
