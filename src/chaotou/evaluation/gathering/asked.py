"""What is asked of the ledger, and what was found: the terms the gatherers of facts share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chaotou.core.evaluation.facts import Citation, When
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.supplied import Supplied
from chaotou.core.evaluation.words import PeriodKind
from chaotou.core.panel import State
from chaotou.core.periods import Period
from chaotou.evaluation.gathering.subjects import Subject


@dataclass(frozen=True)
class Detail:
    """One thing a worked-out fact is made of: a target with its attainment in percent and light, a late
    figure with its month (an ordinal) as value, or under the kind `judges` how many marks were averaged.
    """

    kind: str
    code: str
    name: str = ""
    english: str = ""
    value: float | None = None
    light: str = ""
    synthetic: bool = False


@dataclass(frozen=True)
class Found:
    """One fact of one subject: a number, or the reason there is none; what it is cited by and made of."""

    value: float | None
    state: State = State.REPORTED
    citation: Citation | None = None
    details: tuple[Detail, ...] = ()


Cells = dict[tuple[str, str], Found]


@dataclass(frozen=True)
class Asked:
    """What is gathered: fact names split into what they are made of."""

    scheme: SchemeSpec
    period: Period
    known_at: datetime
    names: tuple[str, ...]
    subjects: tuple[Subject, ...]

    def when(self, when: When) -> Period:
        """The period a name's `@` stands for; before a year stands the same months of the year before."""
        if when is When.THIS:
            return self.period
        if when is When.YEAR_AGO or self.scheme.period is PeriodKind.YEAR:
            return self.period.same_last_year()
        return self.period.previous()


def split(name: str) -> tuple[str, str, When]:
    """`gdp.whole@year_ago` as indicator, side ("" for the figure itself) and when."""
    beside, _, when = name.partition("@")
    indicator, _, side = beside.partition(".")
    return indicator, side, When(when) if when else When.THIS


def indicators_of(names: Iterable[str]) -> frozenset[str]:
    """The indicators of the catalogue that fact names are made of."""
    return frozenset(split(name)[0] for name in names) - set(Supplied)
