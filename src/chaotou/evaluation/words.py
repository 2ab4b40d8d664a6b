"""The words of evaluation: what codes are called, what a criterion reads and how its rule computes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.evaluation.amounts import AmountSpec, Origin
from chaotou.core.evaluation.facts import Side, When
from chaotou.core.evaluation.reads import ReadsSpec
from chaotou.core.evaluation.rule_field import RuleSpec
from chaotou.core.evaluation.trends import parts
from chaotou.core.evaluation.words import Take
from chaotou.ui.templatetags.show import listed

Words = Mapping[str, str | Promise]

WORDS: dict[str, Words] = {
    "provenance": {
        "official": _("官方文件"),
        "press": _("公开报道"),
        "estimated": _("推断，非公布"),
        "local": _("本区自定"),
    },
    "state": {"draft": _("草稿"), "published": _("已发布"), "discarded": _("已作废")},
    "outcome": {"pending": _("待复核"), "upheld": _("成立"), "rejected": _("不成立")},
    "kind": {
        "zones": _("开发区"),
        "countries": _("国家"),
        "counties": _("县（市、区）"),
        "bureaus": _("部门"),
        "parks": _("园区和街道"),
        "firms": _("企业"),
        "people": _("人员"),
        "projects": _("项目"),
    },
    "period": {"year": _("年度"), "half": _("半年"), "quarter": _("季度"), "month": _("月度")},
    "take": {
        "level": _("数值"),
        "count": _("个数"),
        "growth": _("公布的同比增速（%）"),
        "share": _("占整体的比重（%）"),
        "ratio": _("单位产出"),
        "attainment": _("目标完成率（%）"),
        "pace_gap": _("超欠序时进度（百分点）"),
        "completion": _("完成比例（%）"),
        "change": _("比上一期增减"),
        "index": _("为上一期的百分比（%）"),
        "mark": _("评委评分"),
    },
    "when": {"this": "", "previous": _("上一期"), "year_ago": _("上年同期")},
    "side": {
        "growth": _("同比增速"),
        "target": _("目标"),
        "whole": _("所属整体"),
        "mark": _("评委评分"),
    },
    "absent": {
        "zero": _("计 0 分"),
        "reweight": _("不计，权重分给同级的其他项"),
        "average": _("计其他对象的平均得分"),
        "full": _("计满分"),
    },
    "missing": {
        "not_reported": _("缺报"),
        "not_applicable": _("不适用"),
        "exempt": _("豁免"),
    },
    "rule": {
        "ratio": _("完成率法"),
        "target_steps": _("目标增减法"),
        "growth_steps": _("增速加减法"),
        "per_unit": _("按数加减法"),
        "efficacy": _("功效系数法"),
        "exponential_efficacy": _("指数型功效函数"),
        "min_max": _("极差法"),
        "z_score": _("标准分法"),
        "distance_to_target": _("距目标"),
        "distance_to_reference": _("距参照对象"),
        "distance_to_best": _("距最好"),
        "ranked": _("位次法"),
        "rank": _("由差到好的名次"),
        "borda": _("博尔达计数"),
        "percentile_rank": _("百分位次"),
        "moderate": _("适度法"),
        "interval": _("区间法"),
        "banded": _("分档系数法"),
        "diminishing": _("分段递减法"),
        "given": _("按评分"),
        "pass": _("达标法"),
    },
    "formula": {
        "ratio": _("读数 ÷ 目标；越小越好的，目标 ÷ 读数"),
        "target_steps": _("达到目标 100 分，每多或少一步加减分"),
        "growth_steps": _("持平得基本分，每增减一步加减分，加分有上限"),
        "per_unit": _("基本分，每比基准多或少一步加减分"),
        "efficacy": _("(读数 − 不允许值) ÷ (满意值 − 不允许值) × 跨度 + 基础分"),
        "exponential_efficacy": _("基础分 × (满分 ÷ 基础分) ^ 所走的路"),
        "min_max": _("(读数 − 最差) ÷ (最好 − 最差)，在各对象之间"),
        "z_score": _("(读数 − 平均) ÷ 标准差"),
        "distance_to_target": _("(读数 − 最差) ÷ (目标 − 最差)"),
        "distance_to_reference": _("(读数 − 最差) ÷ (参照 − 最差)"),
        "distance_to_best": _("(读数 − 最差) ÷ (最好 − 最差)"),
        "ranked": _("按位次给分"),
        "rank": _("由差到好数的名次"),
        "borda": _("胜过几个对象"),
        "percentile_rank": _("胜过的对象占其余对象的比例"),
        "moderate": _("1 − |读数 − 适度值| ÷ 最远的距离"),
        "interval": _("在区间内得满分，离开区间逐步减到 0"),
        "banded": _("达到哪一档，得哪一档的系数"),
        "diminishing": _("高出基准的部分分段加分，一段比一段少；低的同样扣分"),
        "given": _("评分 ÷ 满分"),
        "pass": _("达标得满分，不达标得 0 分"),
    },
    "key": {
        "target": _("目标"),
        "step": _("一步"),
        "points_per_step": _("每步加减分"),
        "whole": _("只计整步"),
        "level": _("持平得满分的百分之"),
        "bonus": _("加分至多为满分的百分之"),
        "points": _("每步计分"),
        "deduction": _("每步扣分"),
        "reference": _("基准"),
        "base": _("基本分"),
        "limit": _("加减分上下限"),
        "low": _("下限或不允许值"),
        "high": _("上限或满意值"),
        "span": _("跨度"),
        "to": _("所得分的范围"),
        "constant": _("各对象相同时"),
        "mean": _("平均分"),
        "deviation": _("一个标准差的分"),
        "sample": _("样本标准差"),
        "clip": _("标准分上下限"),
        "by": _("给分办法"),
        "per_place": _("每后一名减"),
        "least": _("最低"),
        "most": _("最高"),
        "ties": _("并列"),
        "ideal": _("适度值"),
        "thresholds": _("各档"),
        "coefficients": _("各档系数"),
        "out_of": _("系数或评分的满分"),
        "below": _("各档以下"),
        "interpolate": _("档间插值"),
        "width": _("段宽"),
        "divisors": _("各段除数"),
        "threshold": _("标准"),
    },
    "amount": {
        "stated": _("本对象的目标"),
        "planned": _("本对象的目标 × 年内已过的份额"),
        "mean": _("各对象平均"),
        "median": _("各对象中位数"),
        "best": _("最好的对象"),
        "worst": _("最差的对象"),
    },
    "direction": {"higher": _("越大越好"), "lower": _("越小越好"), "none": _("无方向")},
    "aggregation": {
        "arithmetic": _("加权算术平均"),
        "geometric": _("加权几何平均"),
        "harmonic": _("加权调和平均"),
        "median": _("加权中位数"),
        "copeland": _("科普兰法"),
        "borda": _("博尔达法"),
        "topsis": _("优劣解距离法"),
    },
    "weighting": {
        "given": _("办法写明"),
        "equal": _("同级相等"),
        "entropy": _("熵权"),
        "principal_component": _("主成分"),
        "correlation": _("按与上级的相关调整"),
    },
    "ties": {
        "min": _("并列取靠前名次"),
        "max": _("并列取靠后名次"),
        "average": _("并列取平均名次"),
        "dense": _("并列不占后面的名次"),
        "ordinal": _("按表中次序"),
    },
    "rounding": {"down": _("去尾"), "half_up": _("四舍五入"), "up": _("进一")},
    "effect": {
        "cancel": _("取消本次考评"),
        "zero": _("得 0 分"),
        "grade": _("直接定等"),
    },
    "audience": {"nobody": _("不公开"), "subject": _("只给被评对象看"), "everybody": _("公开")},
    "result": {"total": _("总分"), "rank": _("位次"), "grade": _("等次"), "criteria": _("各项得分")},
    "heat": {
        "0": _("满分或近满分"),
        "1": _("失分 2%—15%"),
        "2": _("失分 15%—35%"),
        "3": _("失分 35%—60%"),
        "4": _("失分 60% 以上"),
    },
    "basis": {
        "stated": _("历年波动"),
        "last_change": _("与上年的差"),
        "tenth": _("现值的一成"),
        "one": _("一个单位"),
    },
    "origin": {
        "observation": _("填报的数据"),
        "target": _("目标"),
        "targets": _("牵头的目标"),
        "marks": _("评委评分"),
        "mark": _("评委评分"),
        "late": _("报送记录"),
        "projects": _("项目"),
    },
    "flag": {"True": _("是"), "False": _("否")},
    "constant": {"full": _("得满分"), "half": _("得一半"), "zero": _("得 0 分")},
    "by": {"share": _("按所胜过的比例"), "steps": _("按名次递减")},
}


def reads_words(spec: ReadsSpec, names: Mapping[str, str], *, noted: bool = False) -> str:
    """What a criterion reads: `GDP ÷ population`, `tax revenue: published growth (%)`.

    With `noted` a mark is what a reviewer noted, not what judges gave.
    """
    if noted and spec.take is Take.MARK:
        return gettext("审核人员核定的次数或件数")
    what = names.get(spec.indicator, spec.indicator)
    if spec.when is not When.THIS:
        what = f"{what} {WORDS['when'][spec.when]}"
    told = gettext("{what}：{take}").format(what=what, take=WORDS["take"][spec.take])
    if spec.over is not None:
        told = f"{what} ÷ {names.get(spec.over, spec.over)}"
        told += " × 100%" if spec.take is Take.COMPLETION else ""
    told += f" × {plain(spec.times)}" if spec.times != 1 else ""
    if spec.least is not None or spec.most is not None:
        held = " — ".join("…" if one is None else plain(one) for one in (spec.least, spec.most))
        told += gettext("，限于 {held}").format(held=held)
    return told


def fact_words(name: str, names: Mapping[str, str]) -> str:
    """A fact's name in words: `fdi.growth@year_ago` is the growth of FDI a year ago."""
    part = parts(name)
    told = names.get(part.indicator, part.indicator)
    if part.side is not None and part.side in list(Side):
        told = f"{told}·{WORDS['side'][part.side]}"
    return f"{told}·{WORDS['when'][part.when]}" if part.when is not When.THIS else told


