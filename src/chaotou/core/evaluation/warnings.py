"""Warnings to whoever writes a scheme: criteria that, on these facts, do not do what criteria are for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from chaotou.core.evaluation.needs import items_of
from chaotou.core.evaluation.scoring import Scorecard, bare_shares
from chaotou.core.evaluation.sheet import Column, blocks
from chaotou.core.issues import Issue, Level, Message, Place
from chaotou.core.naming import Named
from chaotou.core.panel import Floats, Whole

FEWEST = 5
"""Subjects with a reading, below which nothing is said of a criterion."""

ALIKE = 0.95
"""The share of subjects with the same share of points from which a criterion tells nobody apart."""

NARROW = 0.01
"""The spread of shares of points under which it does not either."""

CORRELATED = 0.95
SWAYED = 0.1
"""How far, in shares of the points, the others' points may on average move when one subject leaves."""

JUMP = 0.2
"""The part of the points that a step may give at once."""

NEAR = 0.1
"""Who is so near to a step, in standard deviations of the readings, stands just before it."""

Where = Callable[[str], Place]
"""The place in the file of a criterion's code."""


@dataclass(frozen=True)
class Limits:
    """From where on each thing is said; shares are of a criterion's full points."""

    alike: float = ALIKE
    narrow: float = NARROW
    correlated: float = CORRELATED
    swayed: float = SWAYED
    jump: float = JUMP


def warnings(
    card: Scorecard,
    where: Where | None = None,
    limits: Limits | None = None,
    titles: Mapping[str, object] | None = None,
) -> list[Issue]:
    """What on this card's facts speaks against how the scheme is written, each with what to do instead.

    `titles` are the subjects' names by code, where the reader's language has others than the facts.
    """
    limits = limits or Limits()
    place = where or (lambda code: Place(card.scheme.scheme, path=code))
    found = (
        *_tells_nobody_apart(card, limits),
        *_say_the_same(card, limits),
        *_sways_everybody(card, limits, titles or card.case.ground.facts.titles),
        *_pays_too_much(card, limits),
    )
    return [Issue(Level.WARNING, place(code), message, hint) for code, message, hint in found]


Said = Iterator[tuple[str, Message, Message]]


def _tells_nobody_apart(card: Scorecard, limits: Limits) -> Said:
    """Nearly all have the same points, or nearly the same."""
    names = _names(card)
    for at, column in enumerate(card.case.plan.columns):
        shares = card.marked.shares[~np.isnan(card.case.prepared[:, at]), at]
        if len(shares) < FEWEST:
            continue
        _, counts = np.unique(np.round(shares, 9), return_counts=True)
        alike, spread = counts.max() / len(shares), np.ptp(shares)
        if alike < limits.alike and spread > limits.narrow:
            continue
        values = {"name": names[column.code], "share": f"{100 * alike:.0f}", "spread": f"{100 * spread:.1f}"}
        hint = Message("提高目标、放宽上限或换一种计分规则，使先进和落后拉开差距；否则不如去掉。")
        if alike >= limits.alike:
            yield column.code, Message("“{name}”分不出高下：{share}% 的对象得分相同。", values), hint
        else:
            message = Message("“{name}”分不出高下：最高与最低只差满分的 {spread}%。", values)
            yield column.code, message, hint


def _say_the_same(card: Scorecard, limits: Limits) -> Said:
    """Two criteria whose readings rise and fall together."""
    names, columns, table = _names(card), card.case.plan.columns, card.case.prepared
    for one, other in combinations(range(len(columns)), 2):
        r = correlation(table[:, one], table[:, other])
        if not abs(r) > limits.correlated:
            continue
        values = {"one": names[columns[one].code], "other": names[columns[other].code], "r": f"{r:.2f}"}
        message = Message("“{one}”和“{other}”说的几乎是同一件事：相关系数 {r}。", values)
        hint = Message("留其中一项，或把两项的权重合起来看：同一件事不要算两遍。")
        yield columns[other].code, message, hint


def correlation(a: Floats, b: Floats) -> float:
    """Pearson's correlation over subjects that have both; NaN where too few do or one does not vary."""
    both = ~np.isnan(a + b)
    x, y = a[both] - a[both].mean() if both.any() else a[both], b[both]
    if len(x) < FEWEST:
        return np.nan
    y = y - y.mean()
    size = float(np.sqrt((x @ x) * (y @ y)))
    return (
        float(x @ y) / size
        if size > 1e-12 * (np.abs(a[both]).max() * np.abs(b[both]).max() + 1e-300)
        else np.nan
    )


