"""What waits for a person: figures to record, to revise, to publish."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chaotou.core.periods import Period
from chaotou.figures import access
from chaotou.figures.queries import catalogue, vintages
from chaotou.figures.queries.relative import usual_period
from chaotou.organization import access as organization

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


@dataclass(frozen=True)
class Due:
    """A figure that is due and not there: of which indicator, body and period."""

    indicator: Any
    body: Any
    period: Period


@dataclass(frozen=True)
class Waiting:
    """Figures that are due, figures a reviewer returned, and figures that only need to be published."""

    to_record: tuple[Due, ...]
    to_revise: tuple[vintages.Vintage, ...]
    to_publish: tuple[vintages.Vintage, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.to_record or self.to_revise or self.to_publish)


def waiting(person: Asker, rows: Iterable[Any]) -> Waiting:
    """Of the rows' figures those due that the person records; of unpublished ones those they may publish."""
    held = organization.mandate(person)
    mine = {one.code for one in catalogue.recordable(person)} - catalogue.counted()
    awaited = (row for row in rows if row.indicator and row.standing.awaited)
    found = {(row.indicator.code, row.body.code): _due(row) for row in awaited if row.indicator.code in mine}
    acts = held.duties & {organization.Duty.RECORDS, organization.Duty.REVIEWS}
    drafts = vintages.drafts(person) if acts else []
    revise = (one for one in drafts if one.is_returned and one.indicator.code in mine)
    ready = (one for one in drafts if not one.is_returned and _may_publish(held, person, one))
    return Waiting(tuple(found.values()), tuple(revise), tuple(ready))


def _due(row: Any) -> Due:
    return Due(row.indicator, row.body, usual_period(row.indicator, row.standing.awaited.latest))


def _may_publish(held: organization.Mandate, person: Asker, one: vintages.Vintage) -> bool:
    recorder = one.recorded_by.pk if one.recorded_by else None
    return bool(access.may_publish_by(held, person.pk, recorder))
