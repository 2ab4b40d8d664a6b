"""One matter as a reader sees it: how it came here, how its limits run, who answers, what may be done now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from chaotou.core.issues import Message, Missing
from chaotou.core.lights import Light
from chaotou.core.matters.flow import Flow
from chaotou.core.matters.standing import Standing, light_of
from chaotou.core.naming import Named
from chaotou.core.zone.matter_flow_specs import Act, StepSpec
from chaotou.core.zone.matter_specs import KindSpec, RoutingSpec
from chaotou.matters import access
from chaotou.matters.access import Applicant, Reader, Verdict
from chaotou.matters.models import (
    Assignment,
    Attachment,
    Extension,
    Matter,
    MatterNode,
    PersonalData,
    ProgressReport,
    Rating,
    Step,
    Suspension,
    ToleratedGap,
)
from chaotou.matters.operations.chains import CONFIRM_OPINION, HOLD_LAND
from chaotou.matters.operations.conditions import FROM_REVIEW
from chaotou.matters.operations.parties import routed
from chaotou.matters.queries.limits import ClockLine, clock_lines, standing_of
from chaotou.matters.queries.sight import matters
from chaotou.matters.rated import said_already
from chaotou.matters.rules import rules
from chaotou.matters.waiting import awaits_land, wait_of
from chaotou.projects.queries.review import reviews
from chaotou.projects.queries.sight import projects

WORDS: Final = {
    Act.REGISTER.value: Message("登记"),
    HOLD_LAND: Message("取得用地"),
    CONFIRM_OPINION: Message("预审意见转为正式"),
}
"""Acts that are steps of no flow."""

RELATED: Final = (
    "holder",
    "lead",
    "handler",
    "organization",
    "enterprise",
    "project",
    "parent",
    "registered_by",
    "appeal_of",
    "repeats",
)


@dataclass(frozen=True)
class StepLine:
    """A step that was taken: the zone's word for it, the state it led to, the files that came with it."""

    step: Step
    what: Any
    to: Any
    files: Sequence[Attachment]


@dataclass(frozen=True)
class Choice:
    """A step from the present state, whether the reader may take it, and whether it is what is waited for."""

    step: StepSpec
    verdict: Verdict
    is_next: bool = False


@dataclass(frozen=True)
class PartLine:
    """A part: its state in words, where it stands, and what it still waits for."""

    matter: Matter
    state: Any
    standing: Standing
    waits: Message | None


@dataclass(frozen=True)
class Detail:
    """What the page of a matter needs."""

    matter: Matter
    kind: KindSpec
    state: Any
    standing: Standing
    light: Light
    waits: Message | None
    steps: Sequence[StepLine]
    clocks: Sequence[ClockLine]
    choices: Sequence[Choice]
    assignments: Sequence[Assignment]
    parts: Sequence[PartLine]
    related: Mapping[str, Sequence[Matter]]
    progress: Sequence[ProgressReport]
    ratings: Sequence[Rating]
    suspensions: Sequence[Suspension]
    extensions: Sequence[Extension]
    gaps: Sequence[ToleratedGap]
    nodes: Sequence[MatterNode]
    proposed: RoutingSpec | None
    has_personal: bool
    may_read_personal: Verdict
    awaits_land: bool
    may_move_land: Verdict
    sees_project: bool
    review: int | None


def matter_for(reader: Reader, code: str) -> Matter:
    """A matter the reader may know of; `Missing` in the same words where there is none and where not."""
    found = matters(reader).select_related(*RELATED).filter(code=code).first()
    if found is None:
        raise Missing(Message("没有事项“{code}”，或不在可见范围内。", {"code": code}))
    return found


def personal_lines(matter: Matter, values: Mapping[str, object]) -> list[tuple[Any, object]]:
    """What was opened of a person, each value under its field's name. No query."""
    known = {spec.code: Named(spec.name, spec.english) for spec in rules().kind(matter.kind).fields}
    return [(known.get(code, code), value) for code, value in values.items()]


def detail(reader: Reader, code: str, *, at: datetime) -> Detail:
    """All that is known of a matter, as the reader may know it, at a moment of matters. About 20 queries."""
    matter = matter_for(reader, code)
    kind = rules().kind(matter.kind)
    flow = rules().flow(kind)
    now = standing_of(matter, at)
    return Detail(
        matter=matter,
        kind=kind,
        state=flow.states.get(matter.state, matter.state),
        standing=now,
        light=light_of(now, at, matter.attention_at),
        waits=wait_of(matter),
        steps=_steps(matter, flow),
        clocks=clock_lines(matter, kind, at),
        choices=choices(reader, matter, flow),
        assignments=_assignments(matter),
        parts=[_part(part, at) for part in _parts(reader, matter)],
        related=_related(reader, matter),
        progress=list(matter.progress_reports.select_related("organization", "reported_by")),
        ratings=list(matter.ratings.select_related("asked_by")),
        suspensions=list(matter.suspensions.select_related("began_by", "ended_by")),
        extensions=list(matter.extensions.select_related("asked_by", "decided_by")),
        gaps=list(matter.gaps.all()),
        nodes=list(matter.nodes.all()),
        proposed=routed(matter, kind),
        has_personal=PersonalData.objects.filter(matter__in=[matter.pk, matter.parent_id]).exists(),
        may_read_personal=access.may_read_personal(reader, matter),
        awaits_land=awaits_land(matter),
        may_move_land=access.may_move_land(reader, matter),
        sees_project=_sees_project(reader, matter),
        review=_review(reader, matter),
    )


