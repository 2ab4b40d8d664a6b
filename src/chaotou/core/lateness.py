"""By when a figure is to be reported after its period has closed, and whether it came after that."""

from __future__ import annotations

from datetime import date

from chaotou.core.periods import Period
from chaotou.core.zone.vocabulary import Frequency

MONTHS_TO_REPORT = {Frequency.MONTH: 1, Frequency.QUARTER: 1, Frequency.YEAR: 4}
"""Whole months left after the period: monthly and quarterly bulletins come out in the next month, yearly
communiqués between February and April."""


def reported_by(month: int, frequency: Frequency) -> date:
    """The last day on which a figure that closes with the month (an ordinal) is still in time."""
    month += MONTHS_TO_REPORT[frequency]
    return Period(month, month).ends_on


def is_late(month: int, frequency: Frequency, on: date) -> bool:
    """Whether a figure that closes with the month and is reported, or still awaited, on the day is late."""
    return on > reported_by(month, frequency)
