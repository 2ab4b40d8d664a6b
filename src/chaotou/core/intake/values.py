"""Levels: amounts and percents that stand for themselves, shares, contributions, completion, chains from one level to the next."""

from __future__ import annotations

import re
from decimal import Decimal

from chaotou.core.intake import subjects
from chaotou.core.intake.bounds import bound
from chaotou.core.intake.clauses import Span
from chaotou.core.intake.drafts import Draft, Figure, State
from chaotou.core.intake.tokens import Sort, Token, is_count

_PLAN = r"(?:全年|年度|年初|年|市|市定|省|省定|市下达|下达|既定|预期|确定的?|考核|奋斗|收入|投资)*(?:目标任务|目标|计划|任务|预算|指标|考核任务)(?:数|值|任务|总投资|投资)?"
_COMPLETION = re.compile(
    rf"(?:(?:完成|占|达到?|为|实现|超额完成)(?:了)?(?P<plan>{_PLAN})的?(?:约|近|超)?(?:比例)?(?:为|达)?"
    r"|(?P<rate>(?:目标|计划|任务|预算|投资)?(?:完成率|完成比例|完成进度|进度|达成率))(?:为|达到|达|是|超)?)(?:约|近|超过|超)?$"
)
_COMPLETED_AFTER = re.compile(rf"(?:完成){_PLAN}[^,]{{0,8}}$")
_CONTRIBUTION = re.compile(r"(?:对(?P<whole>[^,]{2,16})的?)?贡献率?(?:分别)?(?:为|达到|达|超过|超|约|近)*$")
_PULL = re.compile(
    r"(?:拉动|拉高|带动|推高|拖累)(?P<whole>[^,]{2,18}?)(?:增长|增速|上升|提升|提高)(?:分别)?(?:约|近|超过|超|达)*$"
)
_SHARE = re.compile(r"占(?:到|了|据)?(?P<whole>[^,]*)$")
_OF_WHOLE = re.compile(r"(?:贡献|创造|占据|占|集聚)(?:了|着)?(?P<whole>[^,、]{2,10}?)的?(?:近|约|超)?$")
_SHARE_TAIL = re.compile(
    r"(?:的)?(?:比重|比例|份额|总量|比)?(?:分别|均|已)?(?:约为|为|达到了?|达|超过|超|突破|约|近|逾|提高到|提升至|提升到|提高至|上升到|上升至|的|升至|在|保持)*$"
)
_CHANGED = re.compile(
    r"(?:比|较|同比|环比)?[^,、]{0,12}?(?:增加|增长|多|减少|少|提高|提升|上升|下降|扩大|压缩|缩短|(?<![新净])增)(?:了)?(?:约|近|超过?)?$"
)
_RANK_CHANGE = re.compile(
    r"(?:提升|前移|进|上升|晋升|跃升|前进|下降|后退|攀升|退|跨越|提高|跃进|升|位次|名次)(?:了)?$"
)
_BARE_INVESTMENT = re.compile(
    r"^(?:(?:计划|协议|合同|签约|项目|涉及|意向|预计|估算|概算|合计)?(?:总?投资额?|总投资额?|投资总额|引资额?|固定资产投资额?|金额|总额|工业产值|外资|年产值|年税收|新增产值|设备投资|年销售|年营收|用地)"
    r"|年产值|年税收|预计年产值|年度计划投资|年度投资|年计划投资|合同外资|协议外资|总用地|总建筑面积)$"
)
_MONEY_NAME = re.compile(
    r"投资|产值|收入|额|税|资金|GDP|生产总值|增加值|贷款|存款|消费|利润|外资|内资|营收|进出口|出口|进口|出|销售"
)
_PEOPLE = re.compile(r"人$|工人|人才|职工|学生|人口|员工|大学生|居民|群众|劳动力|就业")
_SEVERAL_CROSSED = re.compile(
    r"(?:先后|连续|接连|相继|连)(?:突破|跨越|迈上|跨过|站上|跃上|迈过|跨上)|从$|由$"
)
_ROSE_TO = re.compile(
    r"(?:增加|增长|提高|提升|上升|扩大|跃升|攀升|发展|增|升|扩|做|跃|跨越|壮大|下降|降低|压减|缩短|降|减少|调整|一路[^,]{0,3})(?:到|至)(?:了)?(?:约|近|超过?)?$"
)
_CEREMONY = re.compile(r"表彰|表扬|先进集体|先进个人|发言|表态|颁奖|授牌|与会|参加会议|出席|座谈|分会场|通报批评|宣读|见证")
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
    if token.han:
        return not _counted_in_words(state, figure)
    if (
        is_count(token)
        and figure.right.startswith("的")
        and not subjects.name_of(figure.words, state.lexicon).name
    ):
        return True
    if is_count(token) and re.match(r"[^,]{0,10}(?:中|之中|里)(?:比较|排名|第|位|$)", figure.right):
        return True
    return token.unit in ("场", "次", "场次", "期") and bool(_MEETING.search(figure.words + figure.right[:8]))


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


