"""The sheets before the points: figures, readings, and the share of full points each rule makes of them.

Every sheet has a subject in the same row, so that a formula is read across.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.evaluation.amounts import AmountSpec, Origin
from chaotou.core.evaluation.facts import Side, fact_name
from chaotou.core.evaluation.needs import facts_needed
from chaotou.core.evaluation.reading import IN_PERCENT, read
from chaotou.core.evaluation.reads import ReadsSpec
from chaotou.core.evaluation.scoring import Scorecard, bare_shares
from chaotou.core.evaluation.sheet import Column
from chaotou.core.evaluation.words import Absent, Take
from chaotou.core.panel import Floats, State
from chaotou.evaluation.workbook.book import Book, Sheet
from chaotou.evaluation.workbook.formulas import Reading, formula

TOP = 5
"""The first subject's row, on every sheet."""
FIRST = 3
"""The first column behind a subject's code, name and group."""

STATES = {
    State.NOT_REPORTED: _("缺报"),
    State.NOT_APPLICABLE: _("不适用"),
    State.EXEMPT: _("豁免"),
}


@dataclass
class Calculation:
    """Writes the sheets of one scorecard; `order` is the subjects' order in every one of them."""

    book: Book
    card: Scorecard
    subject_names: Mapping[str, str]
    group_names: Mapping[str, str]
    names: Mapping[str, str]
    fact_titles: Mapping[str, str]

    def __post_init__(self) -> None:
        self.shares = self.book.sheet(gettext("得分率"))
        self.readings = self.book.sheet(gettext("读数"))
        self.facts = self.book.sheet(gettext("数据"))
        self.rules = self.book.sheet(gettext("规则"))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        return self.card.case.ground.group_codes

    @cached_property
    def order(self) -> list[int]:
        """Best place first; group by group where subjects are compared within groups."""
        ground, ranks = self.card.case.ground, np.nan_to_num(self.card.ranks, nan=np.inf)
        groups = ground.groups if ground.within_groups else np.zeros(len(ranks))
        return [int(at) for at in np.lexsort((np.arange(len(ranks)), ranks, groups))]

    @cached_property
    def row_of(self) -> dict[int, int]:
        return {at: TOP + line for line, at in enumerate(self.order)}

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Everything that reads and scores: leaves, then items of bonuses and deductions."""
        return self.card.case.plan.columns + self.card.case.plan.extras

    @cached_property
    def used(self) -> Floats:
        """What the rules were given, `[subject, column]`."""
        extras = [column.reads for column in self.card.case.plan.extras]
        beside = read(extras, self.card.case.ground.facts).values if extras else None
        prepared = self.card.case.prepared
        return prepared if beside is None else np.hstack([prepared, beside])

    @cached_property
    def raw(self) -> Floats:
        return read([column.reads for column in self.columns], self.card.case.ground.facts).values

    @cached_property
    def bare(self) -> Floats:
        plan, ground = self.card.case.plan, self.card.case.ground
        leaves = len(plan.columns)
        if not plan.extras:
            return self.card.marked.bare
        return np.hstack(
            [self.card.marked.bare, bare_shares(plan.extra_blocks, self.used[:, leaves:], ground)]
        )

    @property
    def subject_head(self) -> list[str]:
        return [gettext("代码"), gettext("对象"), gettext("组")]

    def opened(self, sheet: Sheet, row: int, at: int) -> None:
        """A subject's code, name and group at the head of its row."""
        code, group = self.card.subjects[at], self.group_of(at)
        words = (code, self.subject_names.get(code, code), self.group_names.get(group, group))
        for column, text in enumerate(words):
            sheet.text(row, column, text)

    def group_of(self, at: int) -> str:
        number = int(self.card.case.ground.groups[at])
        return self.groups[number] if number < len(self.groups) else ""

    def write(self) -> None:
        self._write_facts()
        self._write_rules()
        for sheet in (self.readings, self.shares):
            self.head(sheet, [column.code for column in self.columns])
        for at in self.order:
            self._row(at)

    def extras_range(self, row: int, items: slice) -> str:
        leaves = FIRST + len(self.card.case.plan.columns)
        return self.shares.range((row, leaves + items.start), (row, leaves + items.stop - 1))

    def head(self, sheet: Sheet, codes: list[str]) -> None:
        sheet.text(0, 0, sheet.name, "title")
        sheet.head(TOP - 1, [*self.subject_head, *(self.named(code) for code in codes)])
        for column, code in enumerate(codes, start=FIRST):
            sheet.text(TOP - 2, column, code)
        sheet.layout(TOP, FIRST + len(codes))

    def named(self, code: str) -> str:
        return self.names.get(code, code) if code else gettext("合计")

    # Figures and rules.

    @cached_property
    def fact_at(self) -> dict[str, int]:
        held = self.card.case.ground.facts.columns
        needed = [name for name in facts_needed(self.card.scheme) if name in held]
        return {name: FIRST + at for at, name in enumerate(needed)}

    def _write_facts(self) -> None:
        sheet, facts = self.facts, self.card.case.ground.facts
        titles = [self.fact_titles.get(name, name) for name in self.fact_at]
        sheet.text(0, 0, sheet.name, "title")
        sheet.head(TOP - 1, [*self.subject_head, *titles])
        for name, column in self.fact_at.items():
            sheet.text(TOP - 2, column, name)
            values, states = facts.column(name), facts.states(name)
            for at, row in self.row_of.items():
                if states[at] == State.REPORTED:
                    sheet.number(row, column, float(values[at]))
                else:
                    sheet.text(row, column, str(STATES[State(int(states[at]))]))
        for at, row in self.row_of.items():
            self.opened(sheet, row, at)
        sheet.layout(TOP, FIRST + len(self.fact_at))

    @cached_property
    def key_at(self) -> dict[tuple[int, str], int]:
        """The row of each written number of a rule, by column and key."""
        written = [
            (at, name)
            for at, column in enumerate(self.columns)
            for name, spec in column.amounts.items()
            if spec.is_written
        ]
        return {key: TOP + line for line, key in enumerate(written)}

    def _write_rules(self) -> None:
        sheet = self.rules
        sheet.text(0, 0, sheet.name, "title")
        sheet.text(1, 0, gettext("年内已过的份额"))
        sheet.number(1, 1, self.card.case.ground.facts.elapsed)
        groups = [self.group_names.get(group, group) for group in self.groups]
        sheet.head(
            TOP - 1,
            [gettext("代码"), gettext("考评项"), gettext("规则"), gettext("参数"), gettext("各组"), *groups],
        )
        for (at, name), row in self.key_at.items():
            column = self.columns[at]
            for place, words in enumerate((column.code, self.named(column.code), column.rule.name, name)):
                sheet.text(row, place, words)
            spec = column.amounts[name]
            if spec.number is not None:
                sheet.number(row, 4, float(spec.number))
            for place, group in enumerate(self.groups, start=5):
                if group in spec.by_group:
                    sheet.number(row, place, float(spec.by_group[group]))
        sheet.layout(TOP, 5 + len(groups))

    # One subject.

    def _row(self, at: int) -> None:
        row = self.row_of[at]
        for sheet in (self.readings, self.shares):
            self.opened(sheet, row, at)
        for n in range(len(self.columns)):
            self._reading(at, row, n)
            self._share(at, row, n)

    def _reading(self, at: int, row: int, n: int) -> None:
        value, raw = float(self.used[at, n]), float(self.raw[at, n])
        column, told = FIRST + n, self.columns[n].reads
        if np.isnan(value):
            self.readings.text(row, column, gettext("无读数"))
        elif value == raw and told.numerator in self.fact_at:
            self.readings.formula(row, column, self._told(told, row), value)
        else:
            why = gettext("缺报，按办法补上。") if np.isnan(raw) else gettext("按办法处理过离群值。")
            self.readings.valued(row, column, value, why)

    def _told(self, spec: ReadsSpec, row: int) -> str:
        """A reading as a formula over the figures."""
        told = self.facts.cell(row, self.fact_at[spec.numerator])
        below = self.facts.cell(row, self.fact_at[spec.denominator]) if spec.denominator else ""
        if spec.take is Take.CHANGE:
            told = f"({told}-{below})"
        elif below:
            told = self._quotient(spec, told, below)
        told = told if spec.times == 1 else f"{told}*{spec.times}"
        told = told if spec.least is None else f"MAX({spec.least},{told})"
        return told if spec.most is None else f"MIN({spec.most},{told})"

    def _quotient(self, spec: ReadsSpec, above: str, below: str) -> str:
        quotient = f"{above}/{below}"
        if spec.take in (Take.ATTAINMENT, Take.PACE_GAP):
            quotient = f"IF({below}=0,IF({above}>=0,1,0),{quotient})"
        if spec.take is Take.PACE_GAP:
            return f"100*({quotient}-{self.rules.cell(1, 1, fixed=True)})"
        return f"100*{quotient}" if spec.take in IN_PERCENT else quotient

    def _share(self, at: int, row: int, n: int) -> None:
        column, is_extra = self.columns[n], n >= len(self.card.case.plan.columns)
        value = float(self.bare[at, n])
        if np.isnan(value):
            self._absent(at, row, n, is_extra=is_extra)
            return
        value = float(np.clip(value, column.floor, column.cap))
        told = formula(column.rule.name, self._place(at, row, n))
        if told is None:
            self.shares.valued(row, FIRST + n, value, gettext("这条规则在表格里没有公式。"))
            return
        told = told if np.isinf(column.cap) else f"MIN({column.cap!r},{told})"
        told = told if np.isinf(column.floor) else f"MAX({column.floor!r},{told})"
        self.shares.formula(row, FIRST + n, told, value)

    def _absent(self, at: int, row: int, n: int, *, is_extra: bool) -> None:
        """What a missing reading became; an empty text where it does not count."""
        if is_extra:
            self.shares.number(row, FIRST + n, 0)
            return
        policy = tuple(Absent)[int(self.card.marked.absent[at, n])]
        if policy is Absent.REWEIGHT:
            self.shares.valued(row, FIRST + n, gettext("不计"), gettext("没有读数，权重分给同级的其他项。"))
        else:
            fixed = {Absent.ZERO: 0.0, Absent.FULL: 1.0}
            value = fixed[policy] if policy in fixed else self._unrounded(at, n)
            self.shares.valued(row, FIRST + n, value, gettext("没有读数，按办法计分。"))

    def _unrounded(self, at: int, n: int) -> float:
        """The average of those compared who have a share, before points are rounded."""
        plan, ground = self.card.case.plan, self.card.case.ground
        shares = np.clip(self.card.marked.bare[:, n], plan.floors[n], plan.caps[n])
        members = np.arange(len(shares))
        if ground.within_groups:
            members = np.flatnonzero(ground.groups == ground.groups[at])
        return float(np.nanmean(shares[members]))

    def _place(self, at: int, row: int, n: int) -> Reading:
        column = self.columns[n]
        keys = {name: self._amount(spec, at, row, n, name) for name, spec in column.amounts.items()}
        return Reading(
            self.readings.cell(row, FIRST + n),
            self._compared(at, n),
            keys,
            column.fixed,
            column.lower,
            column.full_in(self.group_of(at)),
        )

    def _compared(self, at: int, n: int) -> str:
        """The readings of those a subject is compared with: all, or its group, which stand together."""
        ground = self.card.case.ground
        first, latest = self._spans[int(ground.groups[at]) if ground.within_groups else -1]
        return self.readings.range((first, FIRST + n), (latest, FIRST + n))

    @cached_property
    def _spans(self) -> dict[int, tuple[int, int]]:
        """The first and the last row of each group, and under -1 of everybody."""
        rows = {-1: list(self.row_of.values())}
        for at, row in self.row_of.items():
            rows.setdefault(int(self.card.case.ground.groups[at]), []).append(row)
        return {group: (min(held), max(held)) for group, held in rows.items()}

    def _amount(self, spec: AmountSpec, at: int, row: int, n: int, key: str) -> str:
        """A number of a rule as a cell, or as what measures it."""
        column, compared = self.columns[n], self._compared(at, n)
        if spec.origin is Origin.WRITTEN:
            return self.rules.cell(self.key_at[n, key], 4, fixed=True)
        if spec.origin is Origin.BY_GROUP:
            return self.rules.cell(self.key_at[n, key], 5 + int(self.card.case.ground.groups[at]), fixed=True)
        if spec.origin in (Origin.STATED, Origin.PLANNED):
            stated = self._fact(fact_name(column.reads.indicator, Side.TARGET, column.reads.when), row)
            planned = f"({stated}*{self.rules.cell(1, 1, fixed=True)})"
            return stated if spec.origin is Origin.STATED else planned
        if spec.origin is Origin.FACT:
            return self._fact(spec.name, row)
        if spec.origin is Origin.SUBJECT:
            return self._of_subject(spec.name, n)
        best, worst = ("MIN", "MAX") if column.lower else ("MAX", "MIN")
        named = {Origin.MEAN: "AVERAGE", Origin.MEDIAN: "MEDIAN", Origin.BEST: best, Origin.WORST: worst}
        return f"{named[spec.origin]}({compared})"

    def _fact(self, name: str, row: int) -> str:
        return self.facts.cell(row, self.fact_at[name]) if name in self.fact_at else '""'

    def _of_subject(self, subject: str, n: int) -> str:
        ground = self.card.case.ground
        if subject in ground.facts.rows:
            return self.readings.cell(self.row_of[ground.facts.rows[subject]], FIRST + n, fixed=True)
        return f"({ground.outside.get((subject, self.columns[n].code), float('nan'))!r})"
