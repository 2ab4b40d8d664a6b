"""In which voice a clause speaks: what the meeting decided, ordered, urged, saw, or only heard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Voice(StrEnum):
    """SAW 会议指出、认为 and HEARD 听取 are background; URGED 强调 is an order only to somebody named."""

    DECIDED = "decided"
    ORDERED = "ordered"
    URGED = "urged"
    SAW = "saw"
    HEARD = "heard"


_MEETING = (
    r"(?:(?:本次|此次|经)?(?:会议|会上|大会|评审会|调度会|例会|联席会议|专题会|办公会|党工委|管委会|领导小组|安委会|评审组)(?!室|要)"
    r"|(?:与会|参会)[^,;:。]{0,8}?|大家|[\u4e00-\u9fff]{2,3}(?:同志|书记|主任)?(?=最后|还|同时|指出|强调|要求))"
)
_BESIDES = r"(?:最后|同时|还|并|也|一致|再次|就[^,;。:]{1,24}?|对[^,;。:]{1,24}?|经[^,;。:]{0,12}?|,|研究|充分|讨论|共同|原则上?)*"
_AGREED = r"(?:原则上?(?:同意|通过)|审议(?:并)?(?:原则上?)?通过|研究(?:并)?同意|同意|不同意|不予同意|批准|审定|通过了)"
_SAID = {
    Voice.DECIDED: r"(?:议定|决定|商定|确定|明确|研究决定|评审结论(?:为|:)?|(?:形成|达成)(?:了)?[^,;。:]{0,12}(?:意见|结论|共识))",
    Voice.ORDERED: r"(?:要求|部署|作出[^,;。:]{0,10}?安排|安排如下|提出[^,;。:]{0,6}要求)",
    Voice.URGED: r"(?:强调|希望|号召|提醒)",
    Voice.SAW: r"(?:指出|认为|分析(?:了)?|研判|肯定|回顾|注意到)",
    Voice.HEARD: r"(?:(?:书面)?听取|传达|学习|通报|观看|审阅|组织学习)",
}
_SUBJECTLESS = re.compile(
    rf"(?:{_BESIDES})(?:(?P<agreed>{_AGREED})|(?P<decided>议定|决定|商定|研究决定|评审结论(?:为|:)?|[^,;。:]{{0,14}}?(?:形成|达成)[^,;。:]{{0,12}}(?:意见|结论|共识))(?!的)"
    r"|(?P<ordered>(?:具体|工作)?要求如下))"
)
_SPOKEN = re.compile(
    rf"(?:{_MEETING}){_BESIDES}(?:(?P<agreed>{_AGREED})|"
    + "|".join(rf"(?P<{voice.value}>{words})" for voice, words in _SAID.items())
    + ")"
)
_LIST = re.compile(r"(?:如下|以下|下列)[^,;。]{0,12}$|:$")
_DONE = re.compile(
    r"目前|截至|已(?:于|在|经|完成|建成|投|办结|签|开工|按)|尚未|仍未|预计|(?:同比|环比)(?:增长|下降|减少|增加)|达到?了"
    r"|主持召开|连夜召开|召集[^,。]{2,40}(?:负责|同志)|主持[,。]|完成率|办结率|占比|较上年|比去年|比计划|正在|基本停工|以来"
)
_EXHORTS = re.compile(
    r"提高(?:政治)?站位|高度重视|充分认识|深刻认识|统一思想|坚定[^,]{0,4}(?:信心|信念)|增强[^,]{0,8}(?:意识|感)|凝心聚力|真抓实干|举一反三|转变作风"
    r"|再接再厉|切实(?:增强|提高)|以[^,]{2,16}(?:精神|态度|状态|作风)|思想和行动"
)
_TASK = (
    r"(?:开展|完成|落实|加快|抓紧|做好|抓好|制定|制订|建立|成立|组建|启动|组织|加强|推进|推动|严格|严禁|确保|提出|拿出|摸排|排查|梳理"
    r"|编制|起草|修订|报送|上报|印发|出台|召开|举办|督促|协调|对接|帮助|解决|整治|整改|清理|拆除|安排|设立|设置|拨付|列入|纳入|暂缓|暂不|缓议"
    r"|不再|不予|不得|停止|取消|取得|办结|开通|开放|建设|建成|实施|实行|优化|压降|盘活|收回|签订|签署|明确|跟踪|核实|核查|调查|研究|论证|评估|审核"
    r"|调整|保障|落细|派|将|把|对|由|请|力争|务必|全面|尽快|立即|继续|进一步|深入|持续|同步|统筹|严肃|依法|按|凡|一律|自|从|待)"
)
_BIDS = re.compile(
    rf"(?:同时|并|另外?|此外)?,?{_TASK}|[^,]{{0,20}}(?:要|须|应当|不得|不再|一律|必须|暂缓|暂不|控制在|列入|纳入|统筹|另行)"
)


@dataclass(frozen=True)
class Spoken:
    """`end` is where the words of who speaks end; 同意 and 通过 stay with what was agreed."""

    voice: Voice
    end: int


def spoken(clause: str) -> Spoken | None:
    """The voice that a clause raises, None where it only goes on."""
    match = _SPOKEN.match(clause) or _SUBJECTLESS.match(clause)
    if match is None:
        return None
    if match["agreed"]:
        return Spoken(Voice.DECIDED, match.start("agreed"))
    name = next(name for name, words in match.groupdict().items() if words is not None)
    return Spoken(Voice(name), match.end())


def opens_list(sentence: str) -> bool:
    """Whether what follows is the list announced here: 会议议定以下事项, 纪要如下:."""
    return _LIST.search(sentence) is not None


def is_done(words: str) -> bool:
    """Whether it tells how things stand or stood, and asks for nothing."""
    return _DONE.search(words) is not None


def only_exhorts(words: str) -> bool:
    return _EXHORTS.search(words) is not None


def bids(words: str) -> bool:
    """Whether words without an owner still say that something is to be done."""
    return _BIDS.match(words) is not None
