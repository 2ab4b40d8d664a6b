"""What the journal says, to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from chaotou.journal.access import Extent, Sight
from chaotou.journal.models import Entry, Head
from chaotou.journal.verification import Verification as Verification
from chaotou.journal.verification import verify as verify
from chaotou.journal.words import column_words, things
from chaotou.organization.queries import people_choices
from chaotou.ui.templatetags.show import listed

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Wanted:
    """What is looked for in the journal; what is left empty is not asked.

    `act` is an act or what it is about (`figures.observation`), `before` a number for older entries.
    """

    person: str = ""
    act: str = ""
    target: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


def entries(sight: Sight, wanted: Wanted, limit: int) -> list[Entry]:
    """The latest entries within sight that match, newest first, at most `limit`. One query."""
    found = _visible(sight).select_related("actor")
    if wanted.act:
        found = found.filter(Q(act=wanted.act) | Q(act__startswith=f"{wanted.act}."))
    filters = {
        "actor__username": wanted.person,
        "target__contains": wanted.target,
        "number__lt": wanted.before,
        "at__gte": _midnight(wanted.since, 0),
        "at__lt": _midnight(wanted.until, 1),
    }
    return list(found.filter(**{name: value for name, value in filters.items() if value})[:limit])


def latest_seal() -> str:
    """The seal of the latest entry, empty without one; unchanged while nothing is written. One query."""
    return latest_seals()[0]


def latest_seals() -> tuple[str, str]:
    """As `latest_seal`, and that of the latest entry about accounts, posts or organizations. One query."""
    return Head.objects.order_by().values_list("seal", "people_seal").first() or ("", "")


def offered(sight: Sight) -> tuple[Choices, Choices]:
    """People and kinds of acts to look for, as codes and names; nobody else where sight is one's own."""
    accounts_only = sight.extent is Extent.ACCOUNTS
    kinds = things("organization." if accounts_only else "")
    return ([] if sight.extent is Extent.OWN else people_choices(sight.person)), kinds


def entry(sight: Sight, number: int) -> Entry | None:
    """One entry, where it is within sight."""
    return _visible(sight).select_related("actor").filter(number=number).first()


def latest(act: str, target: str) -> Entry | None:
    """The latest entry of an act on one thing, for that thing's own page, which has let its reader in."""
    return Entry.objects.filter(act=act, target=target).select_related("actor").first()


def _visible(sight: Sight) -> QuerySet[Entry]:
    if sight.extent is Extent.ALL:
        return Entry.objects.all()
    if sight.extent is Extent.ACCOUNTS:
        return Entry.objects.filter(act__startswith="organization.")
    if not sight.person.is_authenticated:
        return Entry.objects.none()
    about = f"organization.person:{sight.person.get_username()}"
    return Entry.objects.filter(Q(actor=sight.person.pk) | Q(target=about))


def _midnight(day: date | None, later: int) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min) + timedelta(days=later)) if day else None


@dataclass(frozen=True)
class Change:
    """One value before and after an act, ready to be read."""

    name: str
    before: str
    after: str
    is_changed: bool


def changes(entry: Entry) -> list[Change]:
    """The entry's before and after side by side, in the order they were written."""
    before, after = _values(entry.before), _values(entry.after)
    thing = entry.target.partition(":")[0]
    return [
        Change(
            column_words(thing, name),
            before.get(name, ""),
            after.get(name, ""),
            before.get(name) != after.get(name),
        )
        for name in dict.fromkeys([*before, *after])
    ]


def _values(found: object) -> dict[str, str]:
    return {name: _words(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _words(value: object) -> str:
    match value:
        case None | "":
            return "—"
        case bool():
            return gettext("是") if value else gettext("否")
        case list():
            return listed(_words(item) for item in value) or "—"
        case dict():
            return "；".join(f"{name}: {_words(item)}" for name, item in value.items())
    return str(value)
