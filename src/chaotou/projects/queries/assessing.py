"""What recognition schemes find of a move, by what the project says and the papers it handed over."""

from __future__ import annotations

from datetime import date

from chaotou.core.issues import Message, Refusal
from chaotou.core.projects.recognition import Assessment, assess, checklist_of, is_in_force, scheme_on
from chaotou.core.zone.project_specs import RecognitionSpec
from chaotou.organization.queries import zone
from chaotou.projects.models import Move
from chaotou.projects.queries.fields import evidence_codes, fields_of


def assessment(move: Move, scheme: str, on: date) -> Assessment:
    """What the scheme, in its version of that day, finds of a move. `Refusal` where none is in force."""
    found = scheme_on(zone().recognition, scheme, on)
    if found is None:
        raise Refusal(Message("这一天没有“{scheme}”这个认定办法。", {"scheme": scheme}))
    project = move.project
    evidence = evidence_codes(project)
    return assess(found, move.to_stage, fields_of(project, on), evidence, moved_on=move.moved_on, on=on)


def schemes_for(stage: str, on: date) -> list[RecognitionSpec]:
    """The schemes in force that recognize a stage, in the order of the zone's file."""
    held = (one for one in zone().recognition if is_in_force(one, on))
    return [one for one in held if checklist_of(one, stage)]
