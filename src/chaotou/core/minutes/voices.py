"""In which voice a clause speaks: what the meeting decided, ordered, urged, saw, or only heard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Voice(StrEnum):
    """SAW 会议指出、认为 and HEARD 听取 are background; URGED 强调 is an order only to somebody named."""

    DECIDED = "decided"
    ORDERED = "ordered"
    URGED = "urged"
    SAW = "saw"
    HEARD = "heard"


_MEETING: Final = (
    r"(?:(?:本次|此次|经)?(?:会议|会上|大会|评审会|调度会|例会|联席会议|专题会|办公会|座谈会|约谈|党工委|管委会|领导小组"
    r"|安委会|评审组)(?!室|要)|(?:与会|参会)[^,;:。]{0,8}?|大家"
    r"|[\u4e00-\u9fff]{2,3}(?:同志|书记|主任)?(?=最后|还|同时|在[^,]{0,8}讲话|在?总结|指出|强调|要求))"
)
_PASSING: Final = r"(?:最后|同时|还|并|也|充分|一致|再次|研究|讨论|共同|审议后)*+"
_BESIDES: Final = rf"{_PASSING}(?:[就对经在][^,;。:]{{1,24}}?)??{_PASSING}"
_AGREED: Final = (
    r"(?:拟?(?:原则上?)?(?:同意|通过)|审议(?:并)?(?:原则上?)?通过|研究(?:并)?同意|不同意|不予同意|批准|审定)"
)
_OUTCOME: Final = r"(?:形成|达成)(?:了)?[^,;。:]{0,12}(?:意见|结论|共识)"
_SAID: Final = {
    Voice.DECIDED: rf"(?:议定|决定|商定|确定|明确|研究决定|评审结论(?:为|:)?|{_OUTCOME})",
    Voice.ORDERED: r"(?:要求|部署|作出[^,;。:]{0,10}?安排|安排如下|提出[^,;。:]{0,6}要求)",
    Voice.URGED: r"(?:强调|希望|号召|提醒|重申)",
    Voice.SAW: r"(?:指出|认为|分析(?:了)?|研判|肯定|回顾|注意到)",
    Voice.HEARD: (
        r"(?:(?:书面)?(?:听取|传达|学习)|通报|观看|审阅|组织学习|审议(?!并|通过|原则)|研究了|讨论了)"
    ),
}
_SPOKEN: Final = re.compile(
    rf"(?:{_MEETING}){_BESIDES}(?:(?P<agreed>{_AGREED})|"
    + "|".join(rf"(?P<{voice.value}>{words})" for voice, words in _SAID.items())
    + ")"
)
_SUBJECTLESS: Final = re.compile(
    rf"{_BESIDES}(?:(?P<agreed>{_AGREED})"
    rf"|(?P<decided>议定|决定|商定|研究决定|评审结论(?:为|:)?|[^,;。:]{{0,14}}?{_OUTCOME})(?!的)"
    r"|(?P<urged>强调)|(?P<ordered>(?:具体|工作)?要求如下|要求(?!的|[,。;]|$)))"
)
_LIST: Final = re.compile(r"(?:如下|以下|下列)[^,;。]{0,12}$|:$")
_DONE: Final = re.compile(
    r"目前|截至|已(?:于|在|经|完成|建成|投|办结|签|开工|按)|尚未|仍未|预计|(?:同比|环比)(?:增长|下降|减少|增加)"
    r"|位列|排名|完成[^,]{0,10}的\d|存在[^,]{0,12}问题|主要问题|达到?了|完成率|办结率|占比|较上年|比去年|比计划|正在|停工的|以来"
    r"|(?:活动|会议|开会)?(?<!完成)(?<!交付)(?:时间|地点)[:为定]|(?:改|定)[在于为到][^,]{0,8}(?:召开|举行)"
)
_OPENING: Final = re.compile(
    r"(?:(?:20\d\d年)?\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日)[^。]{0,40}?(?:召开|召集|主持|带队|约谈|座谈|到[^。]{2,20}(?:调研|现场办公))"
    r"|[^,。]{0,12}会议?由[^,。]{2,24}主持|[^,。]{2,24}主持(?:召开|会议)"
)
_ANNOUNCES: Final = re.compile(
    r"(?P<decided>(?:议定|决定|明确|商定|研究|答复|处理)(?:的)?(?:事项|意见|内容)?$|会议(?:决定|议定))"
    r"|(?:工作|会议|有关|几点)?(?:要求|提醒)$|任务分工|(?:下步|下一步|重点|近期)(?:工作|任务|措施)|(?:工作|任务)(?:安排|部署|清单)"
)
_BACK: Final = re.compile(
    r"上(?:次|周|月|一次|期)(?:[^,。]{0,4}会议?)?[^,。]{0,6}(?:议定|安排|交办|部署|要求|确定)"
)
_BACK_SECTION: Final = re.compile(r"(?:落实|完成|进展|办理|推进|整改)(?:工作)?情况$|回顾|通报|讨论|发言")
_EXHORTS: Final = re.compile(
    r"提高(?:政治)?站位|高度重视|充分认识|深刻认识|统一思想|坚定[^,]{0,4}(?:信心|信念)|凝心聚力|真抓实干"
    r"|增强[^,]{0,8}(?:意识|感)|举一反三|转变作风|再接再厉|切实(?:增强|提高)|学习领会|亲自抓|讲政治|顾大局|负总责|压紧压实|深刻反思|不进则退|紧迫感|劲头|思想和行动"
    r"|以[^,]{2,16}(?:精神|态度|状态|作风)"
)
_TASK: Final = (
    r"(?:开展|完成|落实|加快|抓紧|做好|抓好|制定|制订|建立|成立|组建|启动|组织|加强|推进|推动|严格|严禁|确保"
    r"|提出|拿出?|摸排|排查|梳理|编制|起草|修订|报送|上报|报(?=[\u4e00-\u9fff])|印发|出台|召开|举办|督促|协调"
    r"|对接|帮助|指导|解决|整治|整改|清理|拆除|安排|设立|设置|拨付|列入|纳入|暂缓|暂不|缓议|不再|不予|不得|停止"
    r"|取消|取得|办结|开通|开放|建设|建成|实施|实行|优化|压降|盘活|收回|签订|签署|明确|跟踪|核实|核查|调查|研究"
    r"|论证|评估|审核|调整|保障|落细|细化|派|将|把|对|由|请|力争|务必|全面|尽快|立即|继续|进一步|深入|持续|同步"
    r"|统筹|严肃|依法|按|凡|一律|自|从|待|重大情况)"
)
_BIDS: Final = re.compile(
    rf"(?:同时|并|另外?|此外)?,?\x00*,?{_TASK}"
    r"|[^,]{0,20}(?:(?<![主重需])要(?![求素点])|须|应当|不得|不再|一律|必须|暂缓|暂不|控制在|列入|纳入|统筹|另行)"
)
_COMMANDS: Final = re.compile(r"须|不得|严禁|一律|必须|务必")


@dataclass(frozen=True)
class Spoken:
    """`end` is where the words of who speaks end; 同意, 通过 and 听取 stay with what they are about."""

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
    voice = Voice(name)
    return Spoken(voice, match.start(name) if voice is Voice.HEARD else match.end())


def opens_list(sentence: str) -> bool:
    """Whether what follows is the list announced here: 会议议定以下事项, 纪要如下:."""
    return _LIST.search(sentence) is not None


def is_done(words: str) -> bool:
    """Whether it tells how things stand or stood, and asks for nothing."""
    return _DONE.search(words) is not None


def is_opening(sentence: str) -> bool:
    """Whether it tells that the meeting was held, on which day and by whom."""
    return _OPENING.match(sentence) is not None


def heading_voice(heading: str) -> Voice | None:
    """What a heading such as 议定事项 or 工作要求 makes of the items beneath it."""
    match = _ANNOUNCES.search(heading)
    return None if match is None else Voice.DECIDED if match["decided"] else Voice.ORDERED


def looks_back(sentence: str) -> bool:
    """Whether it tells what became of what an earlier meeting asked for."""
    return _BACK.match(sentence) is not None


def is_back_section(heading: str) -> bool:
    return _BACK_SECTION.search(heading) is not None


def only_exhorts(words: str) -> bool:
    return _EXHORTS.search(words) is not None


def bids(words: str) -> bool:
    """Whether words without an owner still say that something is to be done."""
    return _BIDS.match(words) is not None


def goes_on(words: str) -> bool:
    """Whether words say what the one named before is to do next; 严禁 is said to everybody."""
    return bids(words) and not words.startswith(("严禁", "不得"))


def commands(words: str) -> bool:
    """Whether words leave no choice: 须, 不得, 一律."""
    return _COMMANDS.search(words) is not None
