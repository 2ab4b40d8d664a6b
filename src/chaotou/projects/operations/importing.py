"""Taking a spreadsheet into the register whole, and taking it out again whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import tee
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from chaotou.core.issues import Message, Refusal
from chaotou.core.names import grams, signs
from chaotou.core.projects.importing.reading import FIRST_STAGE
from chaotou.core.projects.importing.table import Fault, Table
from chaotou.core.projects.ownership import protected_until
from chaotou.core.zone.lead_specs import in_force
from chaotou.enterprises.models import Enterprise
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_moment
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.access import PUBLIC_STAGES
from chaotou.projects.grams import SEARCHED, keys_of
from chaotou.projects.import_plan import Plan
from chaotou.projects.models import Credit, ImportBatch, Move, Project, Spreadsheet
from chaotou.projects.models.register import SERIES
from chaotou.projects.queries import importing as queries
from chaotou.rows.inserting import insert_columns, wide_cache
from chaotou.rows.numbering import code_of, next_number
from chaotou.rows.searching import index_batch, vectors

if TYPE_CHECKING:
    from chaotou.organization.models import Person

ROLE = "first_talker"
TEXTS = (
    "name", "english", "kind", "product", "industry", "chain", "link", "source_region", "source_city",
    "channel", "referrer", "plot", "next_step",
)  # fmt: skip
VALUES = (
    "stage", "stage_since_on", "investment", "currency", "investment_stated", "rate", "rate_on",
    "fixed_investment", "land_mu", "longitude", "latitude", "yearly_output", "yearly_tax", "next_step_on",
)  # fmt: skip
KEYS = ("organization", "landing", "officer", "linked_leader", "secretary")


class NotImported(Refusal):
    """Rows that cannot come in: `faults` are all of them, and nothing came in."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        rows = len({fault.row for fault in faults})
        message = Message("有 {rows} 行不能导入，整份表都没有导入。", {"rows": rows})
        super().__init__(message, Message("请在表格中改好后重新上传，或改正列的对应。"))
        self.faults = faults


@wide_cache()
@transaction.atomic
def import_spreadsheet(*, person: Person, spreadsheet: Spreadsheet, now: datetime) -> ImportBatch:
    """Take all rows of the planned sheet into the register, or none.

    Rows that are there already stay out as the plan says; those another unit holds always do. A row beyond
    the first stage comes in with one move on its day, reported by the person. `NotImported` with every
    faulty row; `Refusal` for who may not, for a sheet that is in the register, and where no row remains.
    """
    require(access.may_register(person))
    if spreadsheet.uploaded_by_id != person.pk:
        raise Refusal(Message("这份表格由他人上传。"))
    _require_new(spreadsheet)
    at = working_moment(now)
    found = queries.outlook(person, spreadsheet, at.date())
    if found.table.errors:
        raise NotImported(found.table.errors)
    table = found.table.without(found.left_out)
    if not len(table):
        raise Refusal(Message("没有可以导入的行：都已登记过。"))
    batch = _batch(spreadsheet, found.plan, len(table), len(found.left_out), person, at)
    codes = _codes(len(table), at)
    _insert_projects(table, codes, batch, person, at)
    _insert_rest(table, codes, batch, at)
    _journal(person, "imported", batch, {"first": codes[0], "last": codes[-1]}, now)
    return batch


def _require_new(spreadsheet: Spreadsheet) -> None:
    """The same bytes and sheet are not in the register."""
    if queries.in_register(spreadsheet, Plan.from_data(spreadsheet.mapping).sheet):
        raise _met_again()


def _met_again() -> Refusal:
    message = Message("这份表格已经导入过，没有再导入一次。")
    return Refusal(message, Message("要重新导入，请先撤销那一次导入。"))


def _batch(
    spreadsheet: Spreadsheet, plan: Plan, rows: int, left_out: int, person: Person, at: datetime
) -> ImportBatch:
    """The row of the import; of two people at once the database lets in one."""
    batch = ImportBatch(
        spreadsheet=spreadsheet,
        file_name=spreadsheet.file_name,
        sha256=spreadsheet.sha256,
        sheet=spreadsheet.sheets[plan.sheet]["title"],
        mapping=plan.as_data(),
        rows=rows,
        left_out=left_out,
        imported_by=person,
        imported_at=at,
    )
    try:
        with transaction.atomic():
            batch.save()
    except IntegrityError as error:
        raise _met_again() from error
    return batch


def _codes(count: int, at: datetime) -> list[str]:
    year = at.date().year
    start = next_number(Project.objects.all(), SERIES, year)
    return [code_of(SERIES, year, start + place) for place in range(count)]


def _insert_projects(
    table: Table, codes: list[str], batch: ImportBatch, person: Person, at: datetime
) -> None:
    columns = {"code": codes, **_given(table), **_same_for_all(len(codes), batch, person, at)}
    columns["protected_until_on"] = _protected(table, at.date())
    searched, beside = _searched(columns)
    try:
        with transaction.atomic():
            insert_columns(Project, len(codes), {**columns, **searched}, beside)
            index_batch(Project, batch.pk, ", ".join(SEARCHED))
    except IntegrityError as error:
        if not Project.objects.filter(code__in=codes[:1] + codes[-1:]).exists():
            raise
        raise Refusal(Message("导入时有人登记了项目，编号已被占用；请再提交一次。")) from error


