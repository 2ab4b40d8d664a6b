"""The one way of doing something to a matter: hold it, ask who may, name all gaps, apply, note, journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import NotRequired, TypedDict

from django.db.models.fields.files import FieldFile

from chaotou.core.issues import Message, Missing, Obstacles
from chaotou.core.matters.flow import Flow, Given, lacking
from chaotou.core.naming import Named
from chaotou.core.zone.matter_flow_specs import Act, Phase, Role, StepSpec
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.figures.operations.evidence import all_or_nothing
from chaotou.matters import access
from chaotou.matters.access import SYSTEM, Actor, Applicant, person_of
from chaotou.matters.models import Matter, Step
from chaotou.matters.operations import clocks
from chaotou.matters.operations.attaching import Arrived, Uploads, examined, keep
from chaotou.matters.operations.conditions import tell_condition
from chaotou.matters.operations.holding import locked, place, release
from chaotou.matters.operations.keeping import Facts, facts, journal_act
from chaotou.matters.operations.parties import automatic, line_in_charge, put_in_charge
from chaotou.matters.roles import Roles
from chaotou.matters.rules import rules
from chaotou.matters.waiting import gives_opinion
from chaotou.organization.days import working_moment
from chaotou.organization.models import Person


class Who(TypedDict):
    """What every act is told: to which matter, by whom, now, and which version of it the person saw."""

    matter: Matter
    actor: Actor
    now: datetime
    version: NotRequired[int | None]


@dataclass
class Taking:
    """An act under way on a matter that is held: what is lacking, and what it will have changed.

    `at` is the moment of matters, `now` the journal's; clocks that begin run from `starts_at`. `to` is the
    state it leads to, which the act may change; `also` are steps taken by the way. `particulars` are kept
    with the step, `words` in the journal alone.
    """

    act: Act
    matter: Matter
    actor: Actor
    now: datetime
    at: datetime
    kind: KindSpec
    flow: Flow
    step: StepSpec
    roles: Roles
    to: str
    text: str
    result: str
    arrived: list[Arrived]
    before: Facts
    starts_at: datetime
    gaps: list[Message] = field(default_factory=list)
    particulars: dict[str, object] = field(default_factory=dict)
    words: Facts = field(default_factory=dict)
    also: list[StepSpec] = field(default_factory=list)

    @property
    def role(self) -> Role:
        """In which role the step is taken; the platform's own where it follows from another act."""
        return next((role for role in self.step.by if role in self.roles), Role.PLATFORM)

    @property
    def organization(self) -> int | None:
        """For which organization (a primary key) the step is taken."""
        return self.roles.get(self.role)

    @property
    def person(self) -> Person | None:
        return person_of(self.actor)

    def comes_to(self, *phases: Phase) -> bool:
        """Whether the step leads into one of these phases from another."""
        return self.matter.phase not in phases and self.flow.phase(self.to) in phases

    def lead_by_the_way(self, act: Act) -> bool:
        """Go where another act leads from here, where the flow lets the platform or the actor take it."""
        step = self.flow.steps.get((self.matter.state, act))
        if step is None or step.to is None or {Role.PLATFORM, *self.roles}.isdisjoint(step.by):
            return False
        self.to = step.to
        self.also.append(step)
        return True

    @property
    def reason_gap(self) -> Message | None:
        """That a reason is lacking, for acts that ask for one whatever the flow says."""
        return None if self.text or self.step.reason else Message("请写明理由。")

    def need(self, gaps: Iterable[Message | None] = ()) -> None:
        """Go on only where nothing is lacking; `Obstacles` with all that is, at once."""
        self.gaps += [gap for gap in gaps if gap is not None]
        if self.gaps:
            raise Obstacles(self.gaps)


@contextmanager
def taking(
    act: Act, who: Who, *, text: str = "", result: str = "", files: Uploads = (), follows: bool = False
) -> Iterator[Taking]:
    """An act from its first question to its entry in the journal, in one transaction.

    The body asks for what the act needs besides (`need`) and changes the matter; state, clocks, who is waited
    for, the step with its files and the journal's entry follow from it. `Missing` where the actor may not
    know of the matter, `Refusal` for who may not, and where somebody else changed it meanwhile. What
    `follows` from another act asks nobody.
    """
    arrived, wrong = examined(files)
    with all_or_nothing() as stored:
        matter, actor = locked(who["matter"], who.get("version")), who["actor"]
        step, roles = _asked(act, matter, actor, follows)
        kind = rules().kind(matter.kind)
        one = Taking(
            act=act,
            matter=matter,
            actor=actor,
            now=who["now"],
            at=working_moment(who["now"]),
            kind=kind,
            flow=rules().flow(kind),
            step=step,
            roles=roles,
            to=step.to or matter.state,
            text=text.strip(),
            result=result,
            arrived=arrived,
            before=facts(matter),
            starts_at=working_moment(who["now"]),
        )
        one.gaps += [*wrong, *_gaps(one)]
        yield one
        one.need()
        _finish(one, stored)


