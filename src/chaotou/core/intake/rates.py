"""Rates: completion of a plan, shares of a whole, contributions and pulls, each a figure of its own."""

from __future__ import annotations

import re

from chaotou.core.intake import lists, subjects
from chaotou.core.intake.bounds import bound
from chaotou.core.intake.drafts import Figure, State
from chaotou.core.intake.token_types import Sort

PLAN = r"(?:全年|年度|年初|年|市|市定|省|省定|市下达|下达|既定|预期|确定的?|考核|奋斗|收入|投资)*"
PLAN += r"(?:目标任务|目标|计划|任务|预算|指标|考核任务)(?:数|值|任务|总投资|投资)?"
_COMPLETION = re.compile(
    rf"(?:(?:完成|占|达到?|为|实现|超额完成)(?:了)?(?P<plan>{PLAN})的?(?:约|近|超)?(?:比例|比重)?(?:分别)?(?:为|达)?"
    r"|(?P<rate>(?:目标|计划|任务|预算|投资)?(?:完成率|完成比例|完成进度|进度|达成率))(?:分别|均|已)*(?:为|达到|达|是|超)?)(?:约|近|超过|超)?$"
)
_COMPLETED_AFTER = re.compile(rf"(?:完成){PLAN}[^,]{{0,8}}$")
_CONTRIBUTION = re.compile(
    r"(?:对(?P<whole>[^,]{2,16})的?)?贡献率?(?:分别|合计|共)*(?:为|达到|达|超过|超|约|近)*$"
)
_PULL = re.compile(
    r"(?:拉动|拉高|带动|推高|拖累)(?P<whole>[^,]{2,18}?)(?:增长|增速|上升|提升|提高)(?:分别)?(?:约|近|超过|超|达)*$"
)
_SHARE = re.compile(r"占(?:到|了|据)?(?P<whole>[^,]*)$")
_OF_WHOLE = re.compile(r"(?:贡献|创造|占据|占|集聚)(?:了|着)?(?P<whole>[^,、]{2,10}?)的?(?:近|约|超)?$")
_IN_WHOLE = re.compile(r"在(?P<whole>[^,、]{2,14}?)(?:当中|之中|中)(?:的)?所?(?:占比|比重|份额|占)[^,]{0,4}$")
_ALTOGETHER = re.compile(
    "(?:[二两三四五](?:者|地|项|国|市)?)?(?:合计|总计|共计)|[二两三四五](?:者|地|项|国|市)?共"
)
_SHARE_TAIL = re.compile(
    r"(?:的)?(?:比重|比例|份额|总量|比)?(?:分别|均|已)?(?:约为|为|不低于|不少于|不高于|不超过|达到了?|达|超过|超|突破|约|近|逾|提高到|提升至|提升到|提高至|上升到|上升至|的|升至|在|保持)*$"
)


def contribution(state: State, figure: Figure) -> bool:
    """对经济增长的贡献率为103.5%."""
    match = _CONTRIBUTION.search(figure.words) if figure.token.sort is Sort.PERCENT else None
    if not match or "贡献率" not in match.group() and "贡献" not in match.group()[-4:]:
        return False
    subject = _subject(state, figure, figure.words[: match.start()])
    if not subject or "贡献率" not in match.group():
        return False
    whole = f"对{match['whole'].rstrip('的')}" if match["whole"] else ""
    return _rate(state, figure, f"{_producer(subject)}{whole}贡献率", "contribution")


def pull(state: State, figure: Figure) -> bool:
    """拉动规上工业增长7.7个百分点."""
    match = _PULL.search(figure.words) or re.search(r"[,、]?拉动(?P<whole>)(?:约|近|超过?)?$", figure.words)
    if not match or figure.token.sort not in (Sort.POINTS, Sort.PERCENT):
        return False
    subject = _subject(state, figure, figure.words[: match.start()])
    name = f"{_producer(subject)}拉动{match['whole'] or _whole_before(state)}增长"
    return _rate(state, figure, name, "pull", unit="个百分点")


def _whole_before(state: State) -> str:
    """拉动3.2个百分点: of the whole that was pulled in the sentences before."""
    before = next((d.name for d in reversed(state.drafts) if d.facet == "pull"), "")
    return before.partition("拉动")[2].removesuffix("增长")


