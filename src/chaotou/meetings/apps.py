from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "chaotou.meetings"
    verbose_name = _("会议")
    default_auto_field = "django.db.models.BigAutoField"
