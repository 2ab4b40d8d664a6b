"""Two runs of one scheme side by side: what changed for each subject and criterion, by how much and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from chaotou.core.evaluation.explaining import neat
from chaotou.core.evaluation.needs import facts_of_item
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.sheet import Column
from chaotou.core.issues import Message, Refusal
from chaotou.core.naming import Named
from chaotou.evaluation import snapshots
from chaotou.evaluation.access import System, sight
from chaotou.evaluation.models import Run
from chaotou.evaluation.queries.lines import RunLine, line, one
from chaotou.evaluation.queries.results import Name, RunPage, page_of
from chaotou.evaluation.snapshots import Upheld

if TYPE_CHECKING:
    from chaotou.organization.access import Asker

NOISE = 1e-9
LEAST_SHOWN = 0.005


class Why(StrEnum):
    """Why points changed."""

    NEW_VINTAGE = "new_vintage"
    NEW_WEIGHT = "new_weight"
    NEW_RULE = "new_rule"
    NEW_CRITERION = "new_criterion"
    DROPPED_CRITERION = "dropped_criterion"
    OTHERS_MOVED = "others_moved"
    APPEAL = "appeal"
    ADJUSTMENT = "adjustment"
    NEW_MEMBER = "new_member"
    LEFT = "left"


@dataclass(frozen=True)
class Cause:
    why: Why
    message: Message


@dataclass(frozen=True)
class Change:
    """One criterion (or set of adjustments) of one subject: points before and after, and the causes.

    `by_weight` is what the other weight did at the mean of both marks; the rest came by the mark.
    """

    criterion: str
    name: str
    english: str
    before: float
    after: float
    by_weight: float
    causes: tuple[Cause, ...]

    @property
    def points(self) -> float:
        return self.after - self.before

    @property
    def by_mark(self) -> float:
        return self.points - self.by_weight


@dataclass(frozen=True)
class SubjectChange:
    """One subject in both runs; None where it was not scored. `rest` is what no criterion accounts for."""

    subject: Name
    total_before: float | None
    total_after: float | None
    rank_before: float | None
    rank_after: float | None
    changes: tuple[Change, ...]
    causes: tuple[Cause, ...]
    rest: float
    sees_criteria: bool

    @property
    def largest(self) -> list[Change]:
        """The changes that show, the largest first."""
        shown = [change for change in self.changes if abs(change.points) >= LEAST_SHOWN]
        return sorted(shown, key=lambda change: -abs(change.points))

    @property
    def has_changed(self) -> bool:
        return bool(self.changes or self.causes) or self.total_before != self.total_after


@dataclass(frozen=True)
class Comparison:
    before: RunLine
    after: RunLine
    subjects: tuple[SubjectChange, ...]
    same_scheme: bool


@dataclass(frozen=True)
class _Side:
    """One run computed anew, and its page."""

    row: Run
    card: Scorecard
    page: RunPage
    columns: Mapping[str, Column]
    upheld: tuple[Upheld, ...]

    def at(self, subject: str) -> int | None:
        return self.card.case.ground.facts.rows.get(subject)


def compare(reader: Asker | System, before: str, after: str) -> Comparison:
    """What changed between two runs (codes) of one scheme; `Refusal` for runs of different schemes."""
    seen = sight(reader)
    rows = one(seen, before), one(seen, after)
    if rows[0].scheme != rows[1].scheme:
        raise Refusal(Message("两次考评用的不是同一个办法，不能逐项比较。"))
    sides = _side(rows[0], page_of(rows[0], seen)), _side(rows[1], page_of(rows[1], seen))
    subjects = dict.fromkeys([*(row.subject.code for row in sides[1].page.rows), *sides[0].page.by_subject])
    return Comparison(
        line(rows[0]),
        line(rows[1]),
        tuple(_subject(*sides, code) for code in subjects),
        rows[0].scheme_hash == rows[1].scheme_hash,
    )


def _side(row: Run, page: RunPage) -> _Side:
    card = snapshots.card_of(row.scheme_text, row.snapshot)
    columns = {column.code: column for column in card.case.plan.columns}
    return _Side(row, card, page, columns, tuple(snapshots.upheld_in(row.snapshot)))


def _subject(a: _Side, b: _Side, code: str) -> SubjectChange:
    first, second = a.page.by_subject.get(code), b.page.by_subject.get(code)
    known = second or first
    assert known is not None
    sees = all(one.shows.criteria and one.shows.total for one in (first, second) if one is not None)
    both = first is not None and second is not None
    changes = tuple(_changes(a, b, code)) if sees and both else ()
    rest = 0.0
    if sees and first and second and first.total is not None and second.total is not None:
        rest = second.total - first.total - sum(change.points for change in changes)
    return SubjectChange(
        subject=known.subject,
        total_before=first.total if first else None,
        total_after=second.total if second else None,
        rank_before=first.rank if first else None,
        rank_after=second.rank if second else None,
        changes=changes,
        causes=_membership(first is not None, second is not None),
        rest=0.0 if abs(rest) < NOISE else rest,
        sees_criteria=sees,
    )


def _membership(was: bool, is_now: bool) -> tuple[Cause, ...]:
    if not was:
        return (Cause(Why.NEW_MEMBER, Message("新列入的考评对象。")),)
    return () if is_now else (Cause(Why.LEFT, Message("不再列入考评。")),)


def _changes(a: _Side, b: _Side, subject: str) -> Iterator[Change]:
    for code in dict.fromkeys([*b.columns, *a.columns]):
        found = _change(a, b, subject, code)
        if abs(found.points) > NOISE or any(cause.why is not Why.OTHERS_MOVED for cause in found.causes):
            yield found
    yield from _adjustments(a, b, subject)


def _change(a: _Side, b: _Side, subject: str, code: str) -> Change:
    (points, possible), (points_now, possible_now) = (_points(side, subject, code) for side in (a, b))
    marks = [p / full if full else 0.0 for p, full in ((points, possible), (points_now, possible_now))]
    by_weight = (possible_now - possible) * (marks[0] + marks[1]) / 2 if code in a.columns else 0.0
    node = next(node for side in (b, a) for node in side.page.nodes if node.code == code)
    causes = tuple(_causes(a, b, subject, code, moved=abs(points_now - points) > NOISE))
    return Change(code, node.name, node.english, points, points_now, by_weight, causes)


def _points(side: _Side, subject: str, code: str) -> tuple[float, float]:
    """A leaf's points and full points; none where the scheme did not have it."""
    row = side.at(subject)
    if code not in side.columns or row is None:
        return 0.0, 0.0
    at = side.card.tree.leaves.index(code)
    possible = side.card.possible[row, at]
    return float(np.nan_to_num(side.card.scores[row, at])), float(np.nan_to_num(possible))


