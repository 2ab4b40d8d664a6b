from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FiguresConfig(AppConfig):
    name = "chaotou.figures"
    verbose_name = _("指标")
    default_auto_field = "django.db.models.BigAutoField"
