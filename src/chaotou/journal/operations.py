"""The journal's one act: add an entry, chained to the one before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from chaotou.journal import chain
from chaotou.journal.models import Entry, Head
from chaotou.organization.models import Person

ABOUT_PEOPLE: Final = "organization."
"""How acts begin that change accounts, posts or organizations."""


def record(
    *,
    actor: Person | None,
    act: str,
    target: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    at: datetime,
) -> Entry:
    """Add an entry in the caller's transaction; the act and its entry stand or fall together.

    `act` is dotted (`figures.observation.revised`), `target` is `model:key`; decimals and dates may be
    given as they are. `actor` None is the platform itself.
    """
    with transaction.atomic(savepoint=False):
        head = _locked_head()
        link = chain.Link(
            number=head.number + 1,
            at=at,
            actor=actor.pk if actor else None,
            act=act,
            target=target,
            before=chain.plain(before),
            after=chain.plain(after),
            previous_seal=head.seal,
        )
        return _add(head, link)


def _locked_head() -> Head:
    """The end of the chain, held until the transaction ends, so that no entry has two followers.

    On PostgreSQL a row lock holds it; on SQLite the IMMEDIATE transaction, which lets in one writer.
    """
    start = {"number": 0, "seal": chain.START}
    return Head.objects.select_for_update().get_or_create(pk=1, defaults=start)[0]


def _add(head: Head, link: chain.Link) -> Entry:
    values = {name: value for name, value in vars(link).items() if name != "actor"}
    entry = Entry.objects.create(**values, actor_id=link.actor, seal=chain.seal(link))
    head.number, head.seal = entry.number, entry.seal
    if entry.act.startswith(ABOUT_PEOPLE):
        head.people_seal = entry.seal
    head.save(update_fields=["number", "seal", "people_seal"])
    return entry
