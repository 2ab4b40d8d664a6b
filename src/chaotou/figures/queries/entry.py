"""What is known around a figure that is being entered, and what is odd about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chaotou.core.issues import Issue, Message, Refusal
from chaotou.core.periods import Period
from chaotou.figures.models import Body, Indicator, Observation


@dataclass(frozen=True)
class Cell:
    """Where a figure stands: indicator, body, period and scope."""

    indicator: Indicator
    body: Body
    period: Period
    scope: str

    def columns(self) -> dict[str, Any]:
        months = {"first_month": self.period.first, "latest_month": self.period.latest}
        return {"indicator": self.indicator, "body": self.body, "scope": self.scope, **months}


def cell(*, indicator: str, body: str, period: Period, scope: str = "") -> Cell:
    """The cell of two codes; `Refusal` for a code that is not in the catalogue."""
    return Cell(_named(Indicator, indicator), _named(Body, body), period, scope)


def _named(model: Any, code: str) -> Any:
    found = model.objects.filter(code=code).first()
    if found is None:
        raise Refusal(Message("目录中没有“{code}”。", {"code": code}))
    return found


def cell_of(row: Observation) -> Cell:
    return Cell(row.indicator, row.body, Period(row.first_month, row.latest_month), row.scope)


def current(at: Cell) -> Observation | None:
    """The current vintage at a cell, whoever may see it: entering the same figure twice would lose one."""
    return Observation.objects.filter(**at.columns(), superseded_at=None).first()


def issues(at: Cell, *, now: datetime, **figure: Any) -> list[Issue]:
    return []