def _producer(subject: str) -> str:
    return re.sub(r"(?<=业)(?:增加值|投资)$", "", subject)


def _subject(state: State, figure: Figure, before: str) -> str:
    """The subject given in these words, else the one carried from before."""
    named = subjects.name_of(before, state.lexicon).name
    if named and not subjects.is_pronoun(named):
        return named
    if state.latest and state.latest[0].facet == "contribution":
        return state.latest[0].name.partition("对")[0].removesuffix("贡献率")
    return state.main[0].name if state.main else state.heard


def _rate(state: State, figure: Figure, name: str, facet: str, unit: str = "%") -> bool:
    draft = state.new(name, figure, facet=facet)
    draft.value, draft.unit, draft.bound = figure.token.value, unit, bound(figure, state.lexicon)
    draft.low, draft.high = figure.token.low, figure.token.high
    draft.value = None if draft.low is not None else draft.value
    state.latest = [draft]
    return True


def completion(state: State, figure: Figure) -> bool:
    """完成年度目标的52.3%: a rate of the indicator, of this or the clause before."""
    if figure.token.sort is not Sort.PERCENT:
        return False
    match = _COMPLETION.search(figure.words) or _COMPLETED_AFTER.search(figure.words)
    if state.planned and re.fullmatch(r"的(?:约|近|超过?)?", figure.left):
        match = re.match(f"(?P<plan>{re.escape(state.planned)})", state.planned)
        state.planned = ""
    plan = match.groupdict().get("plan") if match else None
    if not match:
        after = re.match(rf"^的?(?P<plan>{PLAN})(?!以上)", figure.right)
        again = state.main and any(draft.facet == "completion" for draft in state.of_paragraph())
        if not (after or again) or not re.search(r"完成(?:了)?(?:全部)?(?:约|近)?$", figure.words):
            return False
        plan, before = after["plan"] if after else None, figure.words
    else:
        before = figure.words[: match.start()]
    named = subjects.name_of(re.sub(r"完成$", "", before), state.lexicon).name
    if re.search(r"其余|其他|各项|多项|主要指标|大部分|多数", named):
        return True
    names = _subjects_of_rate(state, figure, named)
    if not names:
        return False
    names = [re.sub("(?:年度|本年|年内|全年)?计划(?=投资(?!总))", "", name) for name in names]
    drafts = []
    for name, value in zip(
        names, figure.token.values * (len(names) if len(figure.token.values) == 1 else 1), strict=False
    ):
        draft = state.new(name, figure, facet="completion")
        draft.value, draft.unit, draft.plan = value, "%", plan or "年度目标"
        draft.bound = bound(figure, state.lexicon)
        drafts.append(draft)
    for draft, about in zip(drafts, state.valued_here(len(drafts)) if len(drafts) > 1 else [], strict=False):
        draft.entity = about.entity if about.name == draft.name else draft.entity
    if named and not state.main:
        state.heard = named
    state.latest = drafts
    return True


def _subjects_of_rate(state: State, figure: Figure, named: str) -> list[str]:
    count = len(figure.token.values)
    if named and not subjects.is_pronoun(named) and not subjects.is_verb_only(named):
        parts = lists.dealt(named, count, state.lexicon) or [named]
        if len(parts) == count or not state.valued_here(count):
            return parts
    several = state.valued_here(count) if count > 1 else []
    if several:
        return [draft.name for draft in several]
    if len(state.main) == count or count == 1 and state.main:
        return [draft.name for draft in state.main][: max(count, 1)] if count > 1 else [state.main[-1].name]
    return [state.heard] if state.heard and count == 1 else []


