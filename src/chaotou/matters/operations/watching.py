"""After closing: the applicant called back, the result looked back at, the matter taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Unpack

from django.utils import timezone

from chaotou.core.issues import Message
from chaotou.core.zone.matter_flow_specs import Act, Phase
from chaotou.matters.models import Matter, Rating
from chaotou.matters.operations.attaching import Uploads
from chaotou.matters.operations.taking import Taking, Who, taking
from chaotou.matters.rated import said_already

SCORES = range(1, 6)


def call_back(*, score: int, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Record how content the applicant is 回访, 1 to 5, asked by a person or told through a link.

    Of one closing the applicant says so once, and once the office does that calls before the applicant spoke.
    Below what the kind calls content it is taken up again, where the flow lets the platform or the actor.
    """
    with taking(Act.CALL_BACK, who, text=text, files=files) as one:
        said = said_already(one.matter, by_applicant=one.person is None)
        one.need([None if score in SCORES else Message("满意度在 1 到 5 之间。"), said])
        Rating.objects.create(
            matter=one.matter, score=score, comment=one.text[:500], asked_by=one.person, rated_at=one.at
        )
        one.matter.satisfaction = score
        again = _is_to_reopen(one, score) and one.lead_by_the_way(Act.REOPEN)
        one.particulars = {"score": score, "reopened": again}
        _begin_again(one)
    return one.matter


def look_back(*, holds: bool = True, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Look whether what was done holds 回头看; where it does not, it is taken up again as the flow says."""
    with taking(Act.LOOK_BACK, who, text=text, files=files) as one:
        one.need([None if holds or one.text or one.step.reason else Message("请写明哪里没有做到。")])
        again = not holds and one.lead_by_the_way(Act.REOPEN)
        one.particulars = {"holds": holds, "reopened": again}
        _begin_again(one)
    return one.matter


def reopen(*, text: str = "", files: Uploads = (), **who: Unpack[Who]) -> Matter:
    """Take it up again 重新办理, with the reason, within the days the kind allows for it."""
    with taking(Act.REOPEN, who, text=text, files=files) as one:
        one.need([*_too_late(one), one.reason_gap])
        _begin_again(one)
    return one.matter


def _is_to_reopen(one: Taking, score: int) -> bool:
    """Whether so little content is told in time to take it up again."""
    rule = one.kind.call_back
    return rule is not None and score < rule.content and not list(_too_late(one))


def _begin_again(one: Taking) -> None:
    """What is taken up again has no result any more; who answers for it reports done anew."""
    if one.comes_to(Phase.WAITING, Phase.OPEN):
        one.matter.result = one.matter.conclusion = ""
        one.matter.assignments.filter(ended_at=None).update(reported_at=None)


def _too_late(one: Taking) -> Iterator[Message]:
    days, closed_at = one.kind.reopen_within_days, one.matter.closed_at
    if days is None or closed_at is None:
        return
    latest = timezone.localdate(closed_at) + timedelta(days=days)
    if timezone.localdate(one.at) > latest:
        yield Message("办结已久，最迟在 {day} 可以重新办理；请另行登记。", {"day": latest})
