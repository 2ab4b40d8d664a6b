"""Projects as other pages need them: of an enterprise, of an organization, what presses."""

from __future__ import annotations

from django.db.models import Q

from chaotou.enterprises.lineage import family_of
from chaotou.projects.queries.register import Row, rows_of
from chaotou.projects.queries.settled import settled
from chaotou.projects.queries.sight import with_terms
from chaotou.projects.queries.wanted import Asked, chosen, late, stale

MOST = 20
"""How many rows another page shows; one more is read, to know whether there are more."""


def pressing(asked: Asked) -> tuple[int, int]:
    """How many projects have a node past its day, and how many nobody spoke about for too long."""

    def find() -> tuple[int, int]:
        found = chosen(asked)
        silent = with_terms(found, asked.sight).filter(stale(asked.zone, asked.today))
        return found.filter(late(asked.today)).count(), silent.count()

    return settled("pressing", asked, find)


def of_enterprise(asked: Asked, enterprise: int) -> list[Row]:
    """Those it, or what was merged into it, invests in, the latest first."""
    return _latest(asked, Q(investor__in=family_of(enterprise)))


def of_organization(asked: Asked, code: str) -> list[Row]:
    """Those it talks about or lands, the latest first."""
    return _latest(asked, Q(organization__code=code) | Q(landing__code=code))


def _latest(asked: Asked, condition: Q) -> list[Row]:
    found = chosen(asked).filter(condition).order_by("-registered_at", "-pk")
    return rows_of(asked, list(found.values_list("pk", flat=True)[: MOST + 1]))
