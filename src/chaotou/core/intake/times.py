"""How periods carry: over the text, back from a narrower one at a paragraph's end; some only pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from chaotou.core.intake.clauses import Span
from chaotou.core.intake.drafts import Draft, State
from chaotou.core.intake.periods_in_text import Mention, Role
from chaotou.core.periods import Period

_DATING = (Role.OWN, Role.LOCAL, Role.START, Role.BY, Role.AS_OF)
_OPENING = 8
_UNDER_WAY = re.compile("^第?[一二三四1-4]季度$|半年$")


def year_of(period: Period | None) -> int | None:
    return period.latest_year if period else None


def section_year(state: State, found: Sequence[Mention]) -> None:
    """A section's heading with one year (2025年工作安排) dates what stands below it."""
    years = {m.year for m in found if m.year and not m.relative and m.role is not Role.BASE}
    state.section_year = years.pop() if len(years) == 1 else None
    if state.section_year and all(m.months is None for m in found):
        _set(state, Period.year(state.section_year), str(found[0].text))


def hear_periods(state: State, found: Sequence[Mention]) -> None:
    """Take the time expressions before the next number of the clause into account."""
    own = [m for m in found if m.role in _DATING]
    for mention in own:
        _take(state, mention)
    own = [m for m in own if m.role is not Role.START]
    if len(own) > 1 and all(m.year is not None or m.months for m in own):
        periods = [meant(state, m) for m in own]
        state.several = [p for p in periods if p is not None]


def meant(state: State, mention: Mention) -> Period | None:
    """The months a mention means here: 今年 under a heading with a year is that year."""
    spoken = state.document_year
    if mention.relative and state.section_year and (mention.year == 0 or state.section == "target"):
        spoken = state.section_year
    around = state.outer[0] if state.outer else state.period
    if around is not None and mention.text.startswith(("上年", "上一年", "当年")):
        spoken = year_of(around)
    if around is None and _before_the_new_year(state, mention):
        spoken = spoken - 1 if spoken else None
    if _back_to_the_present(state, mention, around):
        around = None
    return mention.period(spoken, year_of(around))


def _back_to_the_present(state: State, mention: Mention, around: Period | None) -> bool:
    """一季度 after a passing 2023年研发强度…, in a text that reports on the months of 2024."""
    if mention.year is not None or mention.months is None or around is None or not around.is_year:
        return False
    present = state.document_year
    return around.latest_year != present and any(
        p.latest_year == present and not p.is_year for p in state.dated
    )


def open_year(state: State, text: str) -> bool:
    """今年,…安排项目108个 after figures of a quarter plans the whole year."""
    planned = re.match(r"(?:今年|本年),[^,。;\d]{0,12}(?:安排|计划|谋划|铺排|列入|纳入|排定)", text)
    if not planned or state.document_year is None or year_of(state.period) != state.document_year:
        return False
    _set(state, Period.year(state.document_year), "今年")
    return bool(re.search("安排|铺排|计划", planned.group()))


def _before_the_new_year(state: State, mention: Mention) -> bool:
    """1-12月 in a bulletin of January is of the year before; 二季度 in one of April is under way."""
    if mention.year is not None or mention.relative or mention.months is None or state.kind == "target":
        return False
    if state.document_month is None or mention.months[1] <= state.document_month:
        return False
    return not (_UNDER_WAY.search(mention.part) and mention.months[0] <= state.document_month)


def _take(state: State, mention: Mention) -> None:
    period = meant(state, mention)
    if mention.role is Role.START:
        undated = state.period is None and state.outer is not None
        state.resume = state.outer if undated else (state.period, state.period_text)
    elif mention.role not in (Role.LOCAL, Role.AS_OF):
        state.resume = None
    state.local_period = mention.role in (Role.LOCAL, Role.AS_OF)
    state.as_of = mention.role is Role.AS_OF
    if not _says_nothing_new(state, mention, period):
        if mention.role is Role.OWN:
            _note_passed(state, mention)
        _keep_the_outer(state, mention, period)
        state.period_since = mention.start
        _set(state, period, mention.text)


def _note_passed(state: State, mention: Mention) -> None:
    """上年 after this year's figure passes by; a later date of the sentence's own holds on."""
    passes = mention.relative and mention.year == -1 and state.of_sentence()
    state.passed = (state.passed or (state.period, state.period_text)) if passes else None


def _set(state: State, period: Period | None, words: str | None) -> None:
    state.period, state.period_text = period, words


