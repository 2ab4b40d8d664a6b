"""A spreadsheet as it would come in: its rows read, what is wrong with them, what is there already."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from chaotou.core.issues import Message, Missing
from chaotou.core.names import signs
from chaotou.core.projects.agreed_days import followings
from chaotou.core.projects.importing.headings import headings
from chaotou.core.projects.importing.reading import Known, read_table, stage_names
from chaotou.core.projects.importing.table import Table
from chaotou.core.projects.importing.targets import Target, targets
from chaotou.enterprises.models import Enterprise
from chaotou.journal.keeping import kept, stamp
from chaotou.organization.models import Organization, Person
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.access import PUBLIC_STAGES, sight
from chaotou.projects.import_plan import Plan
from chaotou.projects.models import ImportBatch, Spreadsheet
from chaotou.projects.operations.uploading import unpacked
from chaotou.projects.queries.import_twins import Twin, twins

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


@dataclass(frozen=True)
class Outlook:
    """What would come in: the table, which of its rows are there already, what its columns are called."""

    plan: Plan
    table: Table
    twins: tuple[Twin, ...]
    headings: list[str]

    @property
    def left_out(self) -> frozenset[int]:
        """Places of the rows that stay out: all twins, or only those another unit holds."""
        skips = self.plan.duplicates == "skip"
        return frozenset(twin.place for twin in self.twins if skips or twin.held)

    @property
    def wrong(self) -> frozenset[int]:
        """Numbers of the rows with an error, as the sheet counts."""
        return frozenset(fault.row for fault in self.table.errors)

    @property
    def coming(self) -> int:
        """How many rows are right and do not stay out."""
        places, left_out, wrong = enumerate(self.table.rows), self.left_out, self.wrong
        return sum(place not in left_out and row not in wrong for place, row in places)

    @property
    def alike(self) -> int:
        """How many rows are like a lead of another unit."""
        return sum(twin.alike for twin in self.twins)

    @property
    def registered(self) -> int:
        """How many rows are there already."""
        return len(self.twins) - self.alike


def spreadsheet(reader: Asker, pk: int) -> Spreadsheet:
    """One's own upload; `Missing` for anybody else's, and for one that holds no projects."""
    access.require(access.may_register(reader))
    found = _mapped(reader).filter(pk=pk).first()
    if found is None:
        raise Missing(Message("没有这份表格，或由他人上传。"))
    return found


def spreadsheets(reader: Asker) -> list[Spreadsheet]:
    """One's own uploads of which nothing was ever imported, latest first."""
    return list(_mapped(reader).filter(batches=None).defer("sheets", "mapping")[:20])


def _mapped(reader: Asker) -> QuerySet[Spreadsheet]:
    """Their uploads whose columns are said to be those of projects."""
    return Spreadsheet.objects.filter(uploaded_by=reader.pk).exclude(mapping={})


def in_register(sheet: Spreadsheet, number: int) -> ImportBatch | None:
    """The import of the same bytes and sheet that is in force, by whomever."""
    title = str(sheet.sheets[number]["title"])
    return ImportBatch.objects.filter(sha256=sheet.sha256, sheet=title, undone_at=None).first()


def first_screen(person: Person, sheet: Spreadsheet, today: date) -> Outlook:
    """The first rows only, without looking for twins: shown at once, however long the sheet."""
    plan = Plan.from_data(sheet.mapping)
    first = sheet.sheets[plan.sheet]["first"]
    table = read_table(first, plan.head, plan.columns, fields(), known(person, plan, today))
    return Outlook(plan, table, (), headings(first, plan.head))


def outlook(person: Person, sheet: Spreadsheet, today: date) -> Outlook:
    """Every row read and compared with the file and the register; kept until something is written, so that
    what was checked is not checked again to come in.
    """
    about = (person.pk, sheet.pk, json.dumps(sheet.mapping, sort_keys=True), today)
    return kept("projects.outlook", stamp(zone(), person), lambda: _outlook(person, sheet, today), *about)


def _outlook(person: Person, sheet: Spreadsheet, today: date) -> Outlook:
    plan = Plan.from_data(sheet.mapping)
    rows = unpacked(sheet, plan.sheet)
    table = read_table(rows, plan.head, plan.columns, fields(), known(person, plan, today))
    return Outlook(plan, table, tuple(twins(table, person, today)), headings(rows[: plan.head], plan.head))


def fields() -> tuple[Target, ...]:
    return targets(zone())


def known(person: Person, plan: Plan, today: date) -> Known:
    """What words in cells can mean today, and for whom this person imports."""
    held = zone()
    return Known(
        today=today,
        stages=stage_names(held.stages),
        dated=PUBLIC_STAGES,
        organizations=_organizations(),
        people=_people(),
        rates=held.exchange_rates,
        own=access.imports_for(person),
        organization=plan.organization,
        followings=followings(held.fields),
    )


def _organizations() -> dict[str, int]:
    """Organizations by name, short name, English, code, and the aliases of the zone's file."""
    aliases = {spec.code: spec.aliases for spec in zone().organizations}
    found: dict[str, int] = {}
    for one in Organization.objects.all():
        for word in (one.name, one.short, one.english, one.code, *aliases.get(one.code, ())):
            if word:
                found.setdefault(signs(word), one.pk)
    return found


def _people() -> dict[str, int]:
    """People by name; a name that two people bear says nothing."""
    found: dict[str, int] = {}
    twice = set()
    for pk, name in Person.objects.filter(is_active=True).exclude(name="").values_list("pk", "name"):
        twice |= {signs(name)} & set(found)
        found[signs(name)] = pk
    return {name: pk for name, pk in found.items() if name not in twice}


def names_of_people() -> dict[int, str]:
    """Who can be named in a row, by key."""
    return dict(Person.objects.filter(is_active=True).values_list("pk", "name"))


def investors() -> tuple[dict[str, int], dict[str, int]]:
    """Enterprises by credit code, and by name where one alone bears it."""
    codes: dict[str, int] = {}
    names: dict[str, int] = {}
    twice = set()
    rows = Enterprise.objects.filter(merged_into=None).values_list("pk", "credit_code", "name")
    for pk, code, name in rows:
        if code:
            codes[code] = pk
        twice |= {signs(name)} & set(names)
        names[signs(name)] = pk
    return codes, {name: pk for name, pk in names.items() if name not in twice}


def batches(reader: Asker) -> list[ImportBatch]:
    """Imports of the reader's organizations, all of them for who oversees the zone; latest first."""
    seen = sight(reader)
    found = ImportBatch.objects.select_related("imported_by", "undone_by")
    if not seen.sees_all:
        found = found.filter(imported_by__organization__in=seen.organizations or ())
    return list(found[:50])


def batch(reader: Asker, pk: int) -> ImportBatch:
    """One import within sight; `Missing` for any other."""
    found = next((one for one in batches(reader) if one.pk == pk), None)
    if found is None:
        raise Missing(Message("没有这次导入，或不在可见范围内。"))
    return found
