"""Matters and kinds as programs read them: codes with their names in the reader's language, ISO dates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters.queries.detail import Detail, PartLine
from chaotou.matters.queries.listing import Line, Page
from chaotou.matters.queries.tracking import Told, Tracking
from chaotou.matters.rules import rules
from chaotou.matters.schemas import application
from chaotou.matters.templatetags.matters import kind_of, label, state_of
from chaotou.ui.templatetags.show import name

Data = dict[str, Any]


def kind_as_data(kind: KindSpec) -> Data:
    """What an application of a kind has to say, as JSON Schema."""
    return {"kind": _coded(kind), "asks": application(kind)}


# What an applicant follows


def tracking_as_data(found: Tracking) -> Data:
    """All that the applicant's page shows."""
    matter = found.matter
    return {
        "code": matter.code,
        "title": matter.title,
        "kind": _coded(found.kind),
        "state": _coded(found.state),
        "standing": found.standing.value,
        "due_on": _day(found.due_on),
        "original_due_on": _day(found.original_due_on),
        "version": matter.version,
        "result": _result(matter.result) if found.is_closed else None,
        "conclusion": found.conclusion,
        "satisfaction": matter.satisfaction,
        "steps": [_told(told) for told in found.steps],
        "asked": [_told(told) for told in found.asked],
        "owed": [{"paper": gap.paper, "promised_on": _day(gap.promised_on)} for gap in found.owed],
        "may": [{"act": step.act.value, "name": name(step)} for step in found.may],
        "parts": [_part(part) for part in found.parts],
    }


def _told(told: Told) -> Data:
    by = "applicant" if told.by_applicant else "organization" if told.organization else "platform"
    return {
        "what": label(told.what),
        "state": label(told.to),
        "at": _moment(told.at),
        "by": by,
        "organization": told.organization.code if by == "organization" and told.organization else None,
        "text": told.text,
        "files": [{"id": file.pk, "name": file.name} for file in told.files],
    }


def _part(part: PartLine) -> Data:
    return {"kind": part.matter.kind, "state": label(part.state), "standing": part.standing.value}


# What officers read


def page_as_data(page: Page, units: dict[int, str]) -> Data:
    """A page of a list; `units` names organizations by key."""
    return {
        "total": page.total,
        "page": page.number,
        "pages": page.pages,
        "matters": [_line(line, units) for line in page.lines],
    }


def _line(line: Line, units: dict[int, str]) -> Data:
    row = line.row
    return {
        "code": row.code,
        "title": row.title,
        "kind": {"code": row.kind, "name": kind_of(row)},
        "state": {"code": row.state, "name": state_of(row)},
        "standing": line.standing and line.standing.value,
        "due_on": _day(line.due_on),
        "lead": units.get(row.lead_id or 0),
        "holder": units.get(row.holder_id or 0),
        "awaits": row.awaits or None,
        "registered_at": _moment(row.registered_at),
        "closed_at": _moment(row.closed_at),
        "is_listed": row.is_listed,
        "is_synthetic": row.is_synthetic,
    }


def detail_as_data(found: Detail) -> Data:
    """One matter as the officer who asks sees it; what it says of a person is not among it."""
    matter = found.matter
    return {
        "code": matter.code,
        "title": matter.title,
        "content": matter.content,
        "kind": _coded(found.kind),
        "fields": matter.particulars,
        "state": _coded(found.state),
        "standing": found.standing.value,
        "enterprise": matter.enterprise and matter.enterprise.name,
        "project": matter.project and matter.project.code,
        "channel": matter.channel,
        "received_at": _moment(matter.received_at),
        "registered_at": _moment(matter.registered_at),
        "closed_at": _moment(matter.closed_at),
        "result": _result(matter.result),
        "conclusion": matter.conclusion,
        "satisfaction": matter.satisfaction,
        "percent": matter.percent,
        "is_listed": matter.is_listed,
        "is_public": matter.is_public,
        "is_synthetic": matter.is_synthetic,
        "assignments": [
            {"organization": row.organization.code, "role": row.role, "ended_at": _moment(row.ended_at)}
            for row in found.assignments
        ],
        "limits": [
            {
                "name": label(line.name),
                "basis": line.clock.basis,
                "due_on": _day(line.due.due_on),
                "standing": line.standing.value,
                "met_at": _moment(line.clock.met_at),
            }
            for line in found.clocks
        ],
        "steps": [
            {
                "act": line.step.act,
                "what": label(line.what),
                "to": line.step.to_state,
                "at": _moment(line.step.taken_at),
                "by": line.step.taken_by and line.step.taken_by.username,
                "organization": line.step.organization and line.step.organization.code,
                "text": line.step.text,
            }
            for line in found.steps
        ],
        "may": [
            {"act": choice.step.act.value, "name": name(choice.step)}
            for choice in found.choices
            if choice.verdict
        ],
    }


def _coded(spec: Any) -> Data:
    return {"code": spec.code, "name": name(spec)}


def _result(code: str) -> Data | None:
    found = rules().results.get(code)
    return {"code": code, "name": name(found) if found else code} if code else None


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _moment(value: datetime | None) -> str | None:
    """In the zone's own time, so that its days are read from it."""
    return timezone.localtime(value).isoformat(timespec="seconds") if value else None
