"""Chains 一件事 that begin before their firm holds land 拿地即开工: the land won, opinions made formal.

Neither is a step of a flow: the state stays, only what waits for the land changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final, Unpack

from django.utils import timezone

from chaotou.core.issues import Message, Missing, Obstacles
from chaotou.figures.operations.evidence import all_or_nothing
from chaotou.matters import access
from chaotou.matters.access import Applicant, person_of
from chaotou.matters.models import Matter, Step
from chaotou.matters.operations.attaching import Uploads, examined, keep
from chaotou.matters.operations.holding import locked, release
from chaotou.matters.operations.keeping import facts, journal_act
from chaotou.matters.operations.taking import Who
from chaotou.matters.rules import rules
from chaotou.matters.waiting import awaits_land
from chaotou.organization.days import working_moment

HOLD_LAND: Final = "hold_land"
CONFIRM_OPINION: Final = "confirm_opinion"


def hold_land(*, land_on: date, files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Record that the firm of a chain holds its land 取得用地: the parts that waited for it begin."""
    with _changing(HOLD_LAND, who, files) as (matter, wrong):
        if not awaits_land(matter):
            wrong.append(Message("这件事项不等待用地。"))
        if land_on > timezone.localdate(working_moment(who["now"])):
            wrong.append(Message("取得用地的日期 {day} 还没有到。", {"day": land_on}))
        matter.land_on = land_on
        field = rules().kind(matter.kind).land_field
        if field:
            matter.particulars = {**matter.particulars, field: land_on.isoformat()}
    return matter


def confirm_opinion(*, files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Make an opinion formal that was given before the firm held its land 预审意见转为正式."""
    with _changing(CONFIRM_OPINION, who, files) as (matter, wrong):
        if not matter.is_preliminary:
            wrong.append(Message("这个环节没有待确认的预审意见。"))
        if matter.parent is not None and awaits_land(matter.parent):
            wrong.append(Message("企业还没有取得用地。"))
        matter.is_preliminary = False
    return matter


@contextmanager
def _changing(act: str, who: Who, files: Uploads) -> Iterator[tuple[Matter, list[Message]]]:
    """The matter held and what is wrong with the act; saved, noted and journaled where nothing is."""
    arrived, wrong = examined(files)
    actor, at = who["actor"], working_moment(who["now"])
    with all_or_nothing() as stored:
        matter = locked(who["matter"], who.get("version"))
        if not access.may_see(actor, matter):
            raise Missing(Message("没有事项“{code}”，或不在可见范围内。", {"code": matter.code}))
        access.require(access.may_move_land(actor, matter))
        before = facts(matter)
        yield matter, wrong
        if wrong:
            raise Obstacles(wrong)
        matter.version += 1
        matter.save()
        step = Step.objects.create(
            matter=matter,
            act=act,
            from_state=matter.state,
            to_state=matter.state,
            taken_by=person_of(actor),
            by_applicant=isinstance(actor, Applicant),
            taken_at=at,
        )
        keep(matter, step, arrived, person_of(actor), at, stored)
        journal_act(matter, act, actor, who["now"], before, {})
        release(matter.parent or matter, at)
