"""What stands behind a secret: the door, and who comes through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.matters.access import Applicant
from chaotou.matters.models import Link, Matter, Step
from chaotou.matters.operations.links import hashed

MOST_AN_HOUR: Final = 20
"""So many acts come in an hour through the door to a matter, and from one place through that of a kind."""
MOST_OF_A_KIND: Final = 200
"""So many matters come in an hour through the door of a kind, which many firms may share."""


class Crowded(Refusal):
    """Too much in too short a time; it may be tried again later."""


@dataclass(frozen=True)
class Door:
    """An open door and who stands in it."""

    link: Link
    applicant: Applicant


def door(secret: str, now: datetime) -> Door:
    """The door of a secret. `Missing`, in the same words, for one unknown, expired or revoked. One query."""
    found = Link.objects.select_related("matter", "enterprise").filter(secret_hash=hashed(secret)).first()
    if found is None or found.revoked_at is not None or found.expires_at <= now:
        raise Missing(Message("这个链接无效或已经过期，请向受理单位索取新的链接。"))
    if found.matter_id is not None:
        return Door(found, Applicant(matter=found.matter_id))
    return Door(found, Applicant(kind=found.kind))


def require_room(link: Link, now: datetime) -> None:
    """Go on only while the door has not been used too often within the hour, else `Crowded`. One query."""
    since = now - timedelta(hours=1)
    if link.matter_id is None:
        _require_fewer(link.opened.filter(made_at__gt=since), MOST_OF_A_KIND)
    else:
        steps = Step.objects.filter(matter=link.matter_id, by_applicant=True, taken_at__gt=since)
        _require_fewer(steps, MOST_AN_HOUR)


def _require_fewer(found: QuerySet[Any], most: int) -> None:
    if found.count() >= most:
        raise Crowded(Message("这个链接一小时最多提交 {most} 次，请过一会儿再来。", {"most": most}))


def links_of(matter: Matter) -> Sequence[Link]:
    """The open doors to a matter, for who may hand them out (`access_outside.may_hand_out`). One query."""
    return list(matter.links.filter(revoked_at=None).select_related("made_by").order_by("-made_at"))
