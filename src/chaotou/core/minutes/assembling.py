"""A segment of a sentence into units: a new one where another body is to act or the meeting speaks anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from chaotou.core.intake.clauses import Span, clauses
from chaotou.core.minutes import voices
from chaotou.core.minutes.by_when import Deadline, deadlines
from chaotou.core.minutes.counting import Count
from chaotou.core.minutes.lines import Item
from chaotou.core.minutes.roles import Assignment, Roles
from chaotou.core.minutes.units import Unit
from chaotou.core.minutes.voices import Voice

_REASON: Final = re.compile(r"鉴于|因|由于|考虑到|根据|按照|经|为(?!期)|针对")
_TOPIC: Final = re.compile("关于[^,;:]*")
_HIDDEN: Final = "\x00"
_BACKGROUND: Final = (Voice.SAW, Voice.HEARD)


@dataclass
class Assembler:
    """Puts the units of one sentence together; `voice` is who speaks, and stays for the next sentence."""

    text: str
    roles: Roles
    count: Count
    sentence: Span
    topic: str
    voice: Voice | None
    all: list[Unit] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    _each: list[Unit] = field(default_factory=list)
    _hidden: str = ""
    _from: int = 0

    def read(self, part: Item, *, in_list: bool, alone: bool) -> list[Unit]:
        """The units of one segment, which `all` has from then on."""
        topic = _TOPIC.match(part.text)
        named = topic.end() if topic else 0
        found = [one for one in deadlines(part.text, self.count) if one.start >= named]
        self._hidden, self._from = _without(part.text, found), part.start
        self.units, self._each = [], []
        self._begin(in_list)
        for clause in clauses(self.text, part.span):
            self._clause(clause)
        for deadline in (moved(one, part.start) for one in found):
            for unit in self.units:
                if any(span.start <= deadline.start < span.end for span in unit.parts):
                    unit.deadlines.append(deadline)
        self.units[-1].alone = alone and len(self.units) == 1
        kept = [u for u in self.units if u.parts and (u.helpers or u.has_task(self.text))]
        self.all += kept
        return kept

    def _begin(self, in_list: bool) -> Unit:
        unit = Unit(self.sentence, self.topic, self.voice, in_list)
        self.units.append(unit)
        return unit

    def _clause(self, clause: Span) -> None:
        words = self._words(clause.start, clause.end)
        said = voices.spoken(words)
        if said is None and clause.start == self.sentence.start and self.roles.reports(words):
            self.units[-1].voice = Voice.HEARD
        start = clause.start
        if said:
            self._speak(said.voice)
            start += said.end
        found = self.roles.assignments(self._words(start, clause.end))
        if said and said.voice is Voice.DECIDED:
            agreed = self.roles.agreed_to(self._words(start, clause.end))
            found += [agreed] if agreed else []
        if any(one.task for one in found):
            self._each = [self._own_task(one, start) for one in found]
        elif start < clause.end:
            self._add(Span(start, clause.end), found)

    def _words(self, start: int, end: int) -> str:
        """Words of the segment at hand, its deadlines hidden."""
        return self._hidden[start - self._from : end - self._from]

    def _speak(self, voice: Voice) -> None:
        """Somebody speaks: what led up to it is left behind, unless it says what is spoken of."""
        self.voice = voice
        unit = self.units[-1]
        if unit.parts and (unit.voice in _BACKGROUND or _REASON.match(unit.words(self.text))):
            if unit.voice is not Voice.HEARD:
                self.units.pop()
            unit = self._begin(unit.in_list)
        unit.voice, unit.announced = voice, True

    def _add(self, span: Span, found: Sequence[Assignment]) -> None:
        unit = self.units[-1]
        if any(one.lead for one in found) and not self._each:
            heard = unit.voice is Voice.HEARD and unit.parts
            if heard or unit.lead and unit.has_task(self.text):
                unit = self._begin(unit.in_list)
            unit.voice = None if heard else unit.voice
        for here in self._each or [unit]:
            here.parts.append(span)
            for one in found:
                here.assign(one, span.start)

    def _own_task(self, one: Assignment, start: int) -> Unit:
        unit = self.units[-1]
        if unit.lead or unit.parts:
            unit = self._begin(unit.in_list)
        first, latest = one.task or (0, 0)
        unit.parts.append(Span(start + first, start + latest))
        unit.assign(one, start)
        return unit


def moved(found: Deadline, by: int) -> Deadline:
    """A deadline of a part of the text, with its offsets in the whole."""
    return replace(found, start=found.start + by, end=found.end + by, cut=found.cut + by)


def _without(text: str, found: Sequence[Deadline]) -> str:
    """The text with its deadlines hidden, so that no body's name is read out of one."""
    for one in found:
        if one.cut == one.end:
            continue
        text = text[: one.start] + _HIDDEN * (one.end - one.start) + text[one.end :]
    return text
