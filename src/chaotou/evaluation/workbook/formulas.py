"""Scoring rules as spreadsheet formulas, so that an assessor recomputes a cell by hand.

Each function writes the share of full points that its namesake in the core computes, before floor and cap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from chaotou.core.evaluation.words import Ties

ENDLESS = "1E+99"
"""What stands for infinity, which a spreadsheet does not have; a cap holds it."""


@dataclass(frozen=True)
class Reading:
    """Where one reading stands: its cell `x`, the range `all` of those it is compared with.

    `keys` are the rule's numbers as cells or expressions, `fixed` its other keys as they are.
    """

    x: str
    all: str
    keys: Mapping[str, str]
    fixed: Mapping[str, Any]
    lower: bool
    full: float

    def __getitem__(self, key: str) -> str:
        return self.keys[key]

    @property
    def worst(self) -> str:
        return f"MAX({self.all})" if self.lower else f"MIN({self.all})"

    @property
    def best(self) -> str:
        return f"MIN({self.all})" if self.lower else f"MAX({self.all})"

    def meets(self, goal: str) -> str:
        return f"IF({self.x}{'<=' if self.lower else '>='}{goal},1,0)"

    def beyond(self, goal: str) -> str:
        """How far the reading is on the better side of a number."""
        return f"({goal}-{self.x})" if self.lower else f"({self.x}-{goal})"

    def steps(self, way: str) -> str:
        return f"TRUNC(ROUND({way},9))" if self.fixed.get("whole") else f"({way})"


def formula(rule: str, at: Reading) -> str | None:
    """The share's formula without its equals sign; None for what a spreadsheet has no formula for."""
    written = _FORMULAS.get(rule)
    return written(at) if written else None


def _ratio(at: Reading) -> str:
    goal = at["target"]
    way = f"IF({at.x}<=0,{ENDLESS},{goal}/{at.x})" if at.lower else f"{at.x}/{goal}"
    return f"IF({goal}<=0,{at.meets(goal)},{way})"


def _target_steps(at: Reading) -> str:
    goal = at["target"]
    steps = at.steps(f"{at.beyond(goal)}/ABS({goal})*100/{at['step']}")
    return f"IF({goal}=0,{at.meets(goal)},1+{steps}*{at['points_per_step']}/100)"


def _growth_steps(at: Reading) -> str:
    steps = at.steps(f"{'-' if at.lower else ''}{at.x}/{at['step']}")
    added = f"{steps}*{at['points_per_step']}/{at.full!r}"
    return f"{at['level']}/100+MIN({added},{at['bonus']}/100)"


def _per_unit(at: Reading) -> str:
    steps = at.steps(f"{at.beyond(at['reference'])}/{at['step']}")
    earned = f"{steps}*IF({steps}>0,{at['points']},{at['deduction']})"
    return f"({at['base']}+{_clipped(earned, at.fixed.get('limit'))})/{at.full!r}"


def _clipped(way: str, limits: tuple[float, float] | None) -> str:
    return way if limits is None else f"MAX({limits[0]!r},MIN({limits[1]!r},{way}))"


def _climbed(at: Reading) -> str:
    low, high = at["low"], at["high"]
    return f"IF({high}={low},{at.meets(high)},({at.x}-{low})/({high}-{low}))"


def _efficacy(at: Reading) -> str:
    return f"{_climbed(at)}*{at['span']}/100+{at['base']}/100"


def _exponential_efficacy(at: Reading) -> str:
    base = at["base"]
    return f"{base}/100*(({base}+{at['span']})/{base})^({_climbed(at)})"


def _min_max(at: Reading) -> str:
    first, latest = at.fixed["to"]
    span = latest - first
    flat = first + span * at.fixed["constant"].part
    part = f"({at.x}-{at.worst})/({at.best}-{at.worst})"
    return f"IF(MAX({at.all})=MIN({at.all}),{flat!r},{first!r}+{span!r}*{part})/100"


def _z_score(at: Reading) -> str:
    spread = f"IFERROR({'STDEV' if at.fixed['sample'] else 'STDEVP'}({at.all}),0)"
    standard = _clipped(f"{at.beyond(f'AVERAGE({at.all})')}/{spread}", at.fixed["clip"])
    return f"({at['mean']}+{at['deviation']}*IF({spread}=0,0,{standard}))/100"


