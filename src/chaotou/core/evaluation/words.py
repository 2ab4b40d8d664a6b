"""The words a scheme may use where only some words make sense."""

from __future__ import annotations

from enum import StrEnum


class SubjectKind(StrEnum):
    ZONES = "zones"
    COUNTRIES = "countries"
    COUNTIES = "counties"
    BUREAUS = "bureaus"
    PARKS = "parks"
    FIRMS = "firms"
    PEOPLE = "people"
    PROJECTS = "projects"


class Marks(StrEnum):
    """What scores are: points that add up to the whole, or an index on one scale at every level."""

    POINTS = "points"
    INDEX = "index"


class Scope(StrEnum):
    ALL = "all"
    GROUP = "group"


class Take(StrEnum):
    """What a criterion reads of an indicator."""

    LEVEL = "level"
    COUNT = "count"
    GROWTH = "growth"  # as published, in percent
    SHARE = "share"  # of its whole, in percent
    RATIO = "ratio"  # per unit of `over`
    ATTAINMENT = "attainment"  # of the target, in percent
    PACE_GAP = "pace_gap"  # attainment less elapsed share, in percentage points
    COMPLETION = "completion"  # done over `over`, in percent
    CHANGE = "change"  # less the earlier period's, in the indicator's unit
    INDEX = "index"  # over the earlier period's, in percent
    MARK = "mark"  # given by judges


class Absent(StrEnum):
    """What becomes of a criterion whose reading is missing."""

    ZERO = "zero"
    REWEIGHT = "reweight"
    AVERAGE = "average"  # the average share of those who have one (Huangyan's rule for emissions)
    FULL = "full"


class Ties(StrEnum):
    """The place of equals: 1 2 2 4 (min), 1 3 3 4 (max), 1 2.5 2.5 4, 1 2 2 3 (dense), or file order."""

    MIN = "min"
    MAX = "max"
    AVERAGE = "average"
    DENSE = "dense"
    ORDINAL = "ordinal"


class Rounding(StrEnum):
    DOWN = "down"
    HALF_UP = "half_up"
    UP = "up"


class Effect(StrEnum):
    """What a veto does: no evaluation this time, no points, or a grade whatever the points."""

    CANCEL = "cancel"
    ZERO = "zero"
    GRADE = "grade"


class PeriodKind(StrEnum):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"


class Audience(StrEnum):
    """Who sees the marks of single judges."""

    NOBODY = "nobody"
    SUBJECT = "subject"
    EVERYBODY = "everybody"


class Result(StrEnum):
    TOTAL = "total"
    RANK = "rank"
    GRADE = "grade"
    CRITERIA = "criteria"
