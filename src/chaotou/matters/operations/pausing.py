"""The clock stopped and started again; more time asked for, granted or denied by somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, Unpack

from django.utils import timezone

from chaotou.core.deadlines import CountedIn
from chaotou.core.issues import Message, Obstacles
from chaotou.core.matters.extending import ExtensionFault, extension_faults
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters.models import Extension, Matter, MatterClock, Suspension
from chaotou.matters.operations import clocks
from chaotou.matters.operations.attaching import Uploads
from chaotou.matters.operations.taking import Taking, Who, taking
from chaotou.matters.rules import rules

FAULTS: Final = {
    ExtensionFault.NOT_FORESEEN: Message("这类事项不能延期。"),
    ExtensionFault.TOO_LATE: Message("期限已过；延期要在到期以前申请。"),
    ExtensionFault.TOO_OFTEN: Message("已经延期过，不能再延。"),
    ExtensionFault.NOT_LATER: Message("延至的日期不晚于现在的期限。"),
    ExtensionFault.TOO_FAR: Message("延得太久，超过这类事项允许的天数。"),
}


def suspend(*, reason: str, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Stop the clock 中止计时, for one of the reasons (a code) that the kind allows."""
    with taking(Act.SUSPEND, who, text=text, files=files) as one:
        one.need(_suspend_gaps(one, reason))
        Suspension.objects.create(
            matter=one.matter, reason=reason, note=one.text[:300], began_at=one.at, began_by=one.person
        )
        one.matter.suspended_since = one.at
        one.particulars["reason"] = reason
    return one.matter


def resume(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Let the clock run on 恢复计时: every limit that still runs moves by what it stood."""
    with taking(Act.RESUME, who, text=text, files=files) as one:
        one.need([None if one.matter.suspended_since else Message("计时没有中止。")])
        one.matter.suspensions.filter(ended_at=None).update(ended_at=one.at, ended_by=one.person)
        one.matter.suspended_since = None
        clocks.recount(one.matter)
    return one.matter


def ask_extension(*, until_on: date, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Ask for time until the end of a day 申请延期, before the limit runs out."""
    with taking(Act.ASK_EXTENSION, who, text=text, files=files) as one:
        one.need([*_extension_gaps(one, until_on), one.reason_gap])
        Extension.objects.create(
            matter=one.matter, until_on=until_on, reason=one.text[:300], asked_by=one.person, asked_at=one.at
        )
        one.particulars["until_on"] = until_on.isoformat()
    return one.matter


def grant_extension(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Grant the time asked for 同意延期; the original due date does not change."""
    with taking(Act.GRANT_EXTENSION, who, text=text, files=files) as one:
        asked = _decided(one, Extension.State.GRANTED)
        one.particulars["until_on"] = asked.until_on.isoformat()
        clocks.recount(one.matter)
    return one.matter


def deny_extension(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Deny the time asked for 不同意延期, with the reason."""
    with taking(Act.DENY_EXTENSION, who, text=text, files=files) as one:
        one.gaps += [gap for gap in [one.reason_gap] if gap]
        asked = _decided(one, Extension.State.DENIED)
        one.particulars["until_on"] = asked.until_on.isoformat()
    return one.matter


def _decided(one: Taking, state: Extension.State) -> Extension:
    """The extension that was asked for, decided by somebody else."""
    asked = one.matter.extensions.filter(state=Extension.State.ASKED).first()
    if asked is None:
        raise Obstacles([*one.gaps, Message("没有等待决定的延期申请。")])
    own = one.person is not None and asked.asked_by_id == one.person.pk
    one.need([Message("延期由本人申请，须由他人决定。") if own else None])
    asked.state, asked.decision = state, one.text[:300]
    asked.decided_by, asked.decided_at = one.person, one.at
    asked.save()
    return asked


def _suspend_gaps(one: Taking, reason: str) -> Iterator[Message]:
    if one.matter.suspended_since:
        yield Message("计时已经中止。")
    if reason not in one.kind.suspensions:
        yield Message("这类事项不能因“{reason}”中止计时。", {"reason": _named(reason)})
    if not one.matter.clocks.filter(met_at=None).exists():
        yield Message("没有正在计时的期限。")


def _named(reason: str) -> object:
    spec = rules().reasons.get(reason)
    return spec.name if spec else reason


def _extension_gaps(one: Taking, until_on: date) -> Iterator[Message]:
    if one.matter.extensions.filter(state=Extension.State.ASKED).exists():
        yield Message("已经申请延期，正等待决定。")
    leading = leading_clock(one.matter)
    if leading is None:
        yield Message("没有正在计时的期限。")
        return
    faults = extension_faults(
        one.kind.extension,
        clocks.counted(leading, clocks.suspensions_of(one.matter), clocks.extension_of(one.matter)),
        CountedIn(leading.counted_in),
        asked_at=one.at,
        until=until_on,
        granted=one.matter.extensions.filter(state=Extension.State.GRANTED).count(),
        calendar=rules().zone.workdays,
        zone=timezone.get_default_timezone(),
    )
    yield from (FAULTS[fault] for fault in faults)


def leading_clock(matter: Matter) -> MatterClock | None:
    """The limit the matter's own due date comes from, while it runs. One query."""
    running = list(matter.clocks.filter(met_at=None, is_closing=True))
    return max(running, key=clocks.leads) if running else None