def _distance(goal: str, at: Reading) -> str:
    behind = f"{goal}{'<' if at.lower else '>'}{at.worst}"
    return f"IF({behind},({at.x}-{at.worst})/({goal}-{at.worst}),1)"


def _place(at: Reading, *, from_worst: bool) -> str | None:
    """The place of the reading, equals placed as the rule says."""
    rising = 1 if at.lower != from_worst else 0
    first = f"RANK({at.x},{at.all},{rising})"
    equals = f"COUNTIF({at.all},{at.x})"
    ways = {
        Ties.MIN: first,
        Ties.MAX: f"({first}+{equals}-1)",
        Ties.AVERAGE: f"({first}+({equals}-1)/2)",
    }
    return ways.get(at.fixed["ties"])


def _ranked(at: Reading) -> str | None:
    place = _place(at, from_worst=False)
    if place is None:
        return None
    if at.fixed["by"] == "share":
        return f"(COUNT({at.all})-{place}+1)/COUNT({at.all})"
    return f"MAX({at.full!r}-({place}-1)*{at['per_place']},{at['least']})/{at.full!r}"


def _counted(at: Reading, template: str) -> str | None:
    place = _place(at, from_worst=True)
    return None if place is None else template.format(rank=place, count=f"COUNT({at.all})")


def _moderate(at: Reading) -> str:
    ideal = at["ideal"]
    farthest = f"MAX({ideal}-MIN({at.all}),MAX({at.all})-{ideal})"
    return f"IF({farthest}=0,1,1-ABS({at.x}-{ideal})/{farthest})"


def _interval(at: Reading) -> str:
    x, low, high, least, most = at.x, at["low"], at["high"], at["least"], at["most"]
    under = f"IF({least}>={low},0,MAX(0,({x}-{least})/({low}-{least})))"
    over = f"IF({most}<={high},0,MAX(0,({most}-{x})/({most}-{high})))"
    return f"IF({x}<{low},{under},IF({x}>{high},{over},1))"


def _banded(at: Reading) -> str:
    bands = list(zip(at.fixed["thresholds"], at.fixed["coefficients"], strict=True))
    found = f"IF({_reaches(at, bands[-1][0])},{bands[-1][1]!r},{at['below']})"
    for (upper, more), (under, less) in reversed(list(pairwise(bands))):
        way = f"{less!r}+({more - less!r})*({at.x}-({under!r}))/({upper - under!r})"
        between = f"IF({_reaches(at, under)},{way},{found})" if at.fixed["interpolate"] else found
        found = f"IF({_reaches(at, upper)},{more!r},{between})"
    return f"{found}/{at['out_of']}"


def _reaches(at: Reading, threshold: float) -> str:
    return f"{at.x}{'<=' if at.lower else '>='}{threshold!r}"


def _diminishing(at: Reading) -> str:
    gap, width = at.beyond(at["reference"]), at["width"]
    divisors = at.fixed["divisors"]
    bands = [
        f"MIN({width},MAX(0,ABS({gap})-{k}*{width}))/{divisor!r}" for k, divisor in enumerate(divisors[:-1])
    ]
    bands.append(f"MAX(0,ABS({gap})-{len(divisors) - 1}*{width})/{divisors[-1]!r}")
    return f"1+SIGN({gap})*({'+'.join(bands)})"


_FORMULAS: Mapping[str, Callable[[Reading], str | None]] = {
    "ratio": _ratio,
    "target_steps": _target_steps,
    "growth_steps": _growth_steps,
    "per_unit": _per_unit,
    "efficacy": _efficacy,
    "exponential_efficacy": _exponential_efficacy,
    "min_max": _min_max,
    "z_score": _z_score,
    "distance_to_target": lambda at: _distance(at["target"], at),
    "distance_to_reference": lambda at: _distance(at["reference"], at),
    "distance_to_best": lambda at: _distance(at.best, at),
    "ranked": _ranked,
    "rank": lambda at: _counted(at, "{rank}/100"),
    "borda": lambda at: _counted(at, "({rank}-1)/100"),
    "percentile_rank": lambda at: _counted(at, "IF({count}>1,({rank}-1)/({count}-1),1)"),
    "moderate": _moderate,
    "interval": _interval,
    "banded": _banded,
    "diminishing": _diminishing,
    "given": lambda at: f"{at.x}/{at['out_of']}",
    "pass": lambda at: at.meets(at["threshold"]),
}
