"""Who answers for what. What the zone's files say is changed in the files, so that one place says it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from chaotou.core.issues import Message, Refusal
from chaotou.organization import access
from chaotou.organization.journaling import record
from chaotou.organization.models import Organization, Person, Responsibility
from chaotou.organization.zones import zone


@transaction.atomic
def set_responsibility(
    *, actor: Person, subject: str, code: str, lead: str | None, supporting: Sequence[str] = (), now: datetime
) -> None:
    """Say which organizations (codes) lead and support an indicator or target that people added.

    Refusal for an unknown organization, one named twice, what stands in the zone's files, and where
    somebody else said so a moment ago.
    """
    access.require(access.may_assign_responsibility(actor))
    _refuse_filed(subject, code)
    named = [*([lead] if lead else []), *supporting]
    organizations = {found.code: found for found in Organization.objects.filter(code__in=named)}
    _refuse_misnamed(named, organizations)
    roles = {organizations[item]: _role(item, lead) for item in named}
    try:
        with transaction.atomic():
            before = replace(subject, code, roles)
    except IntegrityError as error:
        raise Refusal(
            Message("“{code}”的责任机构刚刚已由他人设定，请刷新后再看。", {"code": code})
        ) from error
    after = {organization.code: role for organization, role in roles.items()}
    if after != before:
        target = f"organization.responsibility:{subject}/{code}"
        act = "organization.responsibility.set"
        record(actor=actor, act=act, target=target, before=before, after=after, at=now)


def replace(subject: str, code: str, roles: dict[Organization, str]) -> dict[str, str]:
    """Put these roles in place of those that stand; gives back what stood, by organization's code."""
    standing = Responsibility.objects.filter(subject=subject, code=code).select_related("organization")
    before = {item.organization.code: item.role for item in standing}
    if before != {organization.code: role for organization, role in roles.items()}:
        standing.delete()
        for organization, role in roles.items():
            Responsibility.objects.create(organization=organization, role=role, subject=subject, code=code)
    return before


def _role(organization: str, lead: str | None) -> str:
    return access.Role.LEAD if organization == lead else access.Role.SUPPORTING


def _refuse_filed(subject: str, code: str) -> None:
    filed = zone().indicators if subject == access.Subject.INDICATOR else zone().targets
    if any(entry.code == code for entry in filed):
        place = "indicators.yaml" if subject == access.Subject.INDICATOR else "targets.yaml"
        raise Refusal(
            Message("“{code}”的责任机构写在开发区目录里。", {"code": code}),
            Message("请修改 {place} 后重新载入。", {"place": place}),
        )


def _refuse_misnamed(named: list[str], organizations: dict[str, Organization]) -> None:
    for code in named:
        if code not in organizations:
            raise Refusal(Message("没有代码为“{code}”的机构。", {"code": code}))
        if named.count(code) > 1:
            raise Refusal(Message("机构“{code}”只能担任一个角色。", {"code": code}))
