"""Which vintages a reader sees, as known at a moment, and the history of one figure.

Of a figure's vintages the reader sees the latest that is published, or simply the latest for those who see
unpublished figures. So an unpublished revision changes nothing for everybody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.core.periods import Period
from chaotou.core.quantities import round_half_up
from chaotou.figures import access
from chaotou.figures.models import Indicator, Observation

if TYPE_CHECKING:
    from chaotou.organization.access import Asker

GROWTH_PLACES = 8


@dataclass(frozen=True)
class Vintage:
    """One figure as it was known from `recorded_at` until `superseded_at`.

    Value in the indicator's unit, growth a fraction; people and rows have `name` and `english`, to be shown.
    """

    id: int
    indicator: Any
    body: Any
    period: Period
    scope: str
    revision: int
    value: Decimal | None
    absence: str
    growth_yoy: Decimal | None
    growth_basis: str
    growth_basis_name: str
    status: str
    status_name: str
    is_synthetic: bool
    source: Any
    document: str
    sentence: str
    start: int | None
    end: int | None
    has_evidence: bool
    note: str
    reason: str
    recorded_by: Any
    recorded_at: datetime
    superseded_at: datetime | None
    published_by: Any
    published_at: datetime | None
    returned_by: Any
    returned_at: datetime | None
    return_reason: str

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_returned(self) -> bool:
        """Whether a reviewer returned it; it stays so, a revision is another vintage."""
        return self.returned_at is not None

    @property
    def is_current(self) -> bool:
        return self.superseded_at is None


def known(seen: access.Sight, known_at: datetime | None) -> Q:
    """The vintages the reader may see, known by the moment (None: all there are)."""
    published = Q(published_at__isnull=False) if known_at is None else Q(published_at__lte=known_at)
    recorded = Q() if known_at is None else Q(recorded_at__lte=known_at)
    if seen.unpublished is None:
        return recorded
    if not seen.unpublished:
        return published
    mine = Q(indicator__in=Indicator.objects.filter(code__in=seen.unpublished))
    return published | (mine & recorded)


def vintages(
    reader: Asker | access.System,
    *,
    indicator: str,
    body: str,
    period: Period,
    scope: str = "",
    known_at: datetime | None = None,
) -> list[Vintage]:
    """The history of one figure, latest first, as far as the reader sees it."""
    seen = access.sight(reader)
    rows = _rows(seen, known_at).filter(
        indicator__code=indicator,
        body__code=body,
        first_month=period.first,
        latest_month=period.latest,
        scope=scope,
    )
    return [as_vintage(row) for row in rows.order_by("-revision")]


def vintage(reader: Asker | access.System, pk: int) -> Vintage:
    """One vintage; `Refusal` where there is none that the reader may see."""
    return as_vintage(_one(reader, pk))


def evidence(reader: Asker | access.System, pk: int) -> Any:
    """The evidence file of a figure the reader may see; `Refusal` where there is none."""
    row = _one(reader, pk)
    if not row.evidence:
        raise Refusal(Message("这条数据没有佐证材料。"))
    return row.evidence


def sources(reader: Asker | access.System, observations: Iterable[int]) -> dict[int, Any]:
    """The sources of these vintages, by their ids, as far as the reader sees them; one query."""
    rows = Observation.objects.filter(known(access.sight(reader), None), pk__in=list(observations))
    found = rows.exclude(source=None).select_related("source").only("source")
    return {row.pk: row.source for row in found}


def drafts(reader: Asker | access.System) -> list[Vintage]:
    """Current figures that are not published, oldest first, as far as the reader sees them."""
    rows = _rows(access.sight(reader), None).filter(published_at=None, superseded_at=None)
    return [as_vintage(row) for row in rows.order_by("recorded_at", "pk")]


def unpublished(reader: Asker | access.System) -> list[Vintage]:
    """The drafts that wait to be published: those not returned."""
    return [one for one in drafts(reader) if not one.is_returned]


def _one(reader: Asker | access.System, pk: int) -> Observation:
    row = _rows(access.sight(reader), None).filter(pk=pk).first()
    if row is None:
        raise Missing(Message("没有这条数据，或者它还没有发布。"))
    return row


def _rows(seen: access.Sight, known_at: datetime | None) -> QuerySet[Observation]:
    related = ("indicator", "body", "source", "recorded_by", "published_by", "returned_by")
    return Observation.objects.filter(known(seen, known_at)).select_related(*related)


def as_vintage(row: Observation) -> Vintage:
    same = {name: getattr(row, name) for name in Vintage.__dataclass_fields__ if hasattr(row, name)}
    return Vintage(
        **{
            **same,
            "period": Period(row.first_month, row.latest_month),
            "value": rounded(row.value, row.indicator.decimals),
            "growth_yoy": rounded(row.growth_yoy, GROWTH_PLACES),
            "growth_basis_name": row.get_growth_basis_display(),
            "status_name": row.get_status_display(),
            "has_evidence": bool(row.evidence),
        }
    )


def rounded(value: Decimal | float | None, places: int) -> Decimal | None:
    """A stored number as declared: SQLite keeps decimals as floats, exact to 15 digits."""
    return None if value is None else round_half_up(value, places)
