"""Who sees and does what with projects. Every list needs its reader: a person, or the platform.

A signed project is public within the zone: its name, stage, dates and amounts. What comes before signing,
and the terms, talks and contacts of any project, are seen by its holders (who talks, who lands it, who has
credit) and by whoever reviews, audits or leads the zone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from chaotou.core.issues import Message
from chaotou.organization import access as organization
from chaotou.organization.access import Duty, Mandate, Verdict, require
from chaotou.projects.models import Credit, Dispute, ImportBatch, Move, Project

if TYPE_CHECKING:
    from chaotou.organization.access import Asker

__all__ = [
    "PUBLIC_STAGES",
    "SYSTEM",
    "Sight",
    "System",
    "holders",
    "holders_of",
    "imports_for",
    "may_answer",
    "may_change",
    "may_change_by",
    "may_deliver",
    "may_dispute",
    "may_recognize",
    "may_recognize_by",
    "may_register",
    "may_register_for",
    "may_report_move",
    "may_rule",
    "may_see",
    "may_see_projects",
    "may_see_terms",
    "may_transfer",
    "may_undo_import",
    "may_withdraw_move",
    "registers_for",
    "require",
    "sight",
]

PUBLIC_STAGES: Final = frozenset(
    {
        "signed",
        "registered",
        "land_secured",
        "commenced",
        "completed",
        "in_production",
        "above_size",
        "at_capacity",
        "terminated",
    }
)
"""Stages at which everybody with a post sees that a project exists; any other stage is its holders' own."""


@dataclass(frozen=True)
class System:
    """The platform itself as a reader: commands and scheduled work. It sees all that is recorded."""


SYSTEM: Final = System()


@dataclass(frozen=True)
class Sight:
    """What a reader sees: signed projects, and the leads and terms of these organizations (None: of all)."""

    organizations: frozenset[int] | None

    @property
    def sees_all(self) -> bool:
        return self.organizations is None

    def sees_terms(self, held_by: Collection[int | None]) -> bool:
        """Whether terms, talks and contacts of a project with these holders (primary keys) are seen."""
        return self.organizations is None or not self.organizations.isdisjoint(held_by)

    def sees(self, stage: str, held_by: Collection[int | None]) -> bool:
        """Whether a project at this stage with these holders is seen at all."""
        return stage in PUBLIC_STAGES or self.sees_terms(held_by)


def sight(reader: Asker | System) -> Sight:
    """What the reader sees. `Refusal` for someone who sees no projects, TypeError for nobody at all."""
    if isinstance(reader, System):
        return Sight(None)
    if reader is None:
        raise TypeError("A list of projects needs a reader: a person, or SYSTEM.")
    held = organization.mandate(reader)
    require(_sees_projects(held))
    return Sight(None if held.oversees else frozenset(seat.organization for seat in held.seats))


def holders(project: Project) -> frozenset[int]:
    """Who talks, who lands it and who has credit now: primary keys of organizations. One query."""
    return holders_of([project])[project.pk]


def holders_of(projects: Iterable[Project]) -> dict[int, frozenset[int]]:
    """As `holders` of each of them by its primary key. One query."""
    held = {one.pk: {unit for unit in (one.organization_id, one.landing_id) if unit} for one in projects}
    credited = Credit.objects.filter(project__in=list(held), until_on__isnull=True)
    for project, unit in credited.values_list("project_id", "organization_id"):
        held[project].add(unit)
    return {pk: frozenset(units) for pk, units in held.items()}


def may_see_projects(person: Asker) -> Verdict:
    """Whether the person sees signed projects: whoever holds a post, but not who administers accounts."""
    return _sees_projects(organization.mandate(person))


def _sees_projects(held: Mandate) -> Verdict:
    if held.administers:
        return Verdict(False, Message("账号管理员只管理账号，不查看项目（职责分离）。"))
    if not held.seats:
        return Verdict(False, Message("目前没有岗位，不能查看项目。"))
    return Verdict(True, Message("在本区有岗位，可以查看已签约的项目。"))


def may_see(person: Asker, project: Project) -> Verdict:
    """Whether the person knows of this project at all."""
    verdict = may_see_projects(person)
    if not verdict or project.stage in PUBLIC_STAGES:
        return verdict
    return may_see_terms(person, project)


def may_see_terms(person: Asker, project: Project) -> Verdict:
    """Whether the person sees its talks, terms and contacts: the holders', and who oversees the zone."""
    verdict = may_see_projects(person)
    if not verdict:
        return verdict
    if sight(person).sees_terms(holders(project)):
        return Verdict(True, Message("所在机构承担这个项目，或负责审核、审计、领导全区工作。"))
    return Verdict(False, Message("这个项目由其他单位洽谈，联系记录和条件不公开。"))


def registers_for(person: Asker) -> frozenset[int]:
    """The organizations (primary keys) for which the person registers leads: where they record."""
    return _records_for(organization.mandate(person))


def _records_for(held: Mandate) -> frozenset[int]:
    if held.administers:
        return frozenset()
    return frozenset(seat.organization for seat in held.seats if seat.duty == Duty.RECORDS)


def imports_for(person: Asker) -> frozenset[int] | None:
    """The organizations (primary keys) the person imports for; None, all: who records for the zone itself."""
    held = organization.mandate(person)
    for_zone = any(seat.is_zone and seat.duty == Duty.RECORDS for seat in held.seats)
    return None if for_zone and not held.administers else _records_for(held)


