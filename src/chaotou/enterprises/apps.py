from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnterprisesConfig(AppConfig):
    name = "chaotou.enterprises"
    verbose_name = _("企业")
    default_auto_field = "django.db.models.BigAutoField"
