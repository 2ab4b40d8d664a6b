"""What an address asks of a what-if, a plan or a certainty: numbers by fact name, goals, draws."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from django.http import QueryDict

from chaotou.core.evaluation.lifting.goals import Goal, place_above
from chaotou.core.evaluation.lifting.levers import Lever
from chaotou.core.evaluation.methods.aggregation import Aggregation
from chaotou.core.evaluation.rule_field import rule_of
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.sensitivity.uncertainty import Uncertainty
from chaotou.core.evaluation.trends import Trend
from chaotou.core.evaluation.whatif import Changes

DRAWS = (1000, 10000)
CONCENTRATIONS = (("", None), ("30", 30.0), ("100", 100.0), ("300", 300.0))
METHODS = (Aggregation.GEOMETRIC, Aggregation.COPELAND)
RULES = {
    "z_score": rule_of({"z_score": {"mean": 50, "deviation": 10}}),
    "percentile_rank": rule_of("percentile_rank"),
}
"""Other ways to make figures comparable, beside the scheme's own."""


@dataclass(frozen=True)
class Entered:
    """A figure that may be moved: the lever, what was typed, and what that is, None for nothing new."""

    lever: Lever
    now: float
    typed: str
    value: float | None
    is_wrong: bool

    @property
    def shown(self) -> float:
        return self.now if self.value is None else self.value

    @property
    def step(self) -> str:
        """Steps of the slider: those of the lever, else a hundredth of what it spans."""
        return f"{self.lever.step or (self.lever.most - self.lever.least) / 100:.6g}"


def number(text: str) -> float | None:
    """A number as people type it; None for none. ValueError for what is no number."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace(",", "").strip().removesuffix("%")
    if not plain:
        return None
    value = float(plain)
    if not isfinite(value):
        raise ValueError(text)
    return value


def entered(asked: QueryDict, levers: Sequence[Lever], now: Mapping[str, float]) -> list[Entered]:
    """Each lever with what the address puts it at."""
    return [_entered(asked.get(lever.fact, ""), lever, now[lever.fact]) for lever in levers]


def _entered(typed: str, lever: Lever, now: float) -> Entered:
    try:
        value = number(typed)
    except ValueError:
        return Entered(lever, now, typed, None, True)
    moved = value is not None and abs(value - now) > 1e-12 * max(1.0, abs(now))
    return Entered(lever, now, typed, value if moved else None, False)


def changes(asked: QueryDict, subject: str, lines: Sequence[Entered]) -> Changes | None:
    """The changes asked for; None where everything stays as it is."""
    facts = {(subject, one.lever.fact): one.value for one in lines if one.value is not None}
    trend = Trend(still=frozenset({subject})) if asked.get("others") == "trend" else None
    return Changes(facts, trend=trend) if facts or trend else None


GOALS = ("above", "rank", "total", "grade")


@dataclass(frozen=True)
class Wanted:
    """A plan as the address asks for it: the goal in words of the form, and the levers left to use."""

    kind: str
    rank: str
    total: str
    grade: str
    is_asked: bool


def wanted(asked: QueryDict) -> Wanted:
    given = {key: asked.get(key, "").strip() for key in ("goal", "rank", "total", "grade")}
    kind = given["goal"] if given["goal"] in GOALS else GOALS[0]
    return Wanted(kind, given["rank"], given["total"], given["grade"], "goal" in asked)


def goal_of(asked: Wanted, card: Scorecard, row: int) -> Goal | None:
    """The goal; None for a number that is none. `Refusal` for nobody above."""
    try:
        if asked.kind == "rank":
            place = number(asked.rank)
            return Goal(rank=int(place)) if place is not None and place >= 1 else None
        if asked.kind == "total":
            total = number(asked.total)
            return None if total is None else Goal(total=total)
    except ValueError:
        return None
    return Goal(grade=asked.grade) if asked.kind == "grade" else place_above(card, row)


@dataclass(frozen=True)
class Bounded:
    """A lever as the address bounds it; `faults` names what was typed and is no number."""

    lever: Lever
    now: float
    is_used: bool
    typed: Mapping[str, str]
    faults: tuple[str, ...]


BOUNDS = {"least": "least", "most": "most", "cost": "cost"}


def bounded(asked: QueryDict, levers: Sequence[Lever], now: Mapping[str, float]) -> list[Bounded]:
    """Each lever with the bounds and cost of the address; all are used unless some were chosen."""
    is_asked = "chosen" in asked
    return [_bounded(asked, lever, now[lever.fact], is_asked=is_asked) for lever in levers]


def _bounded(asked: QueryDict, lever: Lever, now: float, *, is_asked: bool) -> Bounded:
    typed = {key: asked.get(f"{key}.{lever.fact}", "") for key in BOUNDS}
    found: dict[str, float] = {}
    faults = []
    for key, text in typed.items():
        try:
            value = number(text)
        except ValueError:
            faults.append(key)
            continue
        if value is not None:
            found[key] = value
    is_used = not is_asked or f"use.{lever.fact}" in asked
    return Bounded(replace(lever, **found), now, is_used, typed, tuple(faults))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Doubt:
    """How uncertain the address says things are."""

    concentration: str = "100"
    numbers: str = "10"
    figures: str = "5"
    rules: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    draws: int = DRAWS[0]

    @classmethod
    def of(cls, asked: QueryDict) -> Doubt:
        draws = asked.get("draws", "")
        known = {key for key, _value in CONCENTRATIONS}
        held = asked.get("weights", cls.concentration)
        return cls(
            held if held in known else cls.concentration,
            asked.get("numbers", cls.numbers),
            asked.get("figures", cls.figures),
            tuple(one for one in asked.getlist("rule") if one in RULES),
            tuple(one for one in asked.getlist("method") if one in {method.value for method in METHODS}),
            int(draws) if draws in map(str, DRAWS) else DRAWS[0],
        )

    def spec(self) -> Uncertainty:
        """ValueError for what is no number, or below 0."""
        return Uncertainty(
            concentration=dict(CONCENTRATIONS)[self.concentration],
            numbers=_part(self.numbers),
            figures=_part(self.figures),
            rules=tuple(RULES[one] for one in self.rules),
            methods=tuple(Aggregation(one) for one in self.methods),
        )


def _part(typed: str) -> float:
    """A percentage as a part of 1, between 0 and 100."""
    value = number(typed) or 0.0
    if not 0 <= value <= 100:
        raise ValueError(typed)
    return value / 100
