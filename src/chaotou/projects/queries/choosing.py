"""What a form names by code, as what it means, and the other way round."""

from __future__ import annotations

from typing import Any

from chaotou.organization import queries as organization
from chaotou.organization.access import Asker
from chaotou.organization.models import Organization


def named(reader: Asker, *, landing: str = "", officer: str = "", **others: Any) -> dict[str, Any]:
    """The form's answers with its organization and person found; what was left empty is None."""
    return {
        **others,
        "landing": Organization.objects.filter(code=landing).first() if landing else None,
        "officer": organization.person(reader, officer) if officer else None,
    }


def names(reader: Asker) -> dict[str, str]:
    """Codes of organizations and user names, each with its name in the reader's language."""
    return dict([*organization.organization_choices(reader), *organization.people_choices(reader)])
