"""What a clause says beside its numbers: hedges over a list, parts of a whole, the subject of what
follows."""

from __future__ import annotations

import re

from chaotou.core.intake import subjects
from chaotou.core.intake.drafts import WIDER, State

_LABEL = re.compile(
    r"(?P<name>[^,。;\d]{2,24}?)(?:完成|增长|进展)?(?:情况)?"
    r"(?:较好|较快|靠前|较慢|靠后|如下|前列|落后)*(?:的)?(?:有|是|为|情况)?:"
)


def hear_hedge(state: State, words: str) -> None:
    if "预计" not in words and not re.search(r"(?:达产|建成|投产|达效)后", words):
        return
    state.estimated = "segment" if not state.main and "预计" in words else "clause"


def hear_effect(state: State, words: str, *, opens: bool) -> None:
    """项目全部建成后,…: what follows in the segment is of no period yet."""
    effect = re.search(r"(?:全部|全面)?(?:建成|达产|投产|达效|竣工|运营)+后", words)
    if effect or opens or re.search("目前|已|截至", words):
        state.after_event = effect.group() if effect else ""


def hear_evaluation(state: State, words: str) -> None:
    """在…综合评价中: what the ranks that follow are of."""
    rated = re.search(
        r"(?:在|据|根据)?[^,]{0,30}?(?P<what>(?:综合)?(?:发展水平)?(?:考核评价|综合考评|综合评价|考评|考核|评价|评估|排名|测评))(?:中|里|结果|$)",
        words,
    )
    if rated and re.search(r"中$|里$|结果", words):
        state.rated = rated["what"]


def hear_parent(state: State, words: str) -> None:
    if re.match(r"[^,]{0,3}其中|.{0,2}按[^,]{1,6}分|.{0,2}分[^,]{1,8}看", words) or re.match(
        "内含|包括|包含|含", words
    ):
        state.parent, state.parent_at = state.whole, state.segment.start
    elif "其中" in words:
        state.parent, state.parent_at = state.whole or state.parent, state.segment.start


def hear_subject(state: State, words: str) -> None:
    """A clause without numbers may name what the next figures are about."""
    state.heard_rate = bool(re.search("增幅|增速|涨幅|降幅", words))
    found = list(state.lexicon.known_name.finditer(words.upper()))
    topic = re.match(
        r"^(?P<name>[^,、]{2,12}?(?:产业|制造业?|材料|行业|服务业|汽车|医药|电子|食品|化工|经济|能源))(?!园|链)",
        words,
    )
    state.topic = subjects.name_of(topic["name"], state.lexicon).name if topic else state.topic
    name = subjects.name_of(
        re.sub(
            r"(?:(?:增幅|增速|涨幅|降幅|总量|规模|占比)?最[大高快多小低]|均?(?:位列|位居|排名|排在|居)[^,]*前[^,]*|由[负正降升减跌亏]转[正负升降增盈]|由[负正降升减跌亏]变[正负升降增盈]|止跌|企稳|扭亏|稳步|持续|平稳|快速|较快|继续|保持|强劲|加快|显著|明显).*$",
            "",
            words,
        ),
        state.lexicon,
    ).name
    if (
        "、" in name
        or state.heard_rate
        and name
        or found
        and name.upper().endswith(found[-1].group())
        or re.search(f"(?:{subjects.HEADS})$", name)
    ):
        state.heard = name
        state.main = [] if len(name) <= 24 else state.main
    elif found:
        state.heard = found[-1].group()


def hear_home(state: State, line: str) -> None:
    """Each paragraph is about the text's body again; a heading (东湖市) makes that place the body below."""
    headed = re.match(r"[(](?P<body>[\u4e00-\u9fff]{2,10})[)]", line)
    if headed and subjects.ENTITY.fullmatch(headed["body"]):
        state.home = headed["body"]
    state.entity = state.home


def close_body(state: State, sentence: str) -> None:
    """A park's name and 全市 hold for their sentence, and for what 其中 adds to it."""
    brief = state.entity in WIDER or bool(re.search("产业园|科学城|医院|学校", state.entity or ""))
    if brief and not sentence.startswith(("其中", "该", "其")):
        state.entity = state.home


def label(state: State, line: str) -> str:
    """招商到位资金完成较好的有: names what the bullets below it give; bullets keep it."""
    if re.match(r"\s*[-·•*■●]", line):
        return state.label
    found = _LABEL.fullmatch(line.rpartition("。")[2])
    return subjects.name_of(found["name"], state.lexicon).name if found else ""