def _given(table: Table) -> dict[str, Sequence[Any]]:
    """What the sheet says, and what follows from it."""
    columns: dict[str, Sequence[Any]] = {
        code: [value or "" for value in table.column(code)] for code in TEXTS
    }
    columns |= {code: table.column(code) for code in VALUES if code in table.values}
    columns |= {f"{code}_id": table.column(code) for code in KEYS}
    columns |= _investors(table) | _regions(columns)
    columns["particulars"] = _particulars(table)
    return columns


def _same_for_all(count: int, batch: ImportBatch, person: Person, at: datetime) -> dict[str, Sequence[Any]]:
    whose = {"registered_by_id": person.pk, "registered_at": at, "batch_id": batch.pk}
    return {name: [value] * count for name, value in whose.items()}


def _searched(
    columns: Mapping[str, Sequence[Any]],
) -> tuple[dict[str, Iterable[str]], dict[str, Iterable[str]]]:
    """The columns by which rows are found, and those beside them that only the database knows."""
    names = [columns[code] for code in ("code", "name", "english", "investor_name")]
    firms = _firms(columns["investor_id"])
    found, again = tee(grams(*words) for words in zip(*names, firms, strict=True))
    keys, once_more = tee(map(keys_of, columns["investor_name"], firms, columns["name"]))
    return {"grams": found, "name_keys": keys}, vectors(again, once_more)


def _investors(table: Table) -> dict[str, Sequence[Any]]:
    """The investor as written, and the enterprise it is by credit code or by a name one alone bears."""
    codes, names = queries.investors()
    keys: list[int | None] = []
    for name, code in zip(table.column("investor"), table.column("investor_code"), strict=True):
        keys.append(codes.get(str(code)) if code else names.get(signs(str(name))) if name else None)
    return {"investor_id": keys, "investor_name": [name or "" for name in table.column("investor")]}


def _firms(keys: Sequence[int | None]) -> list[str]:
    """The names of the enterprises that rows were linked to."""
    names = Enterprise.objects.in_bulk({key for key in keys if key})
    return [names[key].name if key else "" for key in keys]


def _regions(columns: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """The region a city is in, where no region is written."""
    by_city = {city.code: city.region for city in zone().cities}
    pairs = zip(columns["source_region"], columns["source_city"], strict=True)
    return {"source_region": [region or by_city.get(city, "") for region, city in pairs]}


def _particulars(table: Table) -> list[dict[str, Any]]:
    """The zone's own fields of each row; what is blank is left out."""
    own = [target.code for target in queries.fields() if target.own and target.code in table.values]
    rows = zip(*(table.values[code] for code in own), strict=True) if own else ((),) * len(table)
    return [
        {code: _plain(value) for code, value in zip(own, row, strict=True) if value not in (None, "")}
        for row in rows
    ]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value


def _protected(table: Table, today: date) -> list[date | None]:
    """Until when a first report protects; what is signed needs no protection."""
    rule = in_force(zone().protection, today)
    until = protected_until(rule, today, ()) if rule else None
    return [None if stage in PUBLIC_STAGES else until for stage in table.values["stage"]]


def _insert_rest(table: Table, codes: list[str], batch: ImportBatch, at: datetime) -> None:
    """The whole credit for each row's organization, and a move for each beyond the first stage."""
    keys = dict(Project.objects.filter(batch=batch).values_list("code", "pk"))
    projects = [keys[code] for code in codes]
    today, count = at.date(), len(projects)
    credits: dict[str, Sequence[Any]] = {
        "project_id": projects,
        "organization_id": table.values["organization"],
        "share": [Decimal(1)] * count,
        "role": [ROLE] * count,
        "from_on": [today] * count,
    }
    insert_columns(Credit, count, credits)
    moved = [place for place, stage in enumerate(table.values["stage"]) if stage != FIRST_STAGE]
    moves = _moves(table, moved, batch)
    insert_columns(Move, len(moved), {**moves, "project_id": [projects[place] for place in moved]})


def _moves(table: Table, moved: list[int], batch: ImportBatch) -> dict[str, Sequence[Any]]:
    """The moves of the rows at these places, each telling of its row."""
    count = len(moved)
    of_rows: dict[str, Sequence[Any]] = {
        "to_stage": table.values["stage"],
        "moved_on": table.values["stage_since_on"],
        "investment": table.column("investment"),
        "investor_name": [name or "" for name in table.column("investor")],
        "reason": [f"《{batch.file_name}》第 {row} 行"[:300] for row in table.rows],
    }
    return {
        **{code: [values[place] for place in moved] for code, values in of_rows.items()},
        "from_stage": [FIRST_STAGE] * count,
        "reported_by_id": [batch.imported_by_id] * count,
        "reported_at": [batch.imported_at] * count,
    }


def _journal(person: Person, act: str, batch: ImportBatch, more: Mapping[str, object], now: datetime) -> None:
    after = {
        "file_name": batch.file_name,
        "sha256": batch.sha256,
        "sheet": batch.sheet,
        "rows": batch.rows,
        "left_out": batch.left_out,
        **more,
    }
    target = f"projects.import:{batch.pk}"
    journal.record(
        actor=person, act=f"projects.import.{act}", target=target, before=None, after=after, at=now
    )
