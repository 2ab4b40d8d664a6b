"""A table of matters of one kind: columns by name, rows read by the kind's own form, all faults at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from chaotou.core.issues import Level, Message, Refusal
from chaotou.core.matters.fields import Filled, filled
from chaotou.core.naming import Named
from chaotou.core.projects.conditions import number
from chaotou.core.projects.importing import cells
from chaotou.core.projects.importing.cells import Reader
from chaotou.core.projects.importing.headings import Column
from chaotou.core.projects.importing.table import Fault, Table, read_columns
from chaotou.core.projects.importing.targets import Kind, Target
from chaotou.core.zone.matter_specs import KindSpec, MatterFieldKind, MatterFieldSpec, Privacy

OWN: Final = "field."
"""What the kind's own fields are called by among the columns."""

LONG: Final = 5000
LONG_OWN: Final = 2000

_COMMON: Final = (
    Target("title", "标题", "Title", most=200, words=("事项名称", "事项标题", "事项", "名称", "诉求")),
    Target("content", "内容", "Content", most=LONG, words=("事项内容", "诉求内容", "具体内容", "情况说明")),
    Target(
        "received_on",
        "收到日期",
        "Received on",
        Kind.DATE,
        words=("来件日期", "受理日期", "登记日期", "日期"),
    ),
    Target("due_on", "要求完成日期", "Due on", Kind.DATE, words=("完成时限", "办结时限", "完成日期", "时限")),
    Target(
        "enterprise", "企业", "Enterprise", most=120, words=("企业名称", "公司名称", "申请单位", "信用代码")
    ),
    Target("organization", "登记单位", "Registered by", Kind.ORGANIZATION, words=("收件单位", "填报单位")),
    Target("source", "来源", "Source", most=200, words=("事项来源", "文件依据")),
    Target("address", "地点", "Place", most=200, words=("地址", "位置")),
    Target("longitude", "经度", "Longitude", Kind.NUMBER, words=("lng",)),
    Target("latitude", "纬度", "Latitude", Kind.NUMBER, words=("lat",)),
)
_KINDS: Final = {
    MatterFieldKind.NUMBER: Kind.NUMBER,
    MatterFieldKind.DATE: Kind.DATE,
    MatterFieldKind.CHOICE: Kind.CHOICE,
    MatterFieldKind.FLAG: Kind.FLAG,
}


@dataclass(frozen=True)
class Known:
    """What words in cells can mean, by `signs`: enterprises by name and code, organizations by name."""

    today: date
    enterprises: Mapping[str, int] = field(default_factory=dict)
    organizations: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Matters:
    """Rows that were read, and what each says in the form of the kind."""

    table: Table
    forms: list[Filled]

    def without(self, places: frozenset[int]) -> Matters:
        """The same without the rows at these places (from 0)."""
        forms = [form for at, form in enumerate(self.forms) if at not in places]
        return Matters(self.table.without(places), forms)


def columns_of(kind: KindSpec) -> tuple[Target, ...]:
    """Every field a column can be, in the order of a template: what all matters have, then the kind's own."""
    left_out = set() if kind.own_due else {"due_on"}
    if kind.privacy is Privacy.STRICT:
        left_out.add("enterprise")
    common = [target for target in _COMMON if target.code not in left_out]
    return (*common, *map(_own, kind.fields))


def is_required(target: Target, kind: KindSpec) -> bool:
    """Whether a row must say it, whatever else it says."""
    return target.code == "title" or target.code in {f"{OWN}{spec.code}" for spec in _required(kind)}


def read_matters(
    rows: Sequence[Sequence[str]], head: int, columns: Sequence[Column], kind: KindSpec, known: Known
) -> Matters:
    """Read the rows after the first `head` ones. A compulsory field that has no column is told once."""
    by_code = {target.code: target for target in columns_of(kind)}
    mapped = [(column, by_code[column.field]) for column in columns if column.field in by_code]
    table = read_columns(rows, head, mapped, lambda target, _column: _reader(target, known))
    numbers = {target.code: column.number for column, target in mapped}
    table.faults += _missing(kind, numbers, head)
    table.faults += _rows_without(table, "title", numbers)
    table.faults += _days(table, known, numbers)
    table.faults += _places(table, numbers)
    forms = list(_forms(table, kind))
    table.faults += _form_faults(table, forms, kind, numbers)
    return Matters(table, forms)


def _own(spec: MatterFieldSpec) -> Target:
    return Target(
        code=f"{OWN}{spec.code}",
        name=spec.name,
        english=spec.english,
        kind=_KINDS.get(spec.kind, Kind.TEXT),
        most=LONG_OWN if spec.kind is MatterFieldKind.LONG_TEXT else 300,
        choices=spec.choices,
    )


def _required(kind: KindSpec) -> list[MatterFieldSpec]:
    return [spec for spec in kind.fields if spec.required and spec.when is None]


