"""Organizations as lists of matters name them."""

from __future__ import annotations

from chaotou.matters.queries.wanted import Asked
from chaotou.ui.templatetags.show import short


def short_names(asked: Asked) -> dict[int, str]:
    """Each organization's short name by its key, in the reader's language."""
    return {key: short(unit) for key, unit in asked.units.items()}


def codes(asked: Asked) -> dict[int, str]:
    """Each organization's code by its key, for programs."""
    return {key: unit.code for key, unit in asked.units.items()}


def unit_choices(asked: Asked) -> list[tuple[str, str]]:
    """Code and short name of each organization, for a filter."""
    return [(unit.code, short(unit)) for unit in asked.units.values()]