def _sees_project(reader: Reader, matter: Matter) -> bool:
    """Whether the page of its project is open to the reader. One query where it has one."""
    if matter.project_id is None or isinstance(reader, Applicant):
        return False
    return projects(reader).filter(pk=matter.project_id).exists()


def _review(reader: Reader, matter: Matter) -> int | None:
    """The review (a primary key) whose condition the matter is, where the reader sees it."""
    if matter.channel != FROM_REVIEW or isinstance(reader, Applicant):
        return None
    return reviews(reader).filter(conditions__matter=matter.code).values_list("pk", flat=True).first()


def choices(reader: Reader, matter: Matter, flow: Flow) -> list[Choice]:
    """The steps that lead on from the matter's state, each with the reader's verdict. Up to 7 queries.

    What waits for the reader comes first; steps with nothing to do are left out.
    """
    taker, waits = access.taker(reader, matter), wait_of(matter)
    held, idle = Verdict(False, waits) if waits else None, _idle(reader, matter)
    found = [
        Choice(step, held if held and step.act not in access.ANYTIME else taker.may(step))
        for step in flow.steps_from(matter.state)
        if step.act not in idle
    ]
    ways = [
        step for step in flow.ways_on(matter.state) if not flow.is_detour(step) and matter.awaits in step.by
    ]
    awaited = [step for step in ways if any(one.verdict and one.step is step for one in found)]
    told = [replace(one, is_next=one.step in awaited[:1]) for one in found]
    return sorted(told, key=lambda one: not one.is_next)


def _idle(reader: Reader, matter: Matter) -> frozenset[Act]:
    """Acts with nothing to do: deciding on time nobody asked for, what the kind has no use for, saying again
    how content one is. Up to two queries.
    """
    kind, by_applicant = rules().kind(matter.kind), isinstance(reader, Applicant)
    asked = matter.extensions.filter(state=Extension.State.ASKED).exists()
    holds = {
        Act.GRANT_EXTENSION: not asked,
        Act.DENY_EXTENSION: not asked,
        Act.ASK_EXTENSION: asked or kind.extension is None,
        Act.ACCEPT_TOLERATING: kind.tolerance is None,
        Act.SUSPEND: not kind.suspensions,
        Act.LIST: matter.is_listed,
        Act.CALL_BACK: said_already(matter, by_applicant=by_applicant) is not None,
    }
    return frozenset(act for act, idle in holds.items() if idle)


def state_of(kind: str, state: str) -> Any:
    """A state with its words, where the zone still knows it; else its code."""
    found = rules().kinds.get(kind)
    return rules().flow(found).states.get(state, state) if found else state


def _steps(matter: Matter, flow: Flow) -> list[StepLine]:
    files: dict[int | None, list[Attachment]] = {}
    for file in matter.attachments.select_related("added_by"):
        files.setdefault(file.step_id, []).append(file)
    rows = matter.steps.select_related("taken_by", "organization")
    return [
        StepLine(row, _what(row, flow), flow.states.get(row.to_state, row.to_state), files.get(row.pk, []))
        for row in rows
    ]


def _what(row: Step, flow: Flow) -> Any:
    """What the zone calls the step; the act's own code where its flow no longer knows it."""
    if row.act in WORDS:
        return WORDS[row.act]
    known = [step for step in flow.spec.steps if step.act == row.act]
    here = [step for step in known if row.from_state in step.from_states]
    found = next(iter(here or known), None)
    return Named(found.name, found.english) if found else row.act


def _assignments(matter: Matter) -> list[Assignment]:
    """Who answers for it now, then who did before."""
    rows = matter.assignments.select_related("organization", "assigned_by", "signed_for_by")
    return sorted(rows, key=lambda row: (row.ended_at is not None, row.role != Assignment.Role.LEAD))


def _parts(reader: Reader, matter: Matter) -> list[Matter]:
    """Those the reader may know of: a part may be of a kind that fewer know of than the whole."""
    rows = list(matters(reader).filter(parent=matter).select_related("lead", "holder").order_by("pk"))
    for row in rows:
        row.parent = matter
    return rows


def _part(part: Matter, at: datetime) -> PartLine:
    waits = None if part.closed_at else wait_of(part)
    return PartLine(part, state_of(part.kind, part.state), standing_of(part, at), waits)


def _related(reader: Reader, matter: Matter) -> dict[str, list[Matter]]:
    """Other matters the reader may know of: the whole, asked before and again, objected to, objecting."""
    keys: dict[str, dict[str, int | None]] = {
        "whole": {"pk": matter.parent_id},
        "repeats": {"pk": matter.repeats_id},
        "repeated_by": {"repeats": matter.pk},
        "appeal_of": {"pk": matter.appeal_of_id},
        "appeals": {"appeal_of": matter.pk},
    }
    seen = matters(reader)
    asked = {name: key for name, key in keys.items() if None not in key.values()}
    return {name: list(seen.filter(**key).order_by("-registered_at")[:50]) for name, key in asked.items()}
