"""The chart library's file: where it is, and whether it is there."""

from __future__ import annotations

from functools import cache

from django.contrib.staticfiles import finders

ECHARTS = "vendor/echarts/echarts.min.js"


@cache
def has_echarts() -> bool:
    """Whether `make setup` fetched ECharts; without it each chart's table stands in its place."""
    return finders.find(ECHARTS) is not None
