"""Taking a table of matters in whole, and taking it out again whole while nobody did anything to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any, Final

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from chaotou.core.issues import Message, Refusal
from chaotou.core.matters.fields import Filled
from chaotou.core.matters.importing import Matters
from chaotou.core.projects.importing.table import Fault
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.figures.operations.evidence import all_or_nothing
from chaotou.journal import operations as journal
from chaotou.matters import access
from chaotou.matters.access_outside import may_import, may_undo_import
from chaotou.matters.models import Matter, MatterImport, Notice, PersonalData, Step
from chaotou.matters.operations.entering import Draft, Registrar
from chaotou.matters.operations.keeping import seal
from chaotou.matters.operations.patterns import MADE, Entered, Pattern, alike, pattern, personal_row
from chaotou.matters.operations.registering import first_charge, land_day
from chaotou.matters.queries import importing as queries
from chaotou.matters.rules import rules
from chaotou.organization.access import require
from chaotou.organization.days import working_moment
from chaotou.organization.models import Organization, Person
from chaotou.projects.import_plan import KEEP, SKIP
from chaotou.projects.models import Spreadsheet
from chaotou.projects.operations.uploading import keep_spreadsheet
from chaotou.rows.inserting import insert_rows, wide_cache
from chaotou.rows.numbering import code_of, next_number
from chaotou.rows.searching import index_batch

MOST_ROWS: Final = 10_000


class NotImported(Refusal):
    """Rows that cannot come in: `faults` are all of them, and nothing came in."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        rows = len({fault.row for fault in faults})
        message = Message("有 {rows} 行不能导入，整份表都没有导入。", {"rows": rows})
        super().__init__(message, Message("请在表格中改好后重新上传。"))
        self.faults = faults


class ChangedSince(Refusal):
    """Matters of the import to which something was done since: `matters` are codes and titles."""

    def __init__(self, matters: list[tuple[str, str]]) -> None:
        message = Message("有 {count} 件事项导入后办理过，没有撤销。", {"count": len(matters)})
        super().__init__(message, Message("请逐件处理这些事项；导入的其余事项也都还在。"))
        self.matters = matters


def upload_matters(*, person: Person, kind: str, data: bytes, filename: str, now: datetime) -> Spreadsheet:
    """Keep a table of matters of a kind until it is taken in or discarded. `Refusal` for who may not."""
    require(may_import(person, rules().kind(kind)))
    with all_or_nothing() as files:
        return keep_spreadsheet(person=person, data=data, filename=filename, now=now, files=files)


@transaction.atomic
def discard_table(*, person: Person, spreadsheet: Spreadsheet) -> None:
    """Delete an own table of which nothing is kept elsewhere; what it says of people goes with it."""
    if spreadsheet.uploaded_by_id != person.pk:
        raise Refusal(Message("这份表格由他人上传。"))
    _delete(spreadsheet)


@wide_cache()
@transaction.atomic
def import_matters(
    *, person: Person, spreadsheet: Spreadsheet, kind: str, now: datetime, duplicates: str = SKIP
) -> MatterImport:
    """Take all rows of the table into the register, or none; the table itself is then deleted.

    Rows that are there already stay out, unless `duplicates` keeps them. Each is registered as by hand, but
    that the journal has one entry for all, and that repeats are told beforehand instead of linked.
    `NotImported` with every faulty row; `Refusal` for who may not, for a table that is in the register, and
    where no row remains.
    """
    spec, at = rules().kind(kind), working_moment(now)
    require(may_import(person, spec))
    if spreadsheet.uploaded_by_id != person.pk:
        raise Refusal(Message("这份表格由他人上传。"))
    found = queries.outlook(person, spreadsheet, spec, at)
    if found.matters.table.errors:
        raise NotImported(found.matters.table.errors)
    coming = found.matters if duplicates == KEEP else found.matters.without(found.twin_places)
    _require_some(coming)
    batch = _batch(spreadsheet, spec, len(coming.table), person, at)
    drafts = list(_drafts(coming, spec, batch, person, at))
    codes = _insert(drafts, Registrar(person, now, at, []), batch)
    rows = {"rows": [[draft.matter.title, draft.form.values, draft.form.personal] for draft in drafts]}
    said = {"first": codes[0], "last": codes[-1], "rows_seal": seal("rows", None, rows)}
    _journal(person, "imported", batch, now, {**_words(batch), **said})
    _delete(spreadsheet)
    return batch


def _require_some(coming: Matters) -> None:
    if not len(coming.table):
        raise Refusal(Message("没有可以导入的行：都已登记过。"))
    if len(coming.table) > MOST_ROWS:
        raise Refusal(Message("一次最多导入 {most} 行。", {"most": MOST_ROWS}), Message("请拆成几份表格。"))


def _batch(sheet: Spreadsheet, kind: KindSpec, rows: int, person: Person, at: datetime) -> MatterImport:
    """The row of the import; of two people at once the database lets in one."""
    batch = MatterImport(
        kind=kind.code,
        file_name=sheet.file_name,
        sha256=sheet.sha256,
        rows=rows,
        imported_by=person,
        imported_at=at,
    )
    try:
        with transaction.atomic():
            batch.save()
    except IntegrityError as error:
        message = Message("这份表格已经导入过，没有再导入一次。")
        raise Refusal(message, Message("要重新导入，请先撤销那一次导入。")) from error
    return batch


def _drafts(
    coming: Matters, kind: KindSpec, batch: MatterImport, person: Person, at: datetime
) -> Iterator[Draft]:
    table = coming.table
    own = Organization.objects.in_bulk(access.registers_for(person, kind), field_name="code")
    usual = next(iter(access.registers_for(person, kind)))
    columns = {code: table.column(code) for code in _COLUMNS}
    for place, form in enumerate(coming.forms):
        said = {code: values[place] for code, values in columns.items()}
        matter = _matter(said, form, kind, own[str(said["organization"] or usual)], at)
        matter.batch = batch
        yield Draft(matter, kind, form, charge=first_charge(matter, kind, matter.organization))


