"""One owner and one stretch of work while it is being put together, and the draft it ends as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from chaotou.core.intake.clauses import Span
from chaotou.core.intake.layout import Page
from chaotou.core.issues import Message
from chaotou.core.minutes.by_when import Count, Deadline, Sort
from chaotou.core.minutes.drafts import Concern, DecisionDraft, DecisionIssue, DecisionKind, Owner
from chaotou.core.minutes.owners import Who
from chaotou.core.minutes.roles import Cut
from chaotou.core.minutes.voices import Voice

_EDGES = ",、;:。. \t|"
_LEADING = re.compile(r"^(?:(?:同时|并且?|另外?|此外|其中|一|要|须|应|均|负责)(?=[,、]|$)|[,、;:。\s])+")
_GAPS = re.compile(r"[,、，]*([,，;；。])[,、，；。]*")
_CONDITION = re.compile(
    r"待[^,，]{2,}后|如果|如[^,，何期实]{2,}[,，]|若[^,，]{2,}[,，]|逾期|[^,，]{2,}(?:通过|批准|批复|同意|验收|齐备)后|视[^,，]{2,}情况"
)


@dataclass
class Unit:
    """Stretches of the mended text, what of them says who and when, and who that is."""

    sentence: Span
    topic: str
    voice: Voice | None
    parts: list[Span] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    lead: Who | None = None
    helpers: list[Owner] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    is_firm: bool = False
    is_carried: bool = False
    announced: bool = False
    in_list: bool = False

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    @property
    def owner(self) -> Owner | None:
        """Who leads: of several bodies the first, of groups all."""
        bodies = self.lead.bodies if self.lead else ()
        if bodies and bodies[0].is_group:
            return Owner("、".join(body.name for body in bodies if body.is_group), None, True)
        return bodies[0] if bodies else None

    @property
    def is_led(self) -> bool:
        return self.lead is not None and bool(self.lead.bodies or self.lead.people)

    @property
    def is_dated(self) -> bool:
        return any(deadline.cut < deadline.end or deadline.sort is Sort.DATED for deadline in self.deadlines)

    def words(self, text: str) -> str:
        return "".join(part.of(text) for part in self.parts)


def draft(unit: Unit, page: Page, given: str, count: Count, kind: DecisionKind) -> DecisionDraft:
    """The draft of a finished unit; offsets and words are those of the text as given."""
    start, end = page.place(unit.start, unit.end)
    sentence_start, sentence_end = page.place(unit.sentence.start, unit.sentence.end)
    settled = _settling(unit.deadlines)
    what = _what(unit, page, given)
    helpers = _helpers(unit)
    return DecisionDraft(
        kind,
        what,
        given[sentence_start:sentence_end],
        start,
        end,
        sentence_start,
        sentence_end,
        unit.topic,
        unit.owner,
        helpers,
        unit.lead.people if unit.lead else (),
        settled.on if settled else None,
        _said(settled, unit, page, given) if settled else "",
        tuple(_issues(unit, what, helpers, settled, count)) if kind is not DecisionKind.NOTED else (),
    )


def _settling(found: Sequence[Deadline]) -> Deadline | None:
    """The deadline by which all is done: the latest day, else the first that cannot be dated."""
    dated = [deadline for deadline in found if deadline.on]
    if dated:
        return max(dated, key=lambda deadline: (deadline.on, deadline.start))
    return min(found, key=lambda d: (d.cut == d.end, d.sort is Sort.UNDATED, d.start), default=None)


def _said(deadline: Deadline, unit: Unit, page: Page, given: str) -> str:
    """The deadline in the text's own characters, without a body before it (甲汇总后一周内)."""
    within = [end for start, end in unit.cuts if start <= deadline.start < end < deadline.end]
    start, end = page.place(max([deadline.start, *within]), deadline.end)
    return given[start:end]


def _helpers(unit: Unit) -> tuple[Owner, ...]:
    owner = unit.owner
    led = unit.lead.bodies if unit.lead else ()
    beside = [body for body in led if not (owner and owner.is_group and body.is_group)][
        not (owner and owner.is_group) :
    ]
    named = {body.code or body.name: body for body in (*beside, *unit.helpers)}
    if owner:
        named.pop(owner.code or owner.name, None)
    return tuple(named.values())


def _what(unit: Unit, page: Page, given: str) -> str:
    """The task in the text's own characters, without who and by when."""
    cuts = [*unit.cuts, *((d.cut, d.end) for d in unit.deadlines if d.cut < d.end)]
    kept = [
        place
        for part in unit.parts
        for place in (*range(part.start, part.end), None)
        if place is None or not any(start <= place < end for start, end in cuts)
    ]
    words = "".join("，" if place is None else given[page.offsets[place]] for place in kept)
    return _LEADING.sub("", _GAPS.sub(r"\1", words)).strip(_EDGES + "，；：。　")


def _issues(
    unit: Unit, what: str, helpers: Sequence[Owner], settled: Deadline | None, count: Count
) -> list[DecisionIssue]:
    found = [*_of_owner(unit, helpers), *_of_deadline(unit, settled, count)]
    if _CONDITION.search(what):
        found.append(DecisionIssue(Concern.CONDITIONAL, Message("附有条件，条件成就后才开始。")))
    return found


def _of_owner(unit: Unit, helpers: Sequence[Owner]) -> list[DecisionIssue]:
    owner = unit.owner
    found = []
    if owner is None and not (unit.lead and unit.lead.people):
        found.append(DecisionIssue(Concern.NO_OWNER, Message("没有写明由谁负责。")))
    if owner and owner.is_group:
        said = Message("“{name}”是一类单位，须逐个交办。", {"name": owner.name})
        found.append(DecisionIssue(Concern.GROUP, said))
    named = [
        body.name for body in (*([owner] if owner else []), *helpers) if not body.code and not body.is_group
    ]
    if named:
        said = Message("开发区的机构中没有“{names}”。", {"names": "、".join(named)})
        found.append(DecisionIssue(Concern.UNKNOWN_BODY, said))
    return found


def _of_deadline(unit: Unit, settled: Deadline | None, count: Count) -> list[DecisionIssue]:
    if settled is None:
        return []
    found = []
    dated = {deadline.on: deadline.text for deadline in unit.deadlines if deadline.on}
    if len(dated) > 1:
        said = Message("有不止一个时限：{texts}；按最后一个计。", {"texts": "、".join(dated.values())})
        found.append(DecisionIssue(Concern.TWO_DEADLINES, said))
    if settled.sort is Sort.RECURRING:
        found.append(
            DecisionIssue(Concern.RECURRING, Message("“{text}”是定期的要求。", {"text": settled.text}))
        )
    elif settled.on is None:
        found.append(
            DecisionIssue(Concern.UNDATED, Message("“{text}”不能推算到哪一天。", {"text": settled.text}))
        )
    elif settled.on < count.held_on:
        found.append(
            DecisionIssue(Concern.PAST, Message("时限“{text}”早于开会之日。", {"text": settled.text}))
        )
    if settled.due and settled.due.caveat:
        found.append(DecisionIssue(Concern.PROVISIONAL, settled.due.caveat))
    return found