def _sways_everybody(card: Scorecard, limits: Limits, titles: Mapping[str, object]) -> Said:
    """Without its best or its worst subject, the points of all others would be quite different.

    Where few are compared, each moves the others by its place alone, at most by one in their number.
    """
    names = _names(card)
    moving = [at for at, column in enumerate(card.case.plan.columns) if _measures(column)]
    if not moving or len(card.subjects) < FEWEST:
        return
    chosen = [at for at in moving if (~np.isnan(card.case.prepared[:, at])).sum() >= FEWEST]
    for extreme in (np.nanargmin, np.nanargmax):
        if not chosen:
            return
        rows = np.array([extreme(card.case.prepared[:, at]) for at in chosen])
        swayed = _swayed(card, np.array(chosen), rows)
        for at, row, change in zip(chosen, rows, swayed, strict=True):
            if change > max(limits.swayed, 1 / (len(card.subjects) - 1)):
                code = card.case.plan.columns[at].code
                values = {
                    "name": names[code],
                    "subject": titles.get(card.subjects[row], card.subjects[row]),
                    "change": f"{100 * change:.0f}",
                }
                message = Message(
                    "“{name}”由“{subject}”一家左右：没有它，别家的得分平均变动满分的 {change}%。", values
                )
                yield (
                    code,
                    message,
                    Message("在 prepare 里处理异常值（treat），或改用不受极值影响的规则，如名次或基准值。"),
                )


def _measures(column: Column) -> bool:
    return column.rule.moves_everybody or any(one.origin.moves for one in column.amounts.values())


def _swayed(card: Scorecard, columns: Whole, rows: Whole) -> Floats:
    """By how much the others' shares move on average when in each column one subject has no reading."""
    x = card.case.prepared[:, columns].copy()
    x[rows, np.arange(len(columns))] = np.nan
    bare = bare_shares(blocks([card.case.plan.columns[at] for at in columns]), x, card.case.ground)
    after = np.clip(bare, card.case.plan.floors[columns], card.case.plan.caps[columns])
    before = np.clip(
        card.marked.bare[:, columns], card.case.plan.floors[columns], card.case.plan.caps[columns]
    )
    return np.asarray(np.nan_to_num(np.nanmean(np.abs(after - before), axis=0)))


def _pays_too_much(card: Scorecard, limits: Limits) -> Said:
    """A reading a hair better earns a good part of the points at once."""
    names = _names(card)
    for at, column in enumerate(card.case.plan.columns):
        for threshold, jump in steps(column):
            if jump < limits.jump:
                continue
            near = _just_before(card.case.prepared[:, at], threshold, column.lower)
            values = {
                "name": names[column.code],
                "threshold": f"{threshold:g}",
                "jump": f"{100 * jump:.0f}",
                "near": near,
            }
            message = Message(
                "“{name}”在 {threshold} 处一步多得满分的 {jump}%，差一点到的有 {near} 家。", values
            )
            yield column.code, message, Message("分档之间写 interpolate: true 按比例计分，或把档分细。")


def steps(column: Column) -> list[tuple[float, float]]:
    """Where a rule jumps, and by what share of the points: bands without interpolation, and pass or fail."""
    keys = column.fixed
    if column.rule.name == "pass":
        threshold = column.amounts["threshold"].number
        return [] if threshold is None else [(float(threshold), 1.0)]
    if column.rule.name != "banded":
        return []
    out_of, below = (float(column.amounts[name].number or 0) for name in ("out_of", "below"))
    marks = [*keys["coefficients"], below]
    jumps = [abs(more - less) / out_of for more, less in zip(marks, marks[1:], strict=False)]
    found = list(zip(keys["thresholds"], jumps, strict=True))
    return found[-1:] if keys["interpolate"] else found


def _just_before(x: Floats, threshold: float, lower: bool) -> int:
    """How many have not reached the threshold, but nearly."""
    short = x - threshold if lower else threshold - x
    return int(((short > 0) & (short <= NEAR * np.nanstd(x))).sum()) if (~np.isnan(x)).any() else 0


def _names(card: Scorecard) -> Mapping[str, Named]:
    return {item.code: item.called for item in items_of(card.scheme)}