_COLUMNS: Final = (
    "title", "content", "received_on", "due_on", "enterprise", "organization", "source", "address",
    "longitude", "latitude",
)  # fmt: skip


def _matter(
    said: dict[str, Any], form: Filled, kind: KindSpec, organization: Organization, at: datetime
) -> Matter:
    return Matter(
        kind=kind.code,
        title=str(said["title"]),
        content=str(said["content"] or ""),
        particulars=form.values,
        organization=organization,
        enterprise_id=said["enterprise"],
        source=str(said["source"] or ""),
        address=str(said["address"] or ""),
        longitude=said["longitude"],
        latitude=said["latitude"],
        received_at=_moment(said["received_on"], at),
        own_due_on=said["due_on"],
        land_on=land_day(kind, form.values),
        is_public=kind.is_public,
        channel="import",
    )


def _moment(day: date | None, at: datetime) -> datetime:
    """When what came on a day came: with the day's beginning; today, now."""
    if day is None or day == timezone.localdate(at):
        return at
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def _insert(drafts: Sequence[Draft], by: Registrar, batch: MatterImport) -> list[str]:
    """Insert them all with what comes with them; their codes."""
    patterns: dict[Any, Pattern] = {}
    made = []
    for draft in drafts:
        if (key := alike(draft)) not in patterns:
            patterns[key] = pattern(draft, by)
        made.append(patterns[key])
    kind, year = drafts[0].kind, by.at.year
    start = next_number(Matter.objects.all(), kind.prefix, year)
    codes = [code_of(kind.prefix, year, start + place) for place in range(len(drafts))]
    entered = [one.entered(draft, code) for one, draft, code in zip(made, drafts, codes, strict=True)]
    insert_rows([one.matter for one in entered])
    index_batch(Matter, batch.pk, "grams, phase")
    keys = dict(Matter.objects.filter(batch=batch).values_list("code", "pk"))
    _insert_rest(drafts, entered, [keys[code] for code in codes])
    return codes


def _insert_rest(drafts: Sequence[Draft], made: Sequence[Entered], keys: Sequence[int]) -> None:
    rest = [row for one, key in zip(made, keys, strict=True) for row in one.rows(key)]
    for model in MADE:
        insert_rows([row for row in rest if type(row) is model])
    personal = (personal_row(draft, key) for draft, key in zip(drafts, keys, strict=True))
    insert_rows([row for row in personal if row is not None])


# Taking it out again


@wide_cache()
@transaction.atomic
def undo_import(*, person: Person, batch: MatterImport, now: datetime) -> MatterImport:
    """Remove every matter of an import with all that came with it, or none.

    `ChangedSince` with all to which something was done; `Refusal` for anybody but who imported it or reviews
    where it is taken in, and for an import that was undone.
    """
    require(may_undo_import(person, batch))
    held = MatterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.pk)
    if held.undone_at is not None:
        raise Refusal(Message("这次导入已经撤销过。"))
    if changed := list(changed_since(held).values_list("code", "title")):
        raise ChangedSince(changed)
    _remove(held)
    held.undone_by, held.undone_at = person, working_moment(now)
    held.save(update_fields=["undone_by", "undone_at"])
    _journal(person, "undone", held, now, None)
    return held


def changed_since(batch: MatterImport) -> QuerySet[Matter]:
    """Matters of the import to which anything was done, said or added since; reminders are nothing done."""
    touched = Q(pk__in=[])
    for related, condition in _related(batch):
        touched |= Q(Exists(related._base_manager.filter(condition)))
    return Matter.objects.filter(touched, batch=batch).order_by("code")


def _related(batch: MatterImport) -> Iterator[tuple[type[models.Model], Q]]:
    """Everything that points at a matter, but for what came with the import itself and what reminds of it."""
    came_along = {*MADE, PersonalData, Notice}
    for relation in Matter._meta.related_objects:
        model = relation.related_model
        assert not isinstance(model, str)
        own = Q(**{relation.field.name: OuterRef("pk")})
        if model is Step:
            yield model, own & ~Q(taken_at=batch.imported_at)
        elif model not in came_along:
            yield model, own


def _remove(batch: MatterImport) -> None:
    """It was just found that nothing else points at them: no need to look up what points at each."""
    held = Matter.objects.filter(batch=batch)
    Notice.objects.filter(matter__in=held).delete()
    models_of_rows: Sequence[type[models.Model]] = (*MADE, PersonalData)
    for model in models_of_rows:
        rows = model._base_manager.filter(matter__in=held)
        rows._raw_delete(rows.db)
    held._raw_delete(held.db)


def _delete(spreadsheet: Spreadsheet) -> None:
    """Unless it is also one of projects."""
    if spreadsheet.mapping or spreadsheet.batches.exists():
        return
    for file in (spreadsheet.file, spreadsheet.grid):
        transaction.on_commit(partial(file.storage.delete, str(file.name)))
    spreadsheet.delete()


def _words(batch: MatterImport) -> dict[str, object]:
    return {"kind": batch.kind, "file_name": batch.file_name, "sha256": batch.sha256, "rows": batch.rows}


def _journal(
    person: Person, act: str, batch: MatterImport, now: datetime, after: dict[str, object] | None
) -> None:
    journal.record(
        actor=person,
        act=f"matters.matterimport.{act}",
        target=f"matters.matterimport:{batch.pk}",
        before=None if after else _words(batch),
        after=after,
        at=now,
    )
