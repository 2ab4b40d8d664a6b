"""Gaps: how many points ahead of or behind a place or a pace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from chaotou.core.intake import lists, subjects
from chaotou.core.intake.bounds import bound
from chaotou.core.intake.claims import Comparison
from chaotou.core.intake.drafts import Draft, Figure, State
from chaotou.core.intake.gains import gain
from chaotou.core.intake.token_types import Sort

_SIDE_A = r"(?P<a>高于|大于|快于|高出|好于|优于|领先于?|跑赢|超过|超出|超|快过|高过|多于)"
_SIDE_A += r"|(?P<b>低于|慢于|落后于?|滞后于?|低|慢|少于|小于|差于|落后)"
_AHEAD = re.compile(
    rf"(?:{_SIDE_A})(?P<places>(?:(?!增长|提高|提升|上升)[^,;。:\d%]){{2,40}}?)(?:分别|(?<!平)均|各)?(?:约|近|超)?(?:达到?|高|快|多)?(?:了|出)?$"
)
_THAN = re.compile(
    r"(?:(?<!占)比(?!重|例)|较)(?P<places>[^,;。:\d%]{2,40}?)(?:分别|(?<!平)均|都|各)?(?:(?P<a>高出|(?<!提)高|快|多|领先|超出|上浮)|(?P<b>低|慢|少|落后|滞后))(?:了|出)?(?:约|近|超)?$"
)
_BETTER_LOWER = re.compile("能耗|排放|浓度|失业|不良|成本|负债|事故")
_TIME_BASE = re.compile(r"年|季度|月|同期|上期|期初|疫情前")
NOISE = re.compile(
    r"(?:的?(?:平均水平|平均增速|平均增幅|平均值|平均|均值|增速|增幅|增长速度|水平|面上|目标进度))+$|^(?:了|出|于)"
)


def gap(state: State, figure: Figure) -> bool:
    """快于全市2.1个百分点; 比全国、全省分别高8.2、8.0个百分点; 落后序时进度3个百分点."""
    token = figure.token
    match = _AHEAD.search(figure.words) or _THAN.search(figure.words)
    if match is None:
        return _further_gap(state, figure)
    if token.sort is Sort.PERCENT and not re.search("[\u4e00-\u9fff]", match["places"]):
        return False
    sign = 1 if match["a"] else -1
    if re.search("(?:降|跌|减)幅", figure.words) and re.search("[小少低大多高]", match["a"] or match["b"]):
        sign = sign if _BETTER_LOWER.search(_about(state, figure)) else -sign
    if _TIME_BASE.search(match["places"]) and not re.search("目标|进度|预期|计划", match["places"]):
        return gain(state, figure, [sign * v for v in token.values])
    return _gaps(state, figure, _places(match["places"]), sign, figure.words[: match.start()])


def _about(state: State, figure: Figure) -> str:
    return figure.words + "".join(draft.name for draft in state.main)


def _gaps(state: State, figure: Figure, places: Sequence[str], sign: int, before: str) -> bool:
    values = [sign * value for value in figure.token.values]
    if len(values) > 1 and len(places) == 1:
        return _gaps_of_named(state, figure, values, places[0], before) or _gaps_of_several(
            state, values, places[0]
        )
    if not places or len(values) not in (1, len(places)):
        return False
    drafts = _holders(state, figure, before)
    if not drafts:
        return False
    values = values * len(places) if len(values) == 1 else values
    if len(drafts) == len(figure.token.values) > 1 and len(places) == 1:
        return False
    for draft in drafts:
        draft.compared += [Comparison(place, value) for place, value in zip(places, values, strict=True)]
    state.gap_sign = sign
    return True


def _gaps_of_named(state: State, figure: Figure, values: Sequence[Decimal], place: str, before: str) -> bool:
    """A、B增速分别高于全市1.7个和2.4个百分点: figures that say only their gap."""
    name = subjects.name_of(before, state.lexicon).name
    parts = lists.dealt(name, len(values), state.lexicon) or []
    same = [d for part in parts for d in state.of_sentence() if d.name and part.startswith(d.name)]
    if not parts:
        return False
    drafts = same if len(same) == len(parts) else [state.new(part, figure) for part in parts]
    for draft, value in zip(drafts, values, strict=True):
        draft.compared.append(Comparison(place, value))
    state.main = state.latest = drafts
    return True


def _gaps_of_several(state: State, values: Sequence[Decimal], place: str) -> bool:
    """分别高于全市2.9个和11.3个百分点 after two figures."""
    drafts = state.figures_here(len(values))
    for draft, value in zip(drafts, values, strict=False):
        draft.compared.append(Comparison(place, value))
    return bool(drafts)


def _further_gap(state: State, figure: Figure) -> bool:
    """全省8.0个百分点 after a gap against another place."""
    match = re.fullmatch(
        r"[、和及与,]?(?:高于|快于|比|较)?(?P<place>[^、,\d]{2,10}?)(?:平均(?:水平)?)?(?:高|快|低|慢)?",
        figure.left,
    )
    if not (match and state.gap_sign and figure.token.sort is Sort.POINTS and state.latest):
        return False
    if not re.fullmatch(f"(?:{state.lexicon.place})", match["place"]):
        return False
    for draft in state.latest:
        draft.compared.append(Comparison(match["place"], state.gap_sign * figure.token.value))
    return True


def _places(words: str) -> list[str]:
    parts = [NOISE.sub("", part).strip("“”") for part in re.split(r"、|和|与|以及|及", words)]
    return [NOISE.sub("", part) for part in parts if part]


def _holders(state: State, figure: Figure, before: str) -> list[Draft]:
    """Whose gap it is: the indicator named right before, else what the last figure was about."""
    named = subjects.name_of(before, state.lexicon)
    if named.name and not subjects.is_pronoun(named.name):
        same = [d for d in state.main if d.name == named.name or named.name.startswith(d.name)]
        if same:
            return same
        state.entity = named.entity or state.entity
        state.main = state.latest = [state.new(named.name, figure)]
        state.main[0].bound = bound(figure, state.lexicon)
        return state.main
    rates = ("completion", "contribution") if "目标" in figure.left else ("completion",)
    completion = [d for d in state.latest if d.facet in rates]
    shares = [d for d in state.latest if d.facet == "share"]
    others = not any(d.name.startswith(m.name) for d in shares for m in state.main)
    grown = any(d.growth is not None for d in state.main) and not others
    if shares and not grown and not re.search("增速|增幅", before):
        return shares
    return completion or state.main or state.latest


def pace_gap(state: State, figure: Figure) -> bool:
    """超序时进度3.2个百分点 beside a completion or a value."""
    match = re.search(
        r"(?:(?P<a>超前|超过?|快于|高于|领先|超出)|(?P<b>落后于?|低于|慢于|滞后于?|欠|差))(?:于)?(?P<what>[^,\d]{0,6}(?:序时进度|时序进度|序时|时间进度|进度|时序))(?:要求|目标)?(?:约|近)?$",
        figure.left,
    )
    if not match:
        return False
    drafts = state.latest or state.main
    who = re.sub("^[、,]?其中", "", figure.left[: match.start()])
    drafts = [d for d in drafts if who and (who == d.entity or who in d.name)] or drafts
    values = figure.token.values if len(figure.token.values) == len(drafts) else figure.token.values[-1:]
    for draft, value in zip(drafts, values * (len(drafts) if len(values) == 1 else 1), strict=True):
        draft.compared.append(Comparison("序时进度", (1 if match["a"] else -1) * value))
    return bool(drafts)
