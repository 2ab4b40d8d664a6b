from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "chaotou.journal"
    verbose_name = _("操作记录")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Acts of the rung below reach the journal from here, since it cannot import what stands on it."""
        from chaotou.journal import operations, signing
        from chaotou.organization import journaling

        journaling.keep_with(operations.record)
        signing.listen()
