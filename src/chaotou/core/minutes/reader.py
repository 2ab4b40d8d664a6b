"""From the text of minutes to drafts of decisions: lines, sentences, segments, clauses; who speaks, who acts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from chaotou.core.blocks import Document
from chaotou.core.intake.clauses import Span, clauses, sentences
from chaotou.core.intake.layout import Page, mended
from chaotou.core.issues import Message, Refusal
from chaotou.core.minutes import fields, tables, voices
from chaotou.core.minutes.by_when import Count, Deadline, deadlines
from chaotou.core.minutes.drafts import DecisionDraft, DecisionKind, Minutes
from chaotou.core.minutes.head import read_head
from chaotou.core.minutes.lines import Item, item, parts
from chaotou.core.minutes.owners import Directory, Who
from chaotou.core.minutes.roles import Assignment, Roles
from chaotou.core.minutes.units import Unit, draft
from chaotou.core.minutes.voices import Voice
from chaotou.core.workdays import WorkdayCalendar

_REASON = re.compile(r"鉴于|因|由于|考虑到|根据|按照|经|为(?!期)|针对")
_ABOVE = re.compile(r"(?:以上|上述|前述)[^,;。:]{0,8}(?:事项|工作|任务|意见)")


def read_minutes(
    source: str | Document,
    *,
    held_on: date | None = None,
    organizations: Mapping[str, str],
    people: Collection[str] = (),
    calendar: WorkdayCalendar,
) -> Minutes:
    """The head matter of minutes and the decisions they propose, in order of the text (`Document.text()`).

    Deadlines count from `held_on`, else from the day the text names; `Refusal` where neither is known.
    `organizations` maps every name a body goes by to its code.
    """
    given = source.text() if isinstance(source, Document) else source
    page = mended(given)
    head = read_head(page, given)
    day = held_on or head.held_on
    if day is None:
        raise Refusal(Message("文中没有写明开会的日期。"), Message("请给出开会的日期。"))
    reading = _Reading(page, given, Count(day, calendar), Roles(Directory(organizations, people)))
    return Minutes(head, tuple(reading.read()))


def read_decisions(
    source: str | Document,
    *,
    held_on: date,
    organizations: Mapping[str, str],
    people: Collection[str] = (),
    calendar: WorkdayCalendar,
) -> list[DecisionDraft]:
    """The decisions alone; see `read_minutes`."""
    found = read_minutes(
        source, held_on=held_on, organizations=organizations, people=people, calendar=calendar
    )
    return list(found.decisions)


@dataclass
class _Reading:
    """What one line hands to the next: the section, the list that is open, whose list it is."""

    page: Page
    given: str
    count: Count
    roles: Roles
    topic: str = ""
    section: int = 0
    opened: tuple[Voice | None, int] | None = None
    owner: tuple[Who, int] | None = None
    voice: Voice | None = None
    units: list[Unit] = field(default_factory=list)
    in_line: list[Unit] = field(default_factory=list)

    def read(self) -> list[DecisionDraft]:
        lines = self.page.lines
        index = 0
        while index < len(lines):
            if lines[index].heading and not item(lines[index]).rank:
                index += 1
                continue
            taken = tables.read_table(
                lines[index:], self.roles.directory, self.count, self.topic, self._listed
            )
            if taken.lines:
                self.units += taken.units
                index += taken.lines
                continue
            self._line(item(lines[index]))
            index += 1
        return [self._draft(unit) for unit in self.units]

    @property
    def _listed(self) -> Voice | None:
        return self.opened[0] if self.opened else None

    def _draft(self, unit: Unit) -> DecisionDraft:
        kind = {Voice.DECIDED: DecisionKind.DECIDED, Voice.HEARD: DecisionKind.NOTED}
        return draft(
            unit, self.page, self.given, self.count,
            kind.get(unit.voice or Voice.ORDERED, DecisionKind.ORDERED),
        )  # fmt: skip

    def _line(self, line: Item) -> None:
        if line.is_formal or not line.text:
            self.opened = None
            return
        if fields.is_line_of_fields(line.text):
            self._fields(line.span, self.in_line)
            return
        if line.rank:
            self._close(line.rank)
        if line.is_heading:
            self._heading(line)
            return
        self.in_line = []
        self.voice = self._listed
        owner, body = self._head_of_list(line)
        found = sentences(body.text, body.start)
        for number, sentence in enumerate(found):
            self._sentence(sentence, line.rank, number == 0 and len(found) > 1, owner)
        if voices.opens_list(line.text):
            self._open(line)

    def _close(self, rank: int) -> None:
        if self.opened and 0 < rank <= self.opened[1]:
            self.opened = None
        if self.owner and rank <= self.owner[1]:
            self.owner = None

    def _heading(self, line: Item) -> None:
        self.topic, self.section = line.text, line.rank

    def _open(self, line: Item) -> None:
        rank = line.rank or self.section
        self.opened = (self.voice, rank)
        led = [unit.lead for unit in self.in_line if unit.lead]
        if led:
            self.owner = (led[-1], rank)

    def _head_of_list(self, line: Item) -> tuple[Who | None, Item]:
        """`经发局:` names whose the line is, or, alone on it, whose the lines beneath are."""
        match = self.roles.head(line.text)
        if match is None:
            return (self.owner[0] if self.owner and line.rank else None), line
        who = self.roles.directory.who(match["who"])
        self.owner = (who, line.rank)
        return who, Item(line.rank, line.start + match.end(), line.text[match.end() :])

    def _sentence(self, sentence: Span, rank: int, is_title: bool, owner: Who | None) -> None:
        text = self.page.text
        if sentence.of(text).startswith("(") and fields.brackets(sentence.of(text)):
            self._fields(sentence, self.in_line)
            return
        before, fresh = self.voice, []
        for part in parts(text, sentence):
            fresh += self._segment(part, sentence, bool(rank) or bool(part.rank), owner)
        if _ABOVE.match(sentence.of(text)):
            self._those_above(fresh)
        kept = [unit for unit in fresh if self._accepts(unit, is_title)]
        if is_title and not kept and rank:
            self.topic = sentence.of(text) if rank <= 2 else self.topic
        self._fields(sentence, kept)
        self.in_line += kept
        self.units += kept
        if self.voice is None:
            self.voice = before

    def _those_above(self, fresh: list[Unit]) -> None:
        """以上工作由甲牵头: whoever is named leads what nobody led so far under this topic."""
        led = next((unit.lead for unit in fresh if unit.lead), None)
        for unit in self.units:
            if led and unit.lead is None and unit.topic == self.topic:
                unit.lead = led

    def _segment(self, part: Item, sentence: Span, in_list: bool, owner: Who | None) -> list[Unit]:
        text = self.page.text
        dated = [_moved(found, part.start) for found in deadlines(part.text, self.count)]
        units: list[Unit] = []
        shared: list[Unit] = []
        for clause in clauses(text, part.span):
            words = clause.of(text)
            said = voices.spoken(words)
            if said is None and self.roles.reports(words) and clause.start == sentence.start:
                self.voice, said = None, voices.Spoken(Voice.SAW, 0)
                units = [self._unit(sentence, in_list, Voice.SAW)]
            elif said:
                self.voice = said.voice
                if not units or units[-1].voice is not self.voice or _REASON.match(units[-1].words(text)):
                    units = [u for u in units if u.voice is Voice.HEARD]
                    units.append(self._unit(sentence, in_list, said.voice))
                units[-1].announced = True
                units[-1].voice = said.voice
            if not units:
                units.append(self._unit(sentence, in_list, self.voice))
            begin = said.end if said else 0
            shared = self._clause(clause, begin, units, shared, sentence, in_list)
        for unit in units:
            unit.deadlines = [d for d in dated if any(p.start <= d.start < p.end for p in unit.parts)]
            if not unit.is_led and owner:
                unit.lead, unit.is_carried = owner, True
        return [unit for unit in units if unit.parts]

    def _unit(self, sentence: Span, in_list: bool, voice: Voice | None) -> Unit:
        return Unit(sentence, self.topic, voice, in_list=in_list)

    def _clause(
        self, clause: Span, begin: int, units: list[Unit], shared: list[Unit], sentence: Span, in_list: bool
    ) -> list[Unit]:
        """Add a clause to the unit at hand, or begin another where somebody else is to act."""
        text = self.page.text
        words, start = text[clause.start + begin : clause.end], clause.start + begin
        found = self.roles.assignments(words)
        if units[-1].voice is Voice.DECIDED and begin and (agreed := self.roles.agreed_to(words)):
            found.append(agreed)
        divided = [one for one in found if one.task]
        if divided:
            return [self._divided(one, clause, start, units, sentence, in_list) for one in divided]
        leads = [one for one in found if one.lead]
        if leads and units[-1].is_led and not shared:
            units.append(self._unit(sentence, in_list, units[-1].voice))
        here = shared or [units[-1]]
        for unit in here:
            unit.parts.append(Span(start, clause.end))
            for one in found:
                _assign(unit, one, start)
        return shared

    def _divided(
        self, one: Assignment, clause: Span, start: int, units: list[Unit], sentence: Span, in_list: bool
    ) -> Unit:
        unit = units[-1]
        if unit.is_led or unit.parts:
            unit = self._unit(sentence, in_list, unit.voice)
            units.append(unit)
        task = one.task or (0, 0)
        unit.parts.append(Span(start + task[0], start + task[1]))
        unit.lead, unit.is_firm = one.lead, True
        return unit

    def _fields(self, span: Span, units: list[Unit]) -> None:
        """Read labels (责任单位:…) that stand in a span for the units they belong to."""
        words = span.of(self.page.text)
        for start, end in fields.brackets(words) or [(0, len(words))]:
            for kind, first, latest in fields.labelled(words[start:end]):
                value = words[start + first : start + latest]
                for unit in units:
                    self._field(unit, kind, value, span.start + start + first)
            if fields.brackets(words):
                for unit in units:
                    unit.cuts.append((span.start + start, span.start + end))

    def _field(self, unit: Unit, kind: fields.Field, value: str, start: int) -> None:
        who = self.roles.directory.who(value)
        if kind is fields.Field.LEAD:
            unit.lead = Who(who.bodies, (*(unit.lead.people if unit.lead else ()), *who.people))
        elif kind is fields.Field.HELPERS:
            unit.helpers += who.bodies
        elif kind is fields.Field.PEOPLE:
            unit.lead = Who(unit.lead.bodies if unit.lead else (), who.people)
        else:
            unit.deadlines += [_moved(found, start) for found in deadlines(value, self.count)]

    def _accepts(self, unit: Unit, is_title: bool) -> bool:
        words = unit.words(self.page.text)
        group = bool(unit.owner and unit.owner.is_group)
        if unit.voice is Voice.HEARD:
            return unit.announced
        if voices.is_done(words) and not unit.is_firm:
            return False
        if voices.only_exhorts(words) and not unit.is_dated and (group or not unit.is_led):
            return False
        if unit.voice is Voice.SAW:
            return unit.is_led and unit.is_firm and not group
        if unit.voice is Voice.URGED:
            return unit.is_led and (unit.is_firm or unit.is_dated)
        if unit.is_led and not unit.is_carried:
            return unit.voice is not None or unit.is_firm or unit.is_dated or self._bids_beside_owner(unit)
        if unit.announced and not voices.opens_list(words):
            return True
        if is_title and not unit.is_dated and not unit.is_carried:
            return False
        if unit.is_dated and (unit.voice or unit.in_list):
            return True
        return (unit.in_list and (unit.voice is not None or unit.is_carried)) and (
            unit.is_carried or voices.bids(words)
        )

    def _bids_beside_owner(self, unit: Unit) -> bool:
        end = max((end for _, end in unit.cuts), default=unit.start)
        return voices.bids(self.page.text[end : unit.end])


def _moved(found: Deadline, by: int) -> Deadline:
    return Deadline(found.start + by, found.end + by, found.cut + by, found.text, found.sort, found.due)


def _assign(unit: Unit, one: Assignment, start: int) -> None:
    unit.cuts += [(start + first, start + latest) for first, latest in one.cuts]
    unit.helpers += one.helpers
    if one.lead and not unit.is_led:
        unit.lead, unit.is_firm, unit.is_carried = one.lead, one.firm, False
