"""System checks of the page parts."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning

from chaotou.ui.charts import has_echarts


def check_echarts(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """W001 when ECharts is missing: pages then show each chart's table instead."""
    if has_echarts():
        return []
    return [
        Warning(
            "ECharts is missing; each chart's table is shown in its place.",
            hint="Run `make setup` on a machine with Node 20 to fetch it.",
            id="chaotou.ui.W001",
        )
    ]