def _says_nothing_new(state: State, mention: Mention, period: Period | None) -> bool:
    vague = mention.relative and mention.year == 0 and not mention.part
    if not vague or period is None or state.period is None or state.kind != "actual":
        return False
    return year_of(state.period) == period.latest_year


def _keep_the_outer(state: State, mention: Mention, period: Period | None) -> None:
    """A narrower period within the one reported so far, or 到2030年, holds to the paragraph's end."""
    if mention.role in (Role.LOCAL, Role.START, Role.AS_OF):
        return
    if state.period is not None and (mention.role is Role.BY or period is None or _within(state, period)):
        state.outer = state.outer or (state.period, state.period_text)
        state.outer_since = mention.start
    elif not _still_within(state, mention, period):
        state.outer = None


def _within(state: State, period: Period | None) -> bool:
    around = state.period
    if period is None or around is None:
        return False
    if state.kind == "target" and around.is_year and around != period:
        return around.contains(period)
    if around not in state.dated:
        return False
    return around.is_year_to_date and period.first_month > 1 and around.contains(period)


def _still_within(state: State, mention: Mention, period: Period | None) -> bool:
    """一季度60%、上半年90%: a second part of the year that a target is set for."""
    if state.kind != "target" or state.outer is None or period is None or mention.year is not None:
        return False
    around = state.outer[0]
    return around is not None and around.is_year and around != period and around.contains(period)


def open_paragraph(state: State) -> None:
    if state.outer:
        _set(state, *state.outer)
        state.outer = None


def close_sentence(state: State, span: Span) -> None:
    """A narrower period named in the middle of a sentence, or in one without figures, ends with it."""
    here = state.outer_since >= span.start
    told = any(draft.sentence == span for draft in state.drafts[-1:])
    if state.outer and here and (not told or state.outer_since > span.start + _OPENING):
        open_paragraph(state)


_ALL_YEAR = re.compile(
    r"(?:紧盯|围绕|对照|锚定|瞄准|完成|实现|冲刺|咬定|聚焦)[^,。;\d]{0,6}(?:全年|年度)[^,。;\d]{0,6}(?:目标|任务)"
)


def aim_at_the_year(state: State, text: str, fresh: Sequence[Draft]) -> None:
    """四季度要紧盯全年目标,确保投资增长10%: what is to be reached is of the year."""
    for draft in fresh if _ALL_YEAR.search(text) else ():
        if draft.kind == "target" and draft.period is not None and not draft.period.is_year_to_date:
            draft.period = Period.year(draft.period.latest_year)


def close_segment(state: State, segment: Span) -> None:
    """其中四季度增长9.5%; …: a narrower period named in the middle of a segment ends with it."""
    narrow = state.period is not None and not state.period.is_year
    if narrow and state.outer and state.outer_since > segment.start + _OPENING:
        open_paragraph(state)


def close_chain(state: State, fresh: Sequence[Draft], before: tuple[Period | None, str | None]) -> None:
    """Milestones in one sentence (一季度开工30个,上半年累计开工120个) date nothing after it."""
    told = [draft.period for draft in fresh if draft.period is not None and not draft.period.is_year]
    grows = any(one.first == other.first and one.latest < other.latest for one, other in pairwise(told))
    if grows and state.document_year:
        whole = (Period.year(state.document_year), None)
        _set(state, *(before if before[0] else whole))
        state.outer = None


def return_from_the_year_before(state: State) -> None:
    """上年为20亿元 at a sentence's end, beside this year's figure, does not date what follows."""
    if state.passed is not None:
        state.period, state.period_text = state.passed


def looks_back(state: State, span: Span, found: Sequence[Mention], before: Period | None) -> bool:
    """A look back within a sentence (2020年又迎来…) that gave no figure does not date what follows."""
    if state.period is None or before is None or state.period.latest >= before.first:
        return False
    return not any(m.role is Role.OWN and m.start <= span.start + 8 for m in found)


def date_the_undated(state: State, found: Sequence[Mention]) -> None:
    """A bulletin of one event with no period of its own speaks of that month."""
    if any(m.role in (Role.OWN, Role.LOCAL, Role.BY) for m in found) or state.document_year is None:
        return
    event = next((m for m in found if m.role is Role.EVENT), None)
    month = re.search(r"(\d{1,2})月", event.text) if event else None
    if month is None or not 1 <= int(month[1]) <= 12:
        return
    for draft in state.drafts:
        draft.period = draft.period or Period.month(state.document_year, int(month[1]))