def structure(state: State, figure: Figure) -> bool:
    """三次产业比例由2.7:54.8:42.5调整为2.7:56.0:41.3: the share of each, and what it was."""
    token = figure.token
    if token.unit != ":":
        return False
    about = re.sub(r"(?:之)?(?:结构|比例|比值|比重|比|占比)+[^,:]*$", "", figure.words)
    names = lists.dealt(subjects.name_of(about, state.lexicon).name, len(token.values), state.lexicon)
    if re.search(r"(?:由|从)[^,]{0,8}$", figure.left):
        state.shares_before = token.values
        state.heard = subjects.name_of(about, state.lexicon).name or state.heard
        state.resumed()
        return True
    names = names or lists.dealt(state.heard, len(token.values), state.lexicon) or []
    was = state.shares_before if len(state.shares_before) == len(names) else (None,) * len(names)
    for name, value, before in zip(names, token.values, was, strict=False):
        draft = state.new(f"{name}比重", figure, facet="share")
        draft.value, draft.unit, draft.from_value = value, "%", before
    state.shares_before = ()
    return True


def share(state: State, figure: Figure) -> bool:
    """占规上工业总产值比重达66%; 占全市的11.7%; 占比38%; 贡献了全省4.1%的产业增加值."""
    token = figure.token
    if token.sort is not Sort.PERCENT:
        return False
    if _attributive_share(state, figure):
        return True
    match = _IN_WHOLE.search(figure.words) or _SHARE.search(figure.words)
    if not match:
        return _second_share(state, figure)
    base = _SHARE_TAIL.sub("", match["whole"]).strip("的“”")
    base = re.sub(r"(?:的)?(?:比重|比例|份额)$", "", base)
    before = figure.words[: match.start()]
    names = _sharers(state, before, len(token.values))
    if not names:
        return False
    whole = base or (
        state.parent.name
        if state.parent and state.parent.name not in names and not match.group().startswith("占比")
        else ""
    )
    drafts = []
    for name, value in zip(names, token.values * (len(names) if len(token.values) == 1 else 1), strict=False):
        label = f"{name}占{whole}比重" if whole else f"{name}占比"
        draft = state.new(label, figure, facet="share")
        draft.value, draft.unit, draft.bound = value, "%", bound(figure, state.lexicon)
        if draft.bound == "exact" and re.search("(?<![签履集节公合])约占[^,]*$", figure.words):
            draft.bound = "about"
        drafts.append(draft)
    state.latest, state.share_words = drafts, figure.words
    if before and not state.main:
        state.heard = names[0]
    return True


def _second_share(state: State, figure: Figure) -> bool:
    """占全市的71%、全省的17%: the same subject's share of another whole."""
    found = re.fullmatch(
        rf"(?:以上|左右|多)?[、,和及](?:占)?(?P<whole>{state.lexicon.place})(?:的|总量的?)?(?:约|近|超过?|逾|达)?",
        figure.left,
    )
    first = state.latest[0] if state.latest else None
    if not (found and first and first.facet == "share" and "占" in first.name):
        return False
    return _rate(state, figure, f"{first.name.rpartition('占')[0]}占{found['whole']}比重", "share")


def _sharers(state: State, before: str, count: int) -> list[str]:
    named = subjects.name_of(re.sub(r"[,、]$", "", before), state.lexicon).name
    if (
        re.fullmatch(r"(?:入选|获批|上榜|获评|该类|此类|这些|这类)(?:企业|项目|数|数量|总数)*", named)
        and state.main
    ):
        named = ""
    if len(state.main) > 1 and count == 1 and _ALTOGETHER.fullmatch(before.strip(",、")):
        return [f"{'、'.join(draft.name for draft in state.main)}合计"]
    if named and not subjects.is_pronoun(named):
        return lists.dealt(named, count, state.lexicon) or [named]
    if state.main and len(state.main) == count:
        return [draft.name for draft in state.main]
    if count > 1 and (several := state.valued_here(count)):
        return [draft.name for draft in several]
    if state.main:
        return [state.main[-1].name]
    return [state.heard] if state.heard else []


def _attributive_share(state: State, figure: Figure) -> bool:
    match = _OF_WHOLE.search(figure.words)
    after = re.match(r"^(?:以上|左右)?的(?P<noun>[\u4e00-\u9fffA-Z]{2,14})", figure.right)
    if not (match and after) or after["noun"].startswith(("目标", "任务", "计划", "年度", "比")):
        return False
    whole = _SHARE_TAIL.sub("", match["whole"])
    return _rate(state, figure, f"{after['noun']}占{whole}比重", "share")
