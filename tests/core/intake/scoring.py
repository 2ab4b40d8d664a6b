"""A small scorer for the invented reports: which gold facts were read, what was read beside them, which
fields agree."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Fact = Mapping[str, Any]
FIELDS = ("kind", "growth_pct", "rank", "diff_pp", "bound", "period")
_SAID = re.compile(r"实现|完成|达到?|突破|同比|增长|增速|总额|总量|总数|预计|[的了年,，、“”（）()\s]")
_SCALE = {"亿": 10**8, "万": 10**4}


@dataclass
class Score:
    gold: int = 0
    hits: int = 0
    extra: int = 0
    alarms: int = 0
    fields: dict[str, list[bool]] = field(default_factory=dict)

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, self.gold + self.hits + self.extra)

    def accuracy(self, name: str) -> float:
        checked = self.fields.get(name, [])
        return sum(checked) / max(1, len(checked))


def same_name(one: str, other: str) -> bool:
    first, second = _bare(one), _bare(other)
    if first in second or second in first:
        return bool(first and second)
    pairs, others = _pairs(first), _pairs(second)
    return 2 * len(pairs & others) / max(1, len(pairs) + len(others)) >= 0.6


def _bare(name: str) -> str:
    return _SAID.sub("", name.upper().replace("规模以上", "规上").replace("规模工业", "规上工业"))


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def same_number(read: Fact, gold: Fact) -> bool:
    if gold.get("value") is not None:
        return read.get("value") is not None and _close(_scaled(read), _scaled(gold))
    for name in ("value_low", "growth_pct", "diff_pp", "growth_pp", "rank", "times"):
        if gold.get(name) is not None:
            return read.get(name) is not None and _close(read[name], gold[name])
    return gold.get("comparison") is not None and read.get("comparison") == gold["comparison"]


def _scaled(fact: Fact) -> float:
    return float(fact["value"]) * _SCALE.get((fact.get("unit") or "")[:1], 1)


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1.0, abs(other))


def score(read: Sequence[Fact], gold: Mapping[str, Any], total: Score) -> None:
    """Add one report to `total`; facts marked ambiguous count neither for nor against."""
    used: set[int] = set()
    for fact in gold["facts"]:
        found = _best(read, fact, used)
        lenient = bool(fact.get("ambiguous"))
        total.gold += not lenient
        if found is None:
            continue
        used.add(found)
        total.hits += not lenient
        if not lenient:
            _compare(read[found], fact, total)
    beside = [claim for index, claim in enumerate(read) if index not in used]
    total.extra += len(beside)
    total.alarms += sum(any(c["quote"] in q or q in c["quote"] for c in beside) for q in gold["not_facts"])


def _best(read: Sequence[Fact], fact: Fact, used: set[int]) -> int | None:
    fits = [
        index
        for index, claim in enumerate(read)
        if index not in used and same_number(claim, fact) and same_name(claim["indicator"], fact["indicator"])
    ]
    return max(fits, key=lambda i: sum(read[i].get(n) == fact.get(n) for n in FIELDS), default=None)


def _compare(claim: Fact, fact: Fact, total: Score) -> None:
    for name in FIELDS:
        wanted, got = fact.get(name), claim.get(name)
        if name == "bound":
            wanted, got = wanted or "exact", got or "exact"
        if name == "period" and wanted is None:
            continue
        if wanted is None and got is None:
            continue
        agrees = got == wanted or name == "period" and got == fact.get("period_resolved")
        total.fields.setdefault(name, []).append(agrees)


def gold_of(path: Path) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
