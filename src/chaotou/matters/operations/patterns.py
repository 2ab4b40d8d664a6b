"""What registering a matter makes, tried once and taken back, so that many alike are inserted as one is.

A table of ten thousand rows would take minutes if each were registered by itself. Rows alike in all that the
rules ask of a new matter become alike rows: one of them is registered on trial by the very operation that
registers any other, what it made is noted, and the trial is taken back. Limits are then counted for each from
the days it came and is due.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import models, transaction
from django.utils import timezone

from chaotou.core.names import grams
from chaotou.core.projects.conditions import holds
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.core.zone.project_specs import ConditionSpec
from chaotou.matters.models import Assignment, Matter, MatterClock, MatterNode, PersonalData, Step
from chaotou.matters.operations.clocks import begin_alike, limits_of
from chaotou.matters.operations.entering import Draft, Registrar, entered
from chaotou.matters.operations.personal import person_seal
from chaotou.matters.operations.taking import route
from chaotou.rows.inserting import copied

MADE: Final[Sequence[type[models.Model]]] = (MatterClock, MatterNode, Assignment, Step)
"""What comes with a new matter, besides what it says of a person."""

SAID: Final = (
    "title",
    "content",
    "particulars",
    "enterprise_id",
    "source",
    "address",
    "longitude",
    "latitude",
    "received_at",
    "land_on",
    "batch_id",
    "channel",
)
"""Columns that are each row's own."""


SHOWN: Final = ("started_at", "original_due_at", "due_at", "attention_at", "soon_at", "next_due_at")
"""Columns that follow from each row's own limits."""


@dataclass(frozen=True)
class Entered:
    """A matter to be inserted, and what comes with it."""

    matter: Matter
    limits: Sequence[MatterClock]
    made: Sequence[models.Model]

    def rows(self, key: int) -> list[models.Model]:
        """What comes with it, once the matter has its key."""
        rows: list[Any] = [*self.limits, *map(copied, self.made)]
        for row in rows:
            row.matter_id = key
        return rows


@dataclass(frozen=True)
class Pattern:
    """The matter as it stands when it has been registered, and the rows that came with it.

    `registered` are the limits that began when it came, `routed` those that began when it was assigned by
    itself; `made` is everything else.
    """

    matter: Matter
    registered: Sequence[MatterClock]
    routed: Sequence[MatterClock]
    made: Sequence[models.Model]

    def entered(self, draft: Draft, code: str) -> Entered:
        """An unsaved matter like this one, with what the draft says, its limits counted from its own days."""
        row = copied(self.matter)
        row.code, row.own_due_on = code, draft.matter.own_due_on or row.own_due_on
        for name in SAID:
            setattr(row, name, getattr(draft.matter, name))
        row.grams = grams(code, row.title, row.english)
        for name in SHOWN:
            setattr(row, name, None)
        limits = begin_alike(row, self.registered, self.routed)
        row.started_at = row.started_at or self.matter.started_at
        return Entered(row, limits, self.made)


def alike(draft: Draft) -> Hashable:
    """What the rules ask of a new matter: drafts alike in this are registered alike, but for their days."""
    matter, kind = draft.matter, draft.kind
    asked = tuple(holds(condition, matter.particulars) for condition in _conditions(kind))
    came_on = timezone.localdate(matter.received_at)
    begun = limits_of(kind, {Act.REGISTER}, False, came_on, matter)
    return matter.organization_id, matter.own_due_on is None, tuple(map(id, begun)), asked


def pattern(draft: Draft, by: Registrar) -> Pattern:
    """What registering the draft makes; nothing of it stays. About 30 queries."""
    alone = copy(draft.matter)
    alone.batch = None  # the search index takes up the rows of an import at its end: none may change before
    with transaction.atomic():
        matter = entered(replace(draft, matter=alone), by)
        registered = list(matter.clocks.values_list("pk", flat=True))
        route(matter, draft.kind, by.now)
        matter.refresh_from_db()
        limits = list(matter.clocks.order_by("pk"))
        rest = (model for model in MADE if model is not MatterClock)
        made = [row for model in rest for row in model._default_manager.filter(matter=matter)]
        transaction.set_rollback(True)
    matter.pk = None
    first = [row for row in limits if row.pk in registered]
    return Pattern(matter, first, [row for row in limits if row.pk not in registered], made)


def personal_row(draft: Draft, key: int) -> PersonalData | None:
    """What the draft says of a person, for the matter of this key."""
    values = draft.form.personal
    seal = person_seal(draft.kind, values)
    return PersonalData(matter_id=key, values=values, seal=seal) if values else None


def _conditions(kind: KindSpec) -> list[ConditionSpec | None]:
    """What limits and routing ask of a form."""
    return [*(limit.when for limit in kind.limits), *(line.when for line in kind.routing)]
