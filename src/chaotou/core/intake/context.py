"""What one sentence hands to the next: actual or target, the section, who answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chaotou.core.intake import times
from chaotou.core.intake.drafts import Draft, State
from chaotou.core.intake.periods_in_text import Mention, Role
from chaotou.core.intake.times import section_year, year_of

_HEAD_TARGET = re.compile(
    r"目标(?:任务)?(?:[^,。;]{0,8})(?:如下|是|为|定为|:)|(?:重点工作|任务)(?:安排|分解)如下|预期目标|目标任务[:是为]|主要目标"
)
_WILL = re.compile(
    r"(?<![主重必只首摘纪险提简需])要(?![求素闻点案地件务事么害领塞道紧不])|(?:我们|局|区|司|[)]|年|集团|中心|街道|园区|镇|市|县|季度|半年|月|还|将|,|^)将(?=[围继聚全进力确以坚实推完突达新建加把着深大持努紧抓迈引打统争重带再开竣投签])"
    r"|(?<!年度)计划(?=[完实新引建开竣签]|力争)|(?<=[区市县会])计划(?!总?投资|单列|任务|目标|的|数)|奋力(?=[实完打建夺])|(?:必须|务必|务求)(?=[实完达])|(?:锚定|围绕|紧盯|对标|瞄准|朝着|实现)[^,。;]{0,24}目标|目标(?:是|为|:)"
)
_DONE = re.compile(
    r"(?:较|比)(?:上年|去年|上月|年初|同期)|同比|已(?:累计|完成|实现|有|达|签|开|建)|累计(?:完成|实现|签|开|建|达)|截至|顺利完成|刚刚过去|圆满完成|超额完成|完成了|实现了|荣获|获评|获批|连续\S{1,3}[年月]|总结|回顾|以来[,、]?(?!要|必须|应)"
)
_REACHED = re.compile(
    r"(?:完成|占|为|达到?|高于|超过?|超额完成)[^,。;]{0,12}?(?:目标|计划|任务|预期)[^,。;]{0,14}?\d"
    r"|\d[\d.]*%的[^,。;]{0,6}(?:目标|计划|预期)|完成[^,。;]{2,30}目标|(?:好于|超出?|符合|[高低]于|快于|慢于|不及)(?:年初)?预期"
)
_AIM = re.compile(
    r"(?<![为以效])(?:确保|力争|力保|争取(?![^,]{0,12}(?:资金|指标|债券|补助|用地|试点|贷款))|务求|务必|必保|奋力实现|努力实现|努力完成|计划(?:全年|年内|完成|实现|新增|引进|开工|建成))(?!了|上级|无偿|资金支持)[^,]*\d"
    r"|^(?:并|同时)?(?:确保|力争|争取|努力|奋力)(?=全年|到年底|年内|今年|完成|实现|达到)"
)
_ASSURED = re.compile(
    r"(?:为|有效|有力|切实)(?:确保|争取)|(?:确保|力争|争取|努力)(?:了|到了)"
    r"|争取(?=[^,]{0,12}(?:资金|指标|债券|补助|用地|试点|贷款))"
)
_SPIRIT = re.compile(r"(?:锚定|围绕|紧盯|对标|瞄准|朝着|实现)[^,。;]{0,24}目标|锚定|努力|预期|冲刺")
_BY_NOW = re.compile(r"目前|截至|已(?:累计|完成|实现|有|达|签|开|建)|同比(?!增长目标)[^,]*(?:加快|回落|收窄)")
_AHEAD_SECTION = re.compile(
    r"工作思路|工作安排|工作计划|打算|目标任务|任务书|下一步|下阶段|主要目标|预期目标|总体要求|任务分解|\d年(?:主要|重点)(?:工作|目标)?任务|工作要点|展望"
)
_ONWARD = re.compile("(?:下半年|第?四季度|下一?步|下一?阶段|接下来|今后|明年|来年)")
_BACK_SECTION = re.compile(
    r"工作总结|回顾|\d年(?:主要)?工作(?:情况|成效|$)|完成情况|运行情况|工作情况|主要成效|发展情况|运行通报|成绩单"
)
_SPEAKER = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,8}?(?:经开区|高新区|开发区|新区|园区|全区|区|市|县))?(?P<body>[\u4e00-\u9fff]{2,14}?(?:局|委员会|委|办公室|办|公司|集团|中心|街道|镇|乡|园区|园|部|支队|大队|管委会)(?:[(][^()]{2,12}[)])?)"
    r"(?:党委|党组|党工委|党支部)?(?:副)?(?:书记|局长|主任|董事长|总经理|部长|镇长)"
)
_LED_BY = re.compile(
    r"\s*[-·•*■●]?\s*(?P<body>[\u4e00-\u9fff]{1,14}(?:局|委|办|公司|集团|中心|街道|镇)(?:[(][^()]{2,12}[)])?):"
)
_ANSWERS = re.compile(
    r"(?:由|,|。|年,|^)(?P<lead>(?:[\u4e00-\u9fff]{2,12}(?:局|委|办|公司|集团|街道|中心))(?:[(][^()]{2,12}[)])?)(?:将|牵头|负责|要|作为牵头部门|作为责任部门)"
)


def hear_section(state: State, heading: str, found: Sequence[Mention]) -> None:
    """A section's heading says whether it looks back or ahead; one that says both, or neither, leaves it
    open."""
    ahead, back = bool(_AHEAD_SECTION.search(heading)), bool(_BACK_SECTION.search(heading))
    if ahead or back:
        section_year(state, found)
    if ahead != back:
        state.section = "target" if ahead else "actual"
    elif ahead:
        state.section = ""


def hear_kind(state: State, text: str, found: Sequence[Mention], *, forward: bool) -> str | None:
    """Set actual or target from a sentence's words; returns the kind that outlasts the paragraph, if the
    words set one."""
    own = [m for m in found if m.role in (Role.OWN, Role.LOCAL, Role.BY)]
    years = [y for m in own if (y := m.resolved_year(state.document_year, year_of(state.period))) is not None]
    _turn_the_year(state, text, own)
    past = bool(_DONE.search(text)) or any(
        m.relative and m.year is not None and m.year < 0 and m.role is Role.OWN for m in found
    )
    if _HEAD_TARGET.search(text) and not re.search("完成[^,。;]{0,10}目标|同比", text):
        state.kind = "target"
        return "target"
    ahead = bool(state.document_year and years and min(years) > state.document_year)
    whole_year = bool(
        forward
        and state.document_year
        and own
        and all(_is_this_year(m, state) for m in own)
        and "全年" not in text[:8]
    )
    if state.section != "actual" and times.open_year(state, text):
        state.kind = "target"
        return None
    if state.section == "target" and not re.search("同比|去年|上年", text):
        state.kind = "target"
        return None
    named = [m.year for m in own if m.year and not m.relative]
    later = bool(named and state.section_year and min(named) > state.section_year and _is_will(state, text))
    onward = bool(_ONWARD.match(text)) and _is_will(state, text)
    if state.section == "actual" and not (ahead or later or onward):
        state.kind = "actual"
        return None
    if (ahead or whole_year) and not past:
        state.kind = "target"
        return None
    if past or (
        years and state.document_year and max(years) < state.document_year and not _is_will(state, text)
    ):
        state.kind = "actual"
        return "actual"
    if _is_will(state, text):
        state.kind = "target"
    elif any(_month_range(m) for m in own):
        state.kind = "actual"
    return None


def only_spirited(state: State, text: str) -> bool:
    """锚定高质量发展目标,积极推动…: words of spirit, which set no target by themselves."""
    return not _is_will(state, _SPIRIT.sub("", text))


def _month_range(mention: Mention) -> bool:
    """1-9月: months counted up to one that is over."""
    return bool(re.search(r"\d月?[-至到]\d", mention.part))


def hear_aim(state: State, clause: str) -> None:
    """确保全年完成…, within a sentence that told what was done, sets a target from here to its end."""
    if state.kind == "actual" and _AIM.search(clause) and not _REACHED.search(clause):
        state.kind, state.aimed = "target", True
    elif state.aimed and _BY_NOW.search(clause):
        state.kind, state.aimed = "actual", False


def close_aim(state: State) -> None:
    if state.aimed:
        state.kind, state.aimed = "actual", False


def _turn_the_year(state: State, text: str, own: Sequence[Mention]) -> None:
    """今年…将 after a whole year reported as done speaks of the year after it."""
    this_year = any(m.relative and m.year == 0 and not m.part for m in own)
    done = state.kind == "actual" and state.period is not None and state.period.is_year
    if (
        this_year
        and done
        and year_of(state.period) == state.document_year
        and _is_will(state, text)
        and "同比" not in text
    ):
        state.document_year = (state.document_year or 0) + 1


def _is_this_year(mention: Mention, state: State) -> bool:
    year = mention.resolved_year(state.document_year, None)
    return year == state.document_year and mention.months in (None, (1, 12)) and "以来" not in mention.text


def _is_will(state: State, text: str) -> bool:
    text = _ASSURED.sub("", _REACHED.sub("", text))
    return bool(_WILL.search(text) or state.lexicon.target_word.search(text))


def hear_answer(text: str, drafts: Sequence[Draft]) -> None:
    """(责任单位:经济发展局) at a paragraph's end answers for all its targets."""
    named = re.search(r"(?:责任单位|牵头单位|责任部门|牵头部门)(?::|为)(?P<body>[\u4e00-\u9fff]{2,20})", text)
    for draft in drafts:
        if named and draft.kind == "target":
            draft.owner = named["body"]


def led_by(line: str) -> str | None:
    """招商局(产投公司):2024年新签约…: the body before the colon answers for the targets of its line."""
    found = _LED_BY.match(line)
    return found["body"] if found else None


def hear_owner(state: State, text: str, *, heading: bool) -> None:
    """A speaker's line or `X局将…` names who answers for the targets that follow."""
    speaker = _SPEAKER.match(text) if heading else None
    if heading:
        state.owner = speaker["body"] if speaker else None
        return
    named = _ANSWERS.search(text)
    if named:
        body = named["lead"]
        state.owner = re.sub(r"^(?:今年|\d+年|我们|经开区|高新区)", "", body)
