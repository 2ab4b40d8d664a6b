from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    name = "chaotou.matters"
    verbose_name = _("事项")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Reviews, of the rung below, hand their conditions over from here: they cannot import this app."""
        from chaotou.matters.operations.review_desk import ReviewDesk
        from chaotou.projects import handling

        handling.handle_with(ReviewDesk())
