"""Who reads letters that came in, and who lets the public see what."""

from __future__ import annotations

from chaotou.core.issues import Message
from chaotou.core.zone.matter_flow_specs import Role
from chaotou.matters.access import Reader, Verdict, roles_of
from chaotou.matters.models import Matter
from chaotou.matters.rules import rules
from chaotou.organization import access as organization
from chaotou.organization.access import Asker, Duty

__all__ = ["may_publish", "may_read_letters"]


def may_read_letters(person: Asker) -> Verdict:
    """Whether the person reads letters, makes matters of them and opens who sent one.

    A letter may be about anything: those read it who take matters in, not all who may register some.
    """
    held = organization.mandate(person)
    posts = [seat for seat in held.seats if seat.duty in (Duty.RECORDS, Duty.REVIEWS)]
    if not held.administers and rules().taken_in_by(seat.organization_code for seat in posts):
        return Verdict(True, Message("所在单位受理事项，可以看来信。"))
    return Verdict(False, Message("来信由受理单位的填报、审核岗位查看。"))


def may_publish(actor: Reader, matter: Matter) -> Verdict:
    """Whether the actor shows the matter and its photos to the public, and takes them back."""
    if not rules().kind(matter.kind).is_public or matter.privacy == Matter.Privacy.STRICT:
        return Verdict(False, Message("这类事项不向公众公开。"))
    if roles_of(actor, matter) & {Role.INTAKE, Role.ASSIGNER}:
        return Verdict(True, Message("所在单位受理或交办这件事项，可以向公众公开。"))
    return Verdict(False, Message("向公众公开由受理单位和交办人办理。"))
