"""How a project passed from hand to hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from chaotou.core.projects.ownership import Share, in_proportion
from chaotou.organization.access import Asker, require
from chaotou.organization.models import Organization
from chaotou.projects import access
from chaotou.projects.models import Credit, Project, Transfer

KINDS = Transfer.Kind.choices


def transfers_of(reader: Asker, project: Project) -> list[Transfer]:
    """Every transfer with its shares, the latest first. `Refusal` for who may not know. Two queries."""
    require(access.may_see_terms(reader, project))
    found = Transfer.objects.filter(project=project).select_related(
        "from_organization", "to_organization", "decided_by"
    )
    return list(found.prefetch_related("credits__organization"))


def standing_credit(project: Project) -> list[Credit]:
    """The credit in force with its organizations, the largest first. One query."""
    standing = Credit.objects.filter(project=project, until_on__isnull=True)
    return list(standing.select_related("organization").order_by("-share", "pk"))


@dataclass(frozen=True)
class Party:
    """An organization that has part in a project: what it holds and what is proposed for it, as fractions."""

    organization: Organization
    role: str
    held: Decimal | None = None
    proposed: Decimal | None = None


def giving(project: Project, kept: Decimal | None) -> list[Party]:
    """Who has part in a project that passes on, each in proportion of what is `kept`. One query."""
    parties = _parties(project)
    if kept is None:
        return parties
    if not any(party.held for party in parties):
        return [replace(party, proposed=kept) for party in parties]
    shares = [Share(party.organization.pk, party.held or Decimal(0)) for party in parties]
    proposed = in_proportion(shares, kept)
    return [replace(party, proposed=share.share) for party, share in zip(parties, proposed, strict=True)]


def rivals(project: Project, claimant: Organization) -> list[Party]:
    """Who may share a project that is claimed: by halves where they are two. One query."""
    parties = _parties(project)
    if claimant.pk not in {party.organization.pk for party in parties}:
        parties.append(Party(claimant, ""))
    if len(parties) == 2:
        return [replace(party, proposed=Decimal("0.5")) for party in parties]
    return [replace(party, proposed=party.held) for party in parties]


def _parties(project: Project) -> list[Party]:
    """Who talks about it first of all, then whoever else holds a share, the largest first."""
    held = [Party(one.organization, one.role, one.share) for one in standing_credit(project)]
    if project.organization_id not in {party.organization.pk for party in held}:
        held.append(Party(project.organization, ""))
    return sorted(held, key=lambda party: party.organization.pk != project.organization_id)
