"""Who reads letters, takes tables in and out again, hands doors to applicants, lets the public see what."""

from __future__ import annotations

from chaotou.core.issues import Message
from chaotou.core.zone.matter_flow_specs import Role
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters.access import Reader, Verdict, may_register, roles_of
from chaotou.matters.models import Matter, MatterImport
from chaotou.matters.rules import rules
from chaotou.organization import access as organization
from chaotou.organization.access import Asker, Duty
from chaotou.organization.models import Person

__all__ = ["may_hand_out", "may_import", "may_publish", "may_read_letters", "may_undo_import"]


def may_import(person: Person, kind: KindSpec) -> Verdict:
    """Whether the person takes in tables of a kind: who registers it; chains are registered one by one."""
    if kind.parts:
        return Verdict(False, Message("成套办理的事项要逐件登记，不能用表格导入。"))
    return may_register(person, kind)


def may_undo_import(person: Person, batch: MatterImport) -> Verdict:
    """Whether the person takes an import out again: who took it in, and who reviews where it is taken in."""
    held = organization.mandate(person)
    kind = rules().kinds.get(batch.kind)
    takes_in = kind.intake if kind else ()
    if any(seat.duty == Duty.REVIEWS and seat.organization_code in takes_in for seat in held.seats):
        return Verdict(True, Message("在受理单位的审核岗位上，可以撤销导入。"))
    if batch.imported_by_id == person.pk and kind is not None and may_register(person, kind):
        return Verdict(True, Message("由本人导入，可以撤销。"))
    return Verdict(False, Message("导入由导入人或受理单位的审核人员撤销。"))


def may_read_letters(person: Asker) -> Verdict:
    """Whether the person reads letters, makes matters of them and opens who sent one.

    A letter may be about anything: those read it who take matters in, not all who may register some.
    """
    held = organization.mandate(person)
    posts = [seat for seat in held.seats if seat.duty in (Duty.RECORDS, Duty.REVIEWS)]
    if not held.administers and rules().taken_in_by(seat.organization_code for seat in posts):
        return Verdict(True, Message("所在单位受理事项，可以看来信。"))
    return Verdict(False, Message("来信由受理单位的填报、审核岗位查看。"))


def may_hand_out(actor: Reader, matter: Matter) -> Verdict:
    """Whether the actor makes a door through which an applicant follows the matter, and closes it.

    An applicant is whoever may bring the kind through a link or is named as a person in its form.
    """
    kind = rules().kind(matter.kind)
    if not (kind.by_link or any(spec.personal for spec in kind.fields)):
        return Verdict(False, Message("这类事项没有申请人，不生成查询链接。"))
    if roles_of(actor, matter) & {Role.INTAKE, Role.LEAD}:
        return Verdict(True, Message("所在单位受理或牵头这件事项，可以生成查询链接。"))
    return Verdict(False, Message("查询链接由受理单位或牵头单位生成。"))


def may_publish(actor: Reader, matter: Matter) -> Verdict:
    """Whether the actor shows the matter and its photos to the public, and takes them back."""
    if not rules().kind(matter.kind).is_public or matter.privacy == Matter.Privacy.STRICT:
        return Verdict(False, Message("这类事项不向公众公开。"))
    if roles_of(actor, matter) & {Role.INTAKE, Role.ASSIGNER}:
        return Verdict(True, Message("所在单位受理或交办这件事项，可以向公众公开。"))
    return Verdict(False, Message("向公众公开由受理单位和交办人办理。"))
