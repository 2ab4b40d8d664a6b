"""What a recognition scheme makes of a move: papers still missing, what is excluded and why, time limits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from chaotou.core.issues import Message
from chaotou.core.naming import Named
from chaotou.core.projects.conditions import Fields, holds
from chaotou.core.zone.project_specs import ChecklistSpec, ExclusionSpec, RecognitionSpec


@dataclass(frozen=True)
class Line:
    """One line of a checklist as it applies to a project: what is asked for, what served for it."""

    evidence: str
    instead: tuple[str, ...] = ()
    served_by: str | None = None

    @property
    def is_missing(self) -> bool:
        return self.served_by is None


@dataclass(frozen=True)
class Assessment:
    """What a scheme finds of a move before a person decides; recognized only where nothing speaks against."""

    scheme: RecognitionSpec
    checklist: ChecklistSpec | None
    lines: tuple[Line, ...]
    exclusions: tuple[ExclusionSpec, ...]
    out_of_time: Message | None = None

    @property
    def missing(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_missing)

    @property
    def is_clear(self) -> bool:
        """Whether a reviewer may recognize it."""
        return bool(self.checklist) and not (self.missing or self.exclusions or self.out_of_time)


def scheme_on(schemes: Iterable[RecognitionSpec], code: str, on: date) -> RecognitionSpec | None:
    """The version of a scheme in force on a day."""
    return next((one for one in schemes if one.code == code and is_in_force(one, on)), None)


def is_in_force(scheme: RecognitionSpec, on: date) -> bool:
    return scheme.valid_from <= on and (scheme.until is None or on <= scheme.until)


def checklist_of(scheme: RecognitionSpec, stage: str) -> ChecklistSpec | None:
    """The scheme's checklist for a stage; None where it does not recognize that stage."""
    return next((one for one in scheme.checklists if one.stage == stage), None)


def assess(
    scheme: RecognitionSpec,
    stage: str,
    fields: Fields,
    evidence: Collection[str],
    *,
    moved_on: date,
    on: date,
) -> Assessment:
    """What the scheme finds on the day `on` of a project that reached the stage on `moved_on`."""
    checklist = checklist_of(scheme, stage)
    lines = lines_of(checklist, fields, evidence) if checklist else ()
    excluded = tuple(one for one in scheme.exclusions if holds(one.when, fields))
    return Assessment(scheme, checklist, lines, excluded, out_of_time(scheme, moved_on, on))


def lines_of(checklist: ChecklistSpec, fields: Fields, evidence: Collection[str]) -> tuple[Line, ...]:
    """The lines that apply to the project, each with the first of the papers accepted that is there."""
    asked = (line for line in checklist.attachments if holds(line.when, fields))
    return tuple(
        Line(one.evidence, one.instead, _first(one.evidence, one.instead, evidence)) for one in asked
    )


def _first(evidence: str, instead: Iterable[str], there: Collection[str]) -> str | None:
    return next((code for code in (evidence, *instead) if code in there), None)


def out_of_time(scheme: RecognitionSpec, moved_on: date, on: date) -> Message | None:
    """Why the scheme no longer, or not yet, recognizes a move of that day; None where it does."""
    name = Named(scheme.name, scheme.english)
    if not is_in_force(scheme, on):
        return Message("“{scheme}”在这一天不适用。", {"scheme": name})
    if on < moved_on:
        return Message("认定日期早于发生日期。")
    if scheme.within_years is not None and on > years_after(moved_on, scheme.within_years):
        return Message(
            "已过 {years} 年时限：“{scheme}”只认定此前 {years} 年内的变动。",
            {"scheme": name, "years": scheme.within_years},
        )
    return None


def years_after(day: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
