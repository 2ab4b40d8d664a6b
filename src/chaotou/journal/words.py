"""The journal's codes as words: `figures.observation.revised` is 观测值 修订, a column is its verbose name.

Things and columns take the words their models have, so that a new app needs nothing here but its verbs.
"""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

THINGS: dict[str, str | Promise] = {
    "evaluation.scheme": _("考评办法"),
    "figures.catalogue": _("指标目录"),
    "organization.session": _("登录"),
    "organization.zone": _("开发区目录"),
    "projects.lead": _("线索"),
}

VERBS: dict[str, str | Promise] = {
    "accepted": _("采纳"),
    "assigned": _("安排"),
    "changed": _("更改"),
    "cited": _("记出处"),
    "concluded": _("作出结论"),
    "confirmed": _("确认"),
    "corrected": _("更正后采纳"),
    "counted": _("计数"),
    "created": _("新建"),
    "deactivated": _("停用"),
    "decided": _("复核"),
    "discarded": _("作废"),
    "drafted": _("起草"),
    "ended": _("结束任职"),
    "filed": _("提出"),
    "filled": _("填写"),
    "first_passwords_given": _("发放首个密码"),
    "granted": _("认定"),
    "increased": _("上报增资"),
    "lapsed": _("转为休眠"),
    "loaded": _("载入"),
    "locked_out": _("锁定"),
    "merged": _("合并"),
    "met": _("落实"),
    "members_named": _("确定成员"),
    "named": _("聘请"),
    "noted": _("核定"),
    "opinion_given": _("提交意见"),
    "password_set": _("设定密码"),
    "published": _("发布"),
    "put_forward": _("送审"),
    "raised": _("提出"),
    "read": pgettext_lazy("act", "查看"),
    "reactivated": _("恢复"),
    "received": _("收到"),
    "rechecked": _("复核评分"),
    "recorded": _("填报"),
    "removed": _("删除"),
    "recused": _("回避"),
    "refused": _("不予认定"),
    "registered": _("登记"),
    "rejected": _("不采纳"),
    "released": _("解聘"),
    "reopened": _("重新处理"),
    "reported": _("上报"),
    "requested": _("申请"),
    "reread": _("重读"),
    "ruled": _("裁定"),
    "returned": _("退回"),
    "revised": _("修订"),
    "saved": _("保存"),
    "set": _("设定"),
    "sign_in_failed": _("失败"),
    "signed_in": _("成功"),
    "signed_out": _("退出"),
    "transferred": _("流转"),
    "unmerged": _("撤销合并"),
    "uncited": _("撤去出处"),
    "withdrawn": _("撤销"),
}

COLUMNS: dict[str, str | Promise] = {
    "address": _("网络地址"),
    "failures": _("失败次数"),
    "is_active": _("在用"),
    "observations": _("观测值"),
    "organizations": _("机构"),
    "parts": _("口诀分项"),
    "people": _("人员"),
    "posts": _("岗位"),
    "period": _("期间"),
    "reason": _("原因"),
    "responsibilities": _("责任"),
    "runs": _("考评"),
    "seal": _("摘要"),
    "targets": _("目标"),
}


def act_words(act: str) -> tuple[str, str]:
    """The thing and the verb of an act; a code stands for itself where no word is known."""
    thing, _dot, verb = act.rpartition(".")
    return thing_words(thing), str(VERBS.get(verb, verb))


def thing_words(thing: str) -> str:
    model = _model(thing)
    return str(model._meta.verbose_name) if model else str(THINGS.get(thing, thing))


def things(prefix: str) -> list[tuple[str, str]]:
    """Everything acts can be about, with its word, that begins with `prefix`."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("chaotou.")]
    labels = [*THINGS, *(model._meta.label_lower for model in ours if model._meta.app_label != "journal")]
    return sorted((label, thing_words(label)) for label in labels if label.startswith(prefix))


def column_words(thing: str, column: str) -> str:
    """The name of a value in `before` or `after` of an act on `thing`."""
    model = _model(thing)
    try:
        field = model._meta.get_field(column) if model else None
    except FieldDoesNotExist:
        field = None
    return str(getattr(field, "verbose_name", None) or COLUMNS.get(column, column))


def _model(thing: str) -> type[Model] | None:
    try:
        return apps.get_model(thing)
    except (LookupError, ValueError):
        return None