def contribution(state: State, figure: Figure) -> bool:
    """对经济增长的贡献率为103.5%."""
    match = _CONTRIBUTION.search(figure.left) if figure.token.sort is Sort.PERCENT else None
    if not match or "贡献率" not in match.group() and "贡献" not in match.group()[-4:]:
        return False
    subject = _subject(state, figure, figure.left[: match.start()])
    if not subject or "贡献率" not in match.group():
        return False
    whole = f"对{match['whole'].rstrip('的')}" if match["whole"] else ""
    return _rate(state, figure, f"{_producer(subject)}{whole}贡献率", "contribution")


def pull(state: State, figure: Figure) -> bool:
    """拉动规上工业增长7.7个百分点."""
    match = _PULL.search(figure.left)
    if not match or figure.token.sort not in (Sort.POINTS, Sort.PERCENT):
        return False
    subject = _subject(state, figure, figure.left[: match.start()])
    name = f"{_producer(subject)}拉动{match['whole']}增长"
    return _rate(state, figure, name, "pull", unit="个百分点")


def _producer(subject: str) -> str:
    return re.sub(r"(?<=业)增加值$", "", subject)


def _subject(state: State, figure: Figure, before: str) -> str:
    """The subject given in these words, else the one carried from before."""
    named = subjects.name_of(before, state.lexicon).name
    if named and not subjects.is_pronoun(named):
        return named
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
    match = _COMPLETION.search(figure.left) or _COMPLETED_AFTER.search(figure.left)
    plan = match.groupdict().get("plan") if match else None
    if not match:
        after = re.match(rf"^的?(?P<plan>{_PLAN})(?!以上)", figure.right)
        if not (after and re.search(r"完成(?:了)?(?:全部)?(?:约|近)?$", figure.left)):
            return False
        plan, before = after["plan"], figure.left
    else:
        before = figure.left[: match.start()]
    named = subjects.name_of(re.sub(r"完成$", "", before), state.lexicon).name
    names = _subjects_of_rate(state, figure, named)
    if not names:
        return False
    drafts = []
    for name, value in zip(
        names, figure.token.values * (len(names) if len(figure.token.values) == 1 else 1), strict=False
    ):
        draft = state.new(name, figure, facet="completion")
        draft.value, draft.unit, draft.plan = value, "%", plan or "年度目标"
        draft.bound = bound(figure, state.lexicon)
        drafts.append(draft)
    if named and not state.main:
        state.heard = named
    state.latest = drafts
    return True


def _subjects_of_rate(state: State, figure: Figure, named: str) -> list[str]:
    count = len(figure.token.values)
    if named and not subjects.is_pronoun(named) and not subjects.is_verb_only(named):
        return subjects.dealt(named, count, state.lexicon) or [named]
    several = state.valued_here(count) if count > 1 else []
    if several:
        return [draft.name for draft in several]
    if len(state.main) == count or count == 1 and state.main:
        return [draft.name for draft in state.main][: max(count, 1)] if count > 1 else [state.main[-1].name]
    return [state.heard] if state.heard and count == 1 else []