def _reader(target: Target, known: Known) -> Reader:
    if target.code in cells.PLACES:
        return cells.PLACES[target.code]
    match target.kind:
        case Kind.CHOICE:
            return cells.choice(target)
        case Kind.DATE:
            return cells.day
        case Kind.FLAG:
            return cells.flag
        case Kind.NUMBER:
            return _number
        case Kind.ORGANIZATION:
            hint = Message("只能以本人所在的、可以登记这类事项的单位登记。")
            return cells.one_of(known.organizations, Message("机构"), hint)
    if target.code == "enterprise":
        hint = Message("请填企业库里的全称或统一社会信用代码，或先在企业库登记。")
        return cells.one_of(known.enterprises, Message("企业"), hint)
    return _long_text(target.most) if target.most >= LONG_OWN else cells.text_of(target.most)


def _number(text: str) -> str:
    """A number as the form takes it, whose rule it is."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    if number(plain) is None:
        raise Refusal(
            Message("“{text}”不是数字。", {"text": text[:40]}), Message("请写成普通的数字，如 1234.5。")
        )
    return plain


def _long_text(most: int) -> Reader:
    """Text whose lines stay lines."""

    def read(text: str) -> str:
        if len(text) > most:
            said = {"count": len(text), "most": most}
            raise Refusal(Message("有 {count} 字，超过 {most} 字。", said), Message("请缩短。"))
        return text

    return read


def _missing(kind: KindSpec, numbers: Mapping[str, int], head: int) -> Iterator[Fault]:
    """Compulsory fields for which the table has no column: told once, at the head."""
    targets = [target for target in columns_of(kind) if is_required(target, kind)]
    for target in targets:
        if target.code not in numbers:
            what = Named(target.name, target.english)
            message, hint = (
                Message("表里没有“{field}”一列。", {"field": what}),
                Message("请按模板补上这一列。"),
            )
            yield Fault(head, None, Level.ERROR, message, hint)


def _rows_without(table: Table, code: str, numbers: Mapping[str, int]) -> Iterator[Fault]:
    if code not in numbers:
        return
    bad = _bad(table)
    for row, value in zip(table.rows, table.column(code), strict=True):
        if not value and (row, numbers[code]) not in bad:
            hint = Message("请填上，或删去这一行。")
            yield Fault(row, numbers[code], Level.ERROR, Message("没有标题。"), hint)


def _days(table: Table, known: Known, numbers: Mapping[str, int]) -> Iterator[Fault]:
    """What came, came by today; what is asked for is not over."""
    for row, came, due in zip(table.rows, table.column("received_on"), table.column("due_on"), strict=True):
        if isinstance(came, date) and came > known.today:
            message = Message("收到日期 {day} 还没有到。", {"day": came})
            yield Fault(row, numbers["received_on"], Level.ERROR, message)
        if isinstance(due, date) and due < known.today:
            message = Message("要求完成日期 {day} 已经过去。", {"day": due})
            yield Fault(row, numbers["due_on"], Level.ERROR, message)


def _places(table: Table, numbers: Mapping[str, int]) -> Iterator[Fault]:
    """A place has both degrees."""
    bad = _bad(table)
    for row, east, north in zip(table.rows, table.column("longitude"), table.column("latitude"), strict=True):
        if (east is None) != (north is None):
            column = numbers.get("longitude" if east is None else "latitude")
            if (row, column) in bad:
                continue
            yield Fault(row, column, Level.ERROR, Message("经度和纬度要一起写。"))


def _forms(table: Table, kind: KindSpec) -> Iterator[Filled]:
    own = [spec.code for spec in kind.fields if f"{OWN}{spec.code}" in table.values]
    columns = [table.values[f"{OWN}{code}"] for code in own]
    for place in range(len(table)):
        yield filled(kind.fields, {code: values[place] for code, values in zip(own, columns, strict=True)})


def _form_faults(
    table: Table, forms: list[Filled], kind: KindSpec, numbers: Mapping[str, int]
) -> Iterator[Fault]:
    """What the form finds wrong, but for what a cell or a missing column is told of already."""
    bad, known_missing = _bad(table), {spec.code for spec in _required(kind)} - _own_codes(numbers)
    for row, form in zip(table.rows, forms, strict=True):
        for fault in form.faults:
            column = numbers.get(f"{OWN}{fault.field}")
            if (row, column) not in bad and fault.field not in known_missing:
                yield Fault(row, column, Level.ERROR, fault.message)


def _own_codes(numbers: Mapping[str, int]) -> set[str]:
    return {code.removeprefix(OWN) for code in numbers if code.startswith(OWN)}


def _bad(table: Table) -> set[tuple[int, int | None]]:
    """The cells that are told of already."""
    return {(fault.row, fault.column) for fault in table.faults}
