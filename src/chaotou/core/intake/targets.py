"""Targets: one named inside an actual, ones without a number (三个快于、三个提高), and another's figure
given for comparison."""

from __future__ import annotations

import re

from chaotou.core.intake import lists, subjects
from chaotou.core.intake.bounds import bound
from chaotou.core.intake.claims import Comparison
from chaotou.core.intake.clauses import Span
from chaotou.core.intake.drafts import Draft, Figure, State
from chaotou.core.intake.gaps import NOISE as PLACE_NOISE
from chaotou.core.intake.rates import PLAN
from chaotou.core.intake.times import year_of
from chaotou.core.intake.token_types import Sort
from chaotou.core.periods import Period

_AIM = r"(?:年度|全年|全市|年初|预期|既定|计划|考核|确定|下达|市定|省定|增长|控制|调控)*"
_AIM += r"(?:预期目标|目标任务|目标|任务|计划|预期)"
_AIM_BEFORE = re.compile(rf"{_AIM}(?:值|增速|数)?(?:\(|为|是)$")
_AIM_AFTER = re.compile(rf"^(?:以上)?的?{_AIM}")
_BEAT = re.compile(r"(?:高于|快于|超过?|超出|低于|慢于|高出|超额完成|达到|完成)(?:了)?(?:原定|年初)?$")
_FASTER = re.compile(
    r"(?P<what>[^,;。:]{2,40}?)(?:增速|增幅|增长速度)?(?:均|都|要|力争|确保|继续|持续|分别)*"
    r"(?P<list>(?:(?:快于|高于|优于|好于|快过)[^,、;。\d和]{2,12}[、,和及]?)+)"
)
_FASTER_THAN = re.compile(r"(?:快于|高于|优于|好于|快过)(?P<place>[^,、;。\d和及]{2,12})")
_RISES = re.compile(
    r"(?P<what>[^,;。]{0,40}?)占(?P<whole>[^,、;。\d]{2,10}?)(?:的)?(?:比重|比例|份额)(?:[^,;。\d]{0,6})?(?:提高|提升|上升|增加|扩大|攀升)(?![^,;。]{0,8}\d)"
)


def aim_beside(state: State, figure: Figure) -> bool:
    """为年度目标(23%)的两倍多; 高于28%的年度目标: a target stated within an actual."""
    bracketed = _AIM_BEFORE.search(figure.left) and (
        figure.left.endswith("(") or figure.right.startswith((",", ""))
    )
    stated = _AIM_AFTER.match(figure.right) and _BEAT.search(figure.left)
    if not (bracketed or stated) or not (state.main or state.heard):
        return False
    if (
        not bracketed
        and figure.token.sort is Sort.PERCENT
        and re.search(r"完成[^,]*$", figure.left)
        and not _BEAT.search(figure.left)
    ):
        return False
    own = subjects.name_of(figure.words, state.lexicon).name
    if bracketed and not figure.left.endswith("(") and own and not subjects.is_pronoun(own):
        return False
    rated = [d for d in state.latest if d.facet in ("contribution", "share")]
    about = (rated or state.main)[0] if rated or state.main else None
    draft = state.new(about.name if about else state.heard, figure)
    draft.kind, draft.rank = "target", None
    year = year_of(about.period if about else state.period) or state.document_year
    draft.period = Period.year(year) if year else None
    draft.owner = state.owner
    if figure.token.sort is Sort.PERCENT and (about is None or about.growth is not None or about.unit != "%"):
        draft.growth = figure.token.value
    else:
        draft.value, draft.unit = figure.token.value, figure.token.unit
    if "控制" in figure.right[:8]:
        draft.bound = bound(figure, state.lexicon)
    if about is not None and about.kind == "actual":
        about.against = ("年度目标",)
    return True


def task(state: State, figure: Figure) -> bool:
    """完成年任务60亿元的20.8%: the task is a target of its own, the completion follows."""
    found = re.search(rf"(?:完成|占|达到?|为)(?:了)?(?P<plan>{PLAN})(?:的)?$", figure.left)
    percent = figure.following is not None and figure.following.sort is Sort.PERCENT
    if not (found and percent and re.fullmatch(r"的(?:约|近|超过?)?", figure.right) and state.main):
        return False
    about = state.main[-1]
    draft = state.new(about.name, figure)
    draft.kind, draft.value, draft.unit = "target", figure.token.value, figure.token.unit
    draft.owner = state.owner
    year = year_of(about.period) or state.document_year
    draft.period = Period.year(year) if year else None
    state.planned = found["plan"]
    return True


