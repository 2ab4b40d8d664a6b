"""The words for the codes of figures, and the names of what they are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chaotou.core import relative as core
from chaotou.figures.queries import choices

ORDER = (core.BEST, core.AVERAGE, core.LAST_YEAR, core.LAST_THREE, core.YEAR_AGO)

WORDS: dict[str, Mapping[str, str | Promise]] = {
    "group": {
        "economy": _("经济"),
        "industry": _("工业"),
        "projects": _("招商与项目"),
        "opening": _("开放"),
        "innovation": _("创新"),
        "green": _("绿色"),
        "coordination": _("协调"),
        "livelihood": _("民生"),
        "service": _("政务服务与落实"),
    },
    "provenance": {
        "official": _("官方文件"),
        "press": _("公开报道"),
        "estimated": _("推断，非公布"),
        "local": _("本区自定"),
    },
    "measure": dict(choices.MEASURES),
    "frequency": {"month": _("按月"), "quarter": _("按季"), "year": _("按年")},
    "direction": dict(choices.DIRECTIONS),
    "status": dict(choices.STATUSES),
    "basis": dict(choices.BASES),
    "comparability": {
        "missing_own": _("本区缺数"),
        "missing_other": _("对方缺数"),
        "period_mismatch": _("期间不同"),
        "basis_mismatch": _("口径不同"),
        "basis_unstated": _("口径未说明"),
        "scope_mismatch": _("统计范围不同"),
        "not_inside": _("不含在对方数内"),
        "part_exceeds_whole": _("部分大于整体"),
    },
    "against": {
        "best_neighbor": _("周边最快"),
        "average_of_neighbors": _("周边平均"),
        "same_period_last_year": _("上年同期"),
        "average_of_last_three_years": _("近三年平均"),
        "year_ago": _("一年前"),
    },
    "notice": {
        "awaited": _("应报的下一期还没有报来，进度按已报月份计。"),
        "before_period": _("最近的数在目标期之前，目标期内还没有数。"),
        "merged_january": _("1月和2月合并公布，“本月”是两个月之和。"),
        "growth_computed": _("没有公布同比，由两期数值算出，口径未必可比。"),
        "growth_refused": _("上年同期为零、为负或正负转换，不计算同比。"),
        "basis_mismatch": _("公布的同比与两期数值对不上，多因可比口径；总量目标只供参照。"),
        "no_value": _("这项目标没有数值。"),
        "no_past_years": _("没有往年数据，全年预计按序时进度推算。"),
        "not_comparable": _("有的比较口径不一，没有计入结论。"),
        "unfilled": _("有的数字本区还没有填上对应目标，照原样空着。"),
    },
    "absence": dict(choices.ABSENCES),
    "kind": dict(choices.KINDS),
}


def about_file(on: date, *, as_then_known: bool) -> list[str]:
    """What stands above a table in a file: its day, and what its marks mean."""
    day = {"day": on.isoformat()}
    known = _("数据截至 %(day)s，按当时所知") if as_then_known else _("数据截至 %(day)s，按目前所知")
    made_up = _("“合成”一栏写明的数是演示用的合成数据，不是公布的数字。")
    return [str(known) % day, str(made_up)]


def names_compared(bodies: Iterable[Any]) -> dict[str, Any]:
    """What figures are compared with, by code: a body, or a word for the best, an average, a year."""
    return {**WORDS["against"], **{body.code: body for body in bodies}}


def comparison_columns(rows: Iterable[Any], named: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The heads of a table of comparisons: bodies first, then the best, averages and earlier years."""
    found = dict.fromkeys(c.against for row in rows for c in row.comparisons)
    ordered = sorted(found, key=lambda code: ORDER.index(code) + 1 if code in ORDER else 0)
    return [{"code": code, "named": named.get(code, code)} for code in ordered]
