"""Ranks as a limit: 进入前10位, 保持全国前5名, 锚定“全国30强”; each a value bounded by its rank."""

from __future__ import annotations

import re

from chaotou.core.intake import lists, subjects
from chaotou.core.intake.drafts import Draft, Figure, State

_STRONG_AIM = re.compile(
    r"目标|锚定|冲刺|争创|争进|进位|奋进|力争|挺进|确保|跻身|进入|迈进|重返|重回|争先|排名|综合|位列|前"
)
_AIM = re.compile(r"锚定|瞄准|对标|目标|冲刺|争创|力争|挺进|奋进|争进|确保|争取")
_REACHING = re.compile(
    r"(?:(?:力争|确保|争取|继续|持续|稳定|重新|重返|首次|成功|分别|均|再|双双|要|并)*"
    r"(?:进入|保持在?|跻身|稳居|居于|位居|位列|升至|挺进|冲进|冲刺|迈入|居|列|达到|瞄准|锚定|稳定在|进)(?:到)?)+$"
)
_HISTORY = re.compile(r"连续[^,、]{0,8}(?:进入|保持|跻身|位居|位列|稳居|居|在)?[^,、]{0,4}$")
_ASSESSED = re.compile(r"评价|考评|考核|评估|排名|测评|名次|位次|排行")


def front(state: State, figure: Figure) -> bool:
    """前10位 of what is named before it, or of what was just spoken of."""
    if _HISTORY.search(figure.words) or not re.match(
        r"^(?:[,、;。:()”\"]|$|的?目标|行列|之列)", figure.right
    ):
        return True
    words, scope = _scope(state, re.sub(r"^(?:以上|左右|以下)", "", figure.words))
    aimed = state.kind == "target" or bool(_AIM.search(figure.clause_text))
    for name, value in zip(_names(state, figure, words, scope), figure.token.values, strict=False):
        draft = state.new(name, figure)
        draft.kind = "target" if aimed else "actual"
        draft.value, draft.unit, draft.bound = value, "位", "rank_at_most"
        draft.rank_scope = scope or None
    return True


def _scope(state: State, words: str) -> tuple[str, str]:
    """The words before what is reached, and the place it holds in: …进入全国 gives 全国."""
    peers = r"(?:[^,、居列进入评考排持]{0,6}(?:区|市|县|州|企业|城市|板块))?"
    found = re.search(rf"(?P<scope>(?:{state.lexicon.place}){peers})$", words)
    before = words[: found.start()] if found else words
    among = re.search(r"在(?P<scope>[^,在]{2,24}?)(?:中|里)$", _REACHING.sub("", before))
    if among:
        return among["scope"], found["scope"] if found else ""
    return _REACHING.sub("", before), found["scope"] if found else ""


def _names(state: State, figure: Figure, words: str, scope: str) -> list[str]:
    count = len(figure.token.values)
    named = subjects.name_of(words, state.lexicon).name
    if _ASSESSED.search(words) and (whole := re.search(r"[\u4e00-\u9fff]{3,20}$", words)):
        named = re.sub(r"^.*(?:力争|确保|争取|在|于|组织的|开展的|科技部|商务部)", "", whole.group())
        named = re.sub(r"(?:继续|力争|确保|要)+$", "", named)
    if named and not subjects.is_pronoun(named):
        return lists.dealt(named, count, state.lexicon) or [named] * count
    if state.rated:
        return [state.rated] * count
    if state.main and state.main[-1].facet is None:
        return [f"{state.main[-1].name}位次"] * count
    return [f"{scope}排名"] * count if scope else []


def strong(state: State, figure: Figure) -> bool:
    """A rank to reach or held: 锚定“全国30强”的目标, 跻身全国百强."""
    left = re.search(
        r"(?P<scope>全国|全省|全市|国家级(?:经开区|开发区|高新区)?|中国|中西部|中部|西部|全球)(?P<peers>[^,“”\d]{0,12})$",
        figure.left,
    )
    if (
        not left
        or re.match(r"^[”]?(?:企业|民企|项目|品牌|供应商|药企|车企|央企|房企|院校|高校)", figure.right)
        or "企业" in left["peers"]
    ):
        return False
    if left["scope"] == "中国" or not _STRONG_AIM.search(figure.clause_text):
        return False
    draft: Draft = state.new(f"{left['scope']}排名", figure)
    draft.kind = "target" if _AIM.search(figure.clause_text) or state.kind == "target" else "actual"
    draft.value, draft.unit, draft.bound = figure.token.value, "位", "rank_at_most"
    draft.rank_scope = left["scope"]
    return True
