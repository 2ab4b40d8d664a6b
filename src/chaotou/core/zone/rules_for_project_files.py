"""What must hold among the tables of `projects/`: stages follow, lines rest on others, shares are whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from chaotou.core.issues import Issue, Message
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.project_tables import Told
from chaotou.core.zone.rules_for_project_lines import (
    agreed_days_are_in_order,
    another_decides,
    choices_are_known,
    days_are_in_order,
    lines_are_once,
    names_are_known,
    value_is_known,
    what_belongs_together_is_whole,
)


def check_told(told: Told) -> Iterator[Issue]:
    """Every issue of every rule, in the order of the rules."""
    for rule in RULES:
        yield from rule(told)


def another_recognizes(told: Told) -> Iterator[Issue]:
    """Who reported that a stage was reached does not recognize it."""
    for entry in told.rows("recognitions"):
        moves = [
            move for move in told.moves.get(entry.spec.project, ()) if move.spec.to_stage == entry.spec.stage
        ]
        if entry.spec.decided_by and moves and moves[-1].spec.reported_by == entry.spec.decided_by:
            yield entry.error(
                Message("认定人与上报人是同一人。"), Message("认定须由另一个人办理。"), "decided_by"
            )


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
            yield from value_is_known(
                entry, "node", set(told.nodes.get(entry.spec.project, ())), "delivery.yaml"
            )
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
    agreed_days_are_in_order,
    another_decides,
    another_recognizes,
    what_belongs_together_is_whole,
    stages_follow_each_other,
    lines_rest_on_what_is_there,
    recognitions_say_enough,
    credits_are_whole,
    foreign_amounts_have_rates,
    marks_and_promises_are_known,
)
