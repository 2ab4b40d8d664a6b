from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "chaotou.intake"
    verbose_name = _("读报告")
    default_auto_field = "django.db.models.BigAutoField"
