"""From the text of minutes to drafts of decisions: lines and what one hands to the next."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from chaotou.core.blocks import Document
from chaotou.core.intake.clauses import Span, sentences
from chaotou.core.intake.layout import Line, mended
from chaotou.core.issues import Message, Refusal
from chaotou.core.minutes import labelling, tables, voices
from chaotou.core.minutes.accepting import accepts
from chaotou.core.minutes.assembling import Assembler
from chaotou.core.minutes.counting import Count
from chaotou.core.minutes.drafting import Source, draft
from chaotou.core.minutes.drafts import DecisionDraft, Minutes
from chaotou.core.minutes.fields import is_line_of_fields
from chaotou.core.minutes.head import read_head
from chaotou.core.minutes.lines import Item, item, parts
from chaotou.core.minutes.owners import Directory, Who
from chaotou.core.minutes.roles import Roles
from chaotou.core.minutes.units import Unit
from chaotou.core.minutes.voices import Voice
from chaotou.core.workdays import WorkdayCalendar

_ABOVE: Final = re.compile(r"(?:以上|上述|前述)[^,;。:]{0,8}(?:事项|工作|任务|意见)")
_TITLED: Final = 2
"""From this rank down, the sentence that opens an item is no topic of its own."""


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
    text = Source(page, given, Count(day, calendar))
    units = _Reading(text, Roles(Directory(organizations, people))).read()
    return Minutes(head, day, tuple(draft(unit, text) for unit in units))


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
    """The section, the list that is open (in which voice, under which rank), and whose list it is."""

    source: Source
    roles: Roles
    topic: str = ""
    topic_rank: int = 0
    section: int = 0
    is_back: bool = False
    listed: Voice | None = None
    list_rank: int | None = None
    owner: Who = Who()
    owner_rank: int = 0
    voice: Voice | None = None
    units: list[Unit] = field(default_factory=list)
    in_line: list[Unit] = field(default_factory=list)

    def read(self) -> list[Unit]:
        lines = self.source.page.lines
        index = 0
        while index < len(lines):
            taken = tables.read_table(
                lines, index, self.roles.directory, self.source.count, self.topic, self.listed
            )
            if not taken.lines and not self._is_of_the_title(lines[index]):
                self._line(item(lines[index]))
            self.units += taken.units
            index += max(taken.lines, 1)
        return self.units

    @property
    def _text(self) -> str:
        return self.source.page.text

    def _is_of_the_title(self, line: Line) -> bool:
        """What stands before the first sentence, unless it announces a list."""
        announces = voices.opens_list(line.text) and voices.spoken(line.text)
        return line.heading and not (item(line).rank or announces or self.roles.heads(line.text))

    def _line(self, line: Item) -> None:
        if line.is_formal or not line.text:
            self._open(None, None)
        elif is_line_of_fields(line.text):
            labelling.apply(self._text, line.span, self.in_line, self.roles, self.source.count)
        else:
            self._close(line.rank)
            if line.is_heading:
                self._heading(line)
            else:
                self._paragraph(line)

    def _close(self, rank: int) -> None:
        """A mark of the same rank or a higher one ends the list, the owner's lines and the topic."""
        if not rank:
            return
        if self.list_rank is not None and rank <= self.list_rank:
            self._open(None, None)
        if rank <= self.owner_rank:
            self.owner = Who()
        if rank <= self.topic_rank:
            self.topic = ""

    def _open(self, voice: Voice | None, rank: int | None) -> None:
        self.listed, self.list_rank = voice, rank

    def _heading(self, line: Item) -> None:
        self.topic, self.topic_rank, self.section = line.text, line.rank, line.rank
        self.is_back = voices.is_back_section(line.text)
        voice = voices.heading_voice(line.text)
        if voice:
            self._open(voice, line.rank)
        who = labelling.lead(line.text, self.roles)
        if who:
            self.owner, self.owner_rank = who, line.rank

    def _paragraph(self, line: Item) -> None:
        self.in_line, self.voice = [], self.listed
        owner, body = self._whose(line)
        found = list(self._sentences(body))
        fresh: list[Unit] = []
        for number, (sentence, aside) in enumerate(found):
            whose = owner if line.rank or body is not line else Who()
            fresh = self._sentence(sentence, line.rank, whose, alone=len(found) == 1)
            labelling.apply(self._text, aside or sentence, fresh, self.roles, self.source.count)
            self._keep(fresh, is_title=number == 0 < len(found) - 1, rank=line.rank)
        if voices.opens_list(line.text):
            rank = line.rank or self.section
            self._open(self.voice, rank)
            led = [unit.lead for unit in fresh if unit.lead]
            if led:
                self.owner, self.owner_rank = led[-1], rank

    def _whose(self, line: Item) -> tuple[Who, Item]:
        """`经发局:` names whose the line is, or, alone on it, whose the lines beneath are."""
        match = self.roles.heads(line.text)
        if match is None:
            return self.owner, line
        self.owner, self.owner_rank = self.roles.directory.who(match["who"]), line.rank
        return self.owner, Item(line.rank, line.start + match.end(), line.text[match.end() :])

    def _sentences(self, body: Item) -> Iterator[tuple[Span, Span | None]]:
        """The sentences of a line, each with the brackets behind it that say who and by when."""
        found = sentences(body.text, body.start)
        for number, span in enumerate(found):
            if number and labelling.is_aside(span.of(self._text), self.roles):
                continue
            after = found[number + 1] if number + 1 < len(found) else None
            is_aside = after is not None and labelling.is_aside(after.of(self._text), self.roles)
            yield span, after if is_aside else None

    def _sentence(self, sentence: Span, rank: int, owner: Who, *, alone: bool) -> list[Unit]:
        if voices.is_opening(sentence.of(self._text)):
            return []
        before = self.in_line[-1].lead if self.in_line else Who()
        assembler = Assembler(
            self._text, self.roles, self.source.count, sentence, self.topic, _lasting(self.voice)
        )
        for part in parts(self._text, sentence):
            if is_line_of_fields(part.text):
                continue
            before = Who() if part.rank else before
            is_all = alone and bool(rank) or bool(part.rank)
            for unit in assembler.read(part, in_list=bool(rank or part.rank), alone=is_all):
                if voices.goes_on(unit.words(self._text)) and not unit.announced:
                    unit.carry(before)
                unit.carry(owner)
                before = unit.lead or before
        self.voice = assembler.voice
        if _ABOVE.match(sentence.of(self._text)):
            self._those_above(assembler.all)
        return assembler.all

    def _those_above(self, fresh: Sequence[Unit]) -> None:
        """以上工作由甲牵头: whoever is named leads what nobody led so far under this topic."""
        led = next((unit.lead for unit in fresh if unit.lead), Who())
        for unit in self.units:
            if not unit.lead and unit.topic == self.topic:
                unit.lead = led

    def _keep(self, fresh: Sequence[Unit], *, is_title: bool, rank: int) -> None:
        kept = [
            unit
            for unit in fresh
            if accepts(unit, self._text, is_title=is_title, in_back_section=self.is_back)
        ]
        helping = [unit for unit in fresh if unit.helpers and not unit.lead and unit not in kept]
        if helping and self.in_line:
            self.in_line[-1].helpers += helping[0].helpers
        if is_title and not kept and 0 < rank <= _TITLED and fresh:
            self.topic, self.topic_rank = fresh[0].sentence.of(self._text), rank
        self.in_line += kept
        self.units += kept


def _lasting(voice: Voice | None) -> Voice | None:
    """What follows a report that was heard is background, no report of its own."""
    return Voice.SAW if voice is Voice.HEARD else voice
