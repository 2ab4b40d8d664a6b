"""The matters of an enterprise, a project or an organization, a few at a time."""

from __future__ import annotations

from django.db.models import F, Q

from chaotou.matters.queries.listing import Line, lines_of
from chaotou.matters.queries.wanted import Asked, chosen

MOST = 8


def of_one(asked: Asked, whose: Q) -> tuple[list[Line], bool]:
    """What is still to be done of theirs, due first; and whether there is more. Two queries."""
    ordered = chosen(asked).filter(whose).order_by(F("next_due_at").asc(nulls_last=True), "pk")
    keys = list(ordered.values_list("pk", flat=True)[: MOST + 1])
    return lines_of(keys[:MOST], asked.now), len(keys) > MOST
