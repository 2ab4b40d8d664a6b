"""What several pages of evaluation have in common: the run at an address, its names."""

from __future__ import annotations

from typing import Any

from chaotou.core.evaluation.words import Scope
from chaotou.evaluation import naming
from chaotou.evaluation.queries.results import RunPage
from chaotou.organization import queries as organization
from chaotou.ui.templatetags.show import name


def opened(page: RunPage) -> dict[str, Any]:
    """What every page of a run holds."""
    return {
        "page": page,
        "run": page.run,
        "scheme": page.scheme,
        "zone": organization.zone().zone,
        "names": naming.of_scheme(page.scheme),
        "groups": naming.of_groups(page.scheme),
        "grades": naming.of_grades(page.scheme),
        "is_index": page.scheme.marks == "index",
        "has_own_places": page.scheme.ranking.within is Scope.GROUP,
    }


def subject_names(page: RunPage) -> dict[str, str]:
    return {row.subject.code: name(row.subject) for row in page.rows}
