"""Numbers that are no level: words that count, steps on the way, how much a figure moved, where it came
from."""

from __future__ import annotations

import re

from chaotou.core.intake import subjects
from chaotou.core.intake.drafts import Figure, State
from chaotou.core.intake.token_types import Sort, Token, is_count

_CHANGED = re.compile(
    r"(?:比|较|同比|环比)?[^,、]{0,12}?(?:增加|增长|多|减少|少|提高|提升|上升|下降|扩大|压缩|缩短|(?<![新净])增|(?:多|少)(?:生产|完成|销售|实现|签约|开工))(?:了)?(?:约|近|超过?)?$"
)
_RANK_CHANGE = re.compile(
    r"(?:提升|前移|后移|下移|回落|下滑|滑落|下跌|进|上升|晋升|跃升|前进|下降|后退|攀升|退|跨越|提高|跃进|升|位次|名次)(?:了)?$"
)
_MONEY_NAME = re.compile(
    r"投资|产值|收入|额|税|资金|GDP|生产总值|增加值|贷款|存款|消费|利润|外资|内资|营收|进出口|出口|进口|出|销售"
)
_SEVERAL_CROSSED = re.compile(r"(?:先后|连续|接连|相继|连)(?:突破|跨越|迈上|跨过|站上|跃上|迈过|跨上)")
_ROSE_TO = re.compile(
    r"(?:增加|增长|提高|提升|上升|扩大|跃升|攀升|发展|增|升|扩|做|跃|跨越|壮大|下降|降低|压减|缩短|降|减少|调整|缩小|上调|下调|压缩|一路[^,]{0,3})(?:到|至)(?:了)?(?:约|近|超过?)?$"
)
_RISES_TO = re.compile(
    r"[^,\d]{0,4}(?:提高|增加|缩小|下降|扩大|上升|提升|降|调整|压缩|缩短|减少|增长|降低|上调|下调|升|增|降)(?:到|至|为)"
)
_CEREMONY = re.compile(
    r"主会场|表彰|表扬|先进集体|先进个人|发言|表态|颁奖|授牌|与会|参加会议|出席|座谈|分会场|通报批评|宣读|见证"
)
_TOLD = re.compile("入选|获|上榜|入围|被|通过|列入|纳入|认定|开工|竣工|投产|落户|签约|建成")
_ZONES_COUNTED = re.compile(
    r"(?:国家级|省级|市级)?(?:经开区|经济技术开发区|开发区|高新区|保税区|县区|区县|县\(?市区?\)?|市州|地州市|乡镇)(?:实现|完成|合计|共|中)"
)
_MEETING = re.compile(r"(?:会议|座谈会|大会|例会|专题会|调度会|推进会|会)$")


def change_of_rank(state: State, figure: Figure) -> bool:
    """提升3位, 前移5名 say how a rank moved; the rank itself is the fact."""
    return figure.token.unit in ("位", "名") and bool(_RANK_CHANGE.search(figure.left))


def part_of_the_words(state: State, figure: Figure) -> bool:
    """Counts in words are no figures: 三大产业, 六个方面, 40人的指挥部, 217家开发区第13位."""
    token = figure.token
    if token.unit in ("方面", "个方面") or is_count(token) and _CEREMONY.search(figure.words + figure.right):
        return True
    if re.search(r"(?:合计|总计|共计)$", figure.left) and _said_before(state, token):
        return True
    if _no_figure(figure):
        return True
    if _some_of(figure) or _counted_before(state, figure) or _ZONES_COUNTED.match(figure.right):
        return True
    if token.han:
        return not _counted_in_words(state, figure)
    if (
        is_count(token)
        and figure.right.startswith("的")
        and not subjects.name_of(figure.words, state.lexicon).name
    ):
        return True
    if is_count(token) and re.match(
        r"[^,]{0,10}(?:(?:中|之中|里)(?:比较|排名|第|位|我|全|有|本|$)|之首|之一|之列|前列)", figure.right
    ):
        return True
    return token.unit in ("场", "次", "场次", "期") and bool(_MEETING.search(figure.words + figure.right[:8]))


def _some_of(figure: Figure) -> bool:
    """21项指标中我市有17项上升: how many of the words counted, no figure of the body."""
    some = r"(?:指标|行业|大类|门类|产品|领域)(?:当中|之中|中)(?:我[市区县]|全[市区县]|该区)?,?有$"
    return is_count(figure.token) and bool(re.search(some, figure.left))


