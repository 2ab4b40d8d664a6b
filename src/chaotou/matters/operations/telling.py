"""Telling people of what is no matter, such as a meeting: by the same notices, mail and robots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chaotou.core.naming import Named
from chaotou.matters.models import Delivery, GroupDelivery, Notice
from chaotou.matters.operations.noticing import deliver

About = Notice.About


@dataclass(frozen=True)
class Occasion:
    """What people are told of: its name, the address of its page, when it begins and where."""

    name: Named
    address: str
    begins_at: datetime
    place: str = ""


def tell(*, people: Iterable[int], about: About, of: Occasion, at: datetime) -> Notice:
    """Tell people (keys) of an occasion; told again of the same moment, it is new again.

    In the caller's transaction, whose entry in the journal says who was told.
    """
    said = {"title": of.name.chinese, "english": of.name.english, "place": of.place, "raised_at": at}
    notice, _made = Notice.objects.update_or_create(
        matter=None, address=of.address, rule=about.value, due_at=of.begins_at, defaults=said
    )
    told = set(people)
    _hold_back_earlier(notice, told, at)
    deliver(notice, told, at)
    return notice


def _hold_back_earlier(notice: Notice, people: set[int], at: datetime) -> None:
    """What waits to tell people otherwise of the occasion goes out no more: this notice tells them."""
    earlier = Notice.objects.filter(matter=None, address=notice.address).exclude(pk=notice.pk)
    waiting = Delivery.objects.filter(notice__in=earlier, sent_at=None, person__in=people)
    waiting.update(sent_at=at, error="")
    GroupDelivery.objects.filter(notice__in=earlier, sent_at=None).delete()
