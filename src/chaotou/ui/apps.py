from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register


class UiConfig(AppConfig):
    name = "chaotou.ui"

    def ready(self) -> None:
        from chaotou.ui.checks import check_echarts

        register(check_echarts)
