"""Forms of evaluation: they read what people type; the operations decide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.evaluation.gathering.tabled import Table
from chaotou.figures.queries.choices import EVIDENCE_KINDS
from chaotou.figures.queries.frame import end_of
from chaotou.ui.fields import NumberField
from chaotou.ui.forms import day, offer
from chaotou.ui.templatetags.show import listed, name, said

NOTE = 300


class PeriodField(forms.CharField):
    """A period as people write it: 2024, 2024H1, 2024年三季度."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return Period.parse(text)
        except Refusal as refusal:
            raise forms.ValidationError(said(refusal)) from refusal


class TableField(forms.FileField):
    """A csv or xlsx table with a row for each subject."""

    def clean(self, data: Any, initial: Any = None) -> Table | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return Table.of(file.read(), file.name)
        except Refusal as refusal:
            raise forms.ValidationError(said(refusal)) from refusal


class KnownAt(forms.Form):
    """Up to which day what was published counts; today where nothing is said."""

    known_at = day(_("数据截至"), required=False)
    table = TableField(label=_("另附数据表"), required=False)
    note = forms.CharField(label=_("说明"), max_length=NOTE, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known_at"].help_text = gettext("只用到这一天为止已发布的数据；不填是现在。")
        self.fields["table"].help_text = gettext(
            "csv 或 xlsx，一行一个对象，一列一项数据，表头写 subject、name 和指标代码；"
            "表里没有的数仍取自本平台。再次考评时不附，就沿用上一次的表。"
        )

    def clean_known_at(self) -> datetime | None:
        on = self.cleaned_data["known_at"]
        return end_of(on) if on else None


class DraftForm(KnownAt):
    """Which scheme, those in force this year first, and over which period."""

    scheme = forms.ChoiceField(label=_("考评办法"))
    period = PeriodField(label=_("考评期"), max_length=30)
    field_order = ("scheme", "period", "known_at", "table", "note")

    def __init__(self, *args: Any, schemes: Iterable[Any], zone: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = sorted(schemes, key=lambda one: not one.scheme.in_force.holds_in(zone.zone.year))
        offer(self, "scheme", [(one.code, f"{name(one.scheme)} · {_in_force(one.scheme)}") for one in held])
        self.fields["period"].help_text = gettext("如 2024、2024H1、2024Q3、2024-07；年度办法也可写到某月。")
        self.fields["period"].initial = str(zone.zone.year)


def _in_force(scheme: SchemeSpec) -> str:
    latest = scheme.in_force.latest
    return f"{scheme.in_force.first}—{'' if latest is None else latest}"


class AgainForm(KnownAt):
    """Up to which day, and why."""


class DiscardForm(forms.Form):
    reason = forms.CharField(label=_("作废的原因"), max_length=NOTE, widget=forms.Textarea(attrs={"rows": 3}))


class AppealForm(forms.Form):
    """Grounds, and evidence where there is some."""

    grounds = forms.CharField(label=_("申诉理由"), widget=forms.Textarea(attrs={"rows": 5}))
    evidence = forms.FileField(
        label=_("佐证材料"), required=False, validators=[FileExtensionValidator(EVIDENCE_KINDS)]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = listed(EVIDENCE_KINDS)
        self.fields["evidence"].help_text = gettext("可附 {kinds} 文件。").format(kinds=kinds)


class DecisionForm(forms.Form):
    """Upheld with points, or rejected; the reason either way."""

    upheld = forms.TypedChoiceField(
        label=_("结论"),
        choices=[("yes", _("成立")), ("no", _("不成立"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )
    points = NumberField(label=_("调整分值"), required=False)
    reason = forms.CharField(label=_("复核意见"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].help_text = gettext("成立时填，加分为正，减分为负；在下一次考评中生效。")


class MarkForm(forms.Form):
    """One mark of a judge, out of 100."""

    value = NumberField(label=_("评分"), required=False, min_value=0, max_value=100)


class RecusalForm(forms.Form):
    reason = forms.CharField(label=_("回避的理由"), max_length=NOTE, widget=forms.Textarea(attrs={"rows": 3}))
