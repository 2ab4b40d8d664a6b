"""What is changed in many projects at once."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.ui.forms import Choices, offer

_PARTS = re.compile(r"[\s,，、;；]+")


class TagsField(forms.CharField):
    """Words parted by spaces or commas."""

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part for part in _PARTS.split(super().clean(value)) if part))


class BulkForm(forms.Form):
    """`units` and `people` are offered as codes and names; what is left empty stays as it is."""

    landing = forms.ChoiceField(label=_("落地单位"), required=False)
    officer = forms.ChoiceField(label=_("经办人"), required=False)
    add = TagsField(
        label=_("加上标签"), required=False, max_length=200, help_text=_("多个标签用空格或顿号隔开。")
    )
    remove = TagsField(label=_("去掉标签"), required=False, max_length=200)

    def __init__(self, *args: Any, units: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep = ("", gettext("不改"))
        offer(self, "landing", [keep, *units])
        offer(self, "officer", [keep, *people])
