"""The forms of enterprises, their contacts and merges. Rules are in operations; a form asks and reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chaotou.core import credit_codes, industries
from chaotou.core.issues import Refusal
from chaotou.ui.fields import NumberField
from chaotou.ui.forms import offer
from chaotou.ui.templatetags.show import listed

TEN_THOUSAND = 10_000
_APART = re.compile(r"[;；,，、\n]")
_NOTHING = ("", "—")


class WordsField(forms.CharField):
    """Several words typed in one line, parted by semicolons, commas or 、."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return [word for part in _APART.split(text) if (word := part.strip())]


class CreditCodeField(forms.CharField):
    """A unified social credit code; what is wrong with one is said in its own words."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return _held(credit_codes.credit_code, text) if text else ""


class IndustryField(forms.CharField):
    """An industry by its code, or by a name that only one has."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value))
        if not text:
            return ""
        if meant := industries.meant(text):
            return meant.full
        found = industries.suggestions(text, limit=5)
        if not found:
            return _held(industries.canonical, text)
        said = gettext("“{text}”不是一个行业；是不是：{found}？")
        raise ValidationError(said.format(text=text, found=listed(found)))


def _held(rule: Callable[[str], str], text: str) -> str:
    try:
        return rule(text)
    except Refusal as refusal:
        raise ValidationError(refusal.say(gettext)) from refusal


def suggested(address: str, options: str) -> forms.TextInput:
    """A text input whose choices the server suggests while one types."""
    asked = {"hx-get": reverse_lazy(address), "hx-trigger": "input changed delay:250ms"}
    return forms.TextInput(
        attrs={**asked, "hx-target": f"#{options}", "list": options, "autocomplete": "off"}
    )


class EnterpriseForm(forms.Form):
    """All that is said of an enterprise; registered capital in 万元."""

    name = forms.CharField(label=_("名称"), max_length=120, help_text=_("营业执照上的全称"))
    credit_code = CreditCodeField(
        label=_("统一社会信用代码"), required=False, max_length=30, help_text=_("18 位；境外企业可不填")
    )
    english = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    short = forms.CharField(label=_("简称"), max_length=60, required=False)
    aliases = WordsField(label=_("别名"), required=False, max_length=500, help_text=_("曾用名等，用分号隔开"))
    parent = forms.CharField(
        label=_("母公司"),
        required=False,
        max_length=120,
        help_text=_("已登记企业的名称或代码"),
        widget=suggested("enterprises:names", "enterprise-options"),
    )
    size = forms.ChoiceField(label=pgettext_lazy("column", "规模"), required=False)
    industry = IndustryField(
        label=pgettext_lazy("column", "行业"),
        required=False,
        max_length=60,
        help_text=_("国民经济行业分类的代码或名称，如 C3841 或 锂离子电池制造"),
        widget=suggested("enterprises:industries", "industry-options"),
    )
    chain = forms.ChoiceField(label=_("产业链和环节"), required=False)
    registered_capital = NumberField(
        label=_("注册资本（万元）"), required=False, min_value=0, max_digits=14, decimal_places=6
    )
    city = forms.CharField(label=_("所在城市"), max_length=60, required=False)
    is_local = forms.BooleanField(label=_("区内企业"), required=False)
    tags = WordsField(
        label=pgettext_lazy("column", "标签"), required=False, max_length=300, help_text=_("用分号隔开")
    )
    note = forms.CharField(label=_("说明"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, sizes: Sequence[Any], links: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "size", [_NOTHING, *sizes])
        offer(self, "chain", [_NOTHING, *links])

    def said(self) -> dict[str, Any]:
        """As operations take it, but for the parent, who is still a name."""
        said = {key: value for key, value in self.cleaned_data.items() if key in EnterpriseForm.base_fields}
        capital = said["registered_capital"]
        said["registered_capital"] = None if capital is None else capital * TEN_THOUSAND
        said["chain"], _slash, said["link"] = said["chain"].partition("/")
        return said


class ChangeEnterpriseForm(EnterpriseForm):
    """`seen` is when the enterprise was last changed, as the person saw it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class ContactForm(forms.Form):
    """Personal data: only what the work needs."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    position = forms.CharField(label=_("职务"), max_length=80, required=False)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)
    email = forms.EmailField(label=_("邮箱"), max_length=254, required=False)
    note = forms.CharField(label=_("说明"), max_length=300, required=False)


class NewContactForm(ContactForm):
    """Also whom the contact serves, where a person records for several."""

    organization = forms.TypedChoiceField(
        label=_("服务单位"), coerce=int, help_text=_("只有这个单位的人看得到联系人")
    )

    def __init__(self, *args: Any, organizations: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)


class MergeForm(forms.Form):
    """Why two rows are one enterprise."""

    reason = forms.CharField(
        label=_("为什么是同一家"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
