"""What can be chosen, as (code, word) pairs: statuses, bases, absences, kinds and bounds of targets."""

from __future__ import annotations

from chaotou.figures.models import EVIDENCE, Indicator, Observation, Target

MEASURES = Indicator.Measure.choices
DIRECTIONS = Indicator.Direction.choices
STATUSES = Observation.Status.choices
BASES = Observation.Basis.choices
ABSENCES = Observation.Absence.choices
KINDS = Target.Kind.choices
BOUNDS = Target.Bound.choices
EVIDENCE_KINDS = tuple(EVIDENCE)

ENTERED_STATUSES = [choice for choice in STATUSES if choice[0] != Observation.Status.REVISED]
"""What a first entry may be: it cannot be revised yet."""

GROWTH, FORMULA = Target.Kind.GROWTH, Target.Kind.FORMULA
