"""Keeping figures that the platform counts itself: a changed count is a revision with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Min

from chaotou.core.issues import Message, Refusal
from chaotou.core.periods import Period
from chaotou.figures.models import Body, Indicator, Observation, Source
from chaotou.figures.queries.vintages import rounded
from chaotou.journal import operations as journal

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@dataclass(frozen=True)
class Count:
    """One counted figure: a value in the indicator's unit; made up where what was counted is."""

    indicator: str
    period: Period
    value: Decimal
    is_synthetic: bool


@dataclass(frozen=True)
class Kept:
    """How many figures are new, and how many became another vintage."""

    new: int = 0
    revised: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.revised)


@transaction.atomic
def keep_counts(
    *,
    counts: Iterable[Count],
    body: str,
    source: Source,
    reason: str,
    now: datetime,
    actor: Person | None = None,
) -> Kept:
    """Keep what was counted of a body, published as counted; keeping the same again changes nothing.

    `Refusal` for a body or an indicator that the ledger does not have.

    A count takes the place of an earlier count and of a made-up figure. A figure that was published or typed
    stays: the count stands beside it under a scope of its own, so that the two can be compared.
    """
    held = list(counts)
    if not held:
        return Kept()
    there = _current(held, body)
    rows = _Rows(source, reason, now, _body(body), _indicators(held))
    fresh, ended = [], []
    for count in held:
        place, earlier = _place(count, there)
        if earlier is not None and _says_the_same(earlier, count):
            continue
        fresh.append(rows.row(count, place, earlier))
        ended += [earlier.pk] if earlier is not None else []
    Observation.objects.filter(pk__in=ended).update(superseded_at=now)
    Observation.objects.bulk_create(fresh, batch_size=500)
    kept = Kept(len(fresh) - len(ended), len(ended))
    if kept:
        _journal(kept, body, source, reason, actor, now)
    return kept


def register_source(code: str, title: str, english: str) -> Source:
    """The source that a register of this platform is; made when first needed."""
    said = {"title": title, "english": english, "kind": Source.COUNTED}
    return Source.objects.get_or_create(code=code, defaults=said)[0]


def counted_since(source: Source) -> dict[str, int]:
    """The year of the first figure that stands counted from this source, by indicator. One query."""
    rows = Observation.objects.filter(source=source, superseded_at=None).order_by()
    first = rows.values_list("indicator__code").annotate(first=Min("first_month"))
    return {code: Period(month, month).first_year for code, month in first}


@dataclass(frozen=True)
class _Place:
    indicator: str
    period: Period
    scope: str


def _current(counts: list[Count], body: str) -> Mapping[_Place, Observation]:
    """What stands where these counts will: one query."""
    months = {count.period.latest for count in counts}
    rows = Observation.objects.filter(
        body__code=body,
        indicator__code__in={count.indicator for count in counts},
        latest_month__in=months,
        superseded_at=None,
        scope__in=["", Observation.BESIDE],
    ).select_related("indicator", "source")
    return {
        _Place(row.indicator.code, Period(row.first_month, row.latest_month), row.scope): row for row in rows
    }


def _place(count: Count, there: Mapping[_Place, Observation]) -> tuple[_Place, Observation | None]:
    """Where a count goes, and what it takes the place of."""
    plain = _Place(count.indicator, count.period, "")
    earlier = there.get(plain)
    if earlier is None or earlier.is_synthetic or is_counted(earlier):
        return plain, earlier
    beside = _Place(count.indicator, count.period, Observation.BESIDE)
    return beside, there.get(beside)


def is_counted(row: Observation) -> bool:
    """Whether the platform counted it; what a person revised since is theirs."""
    return row.recorded_by_id is None and row.source is not None and row.source.kind == Source.COUNTED


def _says_the_same(row: Observation, count: Count) -> bool:
    same_value = rounded(row.value, 6) == rounded(count.value, 6)
    return is_counted(row) and same_value and row.is_synthetic == count.is_synthetic


def _body(code: str) -> Body:
    found = Body.objects.filter(code=code).first()
    if found is None:
        raise Refusal(Message("目录中没有“{code}”。", {"code": code}))
    return found


def _indicators(counts: list[Count]) -> dict[str, Indicator]:
    asked = {count.indicator for count in counts}
    found = {row.code: row for row in Indicator.objects.filter(code__in=asked)}
    for code in sorted(asked - found.keys()):
        raise Refusal(Message("目录中没有“{code}”。", {"code": code}))
    return found


@dataclass(frozen=True)
class _Rows:
    """What the rows of one counting have in common."""

    source: Source
    reason: str
    now: datetime
    body: Body
    indicators: Mapping[str, Indicator]

    def row(self, count: Count, place: _Place, earlier: Observation | None) -> Observation:
        return Observation(
            indicator=self.indicators[count.indicator],
            body=self.body,
            first_month=place.period.first,
            latest_month=place.period.latest,
            scope=place.scope,
            value=count.value,
            status=Observation.Status.REVISED if earlier else Observation.Status.PRELIMINARY,
            is_synthetic=count.is_synthetic,
            source=self.source,
            revision=earlier.revision + 1 if earlier else 0,
            reason=self.reason if earlier else "",
            recorded_at=self.now,
            published_at=self.now,
        )


def _journal(kept: Kept, body: str, source: Source, reason: str, actor: Person | None, now: datetime) -> None:
    journal.record(
        actor=actor,
        act="figures.observation.counted",
        target=f"figures.body:{body}",
        before=None,
        after={"source": source.code, "new": kept.new, "revised": kept.revised, "reason": reason},
        at=now,
    )
