"""One owner and one stretch of work, as it is put together from clauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from chaotou.core.intake.clauses import Span
from chaotou.core.minutes.by_when import Deadline, Sort
from chaotou.core.minutes.drafts import Owner
from chaotou.core.minutes.owners import Who
from chaotou.core.minutes.roles import Assignment, Cut
from chaotou.core.minutes.voices import Voice

_MARKS: Final = ",、;:。. "


@dataclass
class Unit:
    """Stretches of the mended text, what of them says who and when, and who that is.

    `alone` where it is all that an item says; `announced` where words such as 会议决定 open it; `carried`
    where the owner was named before.
    """

    sentence: Span
    topic: str
    voice: Voice | None
    in_list: bool = False
    alone: bool = False
    parts: list[Span] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    lead: Who = Who()
    helpers: list[Owner] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    is_firm: bool = False
    is_asked: bool = False
    carried: bool = False
    announced: bool = False

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    @property
    def owner(self) -> Owner | None:
        """Who leads: of several bodies the first, of groups all."""
        bodies = self.lead.bodies
        if bodies and bodies[0].is_group:
            return Owner("、".join(body.name for body in bodies if body.is_group), None, True)
        return bodies[0] if bodies else None

    @property
    def beside(self) -> tuple[Owner, ...]:
        """Who helps: those said to, and those named after the one who leads."""
        owner = self.owner
        led = [body for body in self.lead.bodies if not (owner and owner.is_group and body.is_group)]
        named = {body.code or body.name: body for body in (*led, *self.helpers)}
        if owner:
            named.pop(owner.code or owner.name, None)
        return tuple(named.values())

    @property
    def is_dated(self) -> bool:
        """Whether a deadline is said; 立即 and its like are none."""
        return any(found.cut < found.end or found.sort is Sort.DATED for found in self.deadlines)

    def has_task(self, text: str) -> bool:
        """Whether anything is left to do once it is said who does it and by when."""
        cuts = [*self.cuts, *((found.cut, found.end) for found in self.deadlines)]
        return any(
            text[at] not in _MARKS and not any(start <= at < end for start, end in cuts)
            for part in self.parts
            for at in range(part.start, part.end)
        )

    def words(self, text: str) -> str:
        return "".join(part.of(text) for part in self.parts)

    def assign(self, one: Assignment, start: int) -> None:
        """Take over an assignment found in a clause that begins at `start`."""
        if one.lead and self.lead:
            self.helpers += one.lead.bodies
            return
        self.cuts += [(start + first, start + latest) for first, latest in one.cuts]
        self.helpers += one.helpers
        if one.lead:
            self.lead, self.is_firm, self.is_asked = one.lead, one.firm, one.asked

    def carry(self, lead: Who) -> None:
        """Give it to whoever was named before, if nobody is named here."""
        if lead and not self.lead:
            self.lead, self.carried = lead, True
