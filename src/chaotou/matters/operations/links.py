"""Doors without sign-in: made by who takes matters in, kept only as a hash, expiring, revoked."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db import transaction

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.journal import operations as journal
from chaotou.matters import access
from chaotou.matters.access_outside import may_hand_out
from chaotou.matters.models import Link, Matter
from chaotou.matters.rules import rules
from chaotou.organization.access import require
from chaotou.organization.days import working_moment
from chaotou.organization.models import Person

DAYS: Final = 180
"""For how many days a door stays open unless said otherwise."""
LONGEST: Final = 730
BYTES: Final = 32
"""How much chance is in a secret: far more than can be guessed."""


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_kind_link(
    *, kind: str, actor: Person, now: datetime, enterprise: int | None = None, days: int = DAYS
) -> tuple[Link, str]:
    """A door through which matters of a kind come in, perhaps of one enterprise; its secret is told once.

    `Refusal` for who may not register the kind, and for a kind that is not taken through links.
    """
    spec = rules().kind(kind)
    require(access.may_register(actor, spec))
    if not spec.by_link:
        raise Refusal(Message("这类事项不通过链接收件。"), Message("请在事项文件里写上 by_link: yes。"))
    return _made(Link(kind=kind, enterprise_id=enterprise), actor, now, days)


@transaction.atomic
def make_matter_link(*, matter: Matter, actor: Person, now: datetime, days: int = DAYS) -> tuple[Link, str]:
    """A door through which an applicant follows one matter; made by who takes it in or leads it."""
    require(may_hand_out(actor, matter))
    return _made(Link(matter=matter), actor, now, days)


@transaction.atomic
def follow_up(*, matter: Matter, through: Link, now: datetime) -> str:
    """The secret of a door to a matter that came in through another: told once to who brought it."""
    return _made(Link(matter=matter, enterprise=matter.enterprise, opened_from=through), None, now, DAYS)[1]


@transaction.atomic
def revoke_link(*, link: int, actor: Person, now: datetime) -> Link:
    """Close a door for good, by whoever could have made it."""
    found = Link.objects.select_for_update(of=("self",)).filter(pk=link, revoked_at=None).first()
    if found is None:
        raise Missing(Message("没有这个链接，或已经作废。"))
    if found.matter is not None:
        if not may_hand_out(actor, found.matter):
            raise Missing(Message("没有这个链接，或已经作废。"))
    else:
        require(access.may_register(actor, rules().kind(found.kind)))
    found.revoked_at = working_moment(now)
    found.save(update_fields=["revoked_at"])
    _journal(found, "revoked", actor, now)
    return found


def _made(link: Link, actor: Person | None, now: datetime, days: int) -> tuple[Link, str]:
    if not 0 < days <= LONGEST:
        raise Refusal(Message("链接的有效天数应在 1 到 {most} 之间。", {"most": LONGEST}))
    secret = secrets.token_urlsafe(BYTES)
    link.secret_hash, link.made_by, link.made_at = hashed(secret), actor, working_moment(now)
    link.expires_at = link.made_at + timedelta(days=days)
    link.save()
    _journal(link, "made", actor, now)
    return link, secret


def _journal(link: Link, act: str, actor: Person | None, now: datetime) -> None:
    journal.record(
        actor=actor,
        act=f"matters.link.{act}",
        target=f"matters.link:{link.pk}",
        before=None,
        after={
            "kind": link.kind,
            "matter": link.matter.code if link.matter else "",
            "enterprise": link.enterprise_id,
            "expires_at": link.expires_at,
        },
        at=now,
    )
