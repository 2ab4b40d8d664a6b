"""What a reader's address asks for: the day, the filters, the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from chaotou.figures.queries.frame import end_of
from chaotou.organization import queries as organization
from chaotou.organization.days import working_day


@dataclass(frozen=True)
class Day:
    """The day a page is about, and the moment whose knowledge it shows: that day's end if named, else now."""

    on: date
    known_at: datetime
    named: date | None


def day_asked(request: HttpRequest) -> Day:
    """`?as_of=2024-08-20` as then known, else the opening day as known today."""
    now, named = timezone.now(), _day_named(request)
    known_at = end_of(named or timezone.localdate(now))
    return Day(named or working_day(now), known_at, named)


def _day_named(request: HttpRequest) -> date | None:
    """The day in the address; what is not a date is said and left aside."""
    given = request.GET.get("as_of", "")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        messages.warning(request, _("“{text}”不是日期，请写成 2024-08-20。").format(text=given))
        return None


@dataclass(frozen=True)
class Chosen:
    """The filters of the master table; empty means all."""

    group: str = ""
    owner: str = ""
    light: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Chosen:
        return cls(*(request.GET.get(key, "") for key in ("group", "owner", "light")))

    def keeps(self, row: Any) -> bool:
        found = (
            (self.group, row.indicator.group if row.indicator else ""),
            (self.owner, row.owner.code if row.owner else ""),
            (self.light, str(row.light)),
        )
        return all(not wanted or wanted == value for wanted, value in found)


SHOWN = ("growth", "level")


def shown(request: HttpRequest) -> str:
    """Whether an indicator's comparison shows growth or levels."""
    given = request.GET.get("show", "")
    return given if given in SHOWN else SHOWN[0]


def compared(request: HttpRequest) -> list[str]:
    """Codes of the bodies to compare with: those chosen, else the city and the neighbors."""
    if "chosen" in request.GET:
        return request.GET.getlist("with")
    held = organization.zone().zone
    return [held.city, *held.neighbors]


def groups(rows: Iterable[Any]) -> list[str]:
    """The groups of the rows' indicators, in their order."""
    return list(dict.fromkeys(row.indicator.group for row in rows if row.indicator))


def owners(rows: Sequence[Any]) -> list[Any]:
    """Who leads, each once."""
    return list({row.owner.code: row.owner for row in rows if row.owner}.values())


@dataclass(frozen=True)
class Count:
    """How many targets show a light."""

    lamp: Any
    number: int


def tally(found: Any) -> list[Count]:
    """The lights that are shown at all, in their order, each with how many targets show it."""
    counts = [Count(lamp, sum(row.light == lamp for row in found.rows)) for lamp in found.lights]
    return [count for count in counts if count.number]
