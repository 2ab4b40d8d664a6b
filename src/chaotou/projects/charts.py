"""The charts of projects: investment to date against its plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from chaotou.core.periods import Period
from chaotou.figures import echarts
from chaotou.figures.echarts import Chart, Line
from chaotou.projects.queries.delivery import Delivery
from chaotou.ui.templatetags.show import months, unit

TEN_THOUSAND = Decimal(10000)


def money(found: Delivery) -> Chart | None:
    """Done and planned to date by month of the year from zero up, in 万元; None without any."""
    if not found.months:
        return None
    made_up = [found.project.is_synthetic] * len(found.months)
    done = [None if one.done_to_date is None else one.done_to_date / TEN_THOUSAND for one in found.months]
    planned = [one.planned_to_date / TEN_THOUSAND for one in found.months]
    lines = [Line(_("累计完成"), done, made_up), Line(_("累计计划"), planned, made_up)]
    labels = [months(Period(one.row.month, one.row.month)) for one in found.months]
    chart = echarts.comparison_chart(_("年内累计投资"), labels, lines, unit("万元"), 2)
    axis = {key: value for key, value in chart.option["yAxis"].items() if key not in ("scale", "boundaryGap")}
    return replace(chart, option={**chart.option, "yAxis": axis})
