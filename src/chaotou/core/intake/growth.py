"""Growth: how much an indicator grew, over which time and of which body."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from chaotou.core.intake import lists, subjects
from chaotou.core.intake.bounds import bound
from chaotou.core.intake.drafts import Draft, Figure, State
from chaotou.core.intake.token_types import Sort, signed
from chaotou.core.periods import Period

HEDGE = r"(?:约为|约|将近|近|接近|超过|超|突破|逾|达到|达|为|了|至少|不低于|不少于|高达"
HEDGE += r"|均为|均|都|保持在|在|分别|力争|大幅|:|各|左右)*"
UP = r"微增|略增|增长|增速|增幅|涨幅|增加|上涨|上升|提高|提升|攀升|跃升|扩大|增|涨|加快"
UP += r"|回升|快|高|多|增长率|增长速度"
DOWN = r"微降|略降|下降|减少|降低|回落|下滑|降幅|下跌|负增长|压减|减|放缓|收缩|减幅|跌|降"
_GROWTH = re.compile(rf"(?:(?P<down>{DOWN})|(?P<up>{UP})){HEDGE}$")
_GROWTH_AIM = re.compile(
    r"(?:增长|增速|增幅)(?:的)?(?:预期|年度|奋斗)?(?:目标|预期)(?:值)?(?:为|是|定为|设定为|确定为|:|定在)(?:约|不低于)?$"
)
_GROWTH_AFTER = re.compile(
    r"^(?:左右|以上|以下)?的?(?:同比|快速|较快|高速|高位|高|平均)*(?:增速|增幅|增长速度|增长(?!率|点|极)|涨幅|幅度|速度(?:增长|上升))"
)
_RISING = (
    "(?:回升|回落|收窄|扩大|加快|放缓|提高|提升|下降|上升|反弹|重回|重返|回到|下滑|回暖|升|降|转为|变为)"
)
_MOVED_TO = re.compile(rf"(?:逐步|进一步|快速|持续|明显|又)?{_RISING}(?:到|至|为)?(?:增长|(?:约|近|超)?)")
_RATE_NOW = re.compile(
    rf"(?:(?P<down>降幅|跌幅|减幅)|(?P<up>增速|增幅|涨幅|增长率))(?:将|逐步|进一步|快速|持续|明显|力争)*{_RISING}(?:到|至|为)?{HEDGE}$"
)
_OVER_YEARS = re.compile(r"年均|年平均|[两二三四五]年平均|复合增")
_AVERAGE = re.compile(r"年均|年平均|[两二三四五]年平均|平均增|月均增|复合增|环比|较20\d\d年")


def grew(state: State, figure: Figure) -> bool:
    """同比增长7.5%, 增速达23.5%, 分别增长130%、30%, 增长2.5倍, 下降3.2%."""
    match = _GROWTH.search(figure.left)
    further = _further(state, figure)
    told = state.heard_rate and re.fullmatch(r"(?:分别)?(?:为|达到?|高达)了?(?:约|近)?", figure.left)
    told = told or (_MOVED_TO.fullmatch(figure.left) if state.moving else None)
    state.moving = False
    rate = None if match else _RATE_NOW.search(figure.left)
    match = match or rate
    if not (match or further or told or _GROWTH_AIM.search(figure.left) or _GROWTH_AFTER.match(figure.right)):
        return False
    token = figure.token
    if token.low is not None:
        return _growth_range(state, figure)
    percents = signed(token, down=bool(match and match["down"]))
    if token.sort is Sort.TIMES:
        percents = [percent * 100 for percent in percents]
    average = bool(_AVERAGE.search(figure.left))
    drafts = further or growing(state, figure, len(percents), average)
    if not drafts or len(percents) not in (1, len(drafts)):
        return False
    for draft, percent in zip(drafts, spread(percents, len(drafts)), strict=True):
        draft.growth, draft.average = percent, average
        draft.facet = None if draft.facet == "rank" else draft.facet
        if draft.kind == "actual" and draft.value is None and _OVER_YEARS.search(figure.left):
            draft.period = None
        if draft.kind == "target" and draft.value is None and _OVER_YEARS.search(figure.left):
            draft.period = _years_until(draft.period, state.document_year)
        if draft.value is None:
            draft.bound = bound(figure, state.lexicon)
            draft.span = replace(draft.span)
    state.latest = drafts
    return True


def _years_until(period: Period | None, present: int | None) -> Period | None:
    """到2025年…年均增长9%: of the years until then."""
    if period is None or present is None or not period.is_year or period.latest_year <= present:
        return period
    return Period.range((present, 1), (period.latest_year, 12))


def spread(values: list[Decimal], count: int) -> list[Decimal]:
    """One number for all, or each its own."""
    return values * count if len(values) == 1 else values


def _town_and_country(name: str, count: int) -> list[str] | None:
    """城乡居民人均可支配收入分别…: the towns first, then the villages."""
    if count == 2 and name.startswith("城乡"):
        return [f"城镇{name[2:]}", f"农村{name[2:]}"]
    return None


def _further(state: State, figure: Figure) -> list[Draft]:
    """增长8%、力争10%: two targets of one indicator."""
    about = state.main[-1] if state.kind == "target" and state.main else None
    more = re.fullmatch(r"[、,和]?(?:力争|冲刺|争取|奋力|挑战)(?:达到?|实现)*", figure.left)
    return [state.new(about.name, figure)] if about and more and about.growth is not None else []


def growing(state: State, figure: Figure, count: int, average: bool) -> list[Draft]:
    """The drafts that grew: those just valued, or new ones for the indicators named here."""
    if dealt := _dealt_to_bodies(state, figure, count):
        return dealt
    named = subjects.name_of(figure.words, state.lexicon)
    name = named.name
    if name and figure.words.startswith("其中") and (member := _member(state, name)):
        return [member]
    if name in ("余额", "产值", "投资") and [
        d.name for d in state.main if d.name.endswith(name) and d.growth is None
    ]:
        return state.main if len(state.main) == count else []
    if name and not subjects.is_pronoun(name) and not subjects.is_verb_only(name):
        state.entity = named.entity or state.entity
        parts = lists.dealt(name, count, state.lexicon) or _all(state, name, figure) or [name]
        if len(parts) == 1 and count > 1:
            parts = _town_and_country(parts[0], count) or parts * count
        if len(parts) != count and count != 1:
            return []
        drafts = [state.new(part, figure) for part in parts]
        if len({*parts}) == 1 and len(state.bodies) == count > 1:
            _to_bodies(state, drafts)
        state.main = drafts
        if state.parent is None:
            state.whole = drafts[0]
        return drafts
    return _continued(state, figure, count, average)


def _dealt_to_bodies(state: State, figure: Figure, count: int) -> list[Draft]:
    """甲区、乙区GDP分别增长6.8%、7.2%: one indicator of several bodies, each its growth."""
    found = lists.entities(figure.words, count) if count > 1 else None
    name = subjects.name_of(found[1], state.lexicon).name if found else ""
    if not found or not name or subjects.is_pronoun(name) or subjects.is_verb_only(name):
        return []
    state.bodies, state.main = found[0], [state.new(name, figure) for _ in found[0]]
    _to_bodies(state, state.main)
    return state.main


def _to_bodies(state: State, drafts: list[Draft]) -> None:
    for draft, body in zip(drafts, state.bodies, strict=True):
        draft.entity = state.body_of(body)


def _member(state: State, name: str) -> Draft | None:
    """其中新材料增长17.4%, after 新材料、智能终端产值分别为…: the growth of one that has its level."""
    same = [d for d in state.of_sentence() if d.value is not None and d.facet is None and d.growth is None]
    return next((d for d in same if len(name) > 2 and d.name.startswith(name) and d.name != name), None)


def _all(state: State, name: str, figure: Figure) -> list[str] | None:
    """A、B均增长10%: each of them."""
    if not re.search(r"(?:均|都|双双|同比均|全部)", figure.left):
        return None
    return lists.dealt(name, name.count("、") + 1 + len(re.findall("[和与及]", name)), state.lexicon)


def _continued(state: State, figure: Figure, count: int, average: bool) -> list[Draft]:
    if state.several and len(state.several) == count > 1 and len(state.main) == 1:
        return _by_period(state, figure, state.main[0])
    if not state.main and state.heard:
        parts = lists.dealt(state.heard, count, state.lexicon) or [state.heard]
        state.main = [state.new(part, figure) for part in parts]
        return state.main if len(parts) in (1, count) and (count == 1 or len(parts) == count) else []
    if not state.main and _opens_with_a_time(state, figure) and len(state.before) == count == 1:
        state.main = [state.new(state.before[0].name, figure)]
        return state.main
    if (sharer := _sharer(state)) and count == 1:
        state.main = [state.new(sharer, figure)]
        return state.main
    if count not in (1, len(state.main)):
        fresh = [draft for draft in state.figures_here(count) if draft.growth is None]
        return fresh if len(fresh) == count else []
    if average and state.main or any(d.growth is not None for d in state.main):
        one_name = len({draft.name for draft in state.main}) == 1
        return [_beside(state, figure, draft) for draft in (state.main[-1:] if one_name else state.main)]
    if state.main and figure.left != figure.words and all(_is_of_another_time(state, d) for d in state.main):
        return [_beside(state, figure, state.main[-1])]
    return state.main


def _is_of_another_time(state: State, draft: Draft) -> bool:
    """2023年131亿元,今年一季度增长19.5%: the growth is of the period just named, not of the level."""
    return draft.value is not None and None is not state.period != draft.period is not None


def _opens_with_a_time(state: State, figure: Figure) -> bool:
    """11月当月增长10.6%: what the sentence before was about, in another period."""
    first = figure.clause.start == state.sentence.start
    return (
        first
        and figure.left != figure.words
        and bool(re.fullmatch("(?:同比|环比)?增长|(?:同比)?下降", figure.words))
    )


def _sharer(state: State) -> str:
    """其中技改投资占六成,增长23.6%: what the share was of, where that is not what was spoken of."""
    share = state.latest[0] if len(state.latest) == 1 and state.latest[0].facet == "share" else None
    name = share.name.rpartition("占")[0] if share else ""
    others = state.main and not any(d is share or name.startswith(d.name) for d in state.main)
    return name if name and others else ""


def _by_period(state: State, figure: Figure, draft: Draft) -> list[Draft]:
    drafts = []
    for period in state.several:
        fresh = state.new(draft.name, figure)
        fresh.period, fresh.local = period, True
        drafts.append(fresh)
    return drafts


def _beside(state: State, figure: Figure, draft: Draft) -> Draft:
    """A second growth of the same indicator is a fact of its own."""
    fresh = state.new(draft.name, figure)
    named = subjects.name_of(figure.words, state.lexicon)
    fresh.entity, fresh.average = named.entity or draft.entity, True
    dated = figure.left != figure.words and state.period is not None
    fresh.period = state.period if dated else draft.period if not draft.local else None
    return fresh


def _growth_range(state: State, figure: Figure) -> bool:
    drafts = growing(state, figure, 1, average=False)
    for draft in drafts:
        if draft.value is None:
            draft.low, draft.high, draft.unit = figure.token.low, figure.token.high, "%"
            draft.facet = None
    return bool(drafts)
