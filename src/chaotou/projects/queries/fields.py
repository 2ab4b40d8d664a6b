"""What is known of a project by the field codes of the zone: what conditions and needs are held against."""

from __future__ import annotations

from datetime import date

from chaotou.core.projects.conditions import Fields, is_given
from chaotou.core.projects.review import is_compulsory
from chaotou.core.zone.project_specs import COLUMNS
from chaotou.organization.queries import zone
from chaotou.projects.models import Evidence, Project
from chaotou.projects.queries.approvals import approvals

UNITS = ("organization", "landing")
PEOPLE = ("officer", "linked_leader", "secretary")
RELATIONS = ("investor", *UNITS, *PEOPLE)
"""What to select with a project whose fields are read."""


def fields_of(project: Project, on: date) -> Fields:
    """Every field of a project with its value on a day; organizations by code, people by user name.

    Those of `COMPUTED` among them: whether the review rules of that day ask for a review, and the day of
    approval where the project was approved by then. One query.
    """
    known = _register(project)
    return {
        **known,
        "review_compulsory": is_compulsory(zone().reviews, known, on),
        "review_approved": approvals([project.pk], on).get(project.pk),
    }


def _register(project: Project) -> dict[str, object]:
    plain = (code for code in COLUMNS if code not in RELATIONS)
    columns: dict[str, object] = {code: getattr(project, code) for code in plain}
    units = {code: unit.code if (unit := getattr(project, code)) else None for code in UNITS}
    people = {code: one.get_username() if (one := getattr(project, code)) else None for code in PEOPLE}
    particulars = {code: value for code, value in project.particulars.items() if is_given(value)}
    investor = project.investor.name if project.investor else project.investor_name
    return {**columns, **units, **people, **particulars, "investor": investor, "stage": project.stage}


def evidence_codes(project: Project) -> frozenset[str]:
    """The kinds of evidence a project has handed over. One query."""
    return frozenset(Evidence.objects.filter(project=project).values_list("kind", flat=True))
