"""Multiples: what doubled, and what is so many times another figure."""

from __future__ import annotations

import re

from chaotou.core.intake.bounds import bound
from chaotou.core.intake.drafts import Figure, State
from chaotou.core.intake.growth import growing, spread


def doubled(state: State, figure: Figure) -> bool:
    """实现翻番, 翻了两番: growth and multiple at once."""
    if figure.token.unit != "番":
        return False
    drafts = growing(state, figure, 1, average=False)
    for draft in drafts:
        draft.times = figure.token.value
        if draft.growth is None and (draft.value is None or not _over_years(state, figure)):
            draft.growth = (figure.token.value - 1) * 100
        if draft.value is None:
            draft.bound = bound(figure, state.lexicon)
    state.latest = drafts or state.latest
    return bool(drafts)


def _over_years(state: State, figure: Figure) -> bool:
    """三年翻一番, 比2019年翻一番 are multiples of an earlier year, no growth of this one."""
    return bool(state.from_name or re.search(r"\d{4}年|[两三四五六七八九十\d]年", figure.clause_text))


def multiple(state: State, figure: Figure) -> bool:
    """为去年同期的2倍; 是全省的155倍、全市的11倍: kept on the figure, never a figure of its own."""
    match = re.search(
        r"(?:相当于|达到了?|为|是|[、和])(?P<base>[^,、]{2,14}?)(?:同期)?(?:水平)?的?(?:近|约|超过?)?$",
        figure.left,
    )
    if not (match and state.main):
        return False
    values = figure.token.values
    drafts = state.figures_here(len(values)) if len(values) > 1 else state.main
    for draft, value in zip(drafts, spread(list(values), len(drafts)), strict=False):
        if draft.times is None:
            draft.times, draft.times_base = value, match["base"].rstrip("的")
    return True