def rule_keys(rule: RuleSpec, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The numbers and choices of a rule, each with its word; what nobody has to know is left out."""
    keys = rule.keys
    held = ((name, getattr(keys, name)) for name in type(keys).model_fields)
    said = ((name, value) for name, value in held if value is not None and not _is_nothing(value))
    shown = ((name, value_words(name, value, names)) for name, value in said)
    return [(str(WORDS["key"].get(name, name)), told) for name, told in shown if told]


def _is_nothing(value: Any) -> bool:
    """Whether a number is 0, which adds nothing to a rule."""
    number = value.number if isinstance(value, AmountSpec) else value
    return isinstance(number, Decimal) and number == 0


def value_words(key: str, value: Any, names: Mapping[str, str]) -> str:
    """A key's value as a person reads it; "" for a choice that was not made."""
    if isinstance(value, AmountSpec):
        return amount_words(value, names)
    if isinstance(value, bool):
        return str(WORDS["flag"][str(value)]) if value else ""
    if isinstance(value, Decimal | float | int):
        return plain(value)
    if isinstance(value, tuple):
        return listed(plain(one) for one in value)
    return str(WORDS.get(key, {}).get(str(value), value))


def amount_words(value: AmountSpec, names: Mapping[str, str]) -> str:
    """A number of a scheme: written, by group, or where it is taken from."""
    if value.number is not None:
        return plain(value.number)
    if value.origin is Origin.BY_GROUP:
        return listed(f"{group} {plain(number)}" for group, number in value.by_group.items())
    if value.origin is Origin.FACT:
        return fact_words(value.name, names)
    if value.origin is Origin.SUBJECT:
        return names.get(value.name, value.name)
    return str(WORDS["amount"][value.origin])


def plain(number: Decimal | float | int) -> str:
    """A number without needless zeros, with a true minus."""
    text = f"{Decimal(str(number)):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")
