"""A matter as its applicant may follow it: no officer's name, no word among officers, no personal data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from chaotou.core.issues import Message, Missing
from chaotou.core.lights import Light
from chaotou.core.matters.standing import Standing
from chaotou.core.zone.matter_flow_specs import Act, Role, StateSpec, StepSpec
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters.access import Applicant
from chaotou.matters.models import Assignment, Attachment, Matter, Step, ToleratedGap
from chaotou.matters.queries.detail import Detail, PartLine, StepLine, detail
from chaotou.matters.queries.files import MatterFile
from chaotou.matters.queries.wanted import last_day
from chaotou.matters.rules import rules
from chaotou.organization.models import Organization

ADDRESSED: Final = frozenset(
    {
        Act.ACCEPT,
        Act.ACCEPT_TOLERATING,
        Act.ASK_CORRECTION,
        Act.REFUSE,
        Act.RETURN,
        Act.APPROVE,
        Act.SIGN_OFF,
        Act.GRANT_EXTENSION,
    }
)
"""Steps whose words and files are for the applicant; an answer of the lead is too."""

SHOWN: Final = ADDRESSED | {
    Act.REGISTER,
    Act.CORRECT,
    Act.SUPPLY,
    Act.ASSIGN,
    Act.TRANSFER,
    Act.SIGN_FOR,
    Act.SUSPEND,
    Act.RESUME,
    Act.SUBMIT,
    Act.VERIFY,
    Act.CALL_BACK,
    Act.REOPEN,
    Act.WITHDRAW,
}
"""Steps an applicant is told of; what officers settle among themselves, as in sending back, is not theirs."""


WAITS_FOR: Final = {Act.ASK_CORRECTION: Act.CORRECT, Act.SUSPEND: Act.RESUME}
"""What was asked of the applicant, and with which step they answer it."""

ANSWERS: Final = frozenset({*WAITS_FOR.values(), Act.SUPPLY, Act.CALL_BACK})
"""Steps by which an applicant does what is waited for from them."""


@dataclass(frozen=True)
class Told:
    """A step in the words of the zone: when, by which organization (None: the platform) or the applicant."""

    what: Any
    to: Any
    at: datetime
    organization: Organization | None
    by_applicant: bool
    text: str
    files: Sequence[Attachment]


@dataclass(frozen=True)
class Tracking:
    """All that an applicant is shown: `asked` is what is waited for from them, `may` what they can do now.

    `is_rated` says that what was done was rated since it was last closed.
    """

    matter: Matter
    kind: KindSpec
    state: StateSpec
    standing: Standing
    light: Light
    steps: Sequence[Told]
    asked: Sequence[Told]
    owed: Sequence[ToleratedGap]
    may: Sequence[StepSpec]
    parts: Sequence[PartLine]
    is_rated: bool

    @property
    def answers(self) -> frozenset[Act]:
        """Those of `may` that are waited for; who was called and asked may rate it too, but need not."""
        waited = ANSWERS - {Act.CALL_BACK} if self.is_rated else ANSWERS
        return waited.intersection(step.act for step in self.may)

    @property
    def due_on(self) -> date | None:
        """The latest day on which it is in time."""
        return last_day(self.matter.due_at) if self.matter.due_at else None

    @property
    def original_due_on(self) -> date | None:
        """The day it was due at first, where that was another."""
        moved = self.matter.original_due_at and self.matter.original_due_at != self.matter.due_at
        return last_day(self.matter.original_due_at) if moved and self.matter.original_due_at else None

    @property
    def is_closed(self) -> bool:
        """Whether its result stands: until then it may still be sent back."""
        return self.matter.phase == Matter.Phase.CLOSED

    @property
    def conclusion(self) -> str:
        """What it came to, once it is closed."""
        return self.matter.conclusion if self.is_closed else ""


def tracked(applicant: Applicant, matter: Matter, *, at: datetime) -> Tracking:
    """The matter as its applicant may follow it, at a moment of matters. About 20 queries."""
    found = detail(applicant, matter.code, at=at)
    steps = list(_told(found))
    may = [choice.step for choice in found.choices if choice.verdict]
    return Tracking(
        matter=found.matter,
        kind=found.kind,
        state=found.state,
        standing=found.standing,
        light=found.light,
        steps=[told for _line, told in steps],
        asked=_asked(steps, {step.act for step in may}),
        owed=[gap for gap in found.gaps if gap.supplied_at is None],
        may=may,
        parts=found.parts,
        is_rated=_is_rated(found),
    )


def _is_rated(found: Detail) -> bool:
    closed_at = found.matter.closed_at
    return closed_at is not None and any(rating.rated_at >= closed_at for rating in found.ratings)


def told_file(applicant: Applicant, matter: Matter, pk: int, *, at: datetime) -> MatterFile:
    """A file the applicant brought or was answered with; `Missing` for any other. As many queries."""
    files = (file for told in tracked(applicant, matter, at=at).steps for file in told.files)
    row = next((file for file in files if file.pk == pk), None)
    if row is None:
        raise Missing(Message("没有这份附件。"))
    return MatterFile(row.file, row.name, row.is_photo)


def _told(found: Detail) -> Iterator[tuple[StepLine, Told]]:
    led = [row for row in found.assignments if row.role == Assignment.Role.LEAD]
    for line in found.steps:
        if line.step.by_applicant or line.step.act in SHOWN or _is_answer(line.step, led):
            heard = line.step.by_applicant or _is_addressed(line.step, found, led)
            yield line, _line(line, heard)


def _line(line: StepLine, heard: bool) -> Told:
    return Told(
        what=line.what,
        to=line.to,
        at=line.step.taken_at,
        organization=line.step.organization,
        by_applicant=line.step.by_applicant,
        text=line.step.text if heard else "",
        files=line.files if heard else [],
    )


def _is_addressed(step: Step, found: Detail, led: Iterable[Assignment]) -> bool:
    if step.act == Act.SUSPEND:
        return _may_resume(found.kind, step.to_state)
    return step.act in ADDRESSED or _is_answer(step, led)


def _may_resume(kind: KindSpec, state: str) -> bool:
    """Whether the applicant starts the clock again, and so has to know what it waits for."""
    step = rules().flow(kind).steps.get((state, Act.RESUME))
    return step is not None and Role.APPLICANT in step.by


def _is_answer(step: Step, led: Iterable[Assignment]) -> bool:
    """Whether it is what the lead of that day answered; supporting organizations answer the lead."""
    return step.act == Act.RESPOND and any(
        row.organization_id == step.organization_id
        and row.assigned_at <= step.taken_at
        and (row.ended_at is None or step.taken_at <= row.ended_at)
        for row in led
    )


def _asked(steps: Sequence[tuple[StepLine, Told]], may: set[Act]) -> list[Told]:
    """The latest of each request that the applicant can answer now."""
    latest = {line.step.act: told for line, told in steps}
    return [latest[act] for act, answer in WAITS_FOR.items() if answer in may and act in latest]
