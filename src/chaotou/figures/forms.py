"""The forms of entering figures and targets. Rules are in core and operations; a form only asks and reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.core.zone.vocabulary import EARLIER_YEARS
from chaotou.figures.operations import Figure
from chaotou.figures.queries import choices
from chaotou.ui.fields import NumberField
from chaotou.ui.forms import offer
from chaotou.ui.templatetags.show import name

Pairs = Sequence[tuple[str, Any]]
NOTHING: tuple[str, Any] = ("", "—")


def named(rows: Iterable[Any]) -> Pairs:
    """What a form offers: rows that have both languages, in the reader's."""
    return [(row.code, name(row)) for row in rows]


class PeriodField(forms.CharField):
    """A period in any of its written forms."""

    default_error_messages = {
        "invalid": _("这不是一个期间。可写 2024年1—7月、2024H1、2024Q3、2024-07 或 2024。")
    }

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return Period.parse(text) if text else None
        except Refusal as refusal:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from refusal


class FigureForm(forms.Form):
    """What is said about a figure; growth is typed in percent."""

    value = NumberField(label=_("数值"), required=False, max_digits=20, decimal_places=6)
    absence = forms.ChoiceField(label=_("没有数值的原因"), required=False)
    growth = NumberField(label=_("同比（%）"), required=False, max_digits=20, decimal_places=6, percent=True)
    growth_basis = forms.ChoiceField(label=_("同比口径"), required=False)
    status = forms.ChoiceField(label=_("数据状态"))
    source = forms.ChoiceField(label=_("来源"), required=False)
    evidence = forms.FileField(
        label=_("佐证材料"), required=False, validators=[FileExtensionValidator(choices.EVIDENCE_KINDS)]
    )
    note = forms.CharField(label=_("说明"), required=False, max_length=300)

    def __init__(self, *args: Any, unit: str, sources: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].label = gettext("数值（{unit}）").format(unit=unit)
        offer(self, "absence", [NOTHING, *choices.ABSENCES])
        offer(self, "growth_basis", [NOTHING, *choices.BASES])
        offer(self, "status", self.statuses())
        offer(self, "source", [NOTHING, *sources])
        self.fields["evidence"].help_text = gettext("{kinds}，不超过 {limit} MB。").format(
            kinds=" ".join(choices.EVIDENCE_KINDS), limit=settings.UPLOAD_LIMIT_MB
        )

    def statuses(self) -> Pairs:
        return choices.ENTERED_STATUSES

    def clean_evidence(self) -> UploadedFile[bytes] | None:
        file: UploadedFile[bytes] | None = self.cleaned_data["evidence"]
        if file and file.size is not None and file.size > settings.UPLOAD_LIMIT_MB * 1024 * 1024:
            raise ValidationError(gettext("文件超过 {limit} MB。").format(limit=settings.UPLOAD_LIMIT_MB))
        return file

    def figure(self) -> Figure:
        """What was said, as operations take it."""
        said = self.cleaned_data
        growth: Decimal | None = said["growth"]
        return {
            "value": said["value"],
            "absence": said["absence"],
            "growth_yoy": None if growth is None else growth / 100,
            "growth_basis": said["growth_basis"] if growth is not None else "",
            "status": said["status"],
            "source": said["source"],
            "evidence": said["evidence"],
            "note": said["note"],
        }


class RecordForm(FigureForm):
    """A new figure: also of which body and period."""

    body = forms.ChoiceField(label=_("统计主体"))
    period = PeriodField(label=_("期间"), help_text=_("如 2024年1—7月、2024H1、2024Q3、2024-07"))
    scope = forms.CharField(label=_("口径"), required=False, max_length=60)
    field_order = ["body", "period", "value", "growth", "growth_basis", "status", "absence", "scope"]

    def __init__(self, *args: Any, bodies: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", bodies)


class ReviseForm(FigureForm):
    """A new vintage of a figure: also why."""

    reason = forms.CharField(label=_("修订原因"), max_length=300)
    field_order = ["reason", "value", "growth", "growth_basis", "status", "absence"]

    def statuses(self) -> Pairs:
        return choices.STATUSES


class PublishForm(forms.Form):
    """Which figures to publish."""

    observation = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("请先勾选要发布的数据。")}
    )

    def __init__(self, *args: Any, waiting: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "observation", [(pk, pk) for pk in waiting])


