"""From text to claims: mended text, sentences, clauses, number tokens, rules in order, names to codes,
repeats removed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from chaotou.core.intake import (
    chains,
    context,
    gains,
    gaps,
    growth,
    hearing,
    levels,
    multiples,
    ranks,
    rates,
    targets,
    times,
)  # fmt: skip
from chaotou.core.intake.bodies import main_body
from chaotou.core.intake.claims import Claim
from chaotou.core.intake.clauses import Span, clauses, segments, sentences
from chaotou.core.intake.denials import denied
from chaotou.core.intake.drafts import Draft, Figure, State
from chaotou.core.intake.finish import finished
from chaotou.core.intake.layout import Line, Page, mended
from chaotou.core.intake.lexicon import Lexicon
from chaotou.core.intake.periods_in_text import Mention, Role, document_month, document_year, mentions
from chaotou.core.intake.tables import read_table
from chaotou.core.intake.token_types import Sort, Token
from chaotou.core.intake.tokens import tokens

Rule = Callable[[State, Figure], bool]
_LEFT = 80
_LONGEST_TABLE = 2000
_SECTION = re.compile(r"#|[一二三四五六七八九十]+、|[(][一二三四五六七八九十]+[)]")
_SECTION_HEAD = re.compile("。")
_AIM_AFTER = re.compile("^(?:以上)?的(?:年度|全年|预期|奋斗|既定|发展)*目标")
_ASIDE = re.compile(r"\([^()]*\d[^()]*\)")

RULES: dict[Sort, tuple[Rule, ...]] = {
    Sort.PERCENT: (
        targets.aim_beside,
        targets.another_place,
        chains.on_a_base,
        multiples.recovered,
        rates.structure,
        chains.turned,
        chains.criterion,
        chains.a_part,
        chains.started_from,
        rates.completion,
        rates.contribution,
        rates.pull,
        gaps.pace_gap,
        gaps.gap,
        rates.share,
        gains.gained,
        growth.grew,
        levels.level,
    ),
    Sort.POINTS: (rates.pull, gaps.pace_gap, gaps.gap, gains.gained),
    Sort.TIMES: (multiples.doubled, growth.grew, multiples.multiple),
    Sort.RANK: (ranks.rank,),
    Sort.AMOUNT: (
        chains.change_of_rank,
        chains.on_a_base,
        targets.task,
        chains.part_of_the_words,
        targets.aim_beside,
        chains.crossed,
        chains.started_from,
        chains.changed_by,
        levels.level,
    ),
}


def read(text: str, lexicon: Lexicon, *, year: int | None = None) -> list[Claim]:
    """Every figure and target that `text` states, in order; offsets are of `text` as given.

    `year` is the year the document speaks from (今年); without it the text's own dates tell.
    """
    page = mended(text)
    found = mentions(page.text)
    state = State(lexicon, document_year=year or document_year(page.text, found))
    state.document_month = document_month(page.text, found, state.document_year)
    forward = _forward(page.text, found, state.document_year)
    lasting = "actual"
    state.entity = state.home = main_body(page.text, lexicon)
    cursor = 0
    through = 0
    for index, line in enumerate(page.lines):
        if index < through:
            continue
        end = line.start + len(line.text)
        here: list[Mention] = []
        while cursor < len(found) and found[cursor].start < end:
            here.append(found[cursor])
            cursor += 1
        through = index + read_table(state, page.lines[index : index + _LONGEST_TABLE])
        if through == index:
            lasting = _read_line(state, page, line, here, lasting, forward)
    times.date_the_undated(state, found)
    return finished(state.drafts, page, lexicon, state.document_year)


def _forward(text: str, found: Sequence[Mention], year: int | None) -> bool:
    """Whether the document opens a year: an annual meeting of that very year, or a plan for it."""
    named = [m for m in found if m.year == year and not m.relative]
    return any(
        re.match(r"[^,。;]{0,10}(?:工作会|打算|工作计划|工作要点|目标)", text[m.end : m.end + 18])
        for m in named
    )


def _read_line(
    state: State, page: Page, line: Line, found: Sequence[Mention], lasting: str, forward: bool
) -> str:
    short = len(line.text) < 40 and not re.search("[。;,]", line.text)
    state.kind = lasting
    state.paragraph_start = line.start
    state.counted, state.main = {}, []
    state.headline, state.spirited = short, False
    times.open_paragraph(state)
    hearing.hear_home(state, line.text)
    state.heard, state.rated = "", ""
    state.label = hearing.label(state, line.text)
    if short or line.heading or len(line.text) < 60 and _SECTION.match(line.text):
        context.hear_section(state, _SECTION_HEAD.split(line.text)[0], found)
    if short or line.heading:
        context.hear_owner(state, line.text, heading=True)
    if line.heading:
        times.hear_periods(state, [m for m in found if m.role in (Role.OWN, Role.BY)])
        return lasting
    first = len(state.drafts)
    owner, state.owner = state.owner, context.led_by(line.text) or state.owner
    for span in sentences(page.text[line.start : line.start + len(line.text)], line.start):
        here = [m for m in found if span.start <= m.start < span.end]
        before, count = state.kind, len(state.drafts)
        kept = context.hear_kind(state, span.of(page.text), here, forward=forward)
        lasting = kept or lasting
        _read_sentence(state, page.text, span, here)
        if kept is None and len(state.drafts) == count and context.only_spirited(state, span.of(page.text)):
            state.spirited, state.kind = state.spirited or state.kind != before, before
    context.hear_answer(line.text, state.drafts[first:])
    if context.led_by(line.text):
        state.owner = owner
    return lasting


def _read_sentence(state: State, text: str, span: Span, found: Sequence[Mention]) -> None:
    state.sentence = span
    if not span.of(text).startswith("其中"):
        state.before, state.main, state.latest = state.main, [], []
        state.whole = state.parent = None
    state.estimated, state.several, state.from_value, state.from_name = "", [], None, ""
    hearing.close_body(state, span.of(text))
    state.rank_scope = state.share_words = state.planned = ""
    state.as_of, state.outside, state.bodies = False, None, []
    state.local_period, state.gap_sign, state.resume, state.moving = False, 0, None, False
    state.passed = None
    before = (state.period, state.period_text)
    context.hear_owner(state, span.of(text), heading=False)
    first = len(state.drafts)
    for segment in segments(text, span):
        _read_segment(state, text, segment, found)
    if state.kind == "target" or state.spirited:
        targets.relative(state, span.of(text), span.start)
    if (
        state.local_period
        or state.rated
        or before[0] is not None
        and any(m.role is Role.START for m in found)
        or len(state.drafts) == first
        and times.looks_back(state, span, found, before[0])
    ):
        state.period, state.period_text = before
        state.rated = ""
    else:
        times.return_from_the_year_before(state)
    times.aim_at_the_year(state, span.of(text), state.drafts[first:])
    times.close_sentence(state, span)
    times.close_chain(state, state.drafts[first:], before)
    context.close_aim(state)
    _one_owner(state, state.drafts[first:])


def _one_owner(state: State, drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        if draft.kind == "target" and draft.owner is None:
            draft.owner = state.owner


def _read_segment(state: State, text: str, segment: Span, found: Sequence[Mention]) -> None:
    if re.match(r"(?:全年|\d{4}年|上半年|下半年|[一二三四]季度|前)", segment.of(text)):
        state.estimated = ""
    elif state.estimated == "segment":
        state.estimated = "values"
    state.segment = segment
    state.heard = state.topic = ""
    for clause in clauses(text, segment):
        _read_clause(state, text, clause, found)
    times.close_segment(state, segment)


def _read_clause(state: State, text: str, clause: Span, found: Sequence[Mention]) -> None:
    words = clause.of(text)
    here = [m for m in found if clause.start <= m.start < clause.end]
    masks = [(m.start - clause.start, m.end - clause.start) for m in here]
    numbers = tokens(words, masks)
    hearing.hear_hedge(state, words)
    context.hear_aim(state, words)
    hearing.hear_effect(state, words, opens=clause.start == state.segment.start)
    hearing.hear_parent(state, words)
    hearing.hear_evaluation(state, words)
    heard = 0
    for figure in _figures(words, clause, numbers, here):
        limit = clause.start + figure.token.start
        times.hear_periods(state, [m for m in here if heard <= m.start < limit])
        heard = limit
        _set_aside(state, words[: figure.token.start])
        _apply(state, figure)
    times.hear_periods(state, [m for m in here if heard <= m.start])
    ranks.superlatives(state, words)
    targets.compared_only(state, words)
    if not numbers:
        hearing.hear_subject(state, words)
    if state.estimated == "clause":
        state.estimated = ""


def _figures(
    words: str, clause: Span, numbers: Sequence[Token], found: Sequence[Mention]
) -> Iterator[Figure]:
    spoken = [m for m in found if m.role is not Role.BASE]
    for index, token in enumerate(numbers):
        begin = _left_begin(words, numbers[:index], token)
        end = numbers[index + 1].start if index + 1 < len(numbers) else len(words)
        begin = max(begin, token.start - _LEFT)
        aside = [(m.start(), m.end()) for m in _ASIDE.finditer(words, begin, token.start)]
        ends = [m.end - clause.start for m in spoken]
        ends = [end + (words[end : end + 1] in ("底", "末")) for end in ends]
        times = [(m.start - clause.start, end) for m, end in zip(spoken, ends, strict=True)]
        yield Figure(
            token,
            _without(words, begin, token.start, aside),
            _without(words, begin, token.start, aside + times),
            words[token.end : end],
            clause,
            words,
            index == 0,
            numbers[index + 1] if index + 1 < len(numbers) else None,
            numbers[index - 1] if index else None,
        )


def _left_begin(words: str, earlier: Sequence[Token], token: Token) -> int:
    """Where the words before a number begin: after the number before it, figures in closed brackets passed
    over."""
    for previous in reversed(earlier):
        closed = words.find(")", previous.end, token.start)
        if closed < 0 or words.rfind("(", 0, previous.start) <= words.rfind(")", 0, previous.start):
            return previous.end
    return 0


def _without(words: str, begin: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    return "".join(words[i] for i in range(begin, end) if not any(a <= i < b for a, b in spans))


def _set_aside(state: State, before: str) -> None:
    """Figures in brackets are said in passing: what was spoken of before goes on after them."""
    inside = before.count("(") > before.count(")")
    if inside and state.outside is None:
        state.outside = (state.main, state.latest, state.whole, state.entity)
    elif not inside and state.outside is not None:
        state.main, state.latest, state.whole, state.entity = state.outside
        state.outside = None


def _apply(state: State, figure: Figure) -> None:
    if denied(figure):
        return
    before = len(state.drafts)
    for rule in RULES[figure.token.sort]:
        if rule(state, figure):
            break
    fresh = state.drafts[before:]
    if len(fresh) == len(figure.token.spans) > 1:
        for draft, (start, end) in zip(fresh, figure.token.spans, strict=True):
            draft.span = Span(figure.clause.start + start, figure.clause.start + end)
    for draft in fresh:
        _estimate(state, draft)
        if draft.value is not None and draft.facet is None and _AIM_AFTER.match(figure.right):
            draft.kind = "target"
        if state.after_event and draft.kind == "actual":
            draft.period, draft.period_text = None, state.after_event


def _estimate(state: State, draft: Draft) -> None:
    if state.estimated and draft.bound == "exact" and draft.kind == "actual":
        if state.estimated == "values" and draft.value is None:
            return
        draft.bound = "estimated"
