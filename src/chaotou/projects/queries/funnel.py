"""How projects went from stage to stage."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.utils import timezone

from chaotou.core.projects import forecasting
from chaotou.core.projects.forecasting import Reached, Step
from chaotou.projects.models import Move
from chaotou.projects.queries.settled import settled
from chaotou.projects.queries.wanted import Asked, chosen


def funnel(asked: Asked) -> list[Step]:
    """A step a stage over the moves of the projects asked for. No query while nothing is written."""
    stages = [spec.code for spec in asked.zone.stages if not spec.exit]
    exits = [spec.code for spec in asked.zone.stages if spec.exit]

    def find() -> list[Step]:
        return forecasting.funnel(_histories(asked), stages, asked.today, exits)

    return [step for step in settled("funnel", asked, find) if step.entered]


def _histories(asked: Asked) -> Iterator[list[Reached]]:
    """Each project's way: registered as a lead, its moves by the day they happened, where it is now.

    What came in already further on, without any move, is known from the stage it came in at.
    """
    moved = Move.objects.filter(project__in=chosen(asked).values("pk"), kind=Move.Kind.STAGE)
    rows = moved.order_by("project_id", "moved_on", "pk").values_list("project_id", "to_stage", "moved_on")
    ways = {key: [Reached(stage, on) for _key, stage, on in way] for key, way in groupby(rows, itemgetter(0))}
    first = asked.zone.stages[0].code if asked.zone.stages else ""
    here = timezone.get_current_timezone()
    begun = chosen(asked).order_by("pk").values_list("pk", "registered_at", "stage", "stage_since_on")
    for key, registered_at, stage, since in begun:
        way = ways.get(key, [])
        if (way or stage == first) and not (way and way[0].stage == first):
            way = [Reached(first, registered_at.astimezone(here).date()), *way]
        yield way if way and way[-1].stage == stage else [*way, Reached(stage, since)]
