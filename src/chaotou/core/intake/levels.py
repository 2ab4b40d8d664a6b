"""Levels: amounts and percents that are an indicator's value, and whose value they are."""

from __future__ import annotations

import re
from decimal import Decimal

from chaotou.core.intake.bounds import bound
from chaotou.core.intake.clauses import Span
from chaotou.core.intake.drafts import Draft, Figure, State
from chaotou.core.intake.level_names import level_names
from chaotou.core.intake.token_types import Sort, Token, is_count

_MONEY_NAME = re.compile(
    r"投资|产值|收入|额|税|资金|GDP|生产总值|增加值|贷款|存款|消费|利润|外资|内资|营收|进出口|出口|进口|出|销售"
)
_PEOPLE = re.compile(r"人$|工人|人才|职工|学生|人口|员工|大学生|居民|群众|劳动力|就业")


def level(state: State, figure: Figure) -> bool:
    """An amount or a percent that is the indicator's value."""
    token = figure.token
    if token.unit in ("大类", "个大类", "类") and not figure.right and figure.following:
        state.waiting = [_valued(state, figure, "类别", token.value)]
        return True
    if _made_exact(state, figure):
        return True
    names = level_names(state, figure) or _in_another_period(state, figure)
    if not names:
        return False
    state.resumed()
    values = token.values
    if len(names) == len(values) == 1 and (member := _member(state, figure, names[0])):
        member.value, member.unit = values[0], _unit(token, names[0], figure.right) or None
        return True
    one_name = len({*names}) == 1 and not state.dealt_bodies
    if len(values) > 1 and one_name and len(state.several) == len(values):
        return _levels_by_period(state, figure, names[0])
    if len(values) > 1 and len(names) != len(values):
        names, values = names[-1:], values[-1:]
    drafts = [_valued(state, figure, name, value) for name, value in zip(names, values, strict=False)]
    dealt = state.dealt_bodies or (state.bodies if len(state.bodies) == len({*names}) * len(drafts) else [])
    for draft, body in zip(drafts, dealt, strict=False):
        draft.entity = state.body_of(body)
    state.bodies, state.dealt_bodies = dealt, []
    state.main = state.latest = drafts
    _related(state, figure, drafts)
    _name_the_waiting(state, figure, drafts)
    state.from_value, state.from_name = None, ""
    return True


def _in_another_period(state: State, figure: Figure) -> list[str]:
    """一季度达60%、上半年达90%: the same indicator again, at a period just named."""
    before = state.main[0] if len(state.main) == 1 else None
    bare = re.fullmatch(
        r"[、,]?(?:累计|力争|确保|要|将|再|又|进一步|进而)*(?:增长|增加|提高|提升|上升|增|升)?"
        r"(?:达到?|到|至|完成|实现|为)?了?的?",
        figure.words,
    )
    if not bare or before is None or before.value is None or before.period in (None, state.period):
        return []
    alike = before.unit == _unit(figure.token, before.name, figure.right)
    return [before.name] if alike and len(figure.token.values) == 1 else []


def _member(state: State, figure: Figure, name: str) -> Draft | None:
    """其中A产值462亿元, after A、B产值分别增长…: the level of one that has its growth."""
    if "其中" not in figure.left or figure.token.sort is not Sort.AMOUNT:
        return None
    alike = [d for d in state.of_sentence() if d.value is None and d.growth is not None]
    return next((d for d in alike if d.name.replace("产业", "") == name.replace("产业", "")), None)


def _made_exact(state: State, figure: Figure) -> bool:
    """突破1200亿元大关,达到1218.6亿元: the second number is the level, the first only its milestone."""
    draft = state.main[-1] if len(state.main) == 1 else None
    if draft is not None and _completes(state, draft, figure):
        return True
    if draft is None or draft.value is None or draft.bound != "at_least" or draft.unit != figure.token.unit:
        return False
    if (
        not re.fullmatch(r"[、]?(?:并|总量|规模|总额)?(?:达到?|为|实现|完成)了?", figure.left)
        or figure.token.value < draft.value
    ):
        return False
    draft.value, draft.bound = figure.token.value, bound(figure, state.lexicon)
    draft.span = Span(figure.clause.start + figure.token.start, figure.clause.start + figure.token.end)
    return True


