"""A run as a workbook with live formulas, from the figures to the place: recomputed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import gettext as _

from chaotou.core.evaluation.grading import grades
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.words import Scope, Ties
from chaotou.core.rounding import SIGNIFICANT
from chaotou.evaluation.workbook.book import Book, Sheet, write_notes
from chaotou.evaluation.workbook.calculation import FIRST, TOP, Calculation
from chaotou.evaluation.workbook.summing import Summing

BREAK_PLACES = 9
"""Decimals at which criteria that part equals are compared where the scheme declares none."""


@dataclass(frozen=True)
class About:
    """What the workbook says of itself, and the names of codes in the reader's language."""

    title: str
    notes: Sequence[str] = ()
    subjects: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


def workbook(card: Scorecard, about: About) -> bytes:
    """An XLSX file: results, shares, readings, figures, rules, points, weights, notes, sources."""
    book = Book()
    results = book.sheet(_("结果"))
    work = Calculation(book, card, about.subjects, about.groups, about.criteria, about.facts)
    sums = Summing(book, card, work)
    work.write()
    sums.write()
    _Results(results, card, work, sums, about).write()
    write_notes(book)
    _sources(book, card, about)
    return book.finished()


@dataclass
class _Results:
    """The first sheet: totals, places and grades, each from the sheets behind it."""

    sheet: Sheet
    card: Scorecard
    work: Calculation
    sums: Summing
    about: About

    def write(self) -> None:
        self.sheet.text(0, 0, self.about.title, "title")
        self.sheet.text(1, 0, _("；").join(self.about.notes))
        self.sheet.head(TOP - 1, self._head())
        given = grades(self.card)
        for line, at in enumerate(self.work.order):
            self.work.opened(self.sheet, TOP + line, at)
            self._row(TOP + line, at, int(given[at]))
        self.sheet.layout(TOP, len(self._head()))

    @property
    def _sets(self) -> list[str]:
        return [spec.code for spec, _items, _sign in self.card.case.plan.adjustments]

    @property
    def total_at(self) -> int:
        return FIRST + 1 + len(self._sets)

    def _head(self) -> list[str]:
        sets = [self.about.criteria.get(code, code) for code in self._sets]
        own = [_("组内位次")] if self.work.groups else []
        graded = [_("等次")] if self.card.scheme.grades else []
        return [
            *self.work.subject_head,
            _("加减分前"),
            *sets,
            _("总分"),
            _("位次"),
            *own,
            *graded,
        ]

    def _row(self, row: int, at: int, grade: int) -> None:
        self.sums.linked_base(self.sheet, row, FIRST, at)
        for n in range(len(self._sets)):
            self._adjusted(row, FIRST + 1 + n, at, n)
        self._total(row, at)
        self._rank(row, self.total_at + 1, at, within=self.card.scheme.ranking.within is Scope.GROUP)
        column = self.total_at + 2
        if self.work.groups:
            self._rank(row, column, at, within=True)
            column += 1
        if self.card.scheme.grades:
            code = self.card.scheme.grades[grade].code if grade >= 0 else ""
            words = self.about.grades.get(code, code) or "—"
            self.sheet.valued(row, column, words, _("等次按分数、名额和限制评定，表格里没有公式。"))

    def _adjusted(self, row: int, column: int, at: int, n: int) -> None:
        spec, items, sign = self.card.case.plan.adjustments[n]
        told = f"SUM({self.work.extras_range(row, items)})"
        if spec.most is not None:
            told = f"MAX(-{spec.most},MIN({spec.most},{told}))"
        value = float(self.card.adjustments[at, n])
        self.sheet.formula(row, column, f"{'-' if sign < 0 else ''}{told}", value)

    def _total(self, row: int, at: int) -> None:
        value = float(self.card.totals[at])
        struck = int(self.card.vetoed[at])
        if np.isnan(value) or (struck >= 0 and self.card.scheme.vetoes[struck].effect == "zero"):
            shown = _("无总分") if np.isnan(value) else value
            self.sheet.valued(row, self.total_at, shown, _("一票否决，或没有可计的项。"))
            return
        parts = f"{self.sheet.cell(row, FIRST)}:{self.sheet.cell(row, self.total_at - 1).split('!')[1]}"
        self.sheet.formula(row, self.total_at, f"ROUND(SUM({parts}),{self._places})", value)

    @property
    def _places(self) -> int:
        """The declared place, else the last of twelve digits: what ranks are guarded with."""
        kept = self.card.scheme.rounding.total
        if kept is not None:
            return kept
        greatest = float(np.nanmax(np.abs(self.card.totals), initial=1.0))
        return SIGNIFICANT - 1 - int(np.floor(np.log10(max(greatest, 1e-9))))

    def _rank(self, row: int, column: int, at: int, *, within: bool) -> None:
        ranks = self.card.group_ranks if within else self.card.ranks
        value = float(ranks[at])
        if np.isnan(value):
            self.sheet.text(row, column, "—")
            return
        told = self._rank_formula(row, within=within)
        if told is None:
            self.sheet.valued(row, column, value, _("并列的处理办法在表格里没有公式。"))
        else:
            self.sheet.formula(row, column, told, value)

    def _rank_formula(self, row: int, *, within: bool) -> str | None:
        """1 + how many are better; equals as the scheme places them. Text, above any number, is left out."""
        ranking = self.card.scheme.ranking
        if ranking.ties in (Ties.DENSE, Ties.ORDINAL) or not self._breaks_are_numbers:
            return None
        all_of = self._column(self.total_at)
        held = f"ISNUMBER({all_of})"
        if within:
            mine, groups = self.sheet.cell(row, 2, fixed=True), self._column(2)
            held += f"*({groups}={mine})"
        keys = [(self.sheet.cell(row, self.total_at), all_of), *self._break_keys(row)]
        better = f"SUMPRODUCT({held}*({_ahead(keys)}))"
        equal = f"SUMPRODUCT({held}*{'*'.join(f'({column}={own})' for own, column in keys)})"
        return {
            Ties.MIN: f"1+{better}",
            Ties.MAX: f"{better}+{equal}",
            Ties.AVERAGE: f"{better}+({equal}+1)/2",
        }[ranking.ties]

    @property
    def _breaks_are_numbers(self) -> bool:
        """Whether everybody has a number in every criterion that parts equals."""
        codes = self.card.tree.codes
        at = [codes.index(code) for code in self.card.scheme.ranking.breaks]
        return not np.isnan(self.card.scores[:, at]).any()

    def _break_keys(self, row: int) -> list[tuple[str, str]]:
        """The cell and the column of each criterion that parts equals, rounded as the engine does."""
        kept = self.card.scheme.rounding.points
        places = BREAK_PLACES if kept is None else kept
        count = len(self.work.order)
        cells = [self.sums.column(code, row, count) for code in self.card.scheme.ranking.breaks]
        return [(f"ROUND({own},{places})", f"ROUND({column},{places})") for own, column in cells]

    def _column(self, column: int) -> str:
        return self.sheet.range((TOP, column), (TOP + len(self.work.order) - 1, column))


def _ahead(keys: Sequence[tuple[str, str]]) -> str:
    """Who is better by the first key, or equal in it and better by the next."""
    (own, column), *further = keys
    if not further:
        return f"({column}>{own})"
    return f"({column}>{own})+({column}={own})*({_ahead(further)})"


def _sources(book: Book, card: Scorecard, about: About) -> None:
    """Where every figure was read."""
    sheet = book.sheet(_("来源"))
    heads = [_("对象"), _("名称"), _("数据"), _("来源"), _("版本"), _("状态"), _("合成")]
    sheet.head(0, heads)
    cited = card.case.ground.facts.citations
    for row, ((subject, name), one) in enumerate(sorted(cited.items()), start=1):
        made_up = _("合成") if one.synthetic else ""
        who = [subject, about.subjects.get(subject, subject), about.facts.get(name, name)]
        told = [*who, one.source, one.vintage, one.status, made_up]
        for column, words in enumerate(told):
            sheet.text(row, column, words)
    sheet.layout(1, len(heads), width=24)
