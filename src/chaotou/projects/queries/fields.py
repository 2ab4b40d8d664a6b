"""What is known of a project by the field codes of the zone: its columns and its particulars."""

from __future__ import annotations

from chaotou.core.projects.conditions import Fields, is_given
from chaotou.core.zone.project_specs import COLUMNS
from chaotou.projects.models import Evidence, Project

PEOPLE_AND_UNITS = ("organization", "landing", "officer", "linked_leader", "secretary")


def fields_of(project: Project) -> Fields:
    """Every field of a project with its value; people and organizations by their keys."""
    plain = (code for code in COLUMNS if code not in ("investor", *PEOPLE_AND_UNITS))
    columns: dict[str, object] = {code: getattr(project, code) for code in plain}
    keys = {code: getattr(project, f"{code}_id") for code in PEOPLE_AND_UNITS}
    particulars = {code: value for code, value in project.particulars.items() if is_given(value)}
    investor = project.investor.name if project.investor else project.investor_name
    return {**columns, **keys, **particulars, "investor": investor, "stage": project.stage}


def evidence_codes(project: Project) -> frozenset[str]:
    """The kinds of evidence a project has handed over. One query."""
    return frozenset(Evidence.objects.filter(project=project).values_list("kind", flat=True))