def may_register(person: Asker) -> Verdict:
    """Whether the person registers leads: who holds a recording post anywhere."""
    return _registers(registers_for(person))


def _registers(mine: frozenset[int]) -> Verdict:
    if mine:
        return Verdict(True, Message("在填报岗位上，可以登记线索。"))
    return Verdict(False, Message("只有填报岗位可以登记线索。"))


def may_register_for(person: Asker, organization_id: int) -> Verdict:
    """Whether the person registers leads for this organization (primary key): who records in it."""
    mine = registers_for(person)
    if mine and organization_id not in mine:
        return Verdict(False, Message("只能以本人填报岗位所在单位的名义登记。"))
    return _registers(mine)


def may_undo_import(person: Asker, batch: ImportBatch) -> Verdict:
    """Whether the person takes an import out again: who took it in, and who reviews."""
    held = organization.mandate(person)
    if not held.administers and Duty.REVIEWS in held.duties:
        return Verdict(True, Message("在审核岗位上，可以撤销导入。"))
    if batch.imported_by_id == person.pk and _records_for(held):
        return Verdict(True, Message("由本人导入，可以撤销。"))
    return Verdict(False, Message("导入由导入人或审核人员撤销。"))


def may_change(person: Asker, project: Project) -> Verdict:
    """Whether the person changes the project: who records for the unit that talks or lands it."""
    return may_change_by(organization.mandate(person), project)


def may_change_by(held: Mandate, project: Project) -> Verdict:
    """As `may_change`, for a mandate already read. No query."""
    records = _records_for(held)
    if not records:
        return Verdict(False, Message("只有填报岗位可以更改项目。"))
    if records.isdisjoint({project.organization_id, project.landing_id}):
        return Verdict(False, Message("这个项目由其他单位承担。"))
    return Verdict(True, Message("所在机构承担这个项目，在填报岗位上。"))


def may_report_move(person: Asker, project: Project) -> Verdict:
    """Whether the person reports that the project reached a stage: who may change it."""
    return may_change(person, project)


def may_withdraw_move(person: Asker, project: Project) -> Verdict:
    """Whether the person takes back what was reported of the project: who reports it, and who reviews."""
    held = organization.mandate(person)
    if not held.administers and Duty.REVIEWS in held.duties:
        return Verdict(True, Message("在审核岗位上，可以撤回上报。"))
    return may_change_by(held, project)


def may_deliver(person: Asker, project: Project) -> Verdict:
    """Whether the person records nodes, money, factors and problems: who may change it."""
    return may_change(person, project)


def may_recognize(person: Asker, move: Move) -> Verdict:
    """Whether the person recognizes this move: who reviews, and never who reported it."""
    return may_recognize_by(organization.mandate(person), person.pk, move.reported_by_id)


def may_recognize_by(held: Mandate, person: int | None, reported_by: int | None) -> Verdict:
    """As `may_recognize`, for a mandate already read."""
    if held.administers or Duty.REVIEWS not in held.duties:
        return Verdict(False, Message("只有审核岗位可以认定。"))
    if reported_by is not None and reported_by == person:
        return Verdict(False, Message("这次变动由本人上报，须由另一位审核人员认定。"))
    return Verdict(True, Message("在审核岗位上，这次变动由他人上报。"))


def may_dispute(person: Asker, project: Project) -> Verdict:
    """Whether the person claims for another unit that it was first: who records elsewhere."""
    records = registers_for(person)
    if not records:
        return Verdict(False, Message("只有填报岗位可以提出归属争议。"))
    if records <= {project.organization_id}:
        return Verdict(False, Message("项目已登记在本单位名下，不必提出争议。"))
    return Verdict(True, Message("在其他单位的填报岗位上，可以提出归属争议。"))


def may_answer(person: Asker, dispute: Dispute) -> Verdict:
    """Whether the person says for the unit that talks about the project how it was: who records in it."""
    if dispute.project.organization_id in registers_for(person):
        return Verdict(True, Message("在首报单位的填报岗位上，可以陈述一次。"))
    return Verdict(False, Message("由首报单位的填报岗位陈述。"))


def may_rule(person: Asker, dispute: Dispute) -> Verdict:
    """Whether the person decides whose it is: who reviews, from neither unit, and not who raised it."""
    held = organization.mandate(person)
    if held.administers or Duty.REVIEWS not in held.duties:
        return Verdict(False, Message("归属争议由审核岗位裁定。"))
    mine = {seat.organization for seat in held.seats}
    if mine & {dispute.organization_id, dispute.project.organization_id}:
        return Verdict(False, Message("裁定人不能来自争议双方；请另一单位的审核人员裁定。"))
    if dispute.raised_by_id == person.pk:
        return Verdict(False, Message("争议由本人提出，须由另一位审核人员裁定。"))
    return Verdict(True, Message("在审核岗位上，不属于争议双方。"))


def may_transfer(person: Asker, project: Project) -> Verdict:
    """Whether the person moves projects between units: reviewers and those who lead the zone."""
    held = organization.mandate(person)
    if held.oversees and held.duties & {Duty.REVIEWS, Duty.LEADS}:
        return Verdict(True, Message("负责审核或领导全区工作，可以决定流转。"))
    return Verdict(False, Message("项目流转由审核人员或区领导决定。"))
