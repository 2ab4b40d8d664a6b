"""Whose a project is: who talks about it, and the shares of credit from a day on, together the whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chaotou.core.issues import Obstacles
from chaotou.core.projects.ownership import Share, split_faults
from chaotou.organization.models import Organization
from chaotou.projects.models import Credit, Project, Transfer


def hand_over(project: Project, to: Organization) -> None:
    """Another organization talks about it; an officer of the one before no longer keeps it. Unsaved."""
    project.organization = to
    if project.officer and project.officer.organization_id != to.pk:
        project.officer = None


def reshare(
    project: Project, shares: Sequence[Share], on: date, transfer: Transfer | None = None
) -> list[Credit]:
    """Close the credit there is and open these shares (organizations by primary key) from the day on.

    `Obstacles` unless they add up to 100 %. The day itself belongs to the new shares.
    """
    if wrong := split_faults(shares):
        raise Obstacles(wrong)
    standing = Credit.objects.filter(project=project, until_on__isnull=True)
    standing.filter(from_on__gte=on).delete()
    standing.update(until_on=on)
    opened = [
        Credit(
            project=project,
            organization_id=int(str(share.organization)),
            share=share.share,
            role=share.role,
            from_on=on,
            transfer=transfer,
        )
        for share in shares
    ]
    return Credit.objects.bulk_create(opened)


def shares_of(project: Project) -> dict[str, object]:
    """The credit in force by organization code, as the journal keeps it. One query."""
    standing = Credit.objects.filter(project=project, until_on__isnull=True).order_by("organization__code")
    return dict(standing.values_list("organization__code", "share"))
