from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    name = "chaotou.organization"
    verbose_name = _("机构与人员")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The lowest app that has models: all of them are there by now."""
        from chaotou.rows.columns import guard_columns

        guard_columns()
