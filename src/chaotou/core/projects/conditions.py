"""Whether a condition of the zone's files holds for what is known of a project."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from chaotou.core.zone.project_specs import ConditionSpec

Fields = Mapping[str, object]
"""What is known of a project by field code; flags are True or False, numbers may be text."""


def is_given(value: object) -> bool:
    """Whether a field says anything; 0 and False do, blanks do not."""
    if value is None:
        return False
    return bool(value.strip()) if isinstance(value, str) else value not in ((), [], {})


def number(value: object) -> Decimal | None:
    """The value as a number, where it is one."""
    if value is None or isinstance(value, bool):
        return None
    try:
        return Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None


def word(value: object) -> str:
    """The value as a condition compares it: a flag is `yes` or `no`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value).strip()


def holds(condition: ConditionSpec | None, fields: Fields) -> bool:
    """Whether all that the condition says is so; what a project does not say does not meet it."""
    if condition is None:
        return True
    value = fields.get(condition.field)
    return is_given(value) and _number_fits(condition, value) and _word_fits(condition, value)


def _number_fits(condition: ConditionSpec, value: object) -> bool:
    if condition.at_least is None and condition.below is None:
        return True
    given = number(value)
    if given is None:
        return False
    high_enough = condition.at_least is None or given >= condition.at_least
    return high_enough and (condition.below is None or given < condition.below)


def _word_fits(condition: ConditionSpec, value: object) -> bool:
    given = word(value)
    if condition.is_one_of and given not in condition.is_one_of:
        return False
    return not condition.starts_with or given.startswith(condition.starts_with)


def exclusive(one: ConditionSpec | None, other: ConditionSpec | None) -> bool:
    """Whether both cannot hold at once, as far as the conditions alone can tell."""
    if one is None or other is None or one.field != other.field:
        return False
    if one.is_one_of and other.is_one_of:
        return set(one.is_one_of).isdisjoint(other.is_one_of)
    return _ends_below(one, other) or _ends_below(other, one)


def _ends_below(one: ConditionSpec, other: ConditionSpec) -> bool:
    return one.below is not None and other.at_least is not None and one.below <= other.at_least
