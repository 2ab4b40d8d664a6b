"""Noting on a figure or a target where a document says the same, and taking that note off again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from chaotou.figures import access
from chaotou.figures.models import Cited, Observation, Target
from chaotou.journal import operations as journal

if TYPE_CHECKING:
    from chaotou.organization.models import Person

FIELDS = ("document", "sentence", "start", "end")


@dataclass(frozen=True)
class Citation:
    """A sentence of a document (its code), and where in the document's text the figure stands."""

    document: str
    sentence: str
    start: int
    end: int


@transaction.atomic
def cite_observation(*, person: Person, observation: int, citation: Citation, now: datetime) -> bool:
    """Note on a figure the sentence that says the same; whether it was noted.

    A figure that cites a document already stays as it is, and so does one made up. `Refusal` for whoever may
    not enter the indicator's figures.
    """
    row = _observation(person, observation)
    if row.is_synthetic:
        return False
    return _cite(row, f"figures.observation:{row.pk}", person, citation, now)


@transaction.atomic
def cite_target(*, person: Person, target: int, citation: Citation, now: datetime) -> bool:
    """As `cite_observation`, for a target; `Refusal` for whoever may not set it."""
    row = _target(person, target)
    return _cite(row, f"figures.target:{row.code}", person, citation, now)


@transaction.atomic
def uncite_observation(*, person: Person, observation: int, citation: Citation, now: datetime) -> None:
    """Take a citation off a figure that had none before it."""
    row = _observation(person, observation)
    _uncite(row, f"figures.observation:{row.pk}", person, citation, now)


@transaction.atomic
def uncite_target(*, person: Person, target: int, citation: Citation, now: datetime) -> None:
    """Take a citation off a target that had none before it."""
    row = _target(person, target)
    _uncite(row, f"figures.target:{row.code}", person, citation, now)


def _observation(person: Person, pk: int) -> Observation:
    found = Observation.objects.select_for_update(of=("self",), no_key=True).select_related("indicator")
    row = found.get(pk=pk)
    access.require(access.may_accept(person) or access.may_record(person, row.indicator.code))
    return row


def _target(person: Person, pk: int) -> Target:
    found = Target.objects.select_for_update(of=("self",), no_key=True).select_related("indicator")
    row = found.get(pk=pk)
    access.require(access.may_set_target(person, row.indicator.code if row.indicator else None))
    return row


def _cite(row: Cited, target: str, person: Person, citation: Citation, now: datetime) -> bool:
    if row.document:
        return False
    before = _facts(row)
    row.document, row.start, row.end = citation.document, citation.start, citation.end
    row.sentence = row.sentence or citation.sentence
    _save(row, "cited", target, person, before, now)
    return True


def _uncite(row: Cited, target: str, person: Person, citation: Citation, now: datetime) -> None:
    before = _facts(row)
    row.document, row.start, row.end = "", None, None
    row.sentence = "" if row.sentence == citation.sentence else row.sentence
    _save(row, "uncited", target, person, before, now)


def _save(
    row: Cited, act: str, target: str, person: Person, before: dict[str, object], now: datetime
) -> None:
    row.save(update_fields=FIELDS)
    thing = target.partition(":")[0]
    journal.record(
        actor=person, act=f"{thing}.{act}", target=target, before=before, after=_facts(row), at=now
    )


def _facts(row: Cited) -> dict[str, object]:
    return {field: getattr(row, field) for field in FIELDS}
