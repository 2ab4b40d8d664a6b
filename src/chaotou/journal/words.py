"""The journal's codes as words: `figures.observation.revised` is 观测值 修订, a column is its verbose name.

Things and columns take the words their models have, so that a new app needs nothing here but its verbs; an
act whose verb says something else elsewhere has words of its own.
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
    "projects.import": _("导入批次"),
    "projects.investment": _("月度投资"),
    "projects.lead": _("线索"),
    "projects.linkage": _("挂钩与服务"),
}

VERBS: dict[str, str | Promise] = {
    "projects.baseline.refused": pgettext_lazy("act", "不批准"),
    "projects.baseline.withdrawn": _("撤回"),
    "accept": _("受理"),
    "accept_tolerating": _("容缺受理"),
    "accepted": _("采纳"),
    "added": pgettext_lazy("act", "上传"),
    "answered": pgettext_lazy("act", "陈述"),
    "approve": _("批准"),
    "approved": pgettext_lazy("act", "批准"),
    "asked": _("提出"),
    "ask_correction": _("告知补正"),
    "ask_extension": _("申请延期"),
    "assign": pgettext_lazy("act", "交办"),
    "assigned": _("安排"),
    "brought": _("列入议程"),
    "call_back": _("回访"),
    "called": pgettext_lazy("act", "通知"),
    "called_in": _("请来列席"),
    "cancelled": pgettext_lazy("act", "取消"),
    "changed": _("更改"),
    "cited": _("记出处"),
    "closed": _("销号"),
    "concluded": _("作出结论"),
    "confirm_opinion": _("预审意见转为正式"),
    "confirmed": _("确认"),
    "correct": _("补正"),
    "corrected": _("更正后采纳"),
    "counted": _("计数"),
    "created": _("新建"),
    "deactivated": _("停用"),
    "decided": _("复核"),
    "decline": _("退回交办"),
    "deferred": pgettext_lazy("act", "暂缓"),
    "delivered": pgettext_lazy("act", "落实到位"),
    "deny_extension": _("不同意延期"),
    "discarded": _("作废"),
    "done": pgettext_lazy("act", "完成"),
    "drafted": _("起草"),
    "ended": _("结束任职"),
    "escalated": _("升级"),
    "filed": _("提出"),
    "filled": _("填写"),
    "first_passwords_given": _("发放首个密码"),
    "forecast": pgettext_lazy("act", "预计"),
    "grant_extension": _("同意延期"),
    "granted": _("认定"),
    "hold_land": _("取得用地"),
    "imported": pgettext_lazy("act", "导入"),
    "increased": _("上报增资"),
    "laid": pgettext_lazy("act", "编排"),
    "lapsed": _("转为休眠"),
    "list": pgettext_lazy("act", "挂牌督办"),
    "loaded": _("载入"),
    "locked_out": _("锁定"),
    "made": pgettext_lazy("act", "生成"),
    "look_back": _("回头看"),
    "measure": _("措施"),
    "members_named": _("确定成员"),
    "merged": _("合并"),
    "met": _("落实"),
    "named": _("聘请"),
    "note": pgettext_lazy("act", "备注"),
    "noted": _("核定"),
    "opinion_given": _("提交意见"),
    "opened": pgettext_lazy("act", "召开"),
    "ordered": _("排序"),
    "password_set": _("设定密码"),
    "planned": _("排定"),
    "press": pgettext_lazy("act", "催办"),
    "promised": pgettext_lazy("act", "承诺"),
    "proposed": _("提出"),
    "published": _("发布"),
    "put_forward": _("送审"),
    "raised": _("提出"),
    "reactivated": _("恢复"),
    "read": pgettext_lazy("act", "查看"),
    "received": _("收到"),
    "rechecked": _("复核评分"),
    "recorded": _("填报"),
    "recount": _("重算期限"),
    "recused": _("回避"),
    "refuse": _("不予受理"),
    "refused": _("不予认定"),
    "register": _("登记"),
    "registered": _("登记"),
    "rejected": _("不采纳"),
    "released": _("解聘"),
    "removed": _("删除"),
    "reopen": _("重新办理"),
    "reopened": _("重新处理"),
    "report": _("报告进展"),
    "reported": _("上报"),
    "requested": _("申请"),
    "reread": _("重读"),
    "respond": _("答复"),
    "resume": _("恢复计时"),
    "return": _("退办"),
    "returned": _("退回"),
    "revoked": _("作废"),
    "revised": _("修订"),
    "ruled": _("裁定"),
    "saved": _("保存"),
    "send_back": _("退回重办"),
    "seated": pgettext_lazy("act", "登记到会"),
    "set": _("设定"),
    "sign_for": _("签收"),
    "set_aside": _("搁置"),
    "erased": _("到期清除"),
    "sign_in_failed": _("失败"),
    "sign_off": _("销号"),
    "signed": pgettext_lazy("act", "签发"),
    "signed_in": _("成功"),
    "signed_out": _("退出"),
    "solved": _("报请销号"),
    "split": _("拆分"),
    "submit": _("报结"),
    "supply": _("补交材料"),
    "suspend": _("中止计时"),
    "transfer": _("转办"),
    "transferred": _("流转"),
    "uncited": _("撤去出处"),
    "turned_down": _("不予上会"),
    "undone": _("撤销导入"),
    "unmerged": _("撤销合并"),
    "unpublished": _("撤下公开"),
    "uploaded": pgettext_lazy("act", "上传"),
    "verify": _("核验"),
    "withdraw": _("撤回"),
    "withdrawn": _("撤销"),
    "written": _("记录"),
}

COLUMNS: dict[str, str | Promise] = {
    "address": _("网络地址"),
    "by_applicant": _("申请人办理"),
    "failures": _("失败次数"),
    "files": _("附件"),
    "holds": _("是否落实"),
    "is_active": _("在用"),
    "lead": _("牵头单位"),
    "missing": _("缺少的内容"),
    "nodes": _("节点"),
    "observations": _("观测值"),
    "organizations": _("机构"),
    "paper": _("材料"),
    "papers": _("容缺材料"),
    "parts": _("分项"),
    "people": _("人员"),
    "period": _("期间"),
    "period_on": _("期间（首日）"),
    "personal": _("个人信息摘要"),
    "posts": _("岗位"),
    "reason": _("原因"),
    "responsibilities": _("责任"),
    "runs": _("考评"),
    "score": _("满意度"),
    "seal": _("摘要"),
    "supporting": _("协办单位"),
    "targets": _("目标"),
    "task": _("分工"),
    "text": _("内容"),
    "until_on": _("延至"),
}


def act_words(act: str) -> tuple[str, str]:
    """The thing and the verb of an act; a code stands for itself where no word is known."""
    thing, _dot, verb = act.rpartition(".")
    return thing_words(thing), str(VERBS.get(act) or VERBS.get(verb, verb))


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
