"""From a unit to the draft a person sees: the task's words, the deadline that counts, what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from chaotou.core.intake.layout import Page
from chaotou.core.issues import Message
from chaotou.core.minutes.by_when import Deadline, Sort
from chaotou.core.minutes.counting import Count
from chaotou.core.minutes.drafts import Concern, DecisionDraft, DecisionIssue, DecisionKind
from chaotou.core.minutes.units import Unit
from chaotou.core.minutes.voices import Voice

_KINDS: Final = {Voice.DECIDED: DecisionKind.DECIDED, Voice.HEARD: DecisionKind.NOTED}
_EDGES: Final = ",、;:。，；：. \t|\u3000"
_LEADING: Final = re.compile(
    r"^(?:(?:同时|并且?|另外?|此外|其中|一|要|须|应|均|负责)(?=[,，、]|$)|[,，、;；:：。\s])+"
)
_GAPS: Final = re.compile(r"[,、，]*([,，;；。])[,、，；。]*")
_CONDITION: Final = re.compile(
    r"待[^,，]{2,}后|如果|如[^,，何期实]{2,}[,，]|若[^,，]{2,}[,，]|逾期|视[^,，]{1,}情"
    r"|[^,，]{2,}(?:通过|批准|批复|同意|验收|齐备)后"
)


@dataclass(frozen=True)
class Source:
    """The text as given and as mended, and what its deadlines are counted from."""

    page: Page
    given: str
    count: Count

    def said(self, start: int, end: int) -> str:
        first, latest = self.page.place(start, end)
        return self.given[first:latest]


def draft(unit: Unit, source: Source) -> DecisionDraft:
    """The draft of a finished unit; offsets and words are those of the text as given."""
    kind = _KINDS.get(unit.voice or Voice.ORDERED, DecisionKind.ORDERED)
    start, end = source.page.place(unit.start, unit.end)
    sentence_start, sentence_end = source.page.place(unit.sentence.start, unit.sentence.end)
    settling = _settling(unit.deadlines)
    what = _what(unit, source)
    return DecisionDraft(
        kind,
        what,
        source.given[sentence_start:sentence_end],
        start,
        end,
        sentence_start,
        sentence_end,
        unit.topic,
        unit.owner,
        unit.beside,
        unit.lead.people,
        settling.on if settling else None,
        _said(settling, unit, source) if settling else "",
        tuple(_issues(unit, what, settling, source.count)) if kind is not DecisionKind.NOTED else (),
    )


def _settling(found: Sequence[Deadline]) -> Deadline | None:
    """The deadline by which all is done: the latest day, else the first that nobody can date."""
    dated = [(deadline.on, deadline.start, deadline) for deadline in found if deadline.on]
    if dated:
        return max(dated, key=lambda one: one[:2])[2]
    return min(found, key=lambda d: (d.cut == d.end, d.sort is Sort.UNDATED, d.start), default=None)


def _said(deadline: Deadline, unit: Unit, source: Source) -> str:
    """The deadline in the text's own characters, without a body before it (甲汇总后一周内)."""
    within = [end for start, end in unit.cuts if start <= deadline.start < end < deadline.end]
    return source.said(max([deadline.start, *within]), deadline.end)


def _what(unit: Unit, source: Source) -> str:
    """The task in the text's own characters, without who and by when."""
    cuts = [*unit.cuts, *((found.cut, found.end) for found in unit.deadlines if found.cut < found.end)]
    words = ""
    for part in unit.parts:
        kept = (at for at in range(part.start, part.end) if not any(a <= at < b for a, b in cuts))
        words += "".join(source.given[source.page.offsets[at]] for at in kept) + "，"
    return _LEADING.sub("", _GAPS.sub(r"\1", words)).strip(_EDGES)


def _issues(unit: Unit, what: str, settling: Deadline | None, count: Count) -> Iterator[DecisionIssue]:
    yield from _of_owner(unit)
    if settling:
        yield from _of_deadline(unit, settling, count)
    if _CONDITION.search(what):
        yield DecisionIssue(Concern.CONDITIONAL, Message("附有条件，条件成就后才开始。"))


def _of_owner(unit: Unit) -> Iterator[DecisionIssue]:
    owner = unit.owner
    if not unit.lead:
        yield DecisionIssue(Concern.NO_OWNER, Message("没有写明由谁负责。"))
    if owner and owner.is_group:
        yield DecisionIssue(Concern.GROUP, Message("“{name}”是一类单位，须逐个交办。", {"name": owner.name}))
    bodies = (*([owner] if owner else []), *unit.beside)
    unknown = [body.name for body in bodies if not body.code and not body.is_group]
    if unknown:
        names = {"names": "、".join(unknown)}
        yield DecisionIssue(Concern.UNKNOWN_BODY, Message("开发区的机构中没有“{names}”。", names))


def _of_deadline(unit: Unit, settling: Deadline, count: Count) -> Iterator[DecisionIssue]:
    dated = {found.on: found.text for found in unit.deadlines if found.on}
    if len(dated) > 1:
        texts = {"texts": "、".join(dated.values())}
        yield DecisionIssue(Concern.TWO_DEADLINES, Message("有不止一个时限：{texts}；按最后一个计。", texts))
    text = {"text": settling.text}
    if settling.sort is Sort.RECURRING:
        yield DecisionIssue(Concern.RECURRING, Message("“{text}”是定期的要求。", text))
    elif settling.on is None:
        yield DecisionIssue(Concern.UNDATED, Message("“{text}”不能推算到哪一天。", text))
    elif settling.on < count.held_on:
        yield DecisionIssue(Concern.PAST, Message("时限“{text}”早于开会之日。", text))
    if settling.due and settling.due.caveat:
        yield DecisionIssue(Concern.PROVISIONAL, settling.due.caveat)
