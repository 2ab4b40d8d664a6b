"""The form in which officers make a door for a kind of matter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chaotou.enterprises.forms import suggested
from chaotou.matters.operations.links import DAYS, LONGEST
from chaotou.ui.forms import Choices, offer


class DoorForm(forms.Form):
    """For which kind, perhaps for one enterprise alone, and for how long."""

    kind = forms.ChoiceField(label=_("事项类型"))
    enterprise = forms.CharField(
        label=_("企业"),
        required=False,
        max_length=120,
        widget=suggested("enterprises:names", "enterprise-options"),
        help_text=_("只给一家企业用时填写，企业库里的全称或统一社会信用代码；提交的事项都记在这家企业名下。"),
    )
    days = forms.IntegerField(label=_("有效天数"), min_value=1, max_value=LONGEST, initial=DAYS)

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", kinds)
