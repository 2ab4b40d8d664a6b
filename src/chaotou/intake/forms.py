"""The forms of bringing a document in and of correcting a claim. The rules are in operations; a form only
asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.core.quantities import UNITS, json_number
from chaotou.intake.catalogue import Body, Catalogue, Entry
from chaotou.ui.fields import NumberField
from chaotou.ui.forms import offer
from chaotou.ui.templatetags.show import is_english, name

ACCEPTED = ".txt,.md,.docx,.pdf,.xlsx,.xls"
BOUNDS = (
    ("exact", _("等于")),
    ("at_least", _("不低于（以上、突破、超）")),
    ("at_most", _("不高于（以下、以内）")),
    ("about", _("约（左右）")),
    ("estimated", _("预计")),
    ("rank_at_most", _("位次以内")),
)
KINDS = (("actual", _("实际值")), ("target", _("目标")))
COMPARISONS = (("", "—"), ("faster_than", _("增速快于")), ("share_rises", _("比重提高")))


class ReceiveForm(forms.Form):
    """A file or pasted words, and what the person knows of them."""

    file = forms.FileField(
        label=_("选择文件"), required=False, widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED})
    )
    text = forms.CharField(
        label=_("或粘贴文字"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    title = forms.CharField(
        label=_("标题"), required=False, max_length=200, help_text=_("不填则取文件里的标题。")
    )
    year = forms.IntegerField(
        label=_("年份"),
        min_value=1980,
        max_value=2100,
        help_text=_("文中“今年”指的年份；年初的工作会议报告填当年。"),
    )
    body = forms.ChoiceField(label=_("说的是"), help_text=_("文中“全区”“我区”指谁。"))
    is_public = forms.BooleanField(
        label=_("已公开的文件"),
        required=False,
        help_text=_("勾选后，本区有岗位的人都能看；不勾选只有收文机构和审核、审计、领导能看。"),
    )

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", [(body.code, name(body)) for body in bodies])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "file" in self.errors:
            return cleaned
        if bool(cleaned.get("file")) == bool((cleaned.get("text") or "").strip()):
            raise forms.ValidationError(_("请上传一个文件，或粘贴文字，两者选一。"))
        return cleaned


class RejectForm(forms.Form):
    reason = forms.CharField(label=_("理由"), required=False, max_length=300)


class RereadForm(forms.Form):
    year = forms.IntegerField(label=_("年份"), min_value=1980, max_value=2100)


class CorrectForm(forms.Form):
    """A claim's facts as they would be accepted; what is left as it was read is no correction."""

    kind = forms.ChoiceField(label=_("类别"), choices=KINDS)
    code = forms.ChoiceField(label=_("指标"))
    more = forms.MultipleChoiceField(
        label=_("还有这些指标"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("“主要指标”指哪几项，由本区定；每项各成一个目标。"),
    )
    body = forms.ChoiceField(label=_("主体"))
    period = forms.CharField(
        label=_("期间"), max_length=40, help_text=_("如 2024、2024H1、2024Q3、2024年1—7月。")
    )
    value = NumberField(label=_("数值"), required=False, max_digits=20, decimal_places=6)
    unit = forms.ChoiceField(label=_("单位"), required=False)
    growth_pct = NumberField(
        label=_("同比（%）"), required=False, max_digits=12, decimal_places=6, percent=True
    )
    rank = forms.IntegerField(label=_("位次"), required=False, min_value=1)
    bound = forms.ChoiceField(label=_("界限"), choices=BOUNDS)
    comparison = forms.ChoiceField(label=_("比较"), choices=COMPARISONS, required=False)
    note = forms.CharField(label=_("说明"), required=False, max_length=300)

    def __init__(
        self, *args: Any, catalogue: Catalogue, suggested: Sequence[Entry] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        first = list(suggested)
        rest = [entry for entry in catalogue.indicators.values() if entry not in first]
        indicators = [(entry.code, name(entry)) for entry in (*first, *rest)]
        offer(self, "code", [("", _("请选择")), *indicators])
        offer(self, "more", indicators)
        if not self.initial.get("comparison"):
            del self.fields["more"]
        offer(self, "body", [(body.code, name(body)) for body in catalogue.bodies.values()])
        known = [(unit.chinese, unit.english if is_english() else unit.chinese) for unit in UNITS]
        read = self.initial.get("unit")
        extra = [(read, read)] if read and read not in dict(known) else []
        offer(self, "unit", [("", "—"), *extra, *known])

    def clean_period(self) -> str:
        try:
            return str(Period.parse(self.cleaned_data["period"]))
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def correction(self) -> dict[str, Any]:
        """The fields a person changed, as `correct_claim` takes them."""
        changed = {name: _plain(self.cleaned_data[name]) for name in self.changed_data}
        codes = list(dict.fromkeys([self.cleaned_data["code"], *self.cleaned_data.get("more", ())]))
        changed.pop("more", None)
        changed["code"] = codes[0]
        if len(codes) > 1:
            changed["codes"] = codes
        if "value" in changed:
            changed["facet"] = None
        return {name: value or None if isinstance(value, str) else value for name, value in changed.items()}


def _plain(value: Any) -> Any:
    return json_number(value) if isinstance(value, Decimal) else value
