"""Points gained: how much a share, a rate or a growth moved."""

from __future__ import annotations

import re
from decimal import Decimal

from chaotou.core.intake import lists, subjects
from chaotou.core.intake.bounds import bound
from chaotou.core.intake.drafts import Draft, Figure, State
from chaotou.core.intake.growth import DOWN, HEDGE, UP
from chaotou.core.intake.token_types import Sort, signed

_CHANGE = re.compile(
    rf"(?:(?P<narrow>降幅[^,]{{0,12}}收窄|收窄)|(?P<down>{DOWN}|低|慢|少)|(?P<up>{UP}|增加|改善|优化|前移))(?:了|出)?{HEDGE}$"
)
_FASTER = re.compile(r"(?:增长速度|增长率|增速|增幅|降幅|速度)*(?:快|慢|高|低|多|少)$")


def gained(state: State, figure: Figure) -> bool:
    """Points gained by a share, a rate or a growth: 较去年同期提高7.0个百分点 (also where points are
    printed as %)."""
    match = _CHANGE.search(figure.left)
    if not match:
        return False
    token = figure.token
    rate = [d for d in state.latest if d.unit == "%" and d.facet in (None, "share")]
    of_amount = (
        rate and rate[0].facet == "share" and token.sort is Sort.PERCENT and _amount_shrank(state, figure)
    )
    printed_as_percent = (
        not of_amount
        and rate
        and not _own_name(state, figure)
        and not re.search(r"(?:增长|增|增幅|增速)$", match.group())
    )
    if token.sort is Sort.PERCENT and not printed_as_percent:
        return False
    fell = match["down"] or match["narrow"] == "收窄" and not _declined(state)
    return gain(state, figure, signed(token, down=bool(fell)))


def _declined(state: State) -> bool:
    """Whether what narrowed is a decline, so that narrowing is a gain."""
    return any(draft.value is None and (draft.growth or 0) < 0 for draft in state.latest or state.main)


def _amount_shrank(state: State, figure: Figure) -> bool:
    """1.2亿美元,占30%,同比下降28%: the amount fell, where the share is not called a share."""
    grows = state.main and state.main[0].value is not None and state.main[0].growth is None
    called = re.search("占比|比重|比例|份额", figure.clause_text + state.share_words)
    return bool(grows and not called)


def gain(state: State, figure: Figure, values: list[Decimal]) -> bool:
    name = _own_name(state, figure)
    of_whole = re.search(r"占(?P<whole>[^,]{2,12}?)(?:的)?(?:比重|比例|份额)", figure.left)
    sharer = subjects.name_of(figure.left[: of_whole.start()], state.lexicon).name if of_whole else ""
    sharer = sharer or (state.main[0].name if state.main else "")
    if of_whole and sharer:
        name = f"{sharer}占{of_whole['whole']}比重"
        drafts = [state.new(name, figure, facet="share")]
        state.latest = drafts
        drafts[0].growth_pp, drafts[0].growth_pp_of = values[0], "value"
        return True
    drafts = _rated(state, figure, name) if name else state.latest or state.main
    if not name and len(values) > len(drafts):
        drafts = state.figures_here(len(values)) or drafts
    if len(drafts) == 1:
        values = values[:1]
    if not drafts or len(values) not in (1, len(drafts)):
        return False
    for draft, value in zip(drafts, values * len(drafts) if len(values) == 1 else values, strict=True):
        if draft.growth_pp is None:
            if draft.value is None and draft.growth is None:
                draft.bound = bound(figure, state.lexicon)
            draft.growth_pp = value
            draft.growth_pp_of = "growth" if draft.unit != "%" and draft.growth is not None else "value"
    return True


def _rated(state: State, figure: Figure, name: str) -> list[Draft]:
    same = [d for d in state.latest if d.name == name or subjects.is_pronoun(name)]
    if same:
        return same
    drafts = [
        state.new(part, figure)
        for part in lists.dealt(name, len(figure.token.values), state.lexicon) or [name]
    ]
    state.main = state.latest = drafts
    return drafts


def _own_name(state: State, figure: Figure) -> str:
    named = _FASTER.sub("", subjects.name_of(figure.words, state.lexicon).name)
    return "" if subjects.is_pronoun(named) else named
