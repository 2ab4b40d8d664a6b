"""Whose a project is: who talks about it, and the shares of credit from a day on, together the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from chaotou.core.issues import Message, Obstacles
from chaotou.core.naming import Named
from chaotou.core.projects.ownership import Share, in_percent, left_out, split_faults
from chaotou.organization.models import Organization
from chaotou.projects.models import Credit, Project, Transfer
from chaotou.projects.queries.transfers import standing_credit


def hand_over(project: Project, to: Organization) -> None:
    """Another organization talks about it; an officer of the one before no longer keeps it. Unsaved."""
    project.organization = to
    if project.officer and project.officer.organization_id != to.pk:
        project.officer = None


def reshare(
    project: Project,
    shares: Sequence[Share],
    on: date,
    transfer: Transfer | None = None,
    leaving: Collection[int] = (),
) -> list[Credit]:
    """Close the credit there is and open these shares (organizations by primary key) from the day on.

    `Obstacles` unless they add up to 100 %, and where one that holds a share has none of these and is not
    named as `leaving`. The day itself belongs to the new shares.
    """
    if wrong := [*split_faults(shares), *_forgotten(project, shares, leaving)]:
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


def _forgotten(project: Project, shares: Sequence[Share], leaving: Collection[int]) -> Iterator[Message]:
    """Nobody loses a share by silence, nor is one both left with a share and without."""
    held = {credit.organization_id: credit for credit in standing_credit(project)}
    without = {share.organization for share in left_out(map(_share, held.values()), shares)}
    for pk, credit in held.items():
        unit = credit.organization
        said = {"unit": Named(unit.name, unit.english), "share": in_percent(credit.share)}
        if pk in without and pk not in leaving:
            yield Message("{unit}现有份额 {share}%，这次的分配没有提到它。", said)
        if pk in leaving and pk not in without:
            yield Message("{unit}既写了份额，又勾选为不再有份额。", said)


def _share(credit: Credit) -> Share:
    return Share(credit.organization_id, credit.share, credit.role)


def shares_of(project: Project) -> dict[str, object]:
    """The credit in force by organization code, as the journal keeps it. One query."""
    standing = Credit.objects.filter(project=project, until_on__isnull=True).order_by("organization__code")
    return dict(standing.values_list("organization__code", "share"))