def share(state: State, figure: Figure) -> bool:
    """占规上工业总产值比重达66%; 占全市的11.7%; 占比38%; 贡献了全省4.1%的产业增加值."""
    token = figure.token
    if token.sort is not Sort.PERCENT:
        return False
    if _attributive_share(state, figure):
        return True
    match = _SHARE.search(figure.left)
    if not match:
        return False
    base = _SHARE_TAIL.sub("", match["whole"]).strip("的“”")
    base = re.sub(r"(?:的)?(?:比重|比例|份额)$", "", base)
    before = figure.left[: match.start()]
    names = _sharers(state, before, len(token.values))
    if not names:
        return False
    whole = base or (
        state.parent.name if state.parent and state.parent.name not in names and not match.group().startswith("占比") else ""
    )
    drafts = []
    for name, value in zip(names, token.values * (len(names) if len(token.values) == 1 else 1), strict=False):
        label = f"{name}占{whole}比重" if whole else f"{name}占比"
        draft = state.new(label, figure, facet="share")
        draft.value, draft.unit, draft.bound = value, "%", bound(figure, state.lexicon)
        drafts.append(draft)
    state.latest = drafts
    if before and not state.main:
        state.heard = names[0]
    return True


def _sharers(state: State, before: str, count: int) -> list[str]:
    named = subjects.name_of(re.sub(r"[,、]$", "", before), state.lexicon).name
    if (
        re.fullmatch(r"(?:入选|获批|上榜|获评|该类|此类|这些|这类)(?:企业|项目|数|数量|总数)*", named)
        and state.main
    ):
        named = ""
    if named and not subjects.is_pronoun(named):
        return subjects.dealt(named, count, state.lexicon) or [named]
    if state.main and len(state.main) == count:
        return [draft.name for draft in state.main]
    if state.main:
        return [state.main[-1].name]
    return [state.heard] if state.heard else []


def _attributive_share(state: State, figure: Figure) -> bool:
    match = _OF_WHOLE.search(figure.left)
    after = re.match(r"^(?:以上|左右)?的(?P<noun>[\u4e00-\u9fffA-Z]{2,14})", figure.right)
    if not (match and after) or after["noun"].startswith(("目标", "任务", "计划", "年度", "比")):
        return False
    whole = _SHARE_TAIL.sub("", match["whole"])
    return _rate(state, figure, f"{after['noun']}占{whole}比重", "share")


def started_from(state: State, figure: Figure) -> bool:
    """由4平方公里起步, 从10亿元、100亿元一路做到2500亿元: only the last number counts."""
    token = figure.token
    match = re.search(
        r"(?<![起缘来理事经])(?:由|从)(?:最初的?|原来的?|[^,由从]{0,8}的)?(?:不足|约|近)?$", figure.left
    )
    if not match or re.match(r"[^,]{0,4}(?:起|开始)算", figure.right):
        return False
    named = subjects.name_of(figure.left[: match.start()], state.lexicon).name
    state.from_value = token.values[0]
    if named and not subjects.is_pronoun(named):
        state.from_name = re.sub(r"的(?=比重$|比例$)", "", named)
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
    return bool(re.match(r"(?:的)?(?:百亿|千亿)?台阶", figure.right)) and len(figure.token.values) > 1


def changed_by(state: State, figure: Figure) -> bool:
    """比上年增加3家, 同比多18亿元: how much the last figure moved, no figure of its own."""
    if figure.token.sort is not Sort.AMOUNT or _ROSE_TO.search(figure.left):
        return False
    left = figure.left.lstrip("、,")
    if re.search(
        r"(?:增收|减收|增支|增产|减支|超(?:额|过)?(?:完成)?(?:年度|全年|目标)*(?:任务|目标|计划))(?:约|近)?$",
        left,
    ):
        return True
    if re.fullmatch(r"(?:比|较)[^,、]{2,8}净增(?:长|加)?", left):
        return True
    if not _CHANGED.fullmatch(left):
        return False
    return bool(state.main) or bool(re.search("比|较", figure.left))