def another_place(state: State, figure: Figure) -> bool:
    """高于全市(5.2%)2.3个百分点; 高于全省6.1%的平均水平: the yardstick's own figure belongs to the
    yardstick."""
    if figure.token.sort is not Sort.PERCENT or not state.main:
        return False
    place = rf"(?P<place>(?:{state.lexicon.place})(?:平均)?)(?:水平|增速|增幅|平均)*"
    found = re.search(rf"{place}[(](?:为|增长)?$", figure.left)
    if not found and figure.first:
        found = re.fullmatch(rf"(?:而|同期)?{place}(?:仅)?(?:为|是)", figure.left)
    if not found and re.match(r"^的(?:平均水平|平均增速|平均|增速|水平|增幅)", figure.right):
        found = re.search(rf"(?:高于|快于|低于|慢于|超过|好于|比){place}$", figure.left)
    if not found:
        return False
    about = state.main[0]
    draft = state.new(about.name, figure)
    draft.entity = found["place"].removesuffix("平均")
    if about.unit == "%" and about.growth is None:
        draft.value, draft.unit = figure.token.value, "%"
    else:
        draft.growth = figure.token.value
    return True


def relative(state: State, text: str, start: int) -> None:
    """Targets without a number in a sentence: 增速快于全市、快于周边; A、B占全市比重实现提高."""
    for match in _FASTER.finditer(text):
        places = [PLACE_NOISE.sub("", m["place"]) for m in _FASTER_THAN.finditer(match["list"])]
        follows = text[match.end() : match.end() + 8]
        if not any(re.match(f"(?:{state.lexicon.place})", place) for place in places):
            continue
        if re.match(r"[\d(]|\d", follows) or re.search(r"\d", match.group()):
            continue
        name = _relative_name(state, match["what"])
        for part in lists.dealt(name, name.count("、") + 1, state.lexicon) or ([name] if name else []):
            draft = _without_number(
                state, f"{part}增速", start + match.start("list"), start + match.end(), "faster_than"
            )
            draft.against = tuple(dict.fromkeys(p for p in places if p))
    for match in _RISES.finditer(text):
        before = text[: match.start()]
        name = _relative_name(
            state, before[before.rfind(",") + 1 :] + match["what"] if not match["what"] else match["what"]
        )
        for part in lists.dealt(name, name.count("、") + 1, state.lexicon) or ([name] if name else []):
            draft = _without_number(
                state,
                f"{part}占{match['whole']}比重",
                start + match.start(),
                start + match.end(),
                "share_rises",
            )
            draft.against = (match["whole"],)


def _relative_name(state: State, words: str) -> str:
    words = re.sub(r"(?:增速|增幅|增长速度|增长)$", "", words)
    name = subjects.name_of(words, state.lexicon).name
    full = words.split("即")[-1]
    return full if re.fullmatch(r"主要(?:经济)?指标", full) else name


def _without_number(state: State, name: str, start: int, end: int, comparison: str) -> Draft:
    draft = Draft("target", name, Span(start, end), state.sentence, entity=state.body(), owner=state.owner)
    draft.comparison = comparison
    before = [d for d in state.drafts if d.sentence == state.sentence and d.span.start < start]
    draft.period = before[-1].period if before else state.period
    draft.period_text = state.period_text
    if draft.period is None and state.document_year:
        draft.period = Period.year(state.document_year)
    state.drafts.append(draft)
    return draft


def compared_only(state: State, clause: str) -> None:
    """增速高于全市平均水平 without points: whom the figure is compared with."""
    found = re.search(
        rf"(?:高于|快于|低于|慢于|好于)(?P<place>{state.lexicon.place})(?:平均水平|平均|水平)?$", clause
    )
    if found and state.main and state.kind == "actual":
        for draft in state.main:
            if (
                not draft.compared
                and not draft.against
                and (draft.growth is not None or draft.value is not None)
            ):
                draft.compared.append(Comparison(found["place"], None))
