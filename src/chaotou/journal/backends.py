"""Who signs in by name and password."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from chaotou.organization.models import Person


class PersonBackend(ModelBackend):
    """Django's; whoever is signed in comes with their organization, which every page names."""

    def get_user(self, user_id: int) -> Person | None:
        """The person of this key while the account is in use. One query."""
        person = Person.objects.select_related("organization").filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
