"""Ranks: 居全省第1位, 全市第一, 比重全市最高, and ranks to reach (全国30强)."""

from __future__ import annotations

import re
from dataclasses import replace

from chaotou.core.intake import lists, ranks_to_reach, subjects
from chaotou.core.intake.drafts import Draft, Figure, State

_PLACED = re.compile(
    r"(?P<before>.*?)(?:(?:稳居|位居|跃居|均居|居于|(?<![宜民定安移旅邻])居|位列|名列|列|排名|排在|排到|排|位于|为|则为|跻身|进入|迈入|升至|跃升至|上升至|前移至|提升至|升到|可列|连续[^,]{0,6}年?)+(?:到|在|至)?)(?P<scope>[^,]*)$"
)
_OF_GROWTH = re.compile("增速|增幅|速度|增长率")
_OF_SIZE = re.compile("总量|规模|数量|总额|绝对|体量")
_SIZE_AND_GROWTH = re.compile("(总量|规模|总额|增速|增幅)[、和与及](总量|规模|总额|增速|增幅)")
_VAGUE = re.compile(
    r"多项|主要(?:经济)?指标|多个|各项|[一二三四五六七八九十\d]+项指标|第一时间|竞争力|若干|一批|部分"
)
_RANK_ENDS = re.compile(
    r"^(?:[,、;。:()”\"]|$|的(?!目标)|并|且|和|及|连续|位次|名次|比|较|增|总|其|已|保持|分别|均)"
)
_PEERS = re.compile(r"(?:区|市|州|县|省|企业|园区|单位|板块|城市|口岸|港口|前列|同类)$")
_SUPERLATIVE = re.compile(r"(?:最高|最快|最大|最多|最优|领跑)(?!水平|气温|的问题|挑战|支撑|突破|变量)")
_EVALUATION = re.compile(r"(?:评价|考评|考核|评估|测评|评比|排名|排行榜?|榜单?)$")
_PLACED_IN = re.compile(
    r"(?:(?:在|于|据|根据)(?P<in>[^,在]{2,40}?)(?:中|里|上|结果中)|(?P<of>[^,]{2,30}?))"
    r"(?:与[^,]{2,10}?)?(?:继续|再次|持续|首次|均|仍|再度)*(?:排名|位次|名次)?"
    r"(?:稳居|位居|跃居|居|位列|名列|列|排名|排在|排到|排|位于|升至|并列)*$"
)
_MOVED_FROM = re.compile(r"(?:由|从)[^,由从]{0,12}$")
_MOVES_TO = re.compile(
    r"[^,]{0,3}?(?:升|降|前移|跃升|提升|上升|下降|前进|进|退|滑落|跃居|攀升|晋升|进位)[^,\d]{0,3}(?:至|到)"
)
_AGAIN = re.compile(r"(?:个数|总数|数量|数|总额|额|量)$")


def rank(state: State, figure: Figure) -> bool:
    """The rank of an indicator: on the figure just read, or a fact of its own where a name stands
    before it."""
    if figure.token.unit == "强":
        return ranks_to_reach.strong(state, figure)
    if _moved_from(state, figure):
        return True
    if figure.token.unit == "前":
        return ranks_to_reach.front(state, figure)
    if not _RANK_ENDS.match(figure.right):
        return False
    if _evaluated(state, figure):
        return True
    before, scope = _scope(state, figure.words)
    if scope and not _is_scope(state, scope):
        return False
    ranked = bool(state.main and state.main[0].rank is not None)
    moved = state.heard and not state.main and _MOVES_TO.fullmatch(figure.left)
    if not scope and state.rank_scope and (moved or re.search(r"(?:居|列|排名|排|位列)$", figure.left)):
        scope = state.rank_scope
    if not (scope or ranked or moved) and not re.search(r"(?:居|列|排名|排|为|位)$", figure.left):
        return False
    name = _ranked_name(state, before)
    if len(figure.token.values) > 1:
        return _dealt(state, figure, "" if subjects.is_pronoun(name) else name, before, scope)
    if _VAGUE.search(before):
        return False
    if name == "" or subjects.is_pronoun(name):
        return _on_the_figure(state, figure, before, scope)
    return _of_its_own(state, figure, name, before, scope)


def _moved_from(state: State, figure: Figure) -> bool:
    """由第8位升至第5位: only the rank it moved to counts; what moved is named before the first."""
    found = _MOVED_FROM.search(figure.left)
    if not found or not _MOVES_TO.match(figure.right):
        return False
    words = re.sub(r"(?:指标)?(?:综合)?(?:排名|位次|名次)?$", "", figure.left[: found.start()])
    named = subjects.name_of(words, state.lexicon).name
    within = re.search(rf"(?:{state.lexicon.place})$", figure.left[found.start() :].rstrip("第排列居的"))
    state.rank_scope = within.group() if within else state.rank_scope
    if named and not subjects.is_pronoun(named):
        state.heard = f"{named}增速" if _OF_GROWTH.search(words[-4:]) else named
        state.main, state.latest = [], []
    return True


