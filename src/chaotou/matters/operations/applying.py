"""What comes through a door without sign-in: a matter is registered, and its applicant gets a door to it."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from chaotou.matters.access import Applicant
from chaotou.matters.details import Details
from chaotou.matters.models import Link, Matter
from chaotou.matters.operations.links import follow_up
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.queries.links import require_room
from chaotou.organization.days import working_moment


@transaction.atomic
def apply_through(*, link: Link, title: str, now: datetime, **details: Unpack[Details]) -> tuple[Matter, str]:
    """Register what an applicant brings to the door of a kind, and the secret of the door that follows it.

    The enterprise is the door's own, whatever is said. `Crowded` where too much came through the door
    within the hour; `Obstacles` with all that is wrong with what was brought.
    """
    require_room(link, working_moment(now))
    said: Details = {"channel": "link", **details, "enterprise": _enterprise(link)}
    matter = register_matter(kind=link.kind, title=title, actor=Applicant(kind=link.kind), now=now, **said)
    return matter, follow_up(matter=matter, through=link, now=now)


def _enterprise(link: Link) -> int | None:
    """The door's enterprise; where it was merged into another since, that one."""
    firm = link.enterprise
    return (firm.merged_into_id or firm.pk) if firm else None