def level(state: State, figure: Figure) -> bool:
    """An amount or a percent that is the indicator's value."""
    token = figure.token
    if token.unit in ("大类", "个大类", "类") and not figure.right and figure.following:
        state.waiting = [_valued(state, figure, "类别", token.value)]
        return True
    if _made_exact(state, figure):
        return True
    names = _level_names(state, figure)
    if not names:
        return False
    if state.resume:
        (state.period, state.period_text), state.resume = state.resume, None
    values = token.values
    if len(values) > 1 and len(names) == 1 and len(state.several) == len(values):
        return _levels_by_period(state, figure, names[0])
    if len(values) > 1 and len(names) != len(values):
        names, values = names[-1:], values[-1:]
    drafts = [_valued(state, figure, name, value) for name, value in zip(names, values, strict=False)]
    for draft, body in zip(drafts, state.dealt_bodies, strict=False):
        draft.entity = body
    state.dealt_bodies = []
    state.main = state.latest = drafts
    _related(state, figure, drafts)
    _name_the_waiting(state, figure, drafts)
    state.from_value, state.from_name = None, ""
    return True


def _made_exact(state: State, figure: Figure) -> bool:
    """突破1200亿元大关,达到1218.6亿元: the second number is the level, the first only its milestone."""
    draft = state.main[-1] if len(state.main) == 1 else None
    if draft is None or draft.value is None or draft.bound != "at_least" or draft.unit != figure.token.unit:
        return False
    if (
        not re.fullmatch(r"(?:并|总量|规模|总额)?(?:达到?|为|实现|完成)了?", figure.left)
        or figure.token.value < draft.value
    ):
        return False
    draft.value, draft.bound = figure.token.value, bound(figure, state.lexicon)
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
        _unit(token, name, figure.right),
        bound(figure, state.lexicon, aim=state.kind == "target"),
    )
    if token.low is not None:
        draft.low, draft.high, draft.value = token.low, token.high, None
    draft.from_value = state.from_value
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


def _level_names(state: State, figure: Figure) -> list[str]:
    token = figure.token
    named = subjects.name_of(figure.words, state.lexicon)
    name = named.name
    if subjects.is_pronoun(name):
        name = ""
    bodies = subjects.entities(figure.words, len(token.values)) if len(token.values) > 1 else None
    if bodies:
        return _of_bodies(state, figure, *bodies)
    if not name and named.entity and (state.main or state.heard):
        state.entity = named.entity
        return [state.main[0].name if state.main else state.heard]
    state.entity = named.entity or state.entity
    counted = (
        subjects.counted_name(name, figure.right)
        if token.sort is Sort.AMOUNT and not name.endswith("投资")
        else ""
    )
    if counted and (
        not name or subjects.is_verb_only(name) or figure.words.rstrip().endswith("的") or _said_after(figure)
    ):
        return [counted]
    noun = re.match(r"^的([^,、;。:\d]{2,24}?(?:项目|工程|基地|中心|园|厂|线|平台))", figure.right)
    if name and noun and _BARE_INVESTMENT.match(name):
        return [f"{noun.group(1)}{name}"]
    if not name or subjects.is_verb_only(name):
        return _inherited(state, figure, name)
    parts = subjects.dealt(name, len(token.values), state.lexicon)
    if parts:
        return parts
    return [_belonging(state, figure, name)]


def _of_bodies(state: State, figure: Figure, bodies: list[str], verb: str) -> list[str]:
    """One indicator dealt out over several bodies; each draft gets its body in `level`."""
    verb = subjects.name_of(verb, state.lexicon).name
    state.dealt_bodies = bodies
    if subjects.is_verb_only(verb):
        noun = "项目" if figure.token.unit in ("个", "项") else "企业" if figure.token.unit == "家" else ""
        return [f"{verb}{noun}"] * len(bodies)
    base = verb or (state.main[0].name if state.main else state.heard)
    return [base] * len(bodies) if base else []


def _said_after(figure: Figure) -> bool:
    return is_count(figure.token) and bool(subjects.noun_after(figure.right)[1])


