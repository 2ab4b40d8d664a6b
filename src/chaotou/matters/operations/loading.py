"""Brings a zone's `cases/` into the register by taking every act again, at the moment the files say.

Cases are invented, and what is loaded is marked so: the acts are those of the operations, with their checks
and their entries in the journal, which carry the moments of the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chaotou.core.issues import Issue, Message, Obstacles, Refusal
from chaotou.core.zone.case_specs import CaseActSpec, CaseSpec
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.rules_for_cases import APPLICANT, PLATFORM, Case
from chaotou.enterprises.models import Enterprise
from chaotou.journal import operations as journal
from chaotou.matters.access import SYSTEM, Actor, Applicant
from chaotou.matters.models import Matter
from chaotou.matters.operations.loading_acts import Telling
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.operations.taking import Who
from chaotou.organization.models import Person

PLAIN = (
    "english", "content", "fields", "organization", "project", "source", "quote", "due_on", "address",
    "longitude", "latitude",
)  # fmt: skip
"""What registering is told as it is written."""


@dataclass
class LoadedMatters:
    """How many cases were loaded, and what the operations refused, where it stands in the files."""

    cases: int = 0
    issues: list[Issue] = field(default_factory=list)


def load_cases(*, cases: Sequence[Case], now: datetime) -> LoadedMatters:
    """Every case that is not known yet, or none where anything is refused. Loading again changes nothing."""
    replay = Replay.of(cases)
    with transaction.atomic():
        replay.run()
        if replay.issues:
            transaction.set_rollback(True)
            return LoadedMatters(issues=replay.issues)
        if replay.fresh:
            _journal(len(replay.fresh), now)
    return LoadedMatters(len(replay.fresh))


@dataclass
class Replay:
    """The cases not known yet, whom and what they name, and the matters they have become."""

    fresh: list[Case]
    people: dict[str, Person]
    firms: dict[str, int]
    matters: dict[str, Matter]
    telling: Telling = field(default_factory=Telling)
    issues: list[Issue] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, cases: Sequence[Case]) -> Replay:
        """Three queries; one where all cases are known."""
        rows = Matter.objects.filter(is_synthetic=True, parent=None)
        held = {(row.kind, row.title, row.registered_at): row for row in rows}
        there = {case.told.spec.case: held.get(_key(case.told.spec)) for case in cases}
        fresh = [case for case in cases if there[case.told.spec.case] is None]
        known = {name: row for name, row in there.items() if row is not None}
        people = Person.objects.in_bulk(field_name="username") if fresh else {}
        firms = dict(Enterprise.objects.values_list("name", "pk")) if fresh else {}
        return cls(fresh, people, firms, known)

    def run(self) -> None:
        """Everything that happened, in the order of its moments; a case that is refused goes no further."""
        for entry, case, take in sorted(self._happenings(), key=lambda one: one[0].spec.at):
            if case.told.spec.case not in self.broken:
                self._try(entry, case, take)

    def _happenings(self) -> Iterator[tuple[Entry[Any], Case, Callable[[Any, Case], None]]]:
        for case in self.fresh:
            yield case.told, case, self._register
            for act in case.acts:
                yield act, case, self._act

    def _try(self, entry: Entry[Any], case: Case, take: Callable[[Any, Case], None]) -> None:
        try:
            take(entry.spec, case)
        except Refusal as refusal:
            said = refusal.messages if isinstance(refusal, Obstacles) else [refusal.message]
            hint = Message("平台不这样办；请照流程、岗位和期限更正。")
            self.issues += [entry.error(message, hint, "act") for message in said]
            self.broken.add(case.told.spec.case)

    def _register(self, spec: CaseSpec, case: Case) -> None:
        by_link = spec.by == APPLICANT
        said = {name: getattr(spec, name) for name in PLAIN}
        said |= {name: self._code(getattr(spec, name)) for name in ("repeats", "appeal_of")}
        self.matters[spec.case] = register_matter(
            kind=spec.kind,
            title=spec.title,
            actor=Applicant(kind=spec.kind) if by_link else self._actor(spec.by),
            now=timezone.make_aware(spec.at),
            enterprise=self.firms.get(spec.enterprise),
            channel="link" if by_link else "officer",
            received_at=timezone.make_aware(spec.received_at) if spec.received_at else None,
            is_synthetic=True,
            **{name: value for name, value in said.items() if value not in (None, "")},
        )

    def _act(self, act: CaseActSpec, case: Case) -> None:
        matter = self._matter(self.matters[case.told.spec.case], act.of)
        actor = Applicant(matter=matter.pk) if act.by == APPLICANT else self._actor(act.by)
        self.telling.take(act, Who(matter=matter, actor=actor, now=timezone.make_aware(act.at)))

    def _code(self, case: str | None) -> str:
        return self.matters[case].code if case in self.matters else ""

    def _actor(self, by: str) -> Actor:
        return SYSTEM if by == PLATFORM else self.people[by]

    def _matter(self, whole: Matter, part: str) -> Matter:
        """The case's own matter, or the part of it that has this code or this title."""
        if not part:
            return whole
        found = next((one for one in whole.parts.all() if part in (one.part, one.title)), None)
        if found is None:
            raise Refusal(Message("没有“{part}”这个分项。", {"part": part}))
        return found


def _key(spec: CaseSpec) -> tuple[str, str, datetime]:
    return spec.kind, spec.title, timezone.make_aware(spec.at)


def _journal(cases: int, now: datetime) -> None:
    journal.record(
        actor=None,
        act="matters.matter.loaded",
        target="matters.matter:cases",
        before=None,
        after={"rows": cases},
        at=now,
    )
