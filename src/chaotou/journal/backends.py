"""Who is signed in, with the posts they hold: read once and kept until an act changes people or posts.

Every change of an account, a post or an organization is an act, whose entry the journal's head names.
"""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from chaotou.journal.keeping import kept
from chaotou.journal.queries import latest_seals
from chaotou.organization import access
from chaotou.organization.models import Person


class PersonBackend(ModelBackend):
    """Django's; whoever is signed in comes with their organization and posts, which every page asks for."""

    def get_user(self, user_id: int) -> Person | None:
        """The person of this key while the account is in use. One query while no account changes."""
        seal, people_seal = latest_seals()
        person = kept("person", people_seal, lambda: _read(user_id), user_id)
        if person is None or not self.user_can_authenticate(person):
            return None
        access.hand(person, seal=seal, people_seal=people_seal)
        return person


def _read(pk: int) -> Person | None:
    person = Person.objects.select_related("organization").filter(pk=pk).first()
    if person:
        access.hand(person, seats=access.posts_held(person))
    return person