def _inherited(state: State, figure: Figure, verb: str) -> list[str]:
    """新增28家 after 高新技术企业120家; a level reached after 由…起步; a bare total after its subject."""
    token = figure.token
    if state.from_name:
        return [state.from_name]
    if (
        state.main
        and is_count(token)
        and token.unit == state.main[-1].unit
        and re.search("累计|总数|总量|共有?|达到?|已有", figure.left)
    ):
        base = re.sub(r"^(?:当年|全年|年内)?(?:新增|新|净增)", "", state.main[-1].name)
        return [base] if base != state.main[-1].name else []
    if (
        re.fullmatch(r"[、和]", figure.left)
        and state.main
        and state.main[-1].unit != token.unit
        and token.sort is Sort.AMOUNT
    ):
        return [f"{state.main[-1].name}{'面积' if token.unit.endswith(('米', '亩')) else ''}"]
    for about in (state.main[-1] if state.main else None, state.whole):
        if verb and about and is_count(token) and token.unit == about.unit:
            noun = re.search(r"(?:项目|企业|人才|平台|机构|[\u4e00-\u9fff]{2})$", about.name)
            earlier = about.span.start < state.segment.start and noun
            return [f"{verb}{noun.group() if earlier and noun else subjects.unled(about.name)}"]
    if (
        verb
        and is_count(token)
        and figure.following is None
        and re.match(r"^$|^[、,(]", figure.right)
        and state.heard
    ):
        return [f"{verb}{state.heard}"] if not state.main else []
    if (
        state.heard
        and not state.main
        and re.search(r"(?:达到?|为|突破|超过?|完成|实现|共|有|约|近|逾)$", figure.left)
    ):
        parts = subjects.dealt(state.heard, len(token.values), state.lexicon)
        return parts or [state.heard]
    if (
        re.search(r"(?:达到?|为|突破|超过?|完成|实现)(?:了)?$", figure.left)
        and state.main
        and state.main[-1].value is None
    ):
        return [state.main[-1].name]
    return []


def _belonging(state: State, figure: Figure, name: str) -> str:
    """Investment named without an owner belongs to the projects counted before it."""
    if re.search(r"[元亩人](?:及)?以[上下]$", name) and (state.main or state.whole):
        about = state.whole.name if state.whole else state.main[-1].name
        noun = re.search(r"(?:产业|工业|服务业)?(?:项目|企业)$", about)
        name = f"{name}{noun.group() if noun else ''}"
    if state.main:
        name = subjects.carries_verb(state.main[0].name, name)
    elif state.whole:
        name = subjects.carries_verb(state.whole.name, name)
    if state.topic and re.fullmatch(
        r"产值|总产值|营收|营业收入|销售收入|增加值|销售额|主营业务收入|年产值", name
    ):
        name = f"{state.topic}{name}"
    owner = state.whole if state.whole and state.whole.unit in ("个", "项", "宗", "家") else None
    if _BARE_INVESTMENT.match(name) and owner and owner.value is not None:
        holder = state.main[-1] if state.main and state.main[-1].unit in ("个", "项", "宗", "家") else owner
        if holder.parent is None and re.match(r"^\d|^新?签约\d|^[亿十百]", holder.name):
            holder = owner
        return f"{subjects.plain(holder.name)}{name}"
    return name


def _related(state: State, figure: Figure, drafts: list[Draft]) -> None:
    """Whole and parts: 其中 makes what follows children of the figure before, to the sentence's end."""
    if state.after_event:
        return
    if figure.left.endswith("占") and is_count(figure.token) and state.whole:
        for draft in drafts:
            draft.parent = state.whole.name
        return
    _close_the_whole(state, drafts)
    if state.parent is not None:
        for draft in drafts:
            if not draft.name.startswith(state.parent.name) and draft.name != state.parent.name:
                draft.parent = state.parent.name
    elif drafts and not re.search("投资", drafts[0].name) or state.whole is None or state.whole.unit not in ("个", "项", "宗", "家"):
        state.whole = drafts[0]


def _close_the_whole(state: State, drafts: list[Draft]) -> None:
    """A count that no longer fits into its whole beside the parts before it begins something new."""
    whole = state.parent
    if whole is None or whole.value is None:
        return
    parts = [
        d.value
        for d in state.drafts
        if d.parent == whole.name and d.sentence == whole.sentence and d.unit == whole.unit
    ]
    fresh = [d.value for d in drafts if d.unit == whole.unit and d.value is not None]
    if state.parent_at < state.segment.start and any(value > whole.value for value in fresh):
        state.parent = state.whole = None
        return
    if fresh and parts and sum(p for p in parts if p is not None) == whole.value:
        state.parent = state.whole = None
