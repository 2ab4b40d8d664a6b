"""Grades 等次: by points or place, under quotas; ceilings and vetoes stand above points."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from chaotou.core.evaluation.outcomes import GradeSpec, QuotaSpec
from chaotou.core.evaluation.ranking import places, quota
from chaotou.core.evaluation.scoring import Scorecard, holds
from chaotou.core.evaluation.words import Effect, Scope, Ties
from chaotou.core.panel import Floats, Truths, Whole

UNGRADED = -1


def grades(card: Scorecard) -> Whole:
    """The number of each subject's grade in the scheme, best first; -1 for none.

    A quota is never exceeded: where equals stand across its edge and nothing breaks the tie, none of them
    passes.
    """
    wanted = card.scheme.grades
    found = np.full(len(card.subjects), UNGRADED)
    forced, best = forced_grades(card), best_grades(card)
    open_to = ~np.isnan(card.keys) & (forced == UNGRADED)
    for at, grade in enumerate(wanted):
        earns = open_to & (found == UNGRADED) & (best <= at) & reaches(card, grade)
        if grade.quota is not None:
            earns &= _inside(card, earns, grade.quota)
        found[earns] = at
    return np.where(forced != UNGRADED, forced, found)


def reaches(card: Scorecard, grade: GradeSpec) -> Truths:
    """Whose points and place are enough for a grade, quotas apart."""
    enough = np.ones(len(card.subjects), dtype=np.bool_)
    if grade.at_least is not None:
        enough &= card.totals >= float(grade.at_least)
    if grade.places is not None:
        enough &= card.ranks <= grade.places
    return enough


def forced_grades(card: Scorecard) -> Whole:
    """The grade vetoes force on each subject, the worst where there are several; -1 for none."""
    codes = [grade.code for grade in card.scheme.grades]
    forced = np.full(len(card.subjects), UNGRADED)
    for veto in card.scheme.vetoes:
        if veto.effect is Effect.GRADE and veto.grade in codes:
            forced = np.where(holds(veto, card.case), np.maximum(forced, codes.index(veto.grade)), forced)
    return np.where(np.isnan(card.keys), UNGRADED, forced)


def best_grades(card: Scorecard) -> Whole:
    """The best grade open to each subject under the ceilings."""
    codes = [grade.code for grade in card.scheme.grades]
    best = np.zeros(len(card.subjects), dtype=np.int64)
    for ceiling in card.scheme.ceilings:
        lowest = codes.index(ceiling.grade) if ceiling.grade in codes else 0
        best = np.where(holds(ceiling, card.case), np.maximum(best, lowest), best)
    return best


def _inside(card: Scorecard, earns: Truths, spec: QuotaSpec) -> Truths:
    """Who of those that earn a grade is within its quota."""
    groups = card.case.ground.groups if spec.within is Scope.GROUP else np.zeros_like(card.case.ground.groups)
    inside = np.zeros_like(earns)
    for group in np.unique(groups):
        members = groups == group
        ranked = int((members & ~np.isnan(card.keys)).sum())
        seats = quota(Decimal(spec.share), ranked, spec.rounding)
        place = places(_among(card.keys, earns & members), Ties.MAX, card.breaks)
        inside |= members & (place <= seats)
    return inside


def _among(keys: Floats, chosen: Truths) -> Floats:
    return np.where(chosen, keys, np.nan)