def _asked(act: Act, matter: Matter, actor: Actor, follows: bool) -> tuple[StepSpec, Roles]:
    """The step, and who the actor is to the matter; `Refusal` where they may not take it."""
    if not follows and not access.may_see(actor, matter):
        raise Missing(Message("没有事项“{code}”，或不在可见范围内。", {"code": matter.code}))
    step, taker = access.step_now(matter, act), access.taker(actor, matter)
    if not follows:
        access.require(taker.may(step))
    return step, taker.roles


def _gaps(one: Taking) -> Iterator[Message]:
    """What the step itself asks for, and what stands in the way of closing."""
    given = Given(one.text, one.result or one.matter.result, bool(one.arrived))
    yield from (issue.message for issue in lacking(one.step, given))
    if one.result:
        yield from _result_gaps(one)
    if one.comes_to(Phase.CLOSED):
        yield from closing_gaps(one.matter)


def _result_gaps(one: Taking) -> Iterator[Message]:
    """A result is one of the kind's, and has its reason where it asks for one."""
    spec = rules().results.get(one.result)
    if spec is None or one.result not in one.kind.results:
        yield Message("这类事项没有“{result}”这种办理结果。", {"result": one.result})
    elif spec.reason and not one.text:
        yield Message("办理结果是“{result}”的，请说明原因。", {"result": Named(spec.name, spec.english)})


def closing_gaps(matter: Matter) -> Iterator[Message]:
    """Why a matter cannot be closed yet: its clock stands, or not all of its parts are done. One query."""
    if matter.suspended_since:
        yield Message("计时中止期间不能办结；请先恢复计时。")
    parts = matter.parts.exclude(phase=Matter.Phase.ENDED).values_list("code", "phase", "is_preliminary")
    for code, phase, is_preliminary in parts:
        if phase != Matter.Phase.CLOSED:
            yield Message("分项 {code} 还没有办结。", {"code": code})
        elif is_preliminary:
            yield Message("分项 {code} 只有预审意见，取得用地后还要正式确认。", {"code": code})


def _finish(one: Taking, stored: list[FieldFile]) -> None:
    """All that follows from the step: the matter's columns, its clocks, the step itself, the journal."""
    matter, left = one.matter, one.matter.state
    is_over = one.comes_to(Phase.CLOSED, Phase.ENDED)
    _move(one)
    place(matter, one.kind, one.flow)
    matter.version += 1
    matter.save()
    keep(matter, _noted(one, left), one.arrived, one.person, one.at, stored)
    _tell(one)
    tell_condition(matter, one.actor, one.now)
    if is_over and matter.parent is not None:
        release(matter.parent, one.at)
    one.matter = route(matter, one.kind, one.now)


def _move(one: Taking) -> None:
    """Into the state the step leads to: closed, taken up again, with its result, its clocks following."""
    matter, steps = one.matter, [one.step, *one.also]
    is_over = one.comes_to(Phase.CLOSED, Phase.ENDED)
    revives = one.comes_to(Phase.WAITING, Phase.OPEN) and matter.closed_at is not None
    matter.state, matter.phase = one.to, one.flow.phase(one.to).value
    matter.closed_at = one.at if is_over else None if revives else matter.closed_at
    if is_over:
        _end_suspension(one)
        matter.is_preliminary = matter.phase == Phase.CLOSED and gives_opinion(matter)
    if one.result:
        matter.result, matter.conclusion = one.result, one.text or matter.conclusion
        one.particulars["result"] = one.result
    acts, starts = {step.act for step in steps}, any(step.starts_clock for step in steps)
    moved = clocks.Moved(starts=starts, ends=is_over, revives=revives, starts_at=one.starts_at)
    clocks.follow(matter, one.kind, acts, one.at, moved)


def _end_suspension(one: Taking) -> None:
    """What is given up no longer stands; `closing_gaps` keeps what stands from being closed."""
    if one.matter.suspended_since:
        one.matter.suspensions.filter(ended_at=None).update(ended_at=one.at, ended_by=one.person)
        one.matter.suspended_since = None


def _noted(one: Taking, left: str) -> Step:
    return Step.objects.create(
        matter=one.matter,
        act=one.act.value,
        from_state=left,
        to_state=one.matter.state,
        text=one.text,
        particulars=one.particulars,
        organization_id=one.organization,
        taken_by=one.person,
        by_applicant=isinstance(one.actor, Applicant),
        taken_at=one.at,
    )


def _tell(one: Taking) -> None:
    files = [file.arrival.sha256 for file in one.arrived]
    words = {"text": one.text, "files": files, **one.particulars, **one.words}
    journal_act(one.matter, one.act, one.actor, one.now, one.before, words)


def route(matter: Matter, kind: KindSpec, now: datetime) -> Matter:
    """The matter, assigned by the zone's rules where its flow leaves that to the platform."""
    line = automatic(matter, kind, rules().flow(kind))
    if line is None:
        return matter
    with taking(Act.ASSIGN, Who(matter=matter, actor=SYSTEM, now=now), follows=True) as one:
        one.need()
        charge = line_in_charge(line)
        put_in_charge(one.matter, charge, None, one.at)
        one.particulars = charge.as_data()
    return one.matter
