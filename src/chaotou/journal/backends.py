"""Who is signed in, with the posts they hold: read once and kept until something is written.

Every change of an account, a post or an organization is an act, and every act moves the journal's head.
"""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from chaotou.journal.keeping import kept
from chaotou.journal.queries import latest_seal
from chaotou.organization import access
from chaotou.organization.models import Person


class PersonBackend(ModelBackend):
    """Django's; whoever is signed in comes with their organization and posts, which every page asks for."""

    def get_user(self, user_id: int) -> Person | None:
        """The person of this key while the account is in use. One query while nothing is written."""
        seal = latest_seal()
        person = kept("person", seal, lambda: _read(user_id), user_id)
        if person is None or not self.user_can_authenticate(person):
            return None
        access.hand(person, seal=seal)
        return person


def _read(pk: int) -> Person | None:
    person = Person.objects.select_related("organization").filter(pk=pk).first()
    if person:
        access.hand(person, seats=access.posts_held(person))
    return person
