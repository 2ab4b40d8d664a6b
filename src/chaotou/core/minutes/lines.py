"""Lines of minutes: their marks (一、 (一) 1. (1) ① 一是), headings, and lines that name who was there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from chaotou.core.intake.clauses import Span, segments
from chaotou.core.intake.layout import Line

_HAN: Final = "[一二三四五六七八九十]+"
_MARKS: Final = (
    re.compile(rf"#+\s*|{_HAN}、|议题(?:{_HAN}|\d{{1,2}})[:、.]|第{_HAN}[,、:]"),
    re.compile(rf"\({_HAN}\)"),
    re.compile(r"\d{1,2}[.、](?!\d)|[-*•■●◆▲]\s*"),
    re.compile(r"\(\d{1,2}\)|\d{1,2}\)"),
    re.compile(r"[①-⑳]|[a-z][.)、]"),
    re.compile(rf"(?:{_HAN}|其[一二三四五六七八九十])(?:是|要(?!求))"),
)
_INLINE: Final = re.compile(
    rf"(?<=[,:;])(?={_HAN}(?:是|要(?!求)))|(?<=[:;])(?=(?:{_HAN}、|\(?\d{{1,2}}[.、)](?!\d)))"
)
_LONGEST_HEADING: Final = 45
_HEADED: Final = 2
_SENTENCE: Final = re.compile("[。;:!?]")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_ASKS: Final = re.compile(r"牵头(?!单位|部门)|负责(?!单位|部门)|(?:日|底|月|周|内)前|\d+日内")
LABELS: Final = re.compile(
    r"(?:会议)?(?P<label>名称|时间|日期|地点|主持人?|召集人|出席(?:人员|单位)?|参加(?:会议)?(?:人员|单位)?"
    r"|参会(?:人员|单位)?|与会人员|到会人员|列席(?:人员|单位)?|请假(?:人员?)?|缺席(?:人员|委员)?|记录人?"
    r"|议题|主题|汇报人?)(?:\([^()]{1,12}\))?:"
)
_TAIL: Final = re.compile(r"(?:主送|抄送|抄报|发送|分送|附件?\d?|签发人?|校对|编辑|送):|共印\d+份")


@dataclass(frozen=True)
class Item:
    """A line without its mark; `rank` is 1 for 一、 to 6 for 一是, 0 without a mark."""

    rank: int
    start: int
    text: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))

    @property
    def is_heading(self) -> bool:
        """Short, without a sentence, asking nothing of anybody."""
        if not 0 < self.rank <= _HEADED or len(self.text) > _LONGEST_HEADING:
            return False
        return not (_SENTENCE.search(_BRACKETS.sub("", self.text)) or _ASKS.search(self.text))

    @property
    def is_formal(self) -> bool:
        """Who was there, to whom copies go: not a place for decisions."""
        return bool(LABELS.match(self.text) or _TAIL.match(self.text))


def item(line: Line) -> Item:
    rank, length = _mark(line.text)
    return Item(rank, line.start + length, line.text[length:])


def _mark(text: str) -> tuple[int, int]:
    for rank, pattern in enumerate(_MARKS, start=1):
        match = pattern.match(text)
        if match:
            return rank, match.end()
    return 0, 0


def parts(text: str, sentence: Span) -> list[Item]:
    """The segments of a sentence, those that a list within it begins (…共识:一、…;二、…) with their mark."""
    found = []
    for segment in segments(text, sentence):
        words, start = segment.of(text), segment.start
        ends = [*(m.start() for m in _INLINE.finditer(words)), len(words)]
        for begin, end in zip([0, *ends], ends, strict=False):
            if end > begin:
                found.append(item(Line(words[begin:end], start + begin)))
    return found
