"""What registering a matter makes, tried once and taken back, so that many alike are inserted as one is.

A table of ten thousand rows would take minutes if each were registered by itself. Rows alike in all that the
rules ask of a new matter become alike rows: one of them is registered on trial by the very operation that
registers any other, what it made is noted, and the trial is taken back.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import models, transaction

from chaotou.core.names import grams
from chaotou.core.projects.conditions import holds
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.core.zone.project_specs import ConditionSpec
from chaotou.matters.models import Assignment, Matter, MatterClock, MatterNode, PersonalData, Step
from chaotou.matters.operations.entering import Draft, Registrar, enter
from chaotou.matters.operations.personal import person_seal

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


@dataclass(frozen=True)
class Pattern:
    """The matter as it stands when it has been registered, and the rows that came with it."""

    matter: Matter
    made: Sequence[models.Model]

    def row(self, draft: Draft, code: str) -> Matter:
        """An unsaved matter like this one, with what the draft says."""
        row = copy(self.matter)
        row._state = copy(self.matter._state)
        row.code = code
        for name in SAID:
            setattr(row, name, getattr(draft.matter, name))
        row.grams = grams(code, row.title, row.english)
        return row

    def rows(self, key: int) -> list[models.Model]:
        """What came with it, for the matter of this key."""
        return [_of_matter(one, key) for one in self.made]


def alike(draft: Draft) -> Hashable:
    """What the rules ask of a new matter: two drafts alike in this are registered alike."""
    matter, kind = draft.matter, draft.kind
    asked = tuple(holds(condition, matter.particulars) for condition in _conditions(kind))
    came = matter.received_at if any(Act.REGISTER in limit.started_by for limit in kind.limits) else None
    return matter.organization_id, matter.own_due_on, came, asked


def pattern(draft: Draft, by: Registrar) -> Pattern:
    """What registering the draft makes; nothing of it stays. About 30 queries."""
    with transaction.atomic():
        matter = enter(replace(draft, matter=copy(draft.matter)), by)
        matter.refresh_from_db()
        made = [row for model in MADE for row in model._default_manager.filter(matter=matter)]
        transaction.set_rollback(True)
    matter.pk = None
    return Pattern(matter, made)


def personal_row(draft: Draft, key: int) -> PersonalData | None:
    """What the draft says of a person, for the matter of this key."""
    values = draft.form.personal
    seal = person_seal(draft.kind, values)
    return PersonalData(matter_id=key, values=values, seal=seal) if values else None


def _conditions(kind: KindSpec) -> list[ConditionSpec | None]:
    """What limits and routing ask of a form."""
    return [*(limit.when for limit in kind.limits), *(line.when for line in kind.routing)]


def _of_matter(row: Any, key: int) -> models.Model:
    one: Any = copy(row)
    one._state = copy(row._state)
    one.pk, one.matter_id = None, key
    found: models.Model = one
    return found
