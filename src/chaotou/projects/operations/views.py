"""Saving a list under a name, and removing it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.journal import operations as journal
from chaotou.organization import access as organization
from chaotou.organization.models import Person
from chaotou.projects import access
from chaotou.projects.models import SavedView


@transaction.atomic
def save_view(
    *, person: Person, name: str, query: str, shared: bool, now: datetime, page: str = "projects"
) -> SavedView:
    """Keep a list's address under a name, for oneself or for one's organization; the same name is replaced.

    `Refusal` without a name, and for sharing by someone of no organization.
    """
    access.require(access.may_see_projects(person))
    if not name.strip():
        raise Refusal(Message("请给视图起个名称。"))
    seat = next(iter(organization.mandate(person).seats), None)
    values = {"query": query, "is_shared": shared, "organization_id": seat.organization if seat else None}
    view, is_new = SavedView.objects.update_or_create(
        person=person, page=page, name=name.strip(), defaults=values
    )
    _journal(person, "saved", view, now)
    return view


@transaction.atomic
def remove_view(*, person: Person, view: int, now: datetime) -> None:
    """Remove one of one's own views; `Missing` for anybody else's."""
    found = SavedView.objects.filter(pk=view, person=person).first()
    if found is None:
        raise Missing(Message("没有这个视图，或不是本人保存的。"))
    _journal(person, "removed", found, now)
    found.delete()


def _journal(person: Person, act: str, view: SavedView, now: datetime) -> None:
    journal.record(
        actor=person,
        act=f"projects.savedview.{act}",
        target=f"projects.savedview:{view.pk}",
        before=None,
        after={"name": view.name, "query": view.query, "is_shared": view.is_shared},
        at=now,
    )
