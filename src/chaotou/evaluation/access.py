"""Who sees and does what with runs, marks and appeals. Every list needs its reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chaotou.core.evaluation.outcomes import JudgingSpec
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.words import Audience, Result
from chaotou.core.issues import Message
from chaotou.figures.access import SYSTEM, System
from chaotou.organization import access as organization
from chaotou.organization import queries as organizations
from chaotou.organization.access import Duty, Mandate, Verdict, require

if TYPE_CHECKING:
    from chaotou.organization.access import Asker

__all__ = ["SYSTEM", "Shows", "Sight", "System", "require", "sight"]

ADMINISTERS = Message("账号管理员不查看考评，也不参与考评（职责分离）。")


@dataclass(frozen=True)
class Sight:
    """What a reader sees: all of it, drafts too; else published runs, and `own` subjects in full."""

    everything: bool
    own: frozenset[str]
    person: int | None = None

    def shows(self, scheme: SchemeSpec, subject: str) -> Shows:
        """Which results of a subject the reader sees."""
        if self.everything or subject in self.own:
            return EVERYTHING
        return Shows(*(result in scheme.published.results for result in RESULTS))


@dataclass(frozen=True)
class Shows:
    """Which parts of a result are seen."""

    total: bool
    rank: bool
    grade: bool
    criteria: bool


RESULTS = (Result.TOTAL, Result.RANK, Result.GRADE, Result.CRITERIA)
EVERYTHING = Shows(True, True, True, True)


def sight(reader: Asker | System) -> Sight:
    """What the reader sees. `Refusal` for whoever sees no evaluations. Three queries at most."""
    if isinstance(reader, System):
        return Sight(True, frozenset())
    held = organization.mandate(reader)
    require(may_see_with(held))
    return Sight(held.oversees, own_subjects(held), reader.pk)


def own_subjects(held: Mandate) -> frozenset[str]:
    """The subjects a person belongs to: the organizations of their posts, and for the zone its body."""
    if held.administers or not held.seats:
        return frozenset()
    seated = {seat.organization for seat in held.seats}
    codes = {row.code for row in organizations.organizations() if row.pk in seated}
    zone = {organizations.zone().zone.body} if any(seat.is_zone for seat in held.seats) else set()
    return frozenset(codes | zone)


def may_see(person: Asker) -> Verdict:
    """Whether the person sees published runs: whoever holds a post, but not who administers accounts."""
    return may_see_with(organization.mandate(person))


def may_see_with(held: Mandate) -> Verdict:
    if held.administers:
        return Verdict(False, ADMINISTERS)
    if not held.duties:
        return Verdict(False, Message("目前没有岗位，不能查看考评。"))
    return Verdict(True, Message("在本区有岗位，可以查看已发布的考评。"))


def may_draft(person: Asker) -> Verdict:
    """Whether the person drafts runs, discards drafts, names judges and notes facts: who reviews."""
    return _reviews(organization.mandate(person), Message("只有审核岗位可以起草考评。"))


def may_name_judges(person: Asker) -> Verdict:
    return _reviews(organization.mandate(person), Message("只有审核岗位可以聘请评委。"))


def may_note(person: Asker) -> Verdict:
    return _reviews(organization.mandate(person), Message("只有审核岗位可以核定加分、扣分和否决事项。"))


def _reviews(held: Mandate, refused: Message) -> Verdict:
    if held.administers:
        return Verdict(False, ADMINISTERS)
    if Duty.REVIEWS in held.duties:
        return Verdict(True, Message("在审核岗位上。"))
    return Verdict(False, refused)


def may_publish(person: Asker, created_by: int | None) -> Verdict:
    """Whether the person publishes a run drafted by `created_by`: who leads the zone, never one's own."""
    held = organization.mandate(person)
    if held.administers:
        return Verdict(False, ADMINISTERS)
    if not _leads_zone(held):
        return Verdict(False, Message("考评由区领导发布。"))
    if created_by is not None and created_by == person.pk:
        return Verdict(False, Message("这次考评由您本人起草，须由另一位领导发布。"))
    return Verdict(True, Message("您领导全区工作，这次考评由他人起草。"))


def _leads_zone(held: Mandate) -> bool:
    return any(seat.is_zone and seat.duty == Duty.LEADS for seat in held.seats)


def may_file(person: Asker, subject: str) -> Verdict:
    """Whether the person files an appeal for a subject: an officer or head of that organization."""
    held = organization.mandate(person)
    if held.administers:
        return Verdict(False, ADMINISTERS)
    if not held.duties & {Duty.RECORDS, Duty.LEADS}:
        return Verdict(False, Message("申诉由考评对象的填报人员或负责人提出。"))
    if subject not in own_subjects(held):
        return Verdict(False, Message("只能为本机构提出申诉。"))
    return Verdict(True, Message("您在这个机构任职，可以提出申诉。"))


def may_decide(person: Asker, subject: str, involved: frozenset[int]) -> Verdict:
    """Whether the person decides an appeal: a reviewer or leader not `involved` in it or in the run."""
    held = organization.mandate(person)
    if held.administers:
        return Verdict(False, ADMINISTERS)
    if not (Duty.REVIEWS in held.duties or _leads_zone(held)):
        return Verdict(False, Message("申诉由审核人员或区领导复核。"))
    if person.pk in involved:
        return Verdict(False, Message("您起草或发布了这次考评，或提出了这项申诉，须由另一人复核。"))
    if subject in own_subjects(held):
        return Verdict(False, Message("这是您所在机构的申诉，须由其他机构的人复核（回避）。"))
    return Verdict(True, Message("您没有参与这次考评，可以复核。"))


def may_judge(person: Asker, subject: str, *, is_named: bool) -> Verdict:
    """Whether the person marks a subject: a judge who was named, never of one's own organization."""
    held = organization.mandate(person)
    if held.administers:
        return Verdict(False, ADMINISTERS)
    if not is_named:
        return Verdict(False, Message("只有聘请的评委可以评分。"))
    if subject in own_subjects(held):
        return Verdict(False, Message("不能给本机构评分，请登记回避。"))
    return Verdict(True, Message("您是这次考评的评委。"))


def sees_single_marks(seen: Sight, spec: JudgingSpec | None, subject: str) -> bool:
    """Whether the reader sees who gave a subject which mark: only whom the scheme says, whatever their duty.

    One's own marks one always sees.
    """
    audience = (spec or JudgingSpec()).individual_marks
    if audience is Audience.EVERYBODY:
        return True
    return audience is Audience.SUBJECT and subject in seen.own
