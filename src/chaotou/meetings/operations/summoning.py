"""Letting those know who are expected: that a meeting is called, changed or called off."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from chaotou.core.naming import Named
from chaotou.matters.operations.telling import About, Occasion, tell
from chaotou.meetings.models import Meeting
from chaotou.meetings.operations.acting import Acting

__all__ = ["About", "tell_expected", "tell_people"]


def tell_expected(one: Acting, about: About) -> None:
    """Tell everybody who has a seat and is not excused; before the notice goes out nobody has one."""
    seats = one.meeting.attendances.exclude(state="excused").filter(person__is_active=True)
    tell_people(one, seats.values_list("person_id", flat=True), about)


def tell_people(one: Acting, people: Iterable[int], about: About) -> None:
    """Tell these people (keys), by the name, time and place of the meeting; no topic leaves the platform."""
    found = list(people)
    if found:
        tell(people=found, about=about, of=_occasion(one.meeting), at=one.at)


def _occasion(meeting: Meeting) -> Occasion:
    return Occasion(
        name=Named(meeting.title, meeting.english or meeting.title),
        address=reverse("meetings:meeting", args=[meeting.code]),
        begins_at=meeting.starts_at,
        place=meeting.place,
    )
