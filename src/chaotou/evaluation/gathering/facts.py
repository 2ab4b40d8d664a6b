"""What a scheme reads, gathered from the ledger as published and known at a moment.

An evaluation stands on published figures only, so that whoever sees its result may see what it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from chaotou.core.evaluation.facts import Facts, Side
from chaotou.core.evaluation.needs import facts_needed
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.words import PeriodKind, SubjectKind
from chaotou.core.issues import Message, Refusal
from chaotou.core.panel import State
from chaotou.core.periods import Period
from chaotou.evaluation.gathering import counted, figures, handled, judged, led, tabled
from chaotou.evaluation.gathering.asked import Asked, Cells, Detail, Found, split
from chaotou.evaluation.gathering.subjects import BODIES, Chosen, Subject, chosen, everybody
from chaotou.evaluation.gathering.tabled import Table, Tabled
from chaotou.organization import queries as organization

MONTHS = {PeriodKind.YEAR: 12, PeriodKind.HALF: 6, PeriodKind.QUARTER: 3, PeriodKind.MONTH: 1}


@dataclass(frozen=True)
class Gathered:
    """The facts of everybody a scheme looks at; who is scored, and who is left out for want of figures."""

    facts: Facts
    scored: tuple[str, ...]
    left_out: tuple[str, ...]
    subjects: tuple[Subject, ...]
    details: Mapping[tuple[str, str], tuple[Detail, ...]]
    table: Table | None = None


def gather(scheme: SchemeSpec, period: Period, known_at: datetime, table: Table | None = None) -> Gathered:
    """All facts of a scheme for a period, as published by the moment, in a fixed number of queries.

    With a `table`, its subjects and the zone itself are scored, and what the table says goes before the
    ledger. Facts are in the indicator's unit, growth and shares in percent. `Refusal` for a period the scheme
    is not made for, without subjects, or for a table with faults.
    """
    require_fit(scheme, period)
    handed = tabled.read(table, scheme, period) if table else None
    who = _who(scheme, handed) if handed else chosen(scheme, period.latest_year)
    asked = Asked(scheme, period, known_at, facts_needed(scheme), who.all)
    cells: Cells = {**counted.cells(asked), **figures.cells(asked), **led.cells(asked)}
    cells |= {**handled.cells(asked), **judged.cells(asked)}
    if handed:
        cells |= handed.cells(asked.names)
    details = {key: found.details for key, found in cells.items() if found.details}
    return replace(_left_out(scheme, who, _made(asked, cells, handed), details), table=table)


def _who(scheme: SchemeSpec, handed: Tabled) -> Chosen:
    """Everybody in a table, and the zone itself where zones are scored."""
    known = everybody(scheme.subjects.kind)
    own = known.get(organization.zone().zone.body) if scheme.subjects.kind is SubjectKind.ZONES else None
    return handed.chosen(own, known)


def require_fit(scheme: SchemeSpec, period: Period) -> None:
    """`Refusal` for a period of another kind than the scheme's, or in a year in which it is not in force."""
    so_far = scheme.period is PeriodKind.YEAR and period.is_year_to_date
    months = MONTHS[scheme.period]
    if not so_far and (period.months != months or period.first % 12 % months):
        raise Refusal(
            Message("《{title}》不按“{period}”考评。", {"title": scheme.title, "period": period}),
            Message("年度办法写 2024 或 2024-01..2024-07，半年 2024H1，季度 2024Q3，月 2024-07。"),
        )
    if not scheme.in_force.holds_in(period.latest_year):
        params = {"title": scheme.title, "year": period.latest_year}
        raise Refusal(
            Message("《{title}》对 {year} 年的数据不生效。", params),
            Message("换用当年有效的办法，或改正 in_force。"),
        )


def _made(asked: Asked, cells: Mapping[tuple[str, str], Found], handed: Tabled | None) -> Facts:
    nothing = Found(None, State.NOT_REPORTED)
    rows = [[cells.get((one.code, name), nothing) for name in asked.names] for one in asked.subjects]
    shape = (len(rows), len(asked.names))
    values = [[np.nan if cell.value is None else cell.value for cell in row] for row in rows]
    states = [[int(cell.state) for cell in row] for row in rows]
    return Facts(
        subjects=tuple(one.code for one in asked.subjects),
        names=asked.names,
        values=np.array(values, dtype=np.float64).reshape(shape),
        state=np.array(states, dtype=np.int8).reshape(shape),
        labels={
            "kind": tuple(one.kind for one in asked.subjects),
            "parent": tuple(one.parent for one in asked.subjects),
            **_labels(asked, handed),
        },
        titles={one.code: one.name for one in asked.subjects},
        citations={key: cell.citation for key, cell in cells.items() if cell.citation},
        elapsed=asked.period.latest_month / 12,
        year=asked.period.latest_year,
    )


def _labels(asked: Asked, handed: Tabled | None) -> dict[str, tuple[str, ...]]:
    """The table's texts, such as the region of each subject; "" for whom the table does not hold."""
    if handed is None:
        return {}
    rows = handed.facts.rows
    return {
        name: tuple(texts[rows[one.code]] if one.code in rows else "" for one in asked.subjects)
        for name, texts in handed.facts.labels.items()
        if name not in ("name", "english", "synthetic")
    }


def _left_out(
    scheme: SchemeSpec, who: Chosen, facts: Facts, details: Mapping[tuple[str, str], tuple[Detail, ...]]
) -> Gathered:
    """Of bodies that the scheme does not list one by one, those nobody knows a figure of are not scored."""
    codes = [one.code for one in who.scored]
    silent: set[str] = set()
    if scheme.subjects.kind in BODIES and not scheme.subjects.members:
        own = [at for at, name in enumerate(facts.names) if split(name)[1] in ("", Side.GROWTH)]
        silent = {code for code in codes if (facts.state[facts.rows[code], own] != State.REPORTED).all()}
    if silent == set(codes):
        raise Refusal(
            Message("这一期没有任何考评对象的数据。"), Message("换一期，或先填报并发布办法所读的指标。")
        )
    kept = [one for one in who.all if one.code not in silent]
    scored = tuple(code for code in codes if code not in silent)
    left_out = tuple(code for code in codes if code in silent)
    held = facts.only([one.code for one in kept]) if silent else facts
    citations = {key: one for key, one in facts.citations.items() if key[0] not in silent}
    return Gathered(replace(held, citations=citations), scored, left_out, who.all, details)
