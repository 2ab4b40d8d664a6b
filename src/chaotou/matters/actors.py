"""Who reads matters and does something to them: people, applicants with a link of their own, the platform."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from chaotou.organization.models import Person
from chaotou.projects.access import System


@dataclass(frozen=True)
class Applicant:
    """Who came through a link of their own: to one matter (a primary key), or to registering one kind."""

    matter: int | None = None
    kind: str = ""


Actor = Person | Applicant | System
"""Whoever does something to a matter."""

Reader = Person | AnonymousUser | Applicant | System
"""Whoever asks for a list of matters."""


def person_of(actor: Actor) -> Person | None:
    """The person, where it is one: applicants and the platform have no account."""
    return actor if isinstance(actor, Person) else None
