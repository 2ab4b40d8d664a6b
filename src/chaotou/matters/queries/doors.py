"""The doors through which matters come in, for who made or may make them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters import access
from chaotou.matters.models import Link
from chaotou.matters.rules import rules
from chaotou.organization.models import Person


def kinds_by_link(person: Person) -> list[KindSpec]:
    """The kinds that come in through links and that the person registers."""
    return [kind for kind in rules().kinds.values() if kind.by_link and access.may_register(person, kind)]


def kind_links(person: Person, at: datetime) -> Sequence[Link]:
    """The open doors of those kinds at a moment of matters, the latest first. One query besides."""
    kinds = [kind.code for kind in kinds_by_link(person)]
    found = Link.objects.filter(kind__in=kinds, revoked_at=None, expires_at__gt=at)
    return list(found.select_related("enterprise", "made_by").order_by("-made_at", "-pk")[:200])
