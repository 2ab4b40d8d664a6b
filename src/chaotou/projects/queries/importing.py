"""A spreadsheet as it would come in: its rows read, what is wrong with them, what is there already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from chaotou.core.issues import Message, Missing
from chaotou.core.names import signs
from chaotou.core.projects.importing.headings import headings
from chaotou.core.projects.importing.reading import Known, read_table, stage_names
from chaotou.core.projects.importing.table import Table
from chaotou.core.projects.importing.targets import Target, targets
from chaotou.core.projects.importing.twins import Entry, Keying, Seen
from chaotou.core.zone.lead_specs import in_force
from chaotou.enterprises.models import Enterprise
from chaotou.organization.models import Organization, Person
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.access import PUBLIC_STAGES, Sight, sight
from chaotou.projects.import_plan import Plan
from chaotou.projects.models import ImportBatch, Project, Spreadsheet
from chaotou.projects.operations.uploading import unpacked
from chaotou.projects.queries.duplicates import GONE

if TYPE_CHECKING:
    from chaotou.organization.access import Asker

_COMPARED = (
    "code",
    "name",
    "investor_name",
    "investor__credit_code",
    "product",
    "investment",
    "stage",
    "organization_id",
    "landing_id",
)


@dataclass(frozen=True)
class Twin:
    """A row that is there already: in the file at an earlier row, or in the register.

    `code` is empty where the reader may not know of that project. `held` by another unit it cannot come in.
    """

    place: int
    row: int
    earlier_row: int | None = None
    code: str = ""
    held: bool = False


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
    def coming(self) -> int:
        return len(self.table) - len(self.left_out)


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
    """Every row read and compared with the file and the register."""
    plan = Plan.from_data(sheet.mapping)
    rows = unpacked(sheet, plan.sheet)
    table = read_table(rows, plan.head, plan.columns, fields(), known(person, plan, today))
    return Outlook(plan, table, tuple(_twins(table, person, today)), headings(rows[: plan.head], plan.head))


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


def _twins(table: Table, person: Person, today: date) -> Iterator[Twin]:
    rule = in_force(zone().duplicates, today)
    keying, registered, in_file = Keying(rule), Seen[str](), Seen[int]()
    seen, own = sight(person), access.imports_for(person)
    details: dict[str, tuple[Any, ...]] = {}
    for row in Project.objects.exclude(stage__in=GONE).values_list(*_COMPARED).iterator(10_000):
        code, name, investor, credit, product, investment, *where = row
        registered.add(code, keying.keys(Entry(name, investor, credit or "", product, investment)))
        details[code] = tuple(where)
    for place, entry in enumerate(_entries(table)):
        keys = keying.keys(entry)
        code, earlier = registered.twin(keys), in_file.twin(keys)
        if code is not None:
            yield _registered(place, table.rows[place], code, details[code], seen, own)
        elif earlier is not None:
            yield Twin(place, table.rows[place], earlier_row=table.rows[earlier])
        in_file.add(place, keys)


def _entries(table: Table) -> Iterator[Entry]:
    texts = [table.column(code) for code in ("name", "investor", "investor_code", "product")]
    for amount, *words in zip(table.column("investment"), *texts, strict=True):
        name, investor, code, product = (str(word or "") for word in words)
        investment = amount if isinstance(amount, Decimal) else None
        yield Entry(name, investor, code, product, investment)


def _registered(
    place: int, row: int, code: str, where: tuple[Any, ...], seen: Sight, own: frozenset[int] | None
) -> Twin:
    stage, organization, landing = where
    is_seen = seen.sees(stage, (organization, landing))
    return Twin(place, row, code=code if is_seen else "", held=own is not None and organization not in own)


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
