"""Whose level an amount is: the name in the words beside it, or the one carried from before."""

from __future__ import annotations

import re

from chaotou.core.intake import lists, subjects
from chaotou.core.intake.drafts import Figure, State
from chaotou.core.intake.token_types import Sort, is_count

_BARE_INVESTMENT = re.compile(
    r"^(?:(?:计划|协议|合同|签约|项目|涉及|意向|预计|估算|概算|合计)?(?:总?投资额?|总投资额?|投资总额|引资额?|固定资产投资额?|金额|总额|工业产值|外资|年产值|年税收|新增产值|设备投资|年销售|年营收|用地)"
    r"|年产值|年税收|预计年产值|年度计划投资|年度投资|年计划投资|合同外资|协议外资|总用地|总建筑面积)$"
)

_STAGE = re.compile("(?:新|集中)?(?:签约|开工|动工|竣工|投产|落户|落地|引进)")
_RISES_ON = re.compile(
    r"[、,]?(?:进一步|继续|再)+(?:提高|提升|上升|增加|增长|扩大|攀升|升|增|下降|降)(?:到|至)"
)
_GRADE = re.compile(r"(?:世界|国际|国家|省部?|市|区|县)级(?:以上)?")
_ABOVE_GRADE = re.compile(r"^.*(?:世界|国际|国家|省部?|市|区|县)级(?:以上)?")


def level_names(state: State, figure: Figure) -> list[str]:
    token = figure.token
    named = subjects.name_of(figure.words, state.lexicon)
    name = named.name
    if subjects.is_pronoun(name):
        name = ""
    bodies = lists.entities(figure.words, len(token.values)) if len(token.values) > 1 else None
    if bodies:
        return _of_bodies(state, figure, *bodies)
    counts = is_count(token) and subjects.noun_after(figure.right)[0]
    if not name and named.entity and (state.main or state.heard or state.label) and not counts:
        state.entity = named.entity
        return [state.main[0].name if state.main and not state.label else state.label or state.heard]
    state.entity = named.entity or state.entity
    counted = (
        subjects.counted_name(name, figure.right, leads_on=figure.following is not None)
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
    about = state.heard or state.label
    if about and not state.main and len(token.values) == 1 and re.fullmatch("到账|到位|到资", name):
        return [about]
    if "分别" in figure.left and len(token.values) > 1 and (shared := _shared_verb(state, figure)):
        return shared
    parts = lists.dealt(name, len(token.values), state.lexicon)
    if parts:
        return parts
    if (
        "分别" in figure.left
        and not state.several
        and (members := lists.dealt(state.heard, len(token.values)))
    ):
        return [f"{member}{name}" for member in members]
    owners = state.valued_here(len(token.values)) if len(token.values) > 1 else []
    if owners and _BARE_INVESTMENT.match(name) and all(d.unit in ("个", "项", "宗", "家") for d in owners):
        return [f"{subjects.plain(owner.name)}{name}" for owner in owners]
    return [_belonging(state, figure, name)]


def _shared_verb(state: State, figure: Figure) -> list[str]:
    """一分队、二分队分别完成签约额…, 对东盟、欧盟分别进出口…: each member with what they all did."""
    before, _, after = figure.words.rpartition("分别")
    did = subjects.name_of(after, state.lexicon).name
    who = subjects.name_of(before, state.lexicon).name
    if not did or subjects.is_verb_only(did):
        return []
    members = lists.dealt(who, len(figure.token.values), state.lexicon)
    return [f"{member}{did}" for member in members or [] if did not in member]


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
        and figure.left != figure.words
        and re.fullmatch(r"[,、]?其中(?:完成|实现|达到?)?", figure.words)
    ):
        return [state.main[-1].name]
    if state.main and _done_of_plan(figure, state.main[-1].unit) and "计划" in state.main[-1].name:
        return [re.sub(r"(?:年度|年内|本年|全年|年)?计划", "完成", state.main[-1].name)]
    if state.kind == "target" and state.main and _further_aim(figure, state.main[-1].unit):
        return [state.main[-1].name]
    if (
        state.main
        and is_count(token)
        and token.unit == state.main[-1].unit
        and re.search("累计|总数|总量|共有?|达到?|已有", figure.left)
    ):
        base = re.sub(
            r"^(?:当年|全年|年内)?(?:新增|新|净增)(?:获批|认定|培育|创建)?", "", state.main[-1].name
        )
        return [base] if base != state.main[-1].name else []
    if (
        re.fullmatch(r"[、和]?", figure.left)
        and figure.previous is not None
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
        parts = lists.dealt(state.heard, len(token.values), state.lexicon)
        return parts or [state.heard]
    if (
        re.search(r"(?:达到?|为|突破|超过?|完成|实现)(?:了)?$", figure.left)
        and state.main
        and state.main[-1].value is None
    ):
        return [state.main[-1].name]
    if state.latest and _RISES_ON.fullmatch(figure.words) and state.latest[-1].unit in (token.unit, "%"):
        return [state.latest[-1].name]
    if _STAGE.fullmatch(verb) and token.unit in ("个", "项", "宗") and not figure.right[:1].isalnum():
        return [f"{verb}项目"]
    return []


def _done_of_plan(figure: Figure, unit: str | None) -> bool:
    """年度计划投资61亿元,已完成68.4亿元: what was done of what was planned."""
    done = re.fullmatch(r"(?:目前|现)?(?:已|实际|累计|已累计)?完成(?:投资)?", figure.left)
    return bool(done) and unit == figure.token.unit


def _further_aim(figure: Figure, unit: str | None) -> bool:
    """确保200亿元、力争220亿元: two targets of one indicator."""
    words = r"[、,和]?(?:力争|确保|冲刺|争取|奋力|挑战)(?:达到?|完成|实现|突破|冲刺)*"
    return unit == figure.token.unit and bool(re.fullmatch(words, figure.left))


def _belonging(state: State, figure: Figure, name: str) -> str:
    """Investment named without an owner belongs to the projects counted before it; 国家级2个 to their
    noun."""
    if _GRADE.fullmatch(name) and state.main and state.main[-1].unit == figure.token.unit:
        return f"{name}{_ABOVE_GRADE.sub('', subjects.unled(state.main[-1].name))}"
    if re.search(r"[元亩人](?:及)?以[上下]$", name) and (state.main or state.whole):
        counted = state.whole.name if state.whole else state.main[-1].name
        noun = re.search(r"(?:产业|工业|服务业)?(?:项目|企业)$", counted)
        name = f"{name}{noun.group() if noun else ''}"
    about = state.whole or (state.main[0] if state.main else None)
    if about:
        name = subjects.carries_verb(about.name, name)
    if state.topic and re.fullmatch(
        r"产值|总产值|营收|营业收入|销售收入|增加值|销售额|主营业务收入|年产值", name
    ):
        name = f"{state.topic}{name}"
    owner = state.whole if state.whole and state.whole.unit in ("个", "项", "宗", "家") else None
    if _BARE_INVESTMENT.match(name) and owner and owner.value is not None:
        counts = [d for d in state.of_sentence() if d.unit in ("个", "项", "宗", "家") and d.facet is None]
        holder = counts[-1] if counts else owner
        if holder.parent is None and re.match(r"^\d|^新?签约\d|^[亿十百]", holder.name):
            holder = owner
        state.bare = name
        return f"{subjects.plain(holder.name)}{name}"
    return name