def _no_figure(figure: Figure) -> bool:
    """Members counted, measures of a thing, the last of 一、二、三位, a first of its kind."""
    in_row = figure.token.han and re.search("[一二三四五六七八九]、$", figure.left)
    new = re.search("零的?突破", figure.right)
    return bool(_members_counted(figure) or _measure(figure) or in_row or new)


def _members_counted(figure: Figure) -> bool:
    """甲、乙和丙3个片区 names three and counts none; 甲、乙2家企业入选… does count."""
    members = [m for m in re.split("[、和与及]", figure.left) if m]
    if not is_count(figure.token) or "、" not in figure.left or not 1 < len(members) == figure.token.value:
        return False
    return not _TOLD.match(subjects.noun_after(figure.right)[1])


def _measure(figure: Figure) -> bool:
    """Floors, and how long or wide a thing is."""
    token = figure.token
    after = figure.clause_text[token.end :]
    if token.unit == "层" or token.unit in ("栋", "幢") and re.match(r"\d+层", after):
        return True
    long = re.search(r"(?:全长|宽|(?<!提)高|相距|距离?)(?:达到?|约|为)*$", figure.left)
    return token.unit in ("公里", "米") and bool(long)


_TURNS = re.compile(
    "(?:逐步|进一步|快速|持续|明显)?(?:转|变|回升|收窄|扩大|提高|加快|回落|放缓|升|降|提升|上升|下降|下滑|反弹)"
)


def turned(state: State, figure: Figure) -> bool:
    """由下降7%转为增长10%: only what it turned to counts."""
    before = re.search(r"(?:由|从)[^,由从]{0,10}(?:下降|增长|上升|回落|降幅|增幅)(?:的)?$", figure.left)
    before = before if before and _TURNS.match(figure.right) else _a_rate_that_moved(figure)
    if not before:
        return False
    words = re.sub(
        r"(?:同比)?(?:增长速度|增长率|增速|增幅|降幅|涨幅|跌幅)$", "", figure.words[: before.start()]
    )
    named = subjects.name_of(words.split("(")[0], state.lexicon).name
    if named and not subjects.is_pronoun(named):
        bare = (
            state.topic and not state.lexicon.code(named) and named in ("产值", "增加值", "营业收入", "投资")
        )
        state.heard, state.main = f"{state.topic}{named}" if bare else named, []
    state.resumed()
    state.moving = True
    return True


def _a_rate_that_moved(figure: Figure) -> re.Match[str] | None:
    """增速由-8.5%回升至…, 由一季度的-3.2%转正: what a rate of growth was before."""
    found = re.search(r"(?:由|从)[^,由从]{0,12}$", figure.words)
    if not found or figure.token.sort is not Sort.PERCENT:
        return None
    rate = re.search("(?:增速|增幅|降幅|涨幅|跌幅|增长率)$", figure.words[: found.start()])
    turned = re.match("(?:转|变)[正负]", figure.right)
    return found if turned or rate and _TURNS.match(figure.right) else None


def criterion(state: State, figure: Figure) -> bool:
    """完成率低于60%的有:…: a line drawn through the list that follows."""
    if not re.match(
        r"(?:以[上下])?的(?:\d+[个家])?(?:地区|县区?|镇|街道|园区|企业|单位|项目)?(?:有|是|为|包括|分别)",
        figure.right,
    ):
        return False
    state.label = subjects.name_of(figure.words, state.lexicon).name or state.label
    return bool(state.label)


def on_a_base(state: State, figure: Figure) -> bool:
    """在去年增长12%的基础上再增长8.5%: what it grew from is no figure; what grew is named before it."""
    if not re.match("的?(?:高|较高)?(?:基础|基数)之?上", figure.right):
        return False
    named = subjects.name_of(figure.words.rpartition("在")[0], state.lexicon).name
    if named and not subjects.is_pronoun(named):
        state.heard, state.main = named, []
    return True


def a_part(state: State, figure: Figure) -> bool:
    """增值税(50%部分), 持有51%的股权: how a thing is cut, no figure of it."""
    return bool(re.match(r"(?:的)?(?:部分|股权|股份|分成|分享部分)", figure.right))


def _counted_before(state: State, figure: Figure) -> bool:
    """这27个项目总投资…: the count of before again; what follows is about it."""
    token = figure.token
    if not is_count(token) or figure.words.strip("、,这上述此") or not re.match("项目|企业", figure.right):
        return False
    same = state.counted.get((token.value, token.unit))
    if same:
        state.main, state.whole = [same], same
    return same is not None


def _said_before(state: State, token: Token) -> bool:
    """A total that only says again how many there are in all."""
    return any(d.value == token.value and d.unit == token.unit and d.kind == state.kind for d in state.drafts)


