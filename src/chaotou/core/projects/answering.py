"""Who answers for which part of a project, where organizations are held to account for theirs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

ZERO, ONE = Decimal(0), Decimal(1)


def parts_of(shares: Mapping[int, Decimal], landing: int | None) -> dict[int, Decimal]:
    """Each organization's part of a project: its credit, and the whole for where it lands without credit.

    Who talks an investor in and who hosts the project are compared with their like and not with each other,
    so that the parts of one project may add up to more than 1.
    """
    found = {organization: share for organization, share in shares.items() if share > ZERO}
    if landing is not None:
        found.setdefault(landing, ONE)
    return found
