"""What is known of a project, field by field as the zone names them, each as it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from chaotou.core.projects.conditions import is_given, word
from chaotou.core.quantities import as_typed, show
from chaotou.core.zone.project_specs import FieldKind, FieldSpec
from chaotou.core.zone.specs import Zone
from chaotou.enterprises.words import industry
from chaotou.projects.models import Project
from chaotou.projects.queries.fields import RELATIONS, fields_of
from chaotou.ui.templatetags.show import name, with_unit

TOP = {"name", "english", "stage"}
"""Told at the head of the page."""
PUBLIC = {
    "kind",
    "investor",
    "product",
    "industry",
    "chain",
    "link",
    "source_region",
    "source_city",
    "investment",
    "land_mu",
    "plot",
    "organization",
    "landing",
}
"""What everybody is told who knows of a project; the rest is its terms."""


@dataclass(frozen=True)
class Fact:
    """A field with the words of its value."""

    field: FieldSpec
    text: str


def of(project: Project, zone: Zone, *, with_terms: bool, today: date) -> list[Fact]:
    """The fields that are given, in the zone's order."""
    fields = fields_of(project, today)
    shown = [spec for spec in zone.fields if spec.code not in TOP and (with_terms or spec.code in PUBLIC)]
    given = [(spec, fields[spec.code]) for spec in shown if is_given(fields.get(spec.code))]
    return [Fact(spec, _text(spec, value, project, zone)) for spec, value in given]


def _text(spec: FieldSpec, value: Any, project: Project, zone: Zone) -> str:
    if spec.code in RELATIONS and (related := getattr(project, spec.code)):
        return name(related)
    named = next((name(one) for one in _choices(spec, project, zone) if one.code == value), None)
    if named is not None:
        return named
    if spec.code == "industry":
        return industry(str(value))
    if spec.kind in (FieldKind.AMOUNT, FieldKind.NUMBER):
        return _number(spec, Decimal(str(value)))
    if spec.kind is FieldKind.FLAG:
        return _("是") if word(value) == "yes" else _("否")
    return str(value)


def _choices(spec: FieldSpec, project: Project, zone: Zone) -> Iterator[Any]:
    """What a code of this field may mean."""
    yield from spec.choices
    if spec.code == "source_city":
        yield from zone.cities
    elif spec.code == "chain":
        yield from zone.chains
    elif spec.code == "link":
        yield from (link for chain in zone.chains if chain.code == project.chain for link in chain.links)
    elif spec.code == "plot":
        yield from zone.plots


def _number(spec: FieldSpec, value: Decimal) -> str:
    """Yuan in the largest unit that keeps the amount readable."""
    if spec.kind is FieldKind.AMOUNT:
        large = abs(value) >= Decimal(10) ** 7
        shown = show(value / (Decimal(10) ** 8 if large else Decimal(10) ** 4), 2)
        return with_unit(shown, "亿元" if large else "万元")
    return with_unit(as_typed(value), spec.unit)
