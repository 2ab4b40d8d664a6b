"""When a project will be completed, from how long past projects dwelt in the stages still ahead of it."""

from __future__ import annotations

from datetime import date

from chaotou.core.issues import Message
from chaotou.core.projects import forecasting
from chaotou.core.projects.forecasting import Dwell, Forecast, Reached
from chaotou.core.zone.specs import Zone
from chaotou.organization.access import Asker
from chaotou.projects.access import SYSTEM, System
from chaotou.projects.models import Move, Project
from chaotou.projects.queries.sight import projects
from chaotou.projects.queries.standing import Yard

FORECAST_FROM, FORECAST_TO = "signed", "completed"


def completion(project: Project, held: Zone, today: date) -> Forecast:
    """When the project will be completed, from how long past projects dwelt in the stages still ahead.

    For a project signed and not yet completed; one query over the moves of all projects.
    """
    way = _way(project, held)
    if not way:
        return Forecast(refusal=Message("只对已签约、未竣工的项目作预测。"))
    least = Yard(held, today).lights.forecast_cases
    return forecasting.forecast(past_dwells(held, today), way, project.stage_since_on, today, least=least)


def _way(project: Project, held: Zone) -> list[str]:
    """The stages from the project's own up to the one before completion."""
    main = [stage.code for stage in held.stages if not stage.exit]
    if FORECAST_FROM not in main or FORECAST_TO not in main or project.stage not in main:
        return []
    first, last = main.index(project.stage), main.index(FORECAST_TO)
    return main[first:last] if first >= main.index(FORECAST_FROM) else []


def past_dwells(held: Zone, today: date) -> dict[str, Dwell]:
    """How long each stage from signing to completion took the zone's projects. One query.

    Numbers only, no names, so that it is the platform itself that reads.
    """
    exits = {stage.code for stage in held.stages if stage.exit}
    by_stage: dict[str, list[forecasting.Spell]] = {}
    for history in histories(SYSTEM):
        for spell in forecasting.spells(history, today, exits):
            by_stage.setdefault(spell.stage, []).append(spell)
    return {stage: forecasting.dwell(found) for stage, found in by_stage.items()}


def histories(reader: Asker | System) -> list[list[Reached]]:
    """The stages each project the reader knows of has entered since it was signed, in order."""
    rows = Move.objects.filter(
        project__in=projects(reader).values("pk"), kind=Move.Kind.STAGE, moved_on__isnull=False
    )
    found: dict[int, list[Reached]] = {}
    for project, stage, on in rows.order_by("project", "moved_on", "pk").values_list(
        "project_id", "to_stage", "moved_on"
    ):
        if stage == FORECAST_FROM or project in found:
            found.setdefault(project, []).append(Reached(stage, on))
    return list(found.values())