def _completes(state: State, draft: Draft, figure: Figure) -> bool:
    """财政总收入增长8%,力争突破20亿元: growth and level of one figure."""
    alone = re.fullmatch(
        r"(?:力争|总量|规模|预计|确保)*(?:达到?|突破|超过?|完成|实现)(?:了)?(?:约|近)?", figure.left
    )
    if (
        not alone
        or draft.growth is None
        or draft.value is not None
        or draft.kind != state.kind
        or draft.average
    ):
        return False
    if figure.token.sort is not Sort.AMOUNT or len(figure.token.values) > 1 or figure.token.low is not None:
        return False
    draft.value, draft.unit = figure.token.value, _unit(figure.token, draft.name, figure.right)
    draft.bound = bound(figure, state.lexicon)
    draft.span = Span(figure.clause.start + figure.token.start, figure.clause.start + figure.token.end)
    return True


def _name_the_waiting(state: State, figure: Figure, drafts: list[Draft]) -> None:
    """10大类48项民生实事项目: the classes are of the items named after them."""
    for draft in state.waiting:
        draft.name = f"{drafts[0].name}类别"
    state.waiting = []


def _levels_by_period(state: State, figure: Figure, name: str) -> bool:
    drafts = []
    for period, value in zip(state.several, figure.token.values, strict=True):
        draft = _valued(state, figure, name, value)
        draft.period, draft.local = period, True
        drafts.append(draft)
    state.main = state.latest = drafts
    return True


def _valued(state: State, figure: Figure, name: str, value: Decimal) -> Draft:
    token = figure.token
    draft = state.new(name, figure)
    draft.value, draft.unit, draft.bound = (
        value,
        _unit(token, name, figure.right) or None,
        bound(figure, state.lexicon, aim=state.kind == "target"),
    )
    if token.low is not None:
        draft.low, draft.high, draft.value = token.low, token.high, None
    if draft.unit == "%" and re.search(r"占.*(?:比重|比例)$|占比$", name):
        draft.facet = "share"
    state.counted[value, draft.unit] = draft
    draft.from_value = state.from_value
    draft.bare, state.bare = state.bare, ""
    first = re.search(rf"在(?P<place>{state.lexicon.place})率先", figure.clause_text[: token.start])
    if first:
        draft.rank, draft.rank_scope = 1, first["place"]
    return draft


def _unit(token: Token, name: str, right: str) -> str:
    if token.sort is Sort.PERCENT:
        return "%"
    if token.unit in ("亿", "万亿") and _MONEY_NAME.search(name):
        return f"{token.unit}元"
    if token.unit == "万" and (_PEOPLE.search(name) or _PEOPLE.match(right[:4])):
        return "万人"
    return {"大类": "类", "个大类": "类"}.get(token.unit, token.unit)


def _related(state: State, figure: Figure, drafts: list[Draft]) -> None:
    """Whole and parts: 其中 makes what follows children of the figure before, to the sentence's end."""
    if state.after_event:
        return
    if figure.left.endswith("占") and is_count(figure.token) and state.whole:
        for draft in drafts:
            draft.parent = state.whole.name
        return
    _close_the_whole(state, drafts)
    if drafts[0].unit == "%" and state.whole is not None and state.parent is None:
        return
    if state.parent is not None:
        for draft in drafts:
            if not draft.name.startswith(state.parent.name) and draft.name != state.parent.name:
                draft.parent = state.parent.name
    elif (
        drafts
        and not re.search("投资", drafts[0].name)
        and not _smaller_tier(state.whole, drafts[0])
        or state.whole is None
        or state.whole.unit not in ("个", "项", "宗", "家")
    ):
        state.whole = drafts[0]


def _smaller_tier(whole: Draft | None, draft: Draft) -> bool:
    """10亿元以上项目18个 after 亿元以上项目81个 of the same kind: the first count stays the whole."""
    tier = r"(?:\d[\d-]*|[十百千])?[亿万]元以[上下]"
    if whole is None or whole.unit != draft.unit or not re.search(tier, whole.name):
        return False
    fewer = whole.value is not None and draft.value is not None and draft.value <= whole.value
    return fewer and re.sub(tier, "", whole.name) == re.sub(tier, "", draft.name)


def _close_the_whole(state: State, drafts: list[Draft]) -> None:
    """A count that no longer fits into its whole beside the parts before it begins something new."""
    whole = state.parent
    if whole is None or whole.value is None:
        return
    elsewhere = state.parent_at < state.segment.start and drafts[0].unit != whole.unit
    if elsewhere and not re.search("投资|金额|产值|资金", drafts[0].name):
        state.parent = state.whole = None
        return
    parts = [
        d.value
        for d in state.of_paragraph()
        if d.parent == whole.name and d.sentence == whole.sentence and d.unit == whole.unit
    ]
    fresh = [d.value for d in drafts if d.unit == whole.unit and d.value is not None]
    if state.parent_at < state.segment.start and any(value > whole.value for value in fresh):
        state.parent = state.whole = None
        return
    if fresh and parts and sum(p for p in parts if p is not None) == whole.value:
        state.parent = state.whole = None
