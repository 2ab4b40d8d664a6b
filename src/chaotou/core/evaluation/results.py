"""A scorecard as plain data, best place first."""

from __future__ import annotations

from math import isnan
from typing import Any

from chaotou.core.evaluation.grading import grades
from chaotou.core.evaluation.scoring import Scorecard


def results_as_json(card: Scorecard) -> dict[str, Any]:
    """`{"scheme": code, "results": [{"subject", "score", "rank", "nodes": {code: score}}, ...]}`.

    Scores that do not exist (a cancelled evaluation, a criterion that does not apply) are null. Also the
    rank in the own group, the grade, the veto and the signed points of bonus and deduction sets, where
    the scheme has any.
    """
    given = grades(card)
    rows = [_row(card, at, given[at]) for at in range(len(card.subjects))]
    rows.sort(key=lambda row: (row["rank"] is None, row["rank"] or 0, row["subject"]))
    return {"scheme": card.scheme.scheme, "results": rows, "screened_out": list(card.case.screened_out)}


def _row(card: Scorecard, at: int, grade: int) -> dict[str, Any]:
    scheme, ground = card.scheme, card.case.ground
    row: dict[str, Any] = {"subject": card.subjects[at], "score": number(card.totals[at])}
    row["rank"] = place(card.ranks[at])
    if ground.group_codes:
        group = ground.groups[at]
        row["group"] = ground.group_codes[group] if group < len(ground.group_codes) else None
        row["group_rank"] = place(card.group_ranks[at])
    if scheme.grades:
        row["grade"] = scheme.grades[grade].code if grade >= 0 else None
    if scheme.vetoes:
        struck = card.vetoed[at]
        row["veto"] = scheme.vetoes[struck].code if struck >= 0 else None
    if card.case.plan.adjustments:
        sets = [spec.code for spec, _, _ in card.case.plan.adjustments]
        row["adjustments"] = dict(zip(sets, map(number, card.adjustments[at]), strict=True))
    row["nodes"] = dict(zip(card.tree.codes[:-1], map(number, card.scores[at]), strict=False))
    return row


def number(value: float) -> float | None:
    return None if isnan(value) else float(value)


def place(value: float) -> int | float | None:
    """A place: a whole number, unless equals share an average one."""
    if isnan(value):
        return None
    return int(value) if value == int(value) else float(value)
