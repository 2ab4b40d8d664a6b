"""The words that pages put in place of codes: standings, families, who has to act."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from chaotou.core.matters.standing import Standing
from chaotou.core.zone.matter_flow_specs import Role
from chaotou.core.zone.matter_specs import Family

STANDINGS = {
    Standing.OVERDUE: _("超期"),
    Standing.DUE_SOON: _("临期"),
    Standing.ON_TRACK: _("正常"),
    Standing.SUSPENDED: _("中止计时"),
    Standing.NOT_STARTED: _("未起算"),
    Standing.CLOSED_ON_TIME: _("按期办结"),
    Standing.CLOSED_LATE: _("逾期办结"),
}
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