def _evaluated(state: State, figure: Figure) -> bool:
    """在…综合评价中列第27位; 全省综合考核排名第一: the evaluation itself is what is ranked."""
    found = _PLACED_IN.fullmatch(figure.words.lstrip("、,"))
    words = (found["in"] or re.sub(r"(?:的)?(?:排名|位次)$", "", found["of"])) if found else ""
    words = re.sub(r"^.*?\d+(?:个|家|座)", "", words)
    if not _EVALUATION.search(words) or _EVALUATION.fullmatch(words) or len(figure.token.values) > 1:
        return False
    place = re.search(rf"(?:{state.lexicon.place})", figure.words)
    name = subjects.name_of(words, state.lexicon).name
    draft = state.new(name if len(name) > 3 else words, figure, facet="rank")
    draft.rank, draft.rank_scope = int(figure.token.value), place.group() if place else None
    state.latest = [draft]
    return True


def _dealt(state: State, figure: Figure, name: str, before: str, scope: str) -> bool:
    """分别列第33位、第41位和第11位: each its rank, over the names heard or the figures just read."""
    count = len(figure.token.values)
    if count == 2 and len(state.main) == 1 and (both := _SIZE_AND_GROWTH.search(before)):
        _on_the_figure(state, _with_rank(figure, 0), both[1], scope)
        return _on_the_figure(state, _with_rank(figure, 1), both[2], scope)
    parts = lists.dealt(name or state.heard, count, state.lexicon)
    drafts = [state.new(part, figure, facet="rank") for part in parts or []] or state.figures_here(count)
    for draft, value in zip(drafts, figure.token.values, strict=False):
        _placed(state, draft, figure, before, scope)
        draft.rank = int(value)
    state.latest = drafts or state.latest
    return bool(drafts)


def _with_rank(figure: Figure, at: int) -> Figure:
    return replace(figure, token=replace(figure.token, values=figure.token.values[at : at + 1]))


def _scope(state: State, left: str) -> tuple[str, str]:
    """The words before the place, and the place the rank holds in."""
    places = state.lexicon.place
    peers = r"(?:同类[^,]{0,8}|各?[^,居列排为]{0,16})?"
    direct = re.search(rf"(?P<before>.*?)(?:的)?(?P<scope>(?:{places}){peers})$", left) or re.search(
        rf"(?P<before>.*?)(?P<scope>[\u4e00-\u9fff]{{2,3}}(?:省|市){peers})$", left
    )
    among = re.search(
        r"(?P<before>.*?)在(?P<scope>[^,在]{2,24}?)(?:中|里|内)?(?:排名|位列|位居|排|列|居)(?:在)?$", left
    )
    if among:
        return among["before"], among["scope"]
    placed = _PLACED.match(left)
    if placed and placed["scope"]:
        return placed["before"], placed["scope"].strip("的“”")
    if direct:
        return re.sub(r"(?:居|列|排名|排|位居|位列|均|为)+$", "", direct["before"]), direct["scope"]
    return (placed["before"], "") if placed else (left, "")


def _is_scope(state: State, scope: str) -> bool:
    """Whether words name where one is ranked: a known place, or peers such as 各县区."""
    return bool(re.match(f"(?:{state.lexicon.place})", scope) or _PEERS.search(scope)) and not re.search(
        r"\d年|新年", scope
    )


def _ranked_name(state: State, before: str) -> str:
    named = subjects.name_of(
        re.sub(r"(?:已?(?:连续|持续)\d*[个年月季度]+|(?:综合)?(?:排名|位次|名次))$", "", before),
        state.lexicon,
    )
    return named.name


def _on_the_figure(state: State, figure: Figure, before: str, scope: str) -> bool:
    if state.rated and not state.main and not _MOVES_TO.fullmatch(figure.left):
        return _assessed(state, figure, scope)
    drafts = [d for d in (state.latest or state.main) if not d.average] or [
        d for d in state.main if not d.average
    ]
    if re.search(f"增速|增幅|{_OF_SIZE.pattern}", before):
        drafts = [d for d in state.main if not d.average] or _sharer(state, figure, drafts)
    if re.search("两项|二者", before):
        drafts = state.figures_here(2) or drafts
    if drafts and drafts[0].rank is not None:
        return _second(state, figure, drafts[0], before, scope)
    if not drafts and state.heard and re.search(r"(?:至|到|列|居|位|名)$", figure.left):
        state.resumed()
        stem = re.sub(r"(?:增速|增幅)$", "", state.heard)
        drafts = state.main = state.latest = [state.new(stem, figure, facet="rank")]
        before = "增速" if stem != state.heard else before
    for draft in drafts:
        _placed(state, draft, figure, before, scope)
    return bool(drafts)


