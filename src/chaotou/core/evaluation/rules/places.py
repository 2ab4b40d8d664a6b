"""Rules that score the place among all: points by place, the rank itself, Borda, percentile rank."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import numpy as np
from pydantic import Field

from chaotou.core.evaluation import ranking
from chaotou.core.evaluation.rules import measuring
from chaotou.core.evaluation.rules.kind import Keys, Measured, Rule, Scale
from chaotou.core.evaluation.rules.telling import shown
from chaotou.core.evaluation.words import Ties
from chaotou.core.issues import Message
from chaotou.core.panel import Floats, Truths


class By(StrEnum):
    """How a place earns points: by the share of places not ahead, or in equal steps down from full."""

    SHARE = "share"
    STEPS = "steps"


class RankedKeys(Keys):
    """`ranked`: points by place, best first.

    `by: share` gives (n − r + 1) ÷ n of the points; `by: steps` gives the first all of them and takes
    `per_place` points for each place behind, down to `least` points. `ties` places equals.
    """

    by: By = By.SHARE
    per_place: Decimal = Field(default=Decimal(1), ge=0)
    least: Decimal = Decimal(0)
    ties: Ties = Ties.MIN


class RankKeys(Keys):
    """`rank`, `borda` and `percentile_rank`: counted from the worst; `ties` places equals."""

    ties: Ties = Ties.MIN


def places(x: Floats, ties: Ties) -> Floats:
    """Places along the subjects' axis, greatest reading first."""
    return np.swapaxes(ranking.places(np.swapaxes(x, -1, -2), ties), -1, -2)


def placed(x: Floats, *, ties: Ties, lower: Truths, **_: object) -> Measured:
    """The place from the best, and how many are placed."""
    return {"place": places(np.where(lower, -x, x), ties), "count": measuring.present(x)}


def counted_up(x: Floats, *, ties: Ties, lower: Truths, **_: object) -> Measured:
    """The place from the worst, and how many are placed."""
    return {"rank": places(np.where(lower, x, -x), ties), "count": measuring.present(x)}


def ranked(
    x: Floats,
    *,
    by: By,
    per_place: Floats,
    least: Floats,
    lower: Truths,
    full: Floats,
    place: Floats,
    count: Floats,
    **_: object,
) -> Floats:
    """(n − r + 1) ÷ n, or (full − (r − 1) × per_place) ÷ full but no less than least ÷ full.

    Scoring by place (位次法), as cities score their counties.
    """
    if by is By.SHARE:
        return np.asarray((count - place + 1) / count)
    return np.asarray(np.maximum(full - (place - 1) * per_place, least) / full)


def tell_ranked(
    x: float,
    *,
    by: By,
    per_place: float,
    least: float,
    full: float,
    place: float,
    count: float,
    **_: object,
) -> Message:
    values = shown(full=full, place=place, count=count, per_place=per_place, least=least)
    if by is By.SHARE:
        return Message("({count} − {place} + 1) ÷ {count}", values)
    if full - (place - 1) * per_place < least:
        return Message("{least} ÷ {full}（第 {place} 名，已到最低分）", values)
    return Message("({full} − ({place} − 1) × {per_place}) ÷ {full}", values)


RANKED = Rule("ranked", RankedKeys, ranked, tell_ranked, "位次法", measure=placed)


def rank_value(x: Floats, *, lower: Truths, rank: Floats, **_: object) -> Floats:
    """The rank itself as a mark: 1 for the worst, n for the best.

    OECD and JRC, Handbook on Constructing Composite Indicators (2008), ranking.
    """
    return rank / 100


def tell_rank(x: float, *, rank: float, count: float, **_: object) -> Message:
    return Message("{rank}（{count} 个由差到好）", shown(rank=rank, count=count))


def borda(x: Floats, *, lower: Truths, rank: Floats, **_: object) -> Floats:
    """rank − 1: how many are worse, as Borda counted votes (1781)."""
    return (rank - 1) / 100


def tell_borda(x: float, *, rank: float, **_: object) -> Message:
    return Message("{rank} − 1", shown(rank=rank))


def percentile_rank(x: Floats, *, lower: Truths, rank: Floats, count: Floats, **_: object) -> Floats:
    """(rank − 1) ÷ (n − 1): the part of the others that is worse; 1 for one who is alone.

    OECD and JRC, Handbook on Constructing Composite Indicators (2008), percentile ranks.
    """
    part = (rank - 1) / np.maximum(count - 1, 1)
    return np.where(np.isnan(rank) | (count > 1), part, 1.0)


def tell_percentile_rank(x: float, *, rank: float, count: float, **_: object) -> Message:
    values = shown(rank=rank, count=count)
    return Message("({rank} − 1) ÷ ({count} − 1)", values) if count > 1 else Message("1 ÷ {count}", values)


HANDBOOK = "OECD/JRC《综合指标构建手册》2008"

RANK = Rule("rank", RankKeys, rank_value, tell_rank, HANDBOOK, measure=counted_up, told_in=Scale.MARK)
BORDA = Rule("borda", RankKeys, borda, tell_borda, "Borda 计数法", measure=counted_up, told_in=Scale.MARK)
PERCENTILE_RANK = Rule(
    "percentile_rank", RankKeys, percentile_rank, tell_percentile_rank, HANDBOOK, measure=counted_up
)