def _counted_in_words(state: State, figure: Figure) -> bool:
    """十二家 after its noun at the clause's end; 百亿元 after a hedge; 千亿 after a known indicator."""
    named = subjects.name_of(figure.words, state.lexicon).name
    if not named or subjects.is_pronoun(named):
        return False
    token = figure.token
    if token.unit == "亿" or token.unit.endswith("元"):
        known = state.lexicon.known_name.search(named.upper()) or _MONEY_NAME.search(named)
        return bool(known) and not re.match("级|大", figure.right)
    return (
        bool(re.match(r"(?:以上|左右)?$", figure.right))
        and token.value >= 3
        and not subjects.is_verb_only(named)
    )


def started_from(state: State, figure: Figure) -> bool:
    """由4平方公里起步, 从10亿元、100亿元一路做到2500亿元: only the last number counts."""
    token = figure.token
    match = re.search(
        r"(?<![起缘来理事经])(?:由|从)(?:最初的?|原来的?|[^,由从]{0,8}的)?(?:不足|约|近)?$", figure.left
    ) or (_RISES_TO.match(figure.right) and re.search(r"(?:由|从)(?:[^,由从\d]{0,10})$", figure.left))
    if not match or re.match(r"[^,]{0,4}(?:起|开始)算", figure.right):
        return False
    named = subjects.name_of(figure.left[: match.start()], state.lexicon).name
    state.from_value = token.values[0]
    if named and not subjects.is_pronoun(named):
        state.from_name = re.sub(r"的(?=比重$|比例$)", "", named)
        if state.from_name.startswith("占") and state.main:
            state.from_name = f"{state.main[-1].name}{state.from_name}"
    else:
        state.from_name = (
            state.main[-1].name if state.main and state.main[-1].value is None else ""
        ) or state.heard
    return state.resume is None or _earlier_level(state, figure)


def _earlier_level(state: State, figure: Figure) -> bool:
    """由2019年的300亿元增加到…: with a year of its own the starting level is a figure too."""
    name = state.from_name or (state.main[0].name if state.main else state.heard)
    if name:
        draft = state.new(name, figure)
        draft.value, draft.unit = figure.token.values[0], figure.token.unit
        state.from_name = name
    return True


def crossed(state: State, figure: Figure) -> bool:
    """先后突破300亿元、400亿元: steps on the way, no figures."""
    named = subjects.name_of(figure.words, state.lexicon).name
    if named and not subjects.is_pronoun(named) and _SEVERAL_CROSSED.search(figure.left):
        state.heard = re.sub(r"(?:先后|连续|接连|相继)$", "", named)
    if _SEVERAL_CROSSED.search(figure.left) and (
        len(figure.token.values) > 1 or re.match("[^,]{0,4}(?:台阶|大关|关口)", figure.right)
    ):
        return True
    if re.match(r"(?:的)?(?:百亿|千亿)?台阶", figure.right) and len(figure.token.values) > 1:
        return True
    return not named and _passed(state, figure)


def _passed(state: State, figure: Figure) -> bool:
    """3012亿元,首次跨上3000亿元台阶: the level was given before, the milestone says nothing more."""
    about = state.main[-1] if state.main else None
    alone = re.fullmatch(
        r"[、,]?(?:总量|规模|总额|首次|成功|一举|历史性|再次|顺利|更是|也|并|已|年度|均)*"
        r"(?:突破|跨上|迈上|站上|跃上|登上|迈过|跨过|跨越|超过?)(?:了)?",
        figure.left,
    )
    if not (alone and about and about.value is not None and about.unit == figure.token.unit):
        return False
    return about.value / 2 < figure.token.value <= about.value


def changed_by(state: State, figure: Figure) -> bool:
    """比上年增加3家, 同比多18亿元: how much the last figure moved, no figure of its own."""
    if figure.token.sort is not Sort.AMOUNT or _ROSE_TO.search(figure.left):
        return False
    left = figure.left.lstrip("、,")
    if re.search(
        r"(?:(?<![户人]均)增收|减收|增支|增产|减支|超(?:额|过)?(?:完成)?(?:年度|全年|目标)*(?:任务|目标|计划))(?:约|近)?$",
        left,
    ):
        return True
    if re.fullmatch(r"(?:比|较)[^,、]{2,8}净增(?:长|加)?", left):
        return True
    if not _CHANGED.fullmatch(left):
        return False
    return bool(state.main) or bool(re.search("比|较", figure.left))
