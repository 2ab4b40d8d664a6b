"""Bringing a spreadsheet in and saying what its columns are; nothing of it is in the register yet."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile

from chaotou.core.issues import Message, Refusal
from chaotou.core.projects.importing.headings import head_rows, headings, propose
from chaotou.core.projects.importing.targets import targets
from chaotou.figures.operations.evidence import all_or_nothing
from chaotou.formats.grid import Sheet, read_grid
from chaotou.formats.reading import shown_name
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_moment
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.import_plan import Plan
from chaotou.projects.models import Spreadsheet

if TYPE_CHECKING:
    from chaotou.organization.models import Person

FIRST_ROWS = 60
"""Kept with the sheet's name: the pages of mapping and the first screen of the preview need no more."""


def upload_spreadsheet(*, person: Person, data: bytes, filename: str, now: datetime) -> Spreadsheet:
    """Keep a spreadsheet and propose what its columns are. The same bytes again are the same spreadsheet.

    `Refusal` for who may not, and for what holds no table with rows.
    """
    require(access.may_register(person))
    with all_or_nothing() as files:
        row = keep_spreadsheet(person=person, data=data, filename=filename, now=now, files=files)
        if not row.mapping:
            row.mapping = _first_plan(row, person).as_data()
            row.save(update_fields=["mapping"])
    return row


def keep_spreadsheet(
    *, person: Person, data: bytes, filename: str, now: datetime, files: list[FieldFile]
) -> Spreadsheet:
    """Keep a spreadsheet of whatever rows, for who asked before whether the person may; nothing is mapped.

    The same bytes again are the same spreadsheet. Files newly stored are told to `files`.
    """
    digest = sha256(data).hexdigest()
    met = Spreadsheet.objects.filter(sha256=digest, uploaded_by=person).first()
    return met or _kept(person, data, shown_name(filename), digest, now, files)


def plan_import(*, person: Person, spreadsheet: Spreadsheet, plan: Plan) -> Spreadsheet:
    """Keep what the columns of an own spreadsheet are; a person's note to themselves, not journaled."""
    require(access.may_register(person))
    if spreadsheet.uploaded_by_id != person.pk:
        raise Refusal(Message("这份表格由他人上传。"))
    spreadsheet.mapping = plan.as_data()
    spreadsheet.save(update_fields=["mapping"])
    return spreadsheet


def proposed(spreadsheet: Spreadsheet, sheet: int, head: int | None = None) -> Plan:
    """The plan a sheet suggests by itself; `Refusal` where its headings make no sense."""
    first = spreadsheet.sheets[sheet]["first"]
    top = head if head is not None else min(head_rows(first), len(first))
    columns = propose(headings(first, top), targets(zone()))
    return Plan(sheet, top, tuple(columns))


def _kept(
    person: Person, data: bytes, name: str, digest: str, now: datetime, files: list[FieldFile]
) -> Spreadsheet:
    sheets = [sheet for sheet in read_grid(data, name) if _has_rows(sheet)]
    if not sheets:
        message = Message("“{file}”里只有表头，没有一行数据。", {"file": name})
        raise Refusal(message, Message("请确认选对了文件。"))
    at = working_moment(now)
    row = Spreadsheet(sha256=digest, file_name=name, uploaded_by=person, uploaded_at=at)
    row.sheets = [_outline(sheet) for sheet in sheets]
    stem = f"{digest[:2]}/{digest[:32]}"
    row.file.save(f"{stem}{PurePath(name).suffix.lower()}", ContentFile(data), save=False)
    files.append(row.file)
    row.grid.save(f"{stem}.json.gz", ContentFile(_packed(sheets)), save=False)
    files.append(row.grid)
    row.save()
    _journal(person, row, now)
    return row


def _first_plan(row: Spreadsheet, person: Person) -> Plan:
    own = access.registers_for(person)
    return replace(proposed(row, 0), organization=next(iter(own)) if len(own) == 1 else None)


def _has_rows(sheet: Sheet) -> bool:
    return sum(any(row) for row in sheet.rows[:FIRST_ROWS]) > 1


def _outline(sheet: Sheet) -> dict[str, Any]:
    return {"title": sheet.title, "rows": len(sheet.rows), "first": sheet.rows[:FIRST_ROWS]}


def _packed(sheets: list[Sheet]) -> bytes:
    rows = json.dumps([sheet.rows for sheet in sheets], ensure_ascii=False)
    return gzip.compress(rows.encode("utf-8", "surrogatepass"), compresslevel=1)


def unpacked(spreadsheet: Spreadsheet, sheet: int) -> list[list[str]]:
    """All rows of a sheet."""
    with spreadsheet.grid.open("rb") as file:
        found: list[list[str]] = json.loads(gzip.decompress(file.read()))[sheet]
    return found


def _journal(person: Person, row: Spreadsheet, now: datetime) -> None:
    after = {"file_name": row.file_name, "sha256": row.sha256, "rows": [one["rows"] for one in row.sheets]}
    target = f"projects.spreadsheet:{row.pk}"
    journal.record(
        actor=person, act="projects.spreadsheet.uploaded", target=target, before=None, after=after, at=now
    )
