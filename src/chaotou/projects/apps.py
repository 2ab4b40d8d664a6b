from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "chaotou.projects"
    verbose_name = _("项目")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enterprises, of a rung below, cannot tell this app by name that one of them is renamed."""
        from chaotou.enterprises.renaming import renamed
        from chaotou.projects.operations.renaming import follow_name

        renamed.connect(follow_name)
