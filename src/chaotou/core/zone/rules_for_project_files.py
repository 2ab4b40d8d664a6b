"""What must hold among the tables of `projects/`: codes that exist, days in order, stages that follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any

from chaotou.core import industries
from chaotou.core.issues import Issue, Message, Refusal
from chaotou.core.naming import Listed
from chaotou.core.zone.complaints import did_you_mean
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.specs import Zone

Tables = dict[str, list[Entry[Spec]]]

PEOPLE = (
    "officer", "linked_leader", "secretary", "registered_by", "reported_by", "requested_by", "decided_by",
    "recorded_by", "raised_by", "ruled_by", "added_by", "put_forward_by", "member", "met_by", "confirmed_by",
    "proposed_by", "approved_by", "solved_by", "closed_by", "taken_by",
)  # fmt: skip
ORGANIZATIONS = ("organization", "landing", "from_organization", "to_organization", "supplier")
KEYS: dict[str, dict[str, str]] = {
    "projects": {"source_city": "cities", "chain": "chains", "plot": "plots", "investor": "enterprises"},
    "moves": {"to_stage": "stages"},
    "recognitions": {"stage": "stages", "scheme": "recognition"},
    "talks": {"way": "ways"},
    "evidence": {"stage": "stages", "kind": "evidence"},
    "plans": {"template": "node_templates"},
    "factors": {"kind": "factor_kinds"},
    "problems": {"level": "problem_levels"},
    "linkage": {"slot": "linkage_slots"},
}
"""Columns that name an entry of the zone, by table, and the section it is in."""
ONCE: dict[str, tuple[str, ...]] = {
    "projects": ("code",),
    "plans": ("project",),
    "nodes": ("project", "node"),
    "baselines": ("project", "number", "node"),
    "problems": ("project", "number"),
    "investments": ("project", "month"),
    "linkage": ("project", "slot"),
    "opinions": ("project", "batch", "member"),
}
"""What no two lines of a table may share."""
IN_ORDER: dict[str, tuple[tuple[str, str], ...]] = {
    "moves": (("moved_on", "reported_on"),),
    "recognitions": (("requested_on", "decided_on"), ("recognized_on", "decided_on")),
    "credits": (("from_on", "until_on"),),
    "talks": (("on", "next_step_on"), ("on", "recorded_on")),
    "disputes": (("raised_on", "ruled_on"),),
    "reviews": (("put_forward_on", "meets_on"), ("meets_on", "decided_on")),
    "conditions": (("met_on", "confirmed_on"),),
    "baselines": (("proposed_on", "approved_on"),),
    "problems": (("raised_on", "solved_on"), ("solved_on", "closed_on"), ("raised_on", "due_on")),
}
"""Days of one line of which the first cannot be later than the second."""
ANOTHER: dict[str, tuple[tuple[str, str], ...]] = {
    "recognitions": (("requested_by", "decided_by"),),
    "disputes": (("raised_by", "ruled_by"),),
    "conditions": (("met_by", "confirmed_by"),),
    "baselines": (("proposed_by", "approved_by"),),
    "problems": (("solved_by", "closed_by"),),
}
"""Acts of one line that two different people do."""
TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "recognitions": (("decided_by", "decided_on"),),
    "disputes": (("ruling", "reason", "ruled_by", "ruled_on"),),
    "talks": (("next_step", "next_step_on"),),
    "reviews": (("outcome", "decided_by", "decided_on"),),
    "conditions": (("met_on", "met_by"), ("confirmed_by", "confirmed_on")),
    "baselines": (("approved_by", "approved_on"),),
    "problems": (("solved_by", "solved_on"), ("closed_by", "closed_on")),
}
"""Columns of one line that are all given or all empty."""


@dataclass
class Told:
    """The tables as read, and the zone that they name."""

    path: FilePath
    zone: Zone
    tables: Tables = field(default_factory=dict)

    def rows(self, table: str) -> list[Entry[Any]]:
        return list(self.tables.get(table, ()))

    @cached_property
    def projects(self) -> dict[str, Any]:
        return {entry.spec.code: entry.spec for entry in self.rows("projects")}

    @cached_property
    def moves(self) -> Mapping[str, list[Entry[Any]]]:
        """The moves of stage of each project, in order."""
        held: dict[str, list[Entry[Any]]] = defaultdict(list)
        for entry in self.rows("moves"):
            if entry.spec.kind == "stage":
                held[entry.spec.project].append(entry)
        return held

    @cached_property
    def nodes(self) -> Mapping[str, frozenset[str]]:
        """The nodes of each project by its template."""
        codes = {one.code: frozenset(node.code for node in one.nodes) for one in self.zone.node_templates}
        return {one.spec.project: codes.get(one.spec.template, frozenset()) for one in self.rows("plans")}

    def codes(self, section: str) -> set[str]:
        """What a section of the zone calls its entries; enterprises go by their names."""
        entries = getattr(self.zone, section)
        return {
            one.name if section == "enterprises" else getattr(one, "code", None) or one.username
            for one in entries
        }


def check_told(told: Told) -> Iterator[Issue]:
    """Every issue of every rule, in the order of the rules."""
    for rule in RULES:
        yield from rule(told)


def lines_are_once(told: Told) -> Iterator[Issue]:
    for table, columns in ONCE.items():
        first: dict[object, int] = {}
        for entry in told.rows(table):
            key = tuple(str(getattr(entry.spec, column)) for column in columns)
            if key in first:
                message = Message("“{value}”已在第 {line} 行。", {"value": " ".join(key), "line": first[key]})
                yield entry.error(message, Message("只留一行。"), columns[-1])
            first.setdefault(key, entry.line)


def names_are_known(told: Told) -> Iterator[Issue]:
    """Every code names an entry of the zone, and every line a project."""
    everywhere = dict.fromkeys(PEOPLE, "people") | dict.fromkeys(ORGANIZATIONS, "organizations")
    known = {section: told.codes(section) for section in {*everywhere.values(), *_sections()}}
    for table, entries in told.tables.items():
        columns = type(entries[0].spec).model_fields if entries else {}
        asked = {key: name for key, name in (everywhere | KEYS.get(table, {})).items() if key in columns}
        for entry in entries:
            if table != "projects":
                yield from _known(entry, "project", set(told.projects), "projects/projects.csv")
            for column, section in asked.items():
                yield from _known(entry, column, known[section], section)


def _sections() -> set[str]:
    return {section for columns in KEYS.values() for section in columns.values()}


def _known(entry: Entry[Any], column: str, known: set[str], where: str) -> Iterator[Issue]:
    value = getattr(entry.spec, column, None)
    if value and value not in known:
        message = Message("“{value}”在 {where} 里没有。", {"value": value, "where": where})
        yield entry.error(message, did_you_mean(value, known, Message("查看是否写错，或先添上它。")), column)


def choices_are_known(told: Told) -> Iterator[Issue]:
    """What is chosen is among the choices of `stages.yaml`; links are of their chain, industries exist."""
    choices = {spec.code: {one.code for one in spec.choices} for spec in told.zone.fields if spec.choices}
    links = {chain.code: {link.code for link in chain.links} for chain in told.zone.chains}
    for entry in told.rows("projects"):
        for column, codes in choices.items():
            yield from _known(entry, column, codes, "stages.yaml")
        if entry.spec.chain in links:
            yield from _known(entry, "link", links[entry.spec.chain], "chains.yaml")
        try:
            industries.industry(entry.spec.industry or "C")
        except Refusal as refusal:
            yield entry.error(refusal.message, refusal.hint or Message("请更正。"), "industry")


def days_are_in_order(told: Told) -> Iterator[Issue]:
    for table, pairs in IN_ORDER.items():
        for entry in told.rows(table):
            for first, second in pairs:
                one, other = getattr(entry.spec, first), getattr(entry.spec, second)
                if one and other and one > other:
                    message = Message(
                        "{second} 早于 {first}（{day}）。", {"first": first, "second": second, "day": one}
                    )
                    yield entry.error(message, Message("请核对日期。"), second)


def another_decides(told: Told) -> Iterator[Issue]:
    for table, pairs in ANOTHER.items():
        for entry in told.rows(table):
            for first, second in pairs:
                if getattr(entry.spec, first) and getattr(entry.spec, first) == getattr(entry.spec, second):
                    message = Message("{second} 与 {first} 是同一人。", {"first": first, "second": second})
                    yield entry.error(message, Message("这一步须由另一个人办理。"), second)
    for entry in told.rows("recognitions"):
        moves = [
            move for move in told.moves.get(entry.spec.project, ()) if move.spec.to_stage == entry.spec.stage
        ]
        if entry.spec.decided_by and moves and moves[-1].spec.reported_by == entry.spec.decided_by:
            yield entry.error(
                Message("认定人与上报人是同一人。"), Message("认定须由另一个人办理。"), "decided_by"
            )


def what_belongs_together_is_whole(told: Told) -> Iterator[Issue]:
    for table, groups in TOGETHER.items():
        for entry in told.rows(table):
            for columns in groups:
                given = [column for column in columns if getattr(entry.spec, column)]
                if given and len(given) < len(columns):
                    missing = [column for column in columns if column not in given]
                    message = Message(
                        "写了 {given}，没有写 {missing}。",
                        {"given": Listed(tuple(given)), "missing": Listed(tuple(missing))},
                    )
                    yield entry.error(message, Message("这几栏要么都写，要么都空着。"), missing[0])


def stages_follow_each_other(told: Told) -> Iterator[Issue]:
    """From one stage only to where `stages.yaml` lets it go, in the order of the days."""
    allowed = {stage.code: stage.to for stage in told.zone.stages}
    start = told.zone.stages[0].code if told.zone.stages else ""
    for project, moves in told.moves.items():
        before, since = start, _registered(told, project)
        for move in moves:
            spec = move.spec
            if spec.to_stage in allowed and spec.to_stage not in allowed.get(before, ()):
                message = Message(
                    "从“{before}”不能走到“{after}”。", {"before": before, "after": spec.to_stage}
                )
                hint = Message("可以走到：{stages}。", {"stages": "、".join(allowed.get(before, ()))})
                yield move.error(message, hint, "to_stage")
            if since and spec.moved_on < since:
                yield move.error(
                    Message("早于前一步（{day}）。", {"day": since}),
                    Message("各步按日期先后写。"),
                    "moved_on",
                )
            before, since = spec.to_stage, spec.moved_on


def _registered(told: Told, project: str) -> date | None:
    row = told.projects.get(project)
    return row.registered_at.date() if row else None


def lines_rest_on_what_is_there(told: Told) -> Iterator[Issue]:
    """Recognitions have their moves, opinions their reviews, nodes their plans, evidence its files."""
    moved = {(code, move.spec.to_stage) for code, moves in told.moves.items() for move in moves}
    reviews = {(one.spec.project, one.spec.batch) for one in told.rows("reviews")}
    problems = {(one.spec.project, one.spec.number) for one in told.rows("problems")}
    yield from _rest(told.rows("recognitions"), ("project", "stage"), moved, "moves.csv")
    yield from _rest(
        [one for one in told.rows("evidence") if one.spec.stage], ("project", "stage"), moved, "moves.csv"
    )
    for table in ("opinions", "conditions"):
        yield from _rest(told.rows(table), ("project", "batch"), reviews, "reviews.csv")
    yield from _rest(told.rows("problem_steps"), ("project", "number"), problems, "problems.csv")
    for table in ("nodes", "baselines", "factors", "problems"):
        for entry in told.rows(table):
            yield from _known(entry, "node", set(told.nodes.get(entry.spec.project, ())), "delivery.yaml")
    for entry in told.rows("evidence"):
        if not (told.path / entry.spec.file).is_file():
            message = Message("没有这个文件：{file}。", {"file": entry.spec.file})
            yield entry.error(message, Message("写区目录里的路径，如 projects/evidence/a.pdf。"), "file")


def _rest(
    entries: Iterable[Entry[Any]], columns: tuple[str, str], there: set[tuple[Any, Any]], where: str
) -> Iterator[Issue]:
    for entry in entries:
        key = tuple(getattr(entry.spec, column) for column in columns)
        if key not in there:
            message = Message("{where} 里没有“{key}”。", {"where": where, "key": " ".join(map(str, key))})
            yield entry.error(message, Message("查看项目代码和这一栏。"), columns[1])


def recognitions_say_enough(told: Told) -> Iterator[Issue]:
    """Recognized has its day, refused its reason; none is before the move, and one stands open."""
    standing: set[tuple[str, str, str]] = set()
    for entry in told.rows("recognitions"):
        row = entry.spec
        if row.state == "recognized" and not (row.recognized_on and row.decided_by):
            yield entry.error(
                Message("已认定的要写认定日期和认定人。"),
                Message("写 recognized_on 和 decided_by。"),
                "recognized_on",
            )
        if row.state in ("refused", "withdrawn") and not (row.reason and row.decided_by):
            yield entry.error(
                Message("不予认定和撤销的要写理由和办理人。"), Message("写 reason 和 decided_by。"), "reason"
            )
        key = (row.project, row.stage, row.scheme)
        if row.state in ("requested", "recognized"):
            if key in standing:
                yield entry.error(Message("这个办法下已经申请或认定过了。"), Message("只留一行。"), "scheme")
            standing.add(key)
        moves = [
            move.spec.moved_on for move in told.moves.get(row.project, ()) if move.spec.to_stage == row.stage
        ]
        if moves and row.recognized_on and row.recognized_on < moves[-1]:
            yield entry.error(Message("认定日期早于发生日期。"), Message("请核对日期。"), "recognized_on")


def credits_are_whole(told: Told) -> Iterator[Issue]:
    """The shares of a project that begin on a day add up to 1."""
    days: dict[tuple[str, date], list[Entry[Any]]] = defaultdict(list)
    for entry in told.rows("credits"):
        days[entry.spec.project, entry.spec.from_on].append(entry)
    for entries in days.values():
        total = sum((entry.spec.share for entry in entries), Decimal(0))
        if total != 1:
            message = Message("各方份额合计 {total}%，应为 100%。", {"total": f"{total * 100:f}"})
            yield entries[0].error(message, Message("share 写小数，如 0.6 和 0.4。"), "share")
    for project, starts in _starts(days).items():
        for first, second in pairwise(sorted(starts)):
            for entry in days[project, first]:
                if entry.spec.until_on != second:
                    message = Message("份额在 {day} 换了，前一份应写明到那一天为止。", {"day": second})
                    yield entry.error(message, Message("until_on 写下一份的 from_on。"), "until_on")


def _starts(days: Iterable[tuple[str, date]]) -> dict[str, list[date]]:
    held: dict[str, list[date]] = defaultdict(list)
    for project, start in days:
        held[project].append(start)
    return held


def foreign_amounts_have_rates(told: Told) -> Iterator[Issue]:
    for entry in told.rows("projects"):
        row = entry.spec
        if row.currency != "CNY" and row.investment is not None and not (row.rate and row.investment_stated):
            message = Message("外币项目要写原币金额和折算汇率。")
            yield entry.error(message, Message("写 investment_stated、rate 和 rate_on。"), "rate")


def marks_and_promises_are_known(told: Told) -> Iterator[Issue]:
    """Promises are `kind:text` of the zone's kinds; marks are `item=points` of a sheet's items."""
    kinds = {one.code for one in told.zone.promises}
    items = {item.code for sheet in told.zone.review_sheets for item in sheet.items}
    for entry in told.rows("reviews"):
        for promise in entry.spec.promises:
            kind, _, text = promise.partition(":")
            if kind not in kinds or not text.strip():
                message = Message("看不懂政策承诺“{promise}”。", {"promise": promise})
                yield entry.error(message, Message("写成 类别代码:内容，用分号隔开。"), "promises")
    for entry in told.rows("opinions"):
        for mark in entry.spec.marks:
            item, _, points = mark.partition("=")
            if item not in items or not points.replace(".", "", 1).isdigit():
                message = Message("看不懂评分“{mark}”。", {"mark": mark})
                yield entry.error(message, Message("写成 项目代码=分数，用分号隔开。"), "marks")


RULES = (
    lines_are_once,
    names_are_known,
    choices_are_known,
    days_are_in_order,
    another_decides,
    what_belongs_together_is_whole,
    stages_follow_each_other,
    lines_rest_on_what_is_there,
    recognitions_say_enough,
    credits_are_whole,
    foreign_amounts_have_rates,
    marks_and_promises_are_known,
)
