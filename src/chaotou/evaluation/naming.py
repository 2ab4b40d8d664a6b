"""Names of what schemes refer to by code, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chaotou.core.evaluation.scheme import CriterionSpec, SchemeSpec
from chaotou.organization import queries as organization
from chaotou.ui.templatetags.show import name

Names = dict[str, str]


def of_catalogue() -> Names:
    """The zone's indicators, organizations and bodies."""
    zone = organization.zone()
    return named((*zone.organizations, *zone.bodies, *zone.indicators))


def of_scheme(scheme: SchemeSpec) -> Names:
    """A scheme's criteria, sets and items of adjustments, by code."""
    sets = scheme.adjustments()
    items = (item for one in sets for item in one.items)
    return named((*scheme.walk(), *sets, *items))


def of_indicators(scheme: SchemeSpec) -> Names:
    """What the catalogue calls an indicator, else what the scheme calls the criterion that reads it."""
    read = {
        item.reads.indicator if item.reads else item.code: name(item) or item.code
        for item in (*scheme.leaves(), *(item for one in scheme.adjustments() for item in one.items))
    }
    return {**read, **of_catalogue()}


def units() -> dict[str, str]:
    """The units that the catalogue gives its indicators, by code."""
    return {one.code: one.unit for one in organization.zone().indicators}


def of_groups(scheme: SchemeSpec) -> Names:
    return named(scheme.subjects.groups)


def of_grades(scheme: SchemeSpec) -> Names:
    return named(scheme.grades)


def named(entries: Iterable[Any]) -> Names:
    """Codes with names; an entry without a name is called by its code."""
    return {one.code: _name(one) for one in entries}


def _name(one: Any) -> str:
    return name(one) if getattr(one, "name", "") or getattr(one, "title", "") else str(one.code)


def parents(scheme: SchemeSpec) -> Names:
    """The names of the criteria above each leaf, from the top, in one line."""
    found: Names = {}

    def below(one: CriterionSpec, above: tuple[str, ...]) -> None:
        if not one.criteria:
            found[one.code] = " › ".join(above)
        for child in one.criteria:
            below(child, (*above, _name(one)))

    for one in scheme.criteria:
        below(one, ())
    return found
