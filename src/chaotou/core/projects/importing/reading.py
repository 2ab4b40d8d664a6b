"""All rows of a register of projects at once: values by field, and everything wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from chaotou.core.issues import Level, Message, Refusal
from chaotou.core.names import signs
from chaotou.core.naming import Named
from chaotou.core.projects.agreed_days import MEND, Following
from chaotou.core.projects.currency import YUAN, in_yuan
from chaotou.core.projects.importing import cells
from chaotou.core.projects.importing.cells import Amount, Reader
from chaotou.core.projects.importing.headings import Column
from chaotou.core.projects.importing.table import Fault, Table, read_columns
from chaotou.core.projects.importing.targets import Kind, Target
from chaotou.core.zone.lead_specs import ExchangeRateSpec
from chaotou.core.zone.project_specs import StageSpec

FIRST_STAGE = "lead"
COMPULSORY = ("name", "investor")
"""Without these no project is registered, in whatever way."""


@dataclass(frozen=True)
class Known:
    """What words in cells can mean: names as `signs` to codes or keys, exchange rates, the day.

    A project at one of the stages `dated` counts on its day, so it needs one. `own` are the organizations
    (keys) the person imports for, None all of them; `organization` is whose a row is that names none.
    `followings` are the fields whose days follow each other.
    """

    today: date
    stages: Mapping[str, str] = field(default_factory=dict)
    dated: frozenset[str] = frozenset()
    organizations: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    rates: Sequence[ExchangeRateSpec] = ()
    own: frozenset[int] | None = None
    organization: int | None = None
    followings: Sequence[Following] = ()


def stage_names(stages: Iterable[StageSpec]) -> dict[str, str]:
    """The words a stage is known by: its code and names, and 已签约 or 签约项目 beside 签约."""
    found: dict[str, str] = {}
    for spec in stages:
        longer = [word.format(spec.name) for word in ("已{}", "{}项目", "{}阶段", "已{}项目")]
        for word in (spec.code, spec.name, spec.english, *longer):
            found.setdefault(signs(word), spec.code)
    return found


def read_table(
    rows: Sequence[Sequence[str]],
    head: int,
    columns: Sequence[Column],
    targets: Iterable[Target],
    known: Known,
) -> Table:
    """Read the rows after the first `head` ones; rows without any text are passed over."""
    by_code = {target.code: target for target in targets}
    mapped = [(column, by_code[column.field]) for column in columns if column.field in by_code]
    table = read_columns(rows, head, mapped, lambda target, column: reader_of(target, column, known))
    numbers = {target.code: column.number for column, target in mapped}
    for code in COMPULSORY:
        table.faults += _blanks(table, numbers, by_code[code])
    _settle(table, known, numbers)
    return table


def reader_of(target: Target, column: Column, known: Known) -> Reader:
    """What reads the cells of a field."""
    if target.kind is Kind.AMOUNT:
        return cells.amount_in(column.unit or "cny")
    if target.kind is Kind.CHOICE and target.choices:
        return cells.city(target) if target.code == "source_city" else cells.choice(target)
    if target.code == "referrer":
        return cells.referrer(target.most)
    if target.kind is Kind.STAGE:
        return cells.one_of(known.stages, Message("阶段"), Message("请写区里阶段的名称，如“在谈”“签约”。"))
    if target.kind is Kind.ORGANIZATION:
        hint = Message("请写机构的全称或简称。")
        return cells.one_of(known.organizations, Message("机构"), hint)
    if target.kind is Kind.PERSON:
        hint = Message("这一格留空；请先开账号，或导入后再填。")
        return cells.one_of(known.people, Message("人员"), hint)
    return cells.PLACES.get(target.code) or cells.SIMPLE.get(target.kind) or cells.text_of(target.most)


def _blanks(table: Table, numbers: Mapping[str, int], target: Target) -> Iterator[Fault]:
    """The rows that leave a compulsory field blank. `Refusal` where no column is mapped to it."""
    field = {"field": Named(target.name, target.english)}
    if target.code not in numbers:
        message = Message("还没有指定哪一列是“{field}”。", field)
        raise Refusal(message, Message("请为“{field}”选一列。", field))
    column = numbers[target.code]
    bad = {fault.row for fault in table.faults if fault.column == column}
    message, hint = Message("没有写“{field}”。", field), Message("请填上，或删去这一行。")
    for row, said in zip(table.rows, table.values[target.code], strict=True):
        if not said and row not in bad:
            yield Fault(row, column, Level.ERROR, message, hint)


def _settle(table: Table, known: Known, numbers: Mapping[str, int]) -> None:
    """What depends on more than one cell: whose the row is, its stage and day, its amounts in yuan."""
    faults = table.faults
    table.values["organization"] = [one or known.organization for one in table.column("organization")]
    faults += _organizations(table, known, numbers.get("organization"))
    table.values["stage"] = [one or FIRST_STAGE for one in table.column("stage")]
    faults += _days(table, known, numbers)
    for following in known.followings:
        faults += _agreed_days(table, following, numbers)
    table.values["stage_since_on"] = [one or known.today for one in table.column("stage_since_on")]
    for code, values in list(table.values.items()):
        if code != "investment" and any(isinstance(value, Amount) for value in values):
            table.values[code] = [*_yuan(table, code, known, numbers[code])]
    _investments(table, known, numbers.get("investment"))


def _organizations(table: Table, known: Known, column: int | None) -> Iterator[Fault]:
    for row, one in zip(table.rows, table.values["organization"], strict=True):
        if one is None:
            message, hint = Message("没有首谈单位。"), Message("请填上这一格，或为没有写的各行选一个单位。")
            yield Fault(row, column, Level.ERROR, message, hint)
        elif known.own is not None and one not in known.own:
            message = Message("首谈单位不是本单位，不能代为导入。")
            yield Fault(row, column, Level.ERROR, message, Message("请删去这一行，由该单位自己导入。"))


def _days(table: Table, known: Known, numbers: Mapping[str, int]) -> Iterator[Fault]:
    column = numbers.get("stage_since_on")
    bad = {fault.row for fault in table.faults if fault.column == column and column is not None}
    rows = zip(table.rows, table.values["stage"], table.column("stage_since_on"), strict=True)
    for row, stage, on in rows:
        if row in bad:
            continue
        if isinstance(on, date) and on > known.today:
            message = Message("进入本阶段的日期 {day} 还没有到。", {"day": on})
            yield Fault(row, column, Level.ERROR, message, Message("请核对日期，或填上一个阶段。"))
        elif on is None and stage in known.dated:
            message = Message("已到这一阶段，却没有写是哪一天。")
            hint = Message("请为“进入本阶段日期”选一列并填上：签约、开工、竣工按这一天计数。")
            yield Fault(row, column, Level.ERROR, message, hint)


def _agreed_days(table: Table, following: Following, numbers: Mapping[str, int]) -> Iterator[Fault]:
    """Rows whose day of a field comes before one that it follows."""
    own, *firsts = (code in numbers for code in following.codes)
    if not own or not any(firsts):
        return
    columns = (table.column(code) for code in following.codes)
    for row, on, *before in zip(table.rows, *columns, strict=True):
        if fault := following.fault(on, before):
            yield Fault(row, numbers[following.field.code], Level.ERROR, fault, MEND)


def _yuan(table: Table, code: str, known: Known, column: int) -> Iterator[Decimal | None]:
    for place, value in enumerate(table.values[code]):
        yield _converted(value, YUAN, known, table, place, column)[0] if isinstance(value, Amount) else None


def _investments(table: Table, known: Known, column: int | None) -> None:
    """Planned totals in yuan, with what was stated in which currency at which dated rate."""
    names = ("investment", "currency", "investment_stated", "rate", "rate_on")
    currencies = table.column("currency")
    settled: list[tuple[object, ...]] = []
    for place, value in enumerate(table.column("investment")):
        usual = str(currencies[place] or YUAN)
        if not isinstance(value, Amount):
            settled.append((None, usual, None, None, None))
        elif (value.currency or usual) == YUAN:
            settled.append((value.stated, YUAN, None, None, None))
        else:
            amount, rate, on = _converted(value, usual, known, table, place, column)
            settled.append((amount, value.currency or usual, value.stated, rate, on))
    table.values |= dict(zip(names, map(list, zip(*settled, strict=True)), strict=True)) if settled else {}


def _converted(
    value: Amount, usual: str, known: Known, table: Table, place: int, column: int | None
) -> tuple[Decimal | None, Decimal | None, date | None]:
    """In yuan at the rate of today; a currency without a rate is a fault of the cell."""
    try:
        found = in_yuan(value.stated, value.currency or usual, known.today, known.rates)
    except Refusal as refusal:
        table.faults.append(Fault(table.rows[place], column, Level.ERROR, refusal.message, refusal.hint))
        return None, None, None
    return found.amount, found.rate, found.rate_on