def _causes(a: _Side, b: _Side, subject: str, code: str, *, moved: bool) -> Iterator[Cause]:
    if code not in a.columns:
        yield Cause(Why.NEW_CRITERION, Message("办法新增的考评项。"))
        return
    if code not in b.columns:
        yield Cause(Why.DROPPED_CRITERION, Message("办法删去的考评项。"))
        return
    found = [*_vintages(a, b, subject, code), *_weights(a, b, subject, code), *_rules(a, b, code)]
    yield from found
    if moved and not found:
        said = Message("本对象的数据没有变，其他对象的数据变了，比较的基准随之变动。")
        yield Cause(Why.OTHERS_MOVED, said)


def _vintages(a: _Side, b: _Side, subject: str, code: str) -> Iterator[Cause]:
    """Facts the criterion reads, or its rule does, that are others now."""
    leaf = next(leaf for leaf in b.page.scheme.leaves() if leaf.code == code)
    facts = a.card.case.ground.facts, b.card.case.ground.facts
    for name in dict.fromkeys(facts_of_item(b.page.scheme, leaf)):
        was, now = (one.column(name)[one.rows[subject]] for one in facts)
        cited = [one.citations.get((subject, name)) for one in facts]
        vintages = [citation.vintage if citation else "" for citation in cited]
        if not np.array_equal(was, now, equal_nan=True):
            params = {"name": name, "was": _shown(was), "now": _shown(now), "vintage": vintages[1] or "—"}
            said = Message("{name} 由 {was} 变为 {now}（版次 {vintage}）。", params)
            yield Cause(Why.NEW_VINTAGE, said)


def _shown(value: float) -> object:
    return Message("缺") if np.isnan(value) else neat(float(value))


def _weights(a: _Side, b: _Side, subject: str, code: str) -> Iterator[Cause]:
    full = []
    for side in (a, b):
        row, at = side.at(subject), side.card.tree.leaves.index(code)
        full.append(float(np.nan_to_num(side.card.possible[row or 0, at])))
    if abs(full[0] - full[1]) > NOISE:
        params = {"was": neat(full[0]), "now": neat(full[1])}
        yield Cause(Why.NEW_WEIGHT, Message("满分由 {was} 变为 {now}。", params))


def _rules(a: _Side, b: _Side, code: str) -> Iterator[Cause]:
    """Whether the rule, its numbers, its bounds, what it reads or what becomes of missing figures changed."""
    was, now = a.columns[code], b.columns[code]
    if _rule(was) != _rule(now):
        params = {"was": was.rule.name, "now": now.rule.name}
        yield Cause(Why.NEW_RULE, Message("计分规则改了（{was} → {now}）。", params))


def _rule(column: Column) -> tuple[object, ...]:
    written = column.reads, column.rule.name, column.keys, column.lower, column.missing
    return (*written, column.floor, column.cap)


def _adjustments(a: _Side, b: _Side, subject: str) -> Iterator[Change]:
    """Bonuses, deductions and upheld appeals, set by set."""
    was, now = (_sets(side, subject) for side in (a, b))
    named = {one.code: one for side in (a, b) for one in side.page.sets}
    for code in dict.fromkeys([*now, *was]):
        before, after = was.get(code, 0.0), now.get(code, 0.0)
        if abs(after - before) > NOISE:
            causes = tuple(_appeals(a, b, subject)) if code == snapshots.APPEALS else (_ADJUSTED,)
            yield Change(code, named[code].name, named[code].english, before, after, 0.0, causes)


_ADJUSTED = Cause(Why.ADJUSTMENT, Message("加分、扣分事项有变动。"))


def _sets(side: _Side, subject: str) -> dict[str, float]:
    row = side.at(subject)
    codes = [spec.code for spec, _, _ in side.card.case.plan.adjustments]
    return dict(zip(codes, map(float, side.card.adjustments[row or 0]), strict=True))


def _appeals(a: _Side, b: _Side, subject: str) -> Iterator[Cause]:
    before = {each.appeal for each in a.upheld}
    for each in b.upheld:
        if each.subject == subject and each.appeal not in before:
            node = next(node for node in b.page.nodes if node.code == each.criterion)
            named = Named(node.name, node.english or node.name)
            params = {"criterion": named, "points": f"{each.points:+f}", "reason": each.reason}
            yield Cause(Why.APPEAL, Message("对“{criterion}”的申诉成立，调整 {points} 分：{reason}", params))
