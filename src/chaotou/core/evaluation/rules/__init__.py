"""The scoring rules, a small function each, by the name a scheme calls them.

A time line 序时 is `ratio` with `target: planned`; the fraction of the best `ratio` with `target: best`;
goalposts `efficacy` with `base: 0, span: 100`; a base ratio without a ceiling `ratio` with `cap: none`.
"""

from __future__ import annotations

from chaotou.core.evaluation.rules.attainment import RATIO, TARGET_STEPS
from chaotou.core.evaluation.rules.bands import BANDED, DIMINISHING
from chaotou.core.evaluation.rules.distance import (
    DISTANCE_TO_BEST,
    DISTANCE_TO_REFERENCE,
    DISTANCE_TO_TARGET,
)
from chaotou.core.evaluation.rules.efficacy import EFFICACY, EXPONENTIAL_EFFICACY
from chaotou.core.evaluation.rules.fitting import INTERVAL, MODERATE
from chaotou.core.evaluation.rules.given import GIVEN, PASS
from chaotou.core.evaluation.rules.kind import Rule
from chaotou.core.evaluation.rules.places import BORDA, PERCENTILE_RANK, RANK, RANKED
from chaotou.core.evaluation.rules.spread import MIN_MAX, Z_SCORE
from chaotou.core.evaluation.rules.steps import GROWTH_STEPS, PER_UNIT

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        RATIO,
        TARGET_STEPS,
        GROWTH_STEPS,
        PER_UNIT,
        EFFICACY,
        EXPONENTIAL_EFFICACY,
        MIN_MAX,
        Z_SCORE,
        DISTANCE_TO_TARGET,
        DISTANCE_TO_REFERENCE,
        DISTANCE_TO_BEST,
        RANKED,
        RANK,
        BORDA,
        PERCENTILE_RANK,
        MODERATE,
        INTERVAL,
        BANDED,
        DIMINISHING,
        GIVEN,
        PASS,
    )
}
