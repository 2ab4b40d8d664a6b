"""The forms of delivery. Rules are in core and operations; a form only asks and reads. Amounts in 万元."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.periods import Period
from chaotou.figures.forms import PeriodField
from chaotou.projects.forms.evidence import CAMERA, FILES
from chaotou.ui.fields import NumberField
from chaotou.ui.forms import Choices, day, offer
from chaotou.ui.templatetags.show import help_text, name

TEN_THOUSAND = Decimal(10000)
NOTHING = ("", "—")


def long_text(label: Any, *, required: bool = True, hint: Any = "", limit: int = 300) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, help_text=hint, max_length=limit, widget=area)


class PlanForm(forms.Form):
    """Which template, from which day."""

    template = forms.ChoiceField(label=_("节点模板"))
    starts_on = day(_("从哪天起算"))

    def __init__(self, *args: Any, templates: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "template", templates)


class ForecastForm(forms.Form):
    """When a node will be done, why it is late, and whether what waits for it moves with it."""

    forecast_on = day(_("预计完成"), required=False)
    cause = long_text(_("迟缓原因"), required=False, hint=_("比计划晚时必填。"))
    move_followers = forms.BooleanField(label=_("后续节点一起顺延"), required=False)


class ActualForm(forms.Form):
    """When a node was done; a field for each paper or photo it asks for."""

    actual_on = day(_("实际完成"))
    cause = long_text(_("说明"), required=False, hint=_("比计划晚，或更正已填的日期时必填。"))

    def __init__(self, *args: Any, asked: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for spec in asked:
            widget = forms.FileInput(attrs=CAMERA if spec.photo else FILES)
            self.fields[f"file_{spec.code}"] = forms.FileField(label=name(spec), widget=widget)

    def proofs(self) -> list[tuple[str, UploadedFile[bytes]]]:
        """Kind of evidence and file each."""
        said = self.cleaned_data
        return [(key.removeprefix("file_"), file) for key, file in said.items() if key.startswith("file_")]


class BaselineForm(forms.Form):
    """Other planned days for the open nodes, and why."""

    reason = long_text(_("调整理由"))

    def __init__(self, *args: Any, nodes: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in nodes:
            field = day(name(row))
            field.initial = row.planned_on
            self.fields[f"day_{row.code}"] = field

    def dates(self) -> dict[str, date]:
        said = self.cleaned_data
        return {key.removeprefix("day_"): on for key, on in said.items() if key.startswith("day_")}


class ReasonForm(forms.Form):
    reason = long_text(_("理由"))


class MoneyPlanForm(forms.Form):
    """A total over a period, even or by cumulative percents at the months' ends."""

    total = NumberField(label=_("计划投资（万元）"), max_digits=14, decimal_places=6)
    period = PeriodField(label=_("期间"), help_text=_("如 2024，或 2024-04..2024-12"))
    shares = forms.CharField(
        label=_("各月累计占比（%）"),
        required=False,
        help_text=_("不填按月平均；要自定就每月写一个累计百分数，用逗号隔开，最后为 100。"),
    )
    reason = long_text(_("调整理由"), required=False, hint=_("已有计划时必填。"))

    def clean_shares(self) -> list[Decimal]:
        text = self.cleaned_data["shares"].replace("，", ",").replace("、", ",").replace("%", "")
        parts = [part.strip() for part in text.split(",") if part.strip()]
        field = forms.DecimalField(min_value=0, max_value=100)
        return [Decimal(field.clean(part)) / 100 for part in parts]

    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {**said, "total": (said["total"] * TEN_THOUSAND).quantize(Decimal("0.01"))}


class MoneyForm(forms.Form):
    """What was invested in one month."""

    month = forms.TypedChoiceField(label=_("月份"), coerce=int)
    done = NumberField(label=_("完成投资（万元）"), max_digits=14, decimal_places=6)
    reason = long_text(_("更正原因"), required=False, hint=_("这个月已经填报时必填。"))

    def __init__(self, *args: Any, months: Sequence[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "month", [(month.first, month.say(gettext)) for month in months])

    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {**said, "done": (said["done"] * TEN_THOUSAND).quantize(Decimal("0.01"))}


class FactorForm(forms.Form):
    """What is needed, by which node, how much, of whom."""

    kind = forms.ChoiceField(label=_("要素"))
    node = forms.TypedChoiceField(label=_("哪个节点要用"), required=False, coerce=int, empty_value=None)
    quantity = NumberField(
        label=_("数量"), required=False, max_digits=16, decimal_places=2, help_text=_("单位随要素。")
    )
    supplier = forms.ChoiceField(
        label=_("供应单位"), required=False, help_text=_("不选则为该要素通常的供应单位。")
    )
    note = long_text(_("说明"), required=False)

    def __init__(
        self, *args: Any, kinds: Sequence[Any], nodes: Sequence[Any], organizations: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(spec.code, _with_unit(spec)) for spec in kinds])
        offer(self, "node", [NOTHING, *((row.pk, f"{name(row)} {row.planned_on}") for row in nodes)])
        offer(self, "supplier", [NOTHING, *organizations])


def _with_unit(spec: Any) -> str:
    unit = name({"name": spec.unit, "english": spec.english_unit}) if spec.unit else ""
    return gettext("{name}（{unit}）").format(name=name(spec), unit=unit) if unit else name(spec)


class PromiseForm(forms.Form):
    promised_on = day(_("承诺到位"))


class DeliverForm(forms.Form):
    """When it came, and what shows it."""

    delivered_on = day(_("到位日期"))
    proof_kind = forms.ChoiceField(label=_("证明材料"))
    proof = forms.FileField(label=_("文件或照片"), widget=forms.FileInput(attrs=FILES))

    def __init__(self, *args: Any, kinds: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "proof_kind", [(spec.code, name(spec)) for spec in reversed(kinds)])


class ProblemForm(forms.Form):
    """What stands in the way, who is to solve it, by when."""

    title = forms.CharField(label=_("问题"), max_length=200)
    request = long_text(_("诉求"), required=False)
    organization = forms.ChoiceField(label=_("责任单位"))
    due_on = day(_("办理期限"))
    node = forms.TypedChoiceField(label=_("影响哪个节点"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, nodes: Sequence[Any], organizations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)
        offer(self, "node", [NOTHING, *((row.pk, name(row)) for row in nodes)])
        self.fields["due_on"].help_text = gettext("定下以后不再改动。")


class StepForm(forms.Form):
    """A line of a problem's history; `act` says which act it is."""

    text = long_text(_("内容"), limit=500, hint=_("做了什么、看到什么、依据是什么。"))
    proof = forms.FileField(
        label=_("证明（文件或照片）"), required=False, widget=forms.FileInput(attrs=FILES)
    )


class LinkageForm(forms.Form):
    """Who is linked to the project; a field for each slot of the zone."""

    linked_leader = forms.ChoiceField(label=_("挂钩领导"), required=False)
    secretary = forms.ChoiceField(label=_("项目秘书"), required=False)

    def __init__(self, *args: Any, people: Choices, slots: Sequence[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("linked_leader", "secretary"):
            offer(self, field, [NOTHING, *people])
        for spec, held in slots:
            text = forms.CharField(label=name(spec), required=False, max_length=200, initial=held)
            text.help_text = help_text(spec)
            self.fields[f"slot_{spec.code}"] = text

    def slots(self) -> dict[str, str]:
        said = self.cleaned_data
        return {key.removeprefix("slot_"): text for key, text in said.items() if key.startswith("slot_")}
