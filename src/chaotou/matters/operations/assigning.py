"""Who handles it: assigned, signed for, declined, handed to another, split into parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Unpack

from django.utils import timezone

from chaotou.core.issues import Message
from chaotou.core.matters.clock import last_day
from chaotou.core.matters.fields import Filled
from chaotou.core.zone.matter_flow_specs import Act, Role
from chaotou.matters.models import Assignment, Matter
from chaotou.matters.operations.attaching import Uploads
from chaotou.matters.operations.entering import LONGEST_TITLE, Draft, Registrar, enter
from chaotou.matters.operations.parties import Charge, charge_gaps, put_in_charge, release_bodies
from chaotou.matters.operations.registering import own_due_gaps
from chaotou.matters.operations.taking import Taking, Who, taking


def assign(
    *,
    lead: str,
    task: str = "",
    supporting: Mapping[str, str] | None = None,
    due_on: date | None = None,
    text: str = "",
    files: Uploads = (),
    **who: Unpack[Who],
) -> Matter:
    """Put a lead and supporting organizations (codes, each with its task) in charge 交办.

    `due_on` names the day by which it is due, where the kind allows it and no limit runs yet.
    """
    charge = Charge(lead, task.strip(), dict(supporting or {}))
    with taking(Act.ASSIGN, who, text=text, files=files) as one:
        one.need([*charge_gaps(charge), *_due_gaps(one, due_on)])
        put_in_charge(one.matter, charge, one.person, one.at, reason=one.text)
        one.matter.handler = None
        one.matter.own_due_on = due_on or one.matter.own_due_on
        one.particulars = charge.as_data()
    return one.matter


def sign_for(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Sign for it 签收, for one's own organization; who signs for the lead handles it from now on."""
    with taking(Act.SIGN_FOR, who, text=text, files=files) as one:
        mine = one.matter.assignments.filter(organization=one.organization, ended_at=None, signed_for_at=None)
        one.need([None if mine.exists() else Message("本单位已经签收。")])
        mine.update(signed_for_by=one.person, signed_for_at=one.at)
        if one.role is Role.SUPPORTING:
            one.to = one.matter.state
        else:
            one.matter.handler = one.person
    return one.matter


def decline(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Give it back to who assigned it 退回交办, with the reason; a supporting body only steps out."""
    with taking(Act.DECLINE, who, text=text, files=files) as one:
        one.need([one.reason_gap])
        if one.role is Role.SUPPORTING:
            one.to = one.matter.state
        else:
            one.matter.lead = one.matter.handler = None
        release_bodies(one.matter, {one.organization or 0}, one.at, one.text)
    return one.matter


def transfer(*, lead: str, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Hand it to another lead organization (a code) 转办, with the reason; supporting bodies stay."""
    with taking(Act.TRANSFER, who, text=text, files=files) as one:
        kept = _supporting(one.matter)
        kept.pop(lead, None)
        charge = Charge(lead, supporting=kept)
        same = one.matter.lead is not None and one.matter.lead.code == lead
        gaps = [*charge_gaps(charge), Message("事项已经由这个单位牵头。") if same else None, one.reason_gap]
        one.need(gaps)
        put_in_charge(one.matter, charge, one.person, one.at, reason=one.text)
        one.matter.handler = None
        one.particulars = {"lead": lead}
    return one.matter


@dataclass(frozen=True)
class Part:
    """A part of a matter that another organization (a code) handles, by a day no later than the whole's."""

    title: str
    lead: str
    content: str = ""
    due_on: date | None = None


def split(*, parts: Sequence[Part], text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Split it into parts 拆分 that are matters of their own, assigned at once; it closes after them all."""
    with taking(Act.SPLIT, who, text=text, files=files) as one:
        one.need(_split_gaps(one, parts))
        by = Registrar(one.actor, one.now, one.at, [])
        made = [enter(_part_draft(one, part), by) for part in parts]
        one.particulars["parts"] = [part.code for part in made]
    return one.matter


def _split_gaps(one: Taking, parts: Sequence[Part]) -> Iterator[Message]:
    if not parts:
        yield Message("请写明拆成哪些分项。")
    latest = last_day(timezone.localtime(one.matter.due_at)) if one.matter.due_at else None
    for part in parts:
        yield from charge_gaps(Charge(part.lead))
        if not 0 < len(part.title.strip()) <= LONGEST_TITLE:
            yield Message("每个分项都要有标题，最多 {most} 个字。", {"most": LONGEST_TITLE})
        if part.due_on and part.due_on < timezone.localdate(one.at):
            yield Message("要求完成日期 {day} 已经过去。", {"day": part.due_on})
        elif part.due_on and latest and part.due_on > latest:
            said = {"day": part.due_on, "latest": latest}
            yield Message("分项的期限 {day} 要在今天以后，不晚于事项的期限 {latest}。", said)


def _part_draft(one: Taking, part: Part) -> Draft:
    whole = one.matter
    matter = Matter(
        kind=whole.kind,
        title=part.title.strip(),
        content=part.content.strip(),
        particulars=whole.particulars,
        organization=whole.organization,
        enterprise_id=whole.enterprise_id,
        project_id=whole.project_id,
        parent=whole,
        channel=whole.channel,
        address=whole.address,
        longitude=whole.longitude,
        latitude=whole.latitude,
        received_at=whole.received_at,
        own_due_on=part.due_on or (whole.due_at and last_day(timezone.localtime(whole.due_at))),
        is_synthetic=whole.is_synthetic,
    )
    assigned = next((step.to for step in one.flow.spec.steps if step.act is Act.ASSIGN), None)
    return Draft(matter, one.kind, Filled(), charge=Charge(part.lead), begins_in=assigned or one.to)


def _due_gaps(one: Taking, due_on: date | None) -> Iterator[Message]:
    if due_on is None:
        return
    yield from own_due_gaps(one.kind, due_on, one.at)
    if one.matter.due_at is not None:
        yield Message("期限已经起算，不能再指定完成日期；需要更多时间的，请申请延期。")


def _supporting(matter: Matter) -> dict[str, str]:
    """The supporting organizations, each with its task."""
    held = matter.assignments.filter(role=Assignment.Role.SUPPORTING, ended_at=None)
    return dict(held.values_list("organization__code", "task"))
