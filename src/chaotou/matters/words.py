"""The words that pages put in place of codes: standings, families, who has to act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chaotou.core.matters.standing import Standing
from chaotou.core.projects.conditions import is_given
from chaotou.core.workdays import DayKind
from chaotou.core.zone.matter_flow_specs import Role
from chaotou.core.zone.matter_specs import Family, KindSpec, MatterFieldKind, MatterFieldSpec
from chaotou.ui.templatetags.show import name, unit

STANDINGS = {
    Standing.OVERDUE: pgettext_lazy("standing", "超期"),
    Standing.DUE_SOON: pgettext_lazy("standing", "临期"),
    Standing.ON_TRACK: pgettext_lazy("standing", "正常"),
    Standing.SUSPENDED: pgettext_lazy("standing", "中止计时"),
    Standing.NOT_STARTED: pgettext_lazy("standing", "未起算"),
    Standing.CLOSED_ON_TIME: pgettext_lazy("standing", "按期办结"),
    Standing.CLOSED_LATE: pgettext_lazy("standing", "逾期办结"),
}
ATTENTION = pgettext_lazy("standing", "时限过半")
"""On track, but so much of the limit is used that the zone wants it looked at."""
FAMILIES = {
    Family.APPROVAL: _("审批"),
    Family.REQUEST: _("企业诉求"),
    Family.DIRECTIVE: _("督办"),
    Family.LIVELIHOOD: _("民生实事"),
    Family.HAZARD: _("安全隐患"),
    Family.RECTIFICATION: _("巡视整改"),
    Family.PETITION: _("信访"),
    Family.LONG_STANDING: _("历史遗留"),
}
ROLES = {
    Role.INTAKE: _("受理单位"),
    Role.ASSIGNER: _("交办人"),
    Role.LEAD: _("牵头单位"),
    Role.SUPPORTING: _("协办单位"),
    Role.VERIFIER: _("核验人"),
    Role.LEADER: _("区领导"),
    Role.APPLICANT: _("申请人"),
    Role.PLATFORM: _("平台"),
}
STATES = {
    "work": _("在办"),
    "all": _("全部"),
    "closed": _("已办结"),
    "ended": _("不再办理"),
}
ORDERS = {
    "due": _("先到期的在前"),
    "latest": _("最近登记的在前"),
    "due_late": _("后到期的在前"),
}


@dataclass(frozen=True)
class Fact:
    """A line of what is known of a matter: its label, and the value in words."""

    label: str
    value: str
    is_typed: bool = False


def facts_of(matter: Any, kind: KindSpec) -> list[Fact]:
    """What the kind's own fields say, personal ones excepted, in the order of the form."""
    held = matter.particulars
    specs = [spec for spec in kind.fields if not spec.personal and is_given(held.get(spec.code))]
    return [Fact(name(spec), said(spec, held[spec.code]), spec.kind not in _OURS) for spec in specs]


def said(spec: MatterFieldSpec, value: object) -> str:
    """A value as its field says it: a choice by its word, a flag as yes or no."""
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    answer = next((name(choice) for choice in spec.choices if choice.code == value), str(value))
    return f"{answer} {unit(spec.unit)}".strip()


_OURS = (MatterFieldKind.CHOICE, MatterFieldKind.FLAG, MatterFieldKind.DATE, MatterFieldKind.NUMBER)
"""Kinds of field whose values are not what people typed."""

CHANNELS = {
    "officer": _("工作人员登记"),
    "link": _("链接提交"),
    "email": _("电子邮件"),
    "import": _("表格导入"),
    "api": _("接口提交"),
    "meeting": _("会议议定"),
    "review": _("项目评审"),
}
DAY_KINDS = {
    DayKind.WORKDAY: _("工作日"),
    DayKind.SHIFTED: _("调休上班"),
    DayKind.WEEKEND: _("周末"),
    DayKind.HOLIDAY: _("放假"),
}

SHEETS = {"none": pgettext_lazy("notice", "提醒"), "blue": _("蓝单"), "yellow": _("黄单"), "red": _("红单")}
"""The colored sheets on which reminders come."""
