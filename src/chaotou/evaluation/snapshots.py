"""Runs as data: the facts they stood on, and what came of them; from either the scorecard again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from math import isnan
from typing import Any

import numpy as np

from chaotou.core.evaluation.explaining import Cell, explain
from chaotou.core.evaluation.facts import Citation, Facts
from chaotou.core.evaluation.results import results_as_json
from chaotou.core.evaluation.scheme import AdjustmentsSpec, SchemeSpec
from chaotou.core.evaluation.scoring import Scorecard, evaluate
from chaotou.core.panel import State
from chaotou.evaluation import schemes
from chaotou.evaluation.gathering.asked import Detail
from chaotou.evaluation.gathering.facts import Gathered

APPEALS = "appeals_upheld"
"""The code of the set of adjustments that upheld appeals make."""
_PREFIX = "appeal_"


@dataclass(frozen=True)
class Upheld:
    """Points, signed, that an upheld appeal brings a subject for a criterion, and why."""

    appeal: int
    subject: str
    criterion: str
    points: Decimal
    reason: str


def snapshot_of(gathered: Gathered, upheld: Iterable[Upheld]) -> dict[str, Any]:
    """Facts and appeals as JSON; `citations` are rows of subject, fact name and citation."""
    facts = gathered.facts
    return {
        "subjects": list(facts.subjects),
        "names": list(facts.names),
        "values": [[_plain(value) for value in row] for row in facts.values.tolist()],
        "states": facts.state.tolist(),
        "labels": {name: list(texts) for name, texts in facts.labels.items()},
        "titles": {one.code: one.name for one in gathered.subjects},
        "english": {one.code: one.english for one in gathered.subjects},
        "citations": [[*key, asdict(citation)] for key, citation in facts.citations.items()],
        "details": [[*key, [asdict(one) for one in made]] for key, made in gathered.details.items()],
        "elapsed": facts.elapsed,
        "year": facts.year,
        "scored": list(gathered.scored),
        "left_out": list(gathered.left_out),
        "appeals": [{**asdict(one), "points": str(one.points)} for one in upheld],
        "table": gathered.table.as_json() if gathered.table else None,
    }


def facts_in(snapshot: dict[str, Any]) -> Facts:
    """The facts of a snapshot, with a column for each criterion that an appeal adjusted."""
    shape = (len(snapshot["subjects"]), len(snapshot["names"]))
    values = [[np.nan if value is None else value for value in row] for row in snapshot["values"]]
    facts = Facts(
        subjects=tuple(snapshot["subjects"]),
        names=tuple(snapshot["names"]),
        values=np.array(values, dtype=np.float64).reshape(shape),
        state=np.array(snapshot["states"], dtype=np.int8).reshape(shape),
        labels={name: tuple(texts) for name, texts in snapshot["labels"].items()},
        titles=snapshot["titles"],
        citations={(subject, name): Citation(**one) for subject, name, one in snapshot["citations"]},
        elapsed=snapshot["elapsed"],
        year=snapshot["year"],
    )
    return _with_appeals(facts, upheld_in(snapshot))


def details_in(snapshot: dict[str, Any], subject: str, name: str) -> tuple[Detail, ...]:
    """What a worked-out fact of a subject is made of."""
    rows = (made for code, fact, made in snapshot["details"] if (code, fact) == (subject, name))
    return tuple(Detail(**one) for made in rows for one in made)


def upheld_in(snapshot: dict[str, Any]) -> list[Upheld]:
    """The appeals a run applied."""
    return [Upheld(**{**one, "points": Decimal(one["points"])}) for one in snapshot["appeals"]]


def _with_appeals(facts: Facts, upheld: Sequence[Upheld]) -> Facts:
    criteria = list(dict.fromkeys(one.criterion for one in upheld))
    if not criteria:
        return facts
    added = np.full((len(facts.subjects), len(criteria)), np.nan)
    for one in upheld:
        if one.subject in facts.rows:
            at = facts.rows[one.subject], criteria.index(one.criterion)
            added[at] = np.nan_to_num(added[at]) + float(one.points)
    names = (*facts.names, *(_PREFIX + code for code in criteria))
    states = np.where(np.isnan(added), int(State.NOT_REPORTED), int(State.REPORTED)).astype(np.int8)
    return Facts(
        facts.subjects,
        names,
        np.hstack([facts.values, added]),
        np.hstack([facts.state, states]),
        facts.labels,
        facts.titles,
        facts.citations,
        facts.elapsed,
        facts.year,
    )


def adjusted(scheme: SchemeSpec, criteria: Iterable[str]) -> SchemeSpec:
    """The scheme with a set of adjustments in which each of these criteria takes its appeals' points."""
    items = [
        {
            "code": _PREFIX + code,
            "rule": {"per_unit": {"points": 1, "deduction": 1}},
            "floor": "none",
            "cap": "none",
        }
        for code in dict.fromkeys(criteria)
    ]
    if not items:
        return scheme
    named = {"code": APPEALS, "name": "申诉调整", "english": "Adjustments by appeal"}
    made = AdjustmentsSpec.model_validate({**named, "provenance": "local", "items": items})
    return scheme.model_copy(update={"bonuses": (*scheme.bonuses, made)})


def scheme_in(text: str, snapshot: dict[str, Any], also: Iterable[str] = ()) -> SchemeSpec:
    """The scheme as a run applied it: its text, the subjects it scored, the criteria with appeals.

    `also` names further criteria to give room for appeals, so that two runs have the same sets.
    """
    scheme = schemes.of_text(text)
    criteria = [*(one.criterion for one in upheld_in(snapshot)), *also]
    subjects = scheme.subjects.model_copy(update={"members": tuple(snapshot["scored"])})
    return adjusted(scheme.model_copy(update={"subjects": subjects}), criteria)


def card_of(text: str, snapshot: dict[str, Any], also: Iterable[str] = ()) -> Scorecard:
    """The scorecard that a scheme's text and a snapshot give."""
    return evaluate(scheme_in(text, snapshot, also), facts_in(snapshot))


def results_of(card: Scorecard) -> dict[str, Any]:
    """What came of a run: `results_as_json`, and every cell with its fields in the order of `Cell`."""
    cells = [[_plain(value) for value in cell] for cell in explain(card)]
    return {**results_as_json(card), "fields": list(Cell._fields), "cells": cells}


def digest_of(text: str, snapshot: dict[str, Any], results: dict[str, Any]) -> str:
    """A seal over all that a run is, the same after it was stored and read again."""
    whole = json.dumps([text, snapshot, results], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and isnan(value) else value
