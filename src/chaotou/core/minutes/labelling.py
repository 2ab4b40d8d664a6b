"""What labels and brackets add to decisions: (责任单位:甲;完成时限:九月底), (甲负责,乙配合), 牵头单位:甲."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from chaotou.core.intake.clauses import Span
from chaotou.core.minutes.assembling import moved
from chaotou.core.minutes.by_when import deadlines
from chaotou.core.minutes.counting import Count
from chaotou.core.minutes.fields import Field, brackets, is_line_of_fields, labelled
from chaotou.core.minutes.owners import Who
from chaotou.core.minutes.roles import Roles
from chaotou.core.minutes.units import Unit

_BRACKETED: Final = re.compile(r"\([^()]+\)")


def is_aside(sentence: str, roles: Roles) -> bool:
    """Whether a sentence is nothing but labels, or brackets, that say who or by when."""
    if is_line_of_fields(sentence):
        return True
    inner = sentence[1:-1]
    return _BRACKETED.fullmatch(sentence) is not None and (
        any(labelled(inner)) or any(one.lead and one.firm for one in roles.assignments(inner))
    )


def lead(text: str, roles: Roles) -> Who:
    """Who a heading's label names: 一、抓好技改(牵头单位:甲)."""
    values = [text[start:end] for field, start, end in labelled(text) if field is Field.LEAD]
    return roles.directory.who(values[0]) if values else Who()


def apply(text: str, span: Span, units: Sequence[Unit], roles: Roles, count: Count) -> None:
    """Give the units what the labels in `span` say, and leave the labels out of their words."""
    words = span.of(text)
    asides = brackets(words)
    if not asides and words.startswith("("):
        _assigned(words, units, roles)
    for start, end in asides or [(0, len(words))]:
        for field, first, latest in labelled(words[start:end]):
            value = Span(span.start + start + first, span.start + start + latest)
            for unit in units:
                _give(unit, field, value.of(text), value.start, roles, count)
    for unit in units:
        unit.cuts += [(span.start + start, span.start + end) for start, end in asides]


def _assigned(words: str, units: Sequence[Unit], roles: Roles) -> None:
    """(甲负责,乙配合): brackets without labels."""
    for clause in words.strip("()").split(","):
        for one in roles.assignments(clause):
            for unit in units:
                unit.helpers += one.helpers
                unit.lead = unit.lead or one.lead or Who()


def _give(unit: Unit, field: Field, value: str, start: int, roles: Roles, count: Count) -> None:
    who = roles.directory.who(value)
    if field is Field.LEAD:
        unit.lead, unit.carried = Who(who.bodies, (*unit.lead.people, *who.people)), False
    elif field is Field.HELPERS:
        unit.helpers += who.bodies
    elif field is Field.PEOPLE:
        unit.lead = Who(unit.lead.bodies, roles.directory.responsible(value).people)
    elif field is Field.DUE and not any(found.start == start for found in unit.deadlines):
        unit.deadlines += [moved(found, start) for found in deadlines(value, count)]
