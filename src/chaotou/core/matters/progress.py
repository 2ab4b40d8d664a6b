"""The periods by which progress is reported."""

from __future__ import annotations

from datetime import date, timedelta

from chaotou.core.zone.matter_specs import Every


def period_of(every: Every | None, on: date) -> date:
    """The first day of the period that holds a day; where none is asked for, the day itself."""
    match every:
        case Every.WEEK:
            return on - timedelta(days=on.weekday())
        case Every.MONTH:
            return on.replace(day=1)
        case Every.QUARTER:
            return on.replace(month=on.month - (on.month - 1) % 3, day=1)
        case None:
            return on
