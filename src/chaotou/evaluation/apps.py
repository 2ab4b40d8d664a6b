from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    name = "chaotou.evaluation"
    verbose_name = _("考评")
    default_auto_field = "django.db.models.BigAutoField"
