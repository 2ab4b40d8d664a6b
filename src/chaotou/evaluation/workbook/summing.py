"""The sheets that add up: weights by group, full points by subject, points from the leaves to the whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.utils.translation import gettext as _

from chaotou.core.evaluation.methods.aggregation import Aggregation
from chaotou.core.evaluation.methods.weighting import Weighting
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.tree import WHOLE, Branch
from chaotou.core.evaluation.words import Marks
from chaotou.evaluation.workbook.book import Book, Sheet
from chaotou.evaluation.workbook.calculation import FIRST, TOP, Calculation

Shown = float | str


@dataclass
class Summing:
    """Writes points over the shares of `work`; nodes stand in one order on all of these sheets."""

    book: Book
    card: Scorecard
    work: Calculation

    def __post_init__(self) -> None:
        self.points = self.book.sheet(_("得分"))
        self.possible = self.book.sheet(_("满分")) if self.adds_up else None
        self.weights = self.book.sheet(_("权重"))

    @cached_property
    def adds_up(self) -> bool:
        """Whether points of leaves make those of branches; else marks out of the full ones are averaged."""
        return self.card.scheme.marks is Marks.POINTS and self.card.tree.adds_up

    @cached_property
    def nodes(self) -> list[str]:
        """Every node, siblings side by side, the whole first."""
        found, waiting = [WHOLE], [WHOLE]
        while waiting:
            branch = self._branches.get(waiting.pop(0))
            children = [self.card.tree.codes[at] for at in branch.children] if branch else []
            found += children
            waiting += children
        return found

    @cached_property
    def _branches(self) -> dict[str, Branch]:
        return {branch.code: branch for branch in self.card.tree.branches}

    @cached_property
    def _column_of(self) -> dict[str, int]:
        return {code: FIRST + at for at, code in enumerate(self.nodes)}

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {code: at for at, code in enumerate(self.card.tree.codes)}

    @cached_property
    def _parent_of(self) -> dict[str, str]:
        codes = self.card.tree.codes
        return {codes[at]: branch.code for branch in self.card.tree.branches for at in branch.children}

    def write(self) -> None:
        self._write_weights()
        for sheet in (self.points, self.possible):
            if sheet is not None:
                self.work.head(sheet, self.nodes)
        for at in self.work.order:
            self._row(at, self.work.row_of[at])

    def linked_base(self, sheet: Sheet, row: int, column: int, at: int) -> None:
        """The whole's points before bonus and deduction, from the sheet of points."""
        value = float(self.card.base[at])
        sheet.formula(row, column, self.points.cell(row, FIRST), "" if np.isnan(value) else value)

    def column(self, code: str, row: int, count: int) -> tuple[str, str]:
        """A criterion's points of one subject, and those of all."""
        column = self._column_of[code]
        return self.points.cell(row, column), self.points.range((TOP, column), (TOP + count - 1, column))

    def _write_weights(self) -> None:
        self.work.head(self.weights, self.nodes)
        for line, group in enumerate((*self.work.groups, "")):
            words = self.work.group_names.get(group, group) or _("未分组")
            self.weights.text(TOP + line, 2, words)
            for branch in self.card.tree.branches:
                for child, weight in zip(branch.children, branch.weights[line], strict=True):
                    self._weight(TOP + line, self._column_of[self.card.tree.codes[child]], float(weight))

    def _weight(self, row: int, column: int, weight: float) -> None:
        method = self.card.scheme.weights
        if method in (Weighting.GIVEN, Weighting.EQUAL):
            self.weights.number(row, column, weight)
        else:
            why = _("权重由数据算出（{method}），表格里没有公式。").format(method=method)
            self.weights.valued(row, column, weight, why)

    def _row(self, at: int, row: int) -> None:
        for sheet in (self.points, self.possible):
            if sheet is not None:
                self.work.opened(sheet, row, at)
        for code in self.nodes:
            if self.possible is not None:
                self._possible(self.possible, at, row, code)
            self._points(at, row, code)

    def _possible(self, sheet: Sheet, at: int, row: int, code: str) -> None:
        """A node's full points: its part of its parent's by weight; what does not count leaves its own."""
        column = self._column_of[code]
        if not code:
            sheet.number(row, column, float(self.card.scheme.full))
            return
        value, parent = float(self.card.possible[at, self._place_of[code]]), self._parent_of[code]
        counted = self._counted(at, parent)
        if code not in counted or not value:
            sheet.number(row, column, value)
            return
        above, own = sheet.cell(row, self._column_of[parent]), self._weight_cell(at, code)
        sheet.formula(row, column, f"{above}*{own}/{self._weight_of(at, parent, counted)}", value)

    def _counted(self, at: int, parent: str) -> list[str]:
        """The children that count for a subject."""
        return [
            self.card.tree.codes[child]
            for child in self._branches[parent].children
            if self.card.rolled.counted[at, child]
        ]

    def _weight_of(self, at: int, parent: str, counted: list[str]) -> str:
        """The weight of those that count: all of it, or theirs added up."""
        if len(counted) == len(self._branches[parent].children):
            return f"SUM({self._weights_of(at, parent)})"
        return "(" + "+".join(self._weight_cell(at, code) for code in counted) + ")"

    def _weights_of(self, at: int, parent: str) -> str:
        line, (first, latest) = self._line(at), self._span(parent)
        return self.weights.range((line, first), (line, latest))

    def _weight_cell(self, at: int, code: str) -> str:
        return self.weights.cell(self._line(at), self._column_of[code], fixed=True)

    def _line(self, at: int) -> int:
        return TOP + int(self.card.case.ground.groups[at])

    def _span(self, parent: str) -> tuple[int, int]:
        """The first and the latest column of a branch's children."""
        found = [self._column_of[self.card.tree.codes[at]] for at in self._branches[parent].children]
        return found[0], found[-1]

    def _points(self, at: int, row: int, code: str) -> None:
        value, column = self._score(at, code), self._column_of[code]
        if np.isnan(value):
            self.points.text(row, column, _("不计"))
        elif code not in self._branches:
            self._leaf(at, row, code, value)
        elif self.adds_up:
            first, latest = self._span(code)
            self.points.formula(row, column, f"SUM({self.points.range((row, first), (row, latest))})", value)
        else:
            self._averaged(at, row, code, value)

    def _score(self, at: int, code: str) -> float:
        place = self._place_of[code]
        if self.adds_up:
            return float(self.card.scores[at, place])
        return float(self.card.rolled.marks[at, place]) * float(self.card.scheme.full)

    def _leaf(self, at: int, row: int, code: str, value: float) -> None:
        """A leaf's points: its share of the full ones, rounded where the scheme says so."""
        kept, column = self.card.scheme.rounding.points, self._column_of[code]
        share = self.work.shares.cell(row, FIRST + self._place_of[code])
        if self.possible is not None:
            told = f"{share}*{self.possible.cell(row, column)}"
            self.points.formula(row, column, told if kept is None else f"ROUND({told},{kept})", value)
        elif kept is None:
            self.points.formula(row, column, f"{share}*{float(self.card.scheme.full)!r}", value)
        else:
            self.points.valued(row, column, value, _("得分率先按所占的分取整，表格里没有公式。"))

    def _averaged(self, at: int, row: int, code: str, value: float) -> None:
        """A branch's mark as the mean of those below it; for methods with a formula, where all count."""
        (first, latest), counted = self._span(code), self._counted(at, code)
        told = None
        if len(counted) == len(self._branches[code].children):
            marks = self.points.range((row, first), (row, latest))
            told = self._mean(self._branches[code].method, self._weights_of(at, code), marks)
        elif self._branches[code].method is Aggregation.ARITHMETIC:
            parts = [
                f"{self._weight_cell(at, one)}*{self.points.cell(row, self._column_of[one])}"
                for one in counted
            ]
            told = f"({'+'.join(parts)})/{self._weight_of(at, code, counted)}"
        if told is None:
            self.points.valued(row, self._column_of[code], value, _("这种合成办法在表格里没有公式。"))
        else:
            self.points.formula(row, self._column_of[code], told, value)

    def _mean(self, method: Aggregation, weights: str, marks: str) -> str | None:
        full = repr(float(self.card.scheme.full))
        if method is Aggregation.ARITHMETIC:
            return f"SUMPRODUCT({weights},{marks})/SUM({weights})"
        if method is Aggregation.GEOMETRIC:
            return f"EXP(SUMPRODUCT({weights},LN({marks}/{full}))/SUM({weights}))*{full}"
        if method is Aggregation.HARMONIC:
            return f"SUM({weights})/SUMPRODUCT({weights}/{marks})"
        return None
