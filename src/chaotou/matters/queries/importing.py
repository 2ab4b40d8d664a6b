"""A table of matters as it would come in: its rows read, what is wrong with them, what is there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q
from django.utils import timezone

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.core.matters.importing import Known, Matters, columns_of, read_matters
from chaotou.core.names import signs
from chaotou.core.projects.importing.headings import Column, head_rows, headings, propose
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters.access import registers_for, require
from chaotou.matters.access_outside import may_import
from chaotou.matters.models import Matter, MatterImport
from chaotou.matters.queries.sight import matters
from chaotou.matters.rules import rules
from chaotou.organization.models import Organization, Person
from chaotou.projects.models import Spreadsheet
from chaotou.projects.operations.uploading import FIRST_ROWS, unpacked
from chaotou.projects.queries.importing import investors

MOST_HEAD_ROWS: Final = 30
ASKED_AT_ONCE: Final = 500


@dataclass(frozen=True)
class Twin:
    """A row (its place from 0, its number in the sheet) that is there already, or stands further up."""

    place: int
    row: int
    code: str = ""
    earlier_row: int | None = None


@dataclass(frozen=True)
class Outlook:
    """The sheet as it would come in; `first_rows` are the texts of its first rows by field."""

    spreadsheet: Spreadsheet
    kind: KindSpec
    sheet: int
    columns: Sequence[Column]
    headings: Sequence[str]
    first_rows: Sequence[Mapping[str, str]]
    matters: Matters
    twins: Sequence[Twin]

    @property
    def unused(self) -> list[str]:
        """Headings that name no field."""
        return [
            self.headings[one.number] for one in self.columns if not one.field and self.headings[one.number]
        ]

    @property
    def twin_places(self) -> frozenset[int]:
        return frozenset(twin.place for twin in self.twins)

    @property
    def new(self) -> int:
        """How many rows are not there yet."""
        return len(self.matters.table) - len(self.twin_places)


def kinds_imported(person: Person) -> list[KindSpec]:
    """The kinds of which the person takes in tables."""
    return [kind for kind in rules().kinds.values() if may_import(person, kind)]


def kind_imported(person: Person, code: str) -> KindSpec:
    """One of them; `Missing` where the zone has none of that code."""
    kind = rules().kinds.get(code)
    if kind is None:
        raise Missing(Message("没有“{kind}”这类事项。", {"kind": code}))
    require(may_import(person, kind))
    return kind


def spreadsheet(person: Person, pk: int) -> Spreadsheet:
    """One's own upload; `Missing` for anybody else's."""
    found = Spreadsheet.objects.filter(pk=pk, uploaded_by=person).first()
    if found is None:
        raise Missing(Message("没有这份表格，或由他人上传。"))
    return found


def outlook(person: Person, sheet: Spreadsheet, kind: KindSpec, at: datetime) -> Outlook:
    """Every row read and compared with the file and the register, at a moment of matters."""
    number = _sheet(sheet, kind)
    rows = unpacked(sheet, number)
    head, columns = _columns(rows[:MOST_HEAD_ROWS], kind)
    found = read_matters(rows, head, columns, kind, _known(person, kind, timezone.localdate(at)))
    twins = tuple(_twins(person, found, kind, timezone.localdate(at)))
    texts = [_texts(rows[row - 1], columns) for row in found.table.rows[:FIRST_ROWS]]
    return Outlook(sheet, kind, number, columns, headings(rows[:head], head), texts, found, twins)


def _texts(row: Sequence[str], columns: Sequence[Column]) -> dict[str, str]:
    """What a row says by field, as it is written."""
    return {one.field: row[one.number] for one in columns if one.field and one.number < len(row)}


def _sheet(sheet: Spreadsheet, kind: KindSpec) -> int:
    """The earliest sheet that has a column for the title; else the first."""
    for number, one in enumerate(sheet.sheets):
        _head, columns = _columns(one["first"][:MOST_HEAD_ROWS], kind)
        if any(column.field == "title" for column in columns):
            return number
    return 0


def _columns(first: Sequence[Sequence[str]], kind: KindSpec) -> tuple[int, list[Column]]:
    """How many rows stand over the data, and which column is which: where the table suggests it, else the
    earliest row that names the title."""
    targets = columns_of(kind)
    usual = min(head_rows(first), len(first))
    for head in (usual, *range(1, len(first) + 1)):
        try:
            columns = propose(headings(first, head), targets)
        except Refusal:
            continue
        if any(column.field == "title" for column in columns):
            return head, columns
    return usual, propose(headings(first, usual), targets)


def _known(person: Person, kind: KindSpec, today: date) -> Known:
    codes, names = investors()
    enterprises = {**names, **{signs(code): pk for code, pk in codes.items()}}
    return Known(today, enterprises, _own_organizations(person, kind))


def _own_organizations(person: Person, kind: KindSpec) -> dict[str, str]:
    """For whom the person registers: codes by every name."""
    found: dict[str, str] = {}
    for one in Organization.objects.filter(code__in=registers_for(person, kind)):
        for word in (one.name, one.short, one.english, one.code):
            if word:
                found.setdefault(signs(word), one.code)
    return found


Key = tuple[str, date, int | None]
"""Title, day received, enterprise: the same matter told twice."""


def _twins(person: Person, found: Matters, kind: KindSpec, today: date) -> Iterator[Twin]:
    keys = list(_keys(found, today))
    titles = sorted({title for title, _on, _enterprise in keys if title})
    registered, seen = _registered(person, kind, titles), dict[Key, int]()
    for place, key in enumerate(keys):
        row = found.table.rows[place]
        if key in registered:
            yield Twin(place, row, code=registered[key])
        elif key in seen:
            yield Twin(place, row, earlier_row=seen[key])
        seen.setdefault(key, row)


def _keys(found: Matters, today: date) -> Iterator[Key]:
    columns = (found.table.column(code) for code in ("title", "received_on", "enterprise"))
    for title, on, enterprise in zip(*columns, strict=True):
        key = enterprise if isinstance(enterprise, int) else None
        yield str(title or ""), on if isinstance(on, date) else today, key


def _registered(person: Person, kind: KindSpec, titles: Sequence[str]) -> dict[Key, str]:
    """Codes of the kind's matters under these titles that the person may know of. A query for 500 titles."""
    known: dict[Key, str] = {}
    held = matters(person).filter(kind=kind.code).exclude(phase=Matter.Phase.ENDED)
    for start in range(0, len(titles), ASKED_AT_ONCE):
        some = held.filter(title__in=titles[start : start + ASKED_AT_ONCE])
        rows = some.values_list("title", "received_at", "enterprise_id", "code")
        for title, received_at, enterprise, code in rows:
            known.setdefault((title, timezone.localdate(received_at), enterprise), code)
    return known


def in_register(sheet: Spreadsheet, kind: KindSpec) -> MatterImport | None:
    """The import of the same bytes that is in force, by whomever."""
    return MatterImport.objects.filter(sha256=sheet.sha256, kind=kind.code, undone_at=None).first()


def batches(person: Person) -> list[MatterImport]:
    """Imports of the kinds the person takes in, and their own; the latest first. One query."""
    mine = Q(kind__in=[kind.code for kind in kinds_imported(person)]) | Q(imported_by=person)
    return list(MatterImport.objects.filter(mine).select_related("imported_by", "undone_by")[:50])


def batch(person: Person, pk: int) -> MatterImport:
    """One of them; `Missing` for any other."""
    found = next((one for one in batches(person) if one.pk == pk), None)
    if found is None:
        raise Missing(Message("没有这次导入，或不在可见范围内。"))
    return found