class ReturnForm(forms.Form):
    """Why a figure is returned to who recorded it."""

    reason = forms.CharField(
        label=_("退回原因"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("填报人会看到这句话，并据此修订。"),
    )


class TargetForm(forms.Form):
    """What a target says; a growth is typed in percent, other values in the indicator's unit."""

    code = forms.SlugField(label=_("代码"), max_length=80, help_text=_("如 exports_2025，设定后不变"))
    name = forms.CharField(label=_("名称"), max_length=150)
    english = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    indicator = forms.ChoiceField(label=_("指标"), required=False)
    body = forms.ChoiceField(label=_("统计主体"))
    kind = forms.ChoiceField(label=_("类别"))
    period = PeriodField(label=pgettext_lazy("of a target", "期限"), help_text=_("如 2025、2024-01..2025-12"))
    value = NumberField(
        label=_("目标值"),
        required=False,
        max_digits=20,
        decimal_places=8,
        help_text=_("增速目标填百分数，其余按指标的单位填"),
    )
    bound = forms.ChoiceField(label=_("界限"))
    compared_with = forms.MultipleChoiceField(
        label=_("比较对象"),
        required=False,
        help_text=_("“快于”“比重提高”类目标才填"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    source = forms.ChoiceField(label=_("来源"), required=False)
    sentence = forms.CharField(label=_("出处原句"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(
        self, *args: Any, indicators: Pairs, bodies: Pairs, others: Pairs, sources: Pairs, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "indicator": [NOTHING, *indicators],
            "body": bodies,
            "kind": choices.KINDS,
            "bound": choices.BOUNDS,
            "compared_with": [*others, (EARLIER_YEARS, _("往年"))],
            "source": [NOTHING, *sources],
        }
        for field, pairs in offered.items():
            offer(self, field, pairs)

    def undertaking(self) -> dict[str, Any]:
        """What was said, as operations take it."""
        said = {key: value for key, value in self.cleaned_data.items() if key not in ("code", "reason")}
        value: Decimal | None = said["value"]
        if said["kind"] == choices.GROWTH and value is not None:
            said["value"] = value / 100
        return {**said, "indicator": said["indicator"] or None}


class ChangeTargetForm(TargetForm):
    """A target said anew: also why. Its code stays."""

    reason = forms.CharField(label=_("调整原因"), max_length=300)
    field_order = ["reason", "name", "value"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"]


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("撤销原因"), max_length=300)


if TYPE_CHECKING:
    _FormSet = forms.BaseFormSet["PartForm"]
else:
    _FormSet = forms.BaseFormSet


class PartForm(forms.Form):
    """A number of a formula and the target it stands for; without a number it is no part."""

    label = forms.CharField(label=_("数字"), max_length=40, required=False)
    target_code = forms.ChoiceField(label=_("对应目标"), required=False)

    def __init__(self, *args: Any, targets: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [(code, code) for code in (self.initial.get("target_code"),) if code]
        known = {code for code, _name in targets}
        offer(self, "target_code", [("", _("未填")), *targets, *(one for one in held if one[0] not in known)])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("target_code") and not said.get("label"):
            self.add_error("label", gettext("请写明这一项的数字。"))
        return said


class _PartForms(_FormSet):
    """The parts of a formula, with empty lines for more."""

    def said(self) -> list[tuple[str, str]]:
        """The parts as operations take them; a line without a number is left out."""
        rows = [form.cleaned_data for form in self.forms]
        return [(row["label"], row["target_code"]) for row in rows if row.get("label")]


PartForms = forms.formset_factory(PartForm, formset=_PartForms, extra=2, max_num=20)