def _sharer(state: State, figure: Figure, drafts: list[Draft]) -> list[Draft]:
    """A占全市七成,规模居第7位: the rank is A's, not its share's."""
    name, mark, _ = drafts[0].name.rpartition("占") if drafts and drafts[0].facet == "share" else ("", "", "")
    return [state.new(name, figure, facet="rank")] if mark and name else drafts


def _placed(state: State, draft: Draft, figure: Figure, before: str, scope: str) -> None:
    draft.rank, draft.rank_scope = int(figure.token.value), scope or None
    state.rank_scope = scope
    growth, size = bool(_OF_GROWTH.search(before)), bool(_OF_SIZE.search(before))
    draft.rank_of = "both" if growth and size else "growth" if growth else "value" if size else draft.rank_of


def _second(state: State, figure: Figure, draft: Draft, before: str, scope: str) -> bool:
    """总量第三、增速第一: the second rank is a fact of its own."""
    if not (_OF_GROWTH.search(before) or _OF_SIZE.search(before)):
        return False
    fresh = state.new(f"{draft.name}{'增速' if _OF_GROWTH.search(before) else '总量'}", figure, facet="rank")
    _placed(state, fresh, figure, before, scope or draft.rank_scope or "")
    return True


def _of_its_own(state: State, figure: Figure, name: str, before: str, scope: str) -> bool:
    same = [d for d in state.main if d.name and (name.startswith(d.name) or d.name == name)]
    same = same or [d for d in state.of_sentence() if _same_again(d, name)]
    if same and same[0].rank is None:
        _placed(state, same[0], figure, before, scope)
        return True
    if state.rated and re.search("开发区|经开区|高新区|园区|县|区$|市$|企业$", name):
        return _assessed(state, figure, scope)
    placed = re.search(r"(?:居|列|位列|位居|排名)$", figure.left) and figure.token.unit == "位"
    if not (scope or placed or state.lexicon.code(re.sub(r"(?:总量|增速|增幅|规模)$", "", name))):
        return False
    if name in ("率", "完成率", "进度") and [d for d in state.latest if d.facet == "completion"]:
        _placed(state, state.latest[-1], figure, before, scope)
        return True
    both = re.search("均|都|双双|分别", before) or "”“" in before
    parts = lists.dealt(name, name.count("、") + name.count("”“") + 1, state.lexicon) if both else None
    for part in parts or [name]:
        label = f"{part}比" if part.endswith("占") else part
        draft = state.new(label, figure, facet="rank")
        _placed(state, draft, figure, before, scope)
        state.latest = [draft]
    state.main = state.main or state.latest
    return True


def _same_again(draft: Draft, name: str) -> bool:
    """签约数 of 签约项目; 总投资 of 签约项目总投资."""
    stem = _AGAIN.sub("", name)
    count = stem != name and draft.unit in ("个", "家", "项", "户") and draft.name.startswith(stem)
    return draft.facet is None and draft.value is not None and (count or draft.name.endswith(name))


def _assessed(state: State, figure: Figure, scope: str) -> bool:
    """在…综合考评中居全国217家国家级开发区第13位: the assessment is the indicator."""
    found = re.search(
        r"(?P<place>.*?)[\d,]*(?:个|家|座)?(?P<peers>[^\d,]*?(?:开发区|经开区|高新区|园区|区县|县区|县|区|市|企业))$",
        scope,
    )
    peers = found["peers"] if found else ""
    place = next((p for p in ("全国", "全省", "全市", "中部", "西部") if p in scope), scope)
    name = f"{peers.removeprefix(place)}{state.rated}"
    draft = state.new(name, figure, facet="rank")
    _placed(state, draft, figure, "", place)
    state.latest = [draft]
    return True


def superlatives(state: State, clause: str) -> None:
    """全市最高 beside a figure is the first rank there."""
    found = re.search(rf"(?P<scope>{state.lexicon.place})(?:各?[^,、]{{0,4}})?{_SUPERLATIVE.pattern}", clause)
    if found and state.latest and state.kind == "actual":
        for draft in state.latest:
            if draft.rank is None and (draft.value is not None or draft.growth is not None):
                draft.rank, draft.rank_scope = 1, found["scope"]
