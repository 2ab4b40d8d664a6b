"""Multiples: what doubled, and what is so many times another figure."""

from __future__ import annotations

import re

from chaotou.core.intake import subjects
from chaotou.core.intake.bounds import bound
from chaotou.core.intake.drafts import Draft, Figure, State
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
    if not match:
        return False
    values = figure.token.values
    drafts = _of_its_own(state, figure, figure.left[: match.start()]) if len(values) == 1 else []
    if not (drafts or state.main):
        return False
    drafts = drafts or (state.figures_here(len(values)) if len(values) > 1 else state.main)
    for draft, value in zip(drafts, spread(list(values), len(drafts)), strict=False):
        if draft.times is None:
            draft.times, draft.times_base = value, match["base"].rstrip("的")
    return True


def recovered(state: State, figure: Figure) -> bool:
    """恢复到2019年的115%: kept on the figures as the multiple that it is."""
    found = re.search(r"恢复[到至]了?(?P<base>[^,]{2,12}?)(?:同期|水平)*的?(?:近|约|超过?)?$", figure.words)
    if not found:
        return False
    values = figure.token.values
    drafts = state.figures_here(len(values)) if len(values) > 1 else state.main
    for draft, value in zip(drafts, spread(list(values), len(drafts)), strict=False):
        draft.times, draft.times_base = value / 100, found["base"]
    return True


def _of_its_own(state: State, figure: Figure, before: str) -> list[Draft]:
    """进口为去年同期的2倍: a multiple of what is named right before it and has no figure yet."""
    name = subjects.name_of(before, state.lexicon).name
    said = not name or subjects.is_pronoun(name) or subjects.is_verb_only(name)
    if said or not state.lexicon.known_name.search(name.upper()) or _told(state, name):
        return []
    state.main = state.latest = [state.new(name, figure)]
    return state.main


def _told(state: State, name: str) -> bool:
    """Whether the sentence has given a figure of this indicator."""
    return any(draft.name.startswith(name) for draft in state.of_sentence())
