"""Whether what a matter came to was rated already: once by the applicant, once before that by who calls."""

from __future__ import annotations

from chaotou.core.issues import Message
from chaotou.matters.models import Matter


def said_already(matter: Matter, *, by_applicant: bool) -> Message | None:
    """Why this closing is not rated once more from this side; a call does not replace the applicant's word.

    One query, none while it is not closed.
    """
    if matter.closed_at is None:
        return None
    said = set(matter.ratings.filter(rated_at__gte=matter.closed_at).values_list("asked_by", flat=True))
    if None in said:
        return Message("申请人已经评价过这次办结。")
    return Message("已经回访过这次办结，等申请人评价。") if said and not by_applicant else None
