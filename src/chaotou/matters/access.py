"""Who sees and does what with matters. Every list needs its reader: a person, an applicant or the platform.

Who somebody is to a matter follows from posts held and bodies assigned, asked when it is done. A strict
matter is known to the bodies that take it in and to those that handle it now, and to nobody else: neither to
other reviewers nor to leaders; auditors see the journal, which keeps no words of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from chaotou.core.issues import Message, Refusal
from chaotou.core.naming import Named
from chaotou.core.zone.matter_flow_specs import Act, Role, StepSpec
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters.actors import Actor, Applicant, Reader, person_of
from chaotou.matters.models import Matter
from chaotou.matters.roles import Taker, assigned, roles_of, seats_at_work, taker
from chaotou.matters.rules import rules
from chaotou.matters.waiting import ANYTIME, wait_of
from chaotou.organization import access as organization
from chaotou.organization.access import Duty, Mandate, Verdict, require
from chaotou.organization.models import Person
from chaotou.projects.access import SYSTEM, System

__all__ = [
    "ANYTIME",
    "SYSTEM",
    "Actor",
    "Applicant",
    "Reader",
    "Sight",
    "System",
    "Taker",
    "Verdict",
    "may_move_land",
    "may_read_personal",
    "may_register",
    "may_see",
    "may_see_matters",
    "may_take",
    "person_of",
    "registers",
    "registers_for",
    "require",
    "roles_of",
    "sight",
    "step_now",
    "taker",
    "went_on",
]


@dataclass(frozen=True)
class Sight:
    """What a reader sees: all, one matter with its parts, or what these organizations and kinds let them see.

    `kinds` are taken in by the reader's organizations (primary keys), and seen whatever their privacy.
    """

    sees_all: bool = False
    matter: int | None = None
    oversees: bool = False
    organizations: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()


def sight(reader: Reader) -> Sight:
    """What the reader sees. `Refusal` for someone who sees no matters, TypeError for nobody at all."""
    if isinstance(reader, System):
        return Sight(sees_all=True)
    if isinstance(reader, Applicant):
        return Sight(matter=reader.matter or 0)
    if reader is None:
        raise TypeError("A list of matters needs a reader: a person, an applicant, or SYSTEM.")
    held = organization.mandate(reader)
    require(_sees_matters(held))
    at_work = seats_at_work(held)
    return Sight(
        oversees=held.oversees,
        organizations=frozenset(seat.organization for seat in at_work),
        kinds=rules().taken_in_by(seat.organization_code for seat in at_work),
    )


def may_see_matters(person: Person | AnonymousUser) -> Verdict:
    """Whether the person sees matters at all: whoever holds a post, but not who administers accounts."""
    return _sees_matters(organization.mandate(person))


def _sees_matters(held: Mandate) -> Verdict:
    if held.administers:
        return Verdict(False, Message("账号管理员只管理账号，不查看事项（职责分离）。"))
    if not held.seats:
        return Verdict(False, Message("目前没有岗位，不能查看事项。"))
    return Verdict(True, Message("在本区有岗位，可以查看公开的和本单位承担的事项。"))


def may_see(reader: Reader, matter: Matter) -> Verdict:
    """Whether the reader knows of this matter at all."""
    try:
        seen = sight(reader)
    except Refusal as refusal:
        return Verdict(False, refusal.message)
    if _is_seen(seen, matter):
        return Verdict(True, Message("事项在可见范围内。"))
    return Verdict(False, Message("这件事项不在可见范围内。"))


def _is_seen(seen: Sight, matter: Matter) -> bool:
    if seen.matter is not None:
        return seen.matter in (matter.pk, matter.parent_id)
    if seen.sees_all or matter.kind in seen.kinds or matter.privacy == Matter.Privacy.OPEN:
        return True
    if matter.privacy == Matter.Privacy.INVOLVED:
        taking_part = {matter.organization_id, matter.lead_id, matter.holder_id}
        if seen.oversees or not seen.organizations.isdisjoint(taking_part - {None}):
            return True
    return not seen.organizations.isdisjoint(assigned(matter)) if seen.organizations else False


def may_take(actor: Reader, matter: Matter, act: Act) -> Verdict:
    """Whether the actor may do this to the matter as it now stands, and why not."""
    try:
        step = step_now(matter, act)
    except Refusal as refusal:
        return Verdict(False, refusal.message)
    return taker(actor, matter).may(step)


def step_now(matter: Matter, act: Act) -> StepSpec:
    """The step that an act is now; `Refusal` where the state knows none, or the matter waits for others."""
    step = rules().flow(rules().kind(matter.kind)).step(matter.state, act)
    if act not in ANYTIME and (waits := wait_of(matter)):
        raise Refusal(waits)
    return step


def went_on(actor: Reader, matter: Matter, act: Act) -> Message | None:
    """Why an act that is the actor's is none now, as where somebody else just took it; else None."""
    try:
        step_now(matter, act)
    except Refusal as refusal:
        who, flow = taker(actor, matter), rules().flow(rules().kind(matter.kind))
        theirs = any(who.may(step) for step in flow.spec.steps if step.act is act)
        return refusal.message if theirs else None
    return None


def may_move_land(actor: Reader, matter: Matter) -> Verdict:
    """Whether the actor says that the firm of a chain holds its land, and makes opinions formal."""
    if roles_of(actor, matter) & {Role.INTAKE, Role.ASSIGNER, Role.LEAD, Role.PLATFORM}:
        return Verdict(True, Message("所在单位受理、交办或牵头这件事项。"))
    return Verdict(False, Message("由受理、交办或牵头这件事项的单位办理。"))


def registers_for(actor: Actor, kind: KindSpec) -> tuple[str, ...]:
    """Codes of the organizations for which the actor registers a kind, those that take it in first."""
    if isinstance(actor, System) or (isinstance(actor, Applicant) and actor.kind == kind.code):
        return kind.intake[:1]
    if isinstance(actor, Applicant) or kind.code in rules().conditions:
        return ()
    working = (Duty.RECORDS, Duty.REVIEWS)
    mine = {
        seat.organization_code for seat in seats_at_work(organization.mandate(actor)) if seat.duty in working
    }
    return tuple(code for code in dict.fromkeys((*kind.intake, *kind.open_to)) if code in mine)


def may_register(actor: Actor, kind: KindSpec) -> Verdict:
    """Whether the actor registers matters of a kind: who takes it in, whom it is open to, through a link."""
    return registers(actor, kind, registers_for(actor, kind))


def registers(actor: Actor, kind: KindSpec, theirs: tuple[str, ...]) -> Verdict:
    """As `may_register`, for what `registers_for` said. No query."""
    if theirs:
        return Verdict(True, Message("所在单位可以登记这类事项。"))
    if isinstance(actor, Applicant):
        return Verdict(False, Message("这个链接不能登记这类事项。"))
    what = Named(kind.name, kind.english)
    if kind.code in rules().conditions:
        return Verdict(False, Message("“{kind}”随项目评审的结论登记。", {"kind": what}))
    return Verdict(
        False, Message("“{kind}”由受理单位和向其开放登记的单位的填报、审核岗位登记。", {"kind": what})
    )


def may_read_personal(actor: Reader, matter: Matter) -> Verdict:
    """Whether the actor opens what the matter says of a person: who takes it in or handles it now."""
    roles = roles_of(actor, matter)
    if roles & {Role.INTAKE, Role.LEAD, Role.SUPPORTING}:
        return Verdict(True, Message("所在单位受理或承办这件事项；每次查看都有记录。"))
    return Verdict(False, Message("个人信息只供受理和承办这件事项的人员查看。"))
