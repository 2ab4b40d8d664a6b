"""While it is handled: progress by period, answers, notes, pressing, listing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Unpack

from django.utils import timezone

from chaotou.core.issues import Message
from chaotou.core.matters.progress import period_of
from chaotou.core.zone.matter_flow_specs import Act, Role
from chaotou.matters.models import Matter, ProgressReport
from chaotou.matters.operations.attaching import Uploads
from chaotou.matters.operations.noticing import tell_at_once
from chaotou.matters.operations.taking import Taking, Who, taking


def report(
    *,
    text: str = "",
    percent: int | None = None,
    period_on: date | None = None,
    nodes: Mapping[str, date] | None = None,
    files: Uploads = (),
    **who: Unpack[Who],
) -> Matter:
    """Report how one's own part goes 报告进展, for the period that holds `period_on` (today unless said).

    Lead and supporting organizations report apart; what the lead reports is the matter's own `percent`.
    `nodes` (by code) says which were done on which day. A period is reported again as often as need be.
    """
    with taking(Act.REPORT, who, text=text, files=files) as one:
        today = timezone.localdate(one.at)
        first = period_of(one.kind.progress_every, period_on or today)
        one.need(_report_gaps(one, first, percent, nodes or {}))
        ProgressReport.objects.create(
            matter=one.matter,
            organization_id=one.organization or one.matter.organization_id,
            period_on=first,
            text=one.text,
            percent=percent,
            reported_by=one.person,
            reported_at=one.at,
        )
        for code, day in (nodes or {}).items():
            one.matter.nodes.filter(code=code).update(done_on=day)
        if one.role is Role.LEAD and percent is not None:
            one.matter.percent = percent
        done = {code: day.isoformat() for code, day in (nodes or {}).items()}
        one.particulars = {"period_on": first.isoformat(), "percent": percent, "nodes": done}
    return one.matter


def respond(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Answer 答复: the lead to who asked, a supporting organization for its part, which is done with it."""
    with taking(Act.RESPOND, who, text=text, files=files) as one:
        one.need([None if one.text or one.arrived else Message("请写明答复的内容。")])
        if one.role is Role.SUPPORTING:
            mine = one.matter.assignments.filter(organization=one.organization, ended_at=None)
            mine.update(reported_at=one.at)
    return one.matter


def note(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Note something 备注."""
    return _said(Act.NOTE, text, files, who)


def press(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Press for it 催办: who handles it is told at once, as far as the quiet hours allow."""
    with taking(Act.PRESS, who, text=text, files=files) as one:
        one.need()
        tell_at_once(one.matter, one.kind, Act.PRESS, one.at)
    return one.matter


def list_matter(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """List it for supervision 挂牌督办."""
    with taking(Act.LIST, who, text=text, files=files) as one:
        one.need([Message("已经挂牌督办。") if one.matter.is_listed else None])
        one.matter.is_listed = True
    return one.matter


def _said(act: Act, text: str, files: Uploads, who: Who) -> Matter:
    with taking(act, who, text=text, files=files) as one:
        one.need()
    return one.matter


def _report_gaps(
    one: Taking, first: date, percent: int | None, nodes: Mapping[str, date]
) -> Iterator[Message]:
    today = timezone.localdate(one.at)
    if not one.text and not one.step.reason:
        yield Message("请写明进展。")
    if percent is not None and not 0 <= percent <= 100:
        yield Message("进度在 0 到 100 之间。")
    if first > today:
        yield Message("这一期还没有开始。")
    known = set(one.matter.nodes.values_list("code", flat=True)) if nodes else set()
    for code, day in nodes.items():
        if code not in known:
            yield Message("没有节点“{node}”。", {"node": code})
        if day > today:
            yield Message("节点完成日期 {day} 还没有到。", {"day": day})
