"""Form fields of several apps that read what people really type."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")


class NumberField(forms.DecimalField):
    """A number as a Chinese keyboard or a spreadsheet gives it: ５９０．５, 1,234.5 and, in percent, 40.2%.

    It is typed as text, so that the keyboard's arrows and the wheel never change it. A power of ten (1e5) is
    refused: nobody means it who types a figure.
    """

    default_error_messages = {"written": _("请写成普通的数字，如 1234.5；不用科学记数法和其他记号。")}

    def __init__(self, *, percent: bool = False, **said: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget, **said})
        self.percent = percent

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().to_python(value)
        plain = self._plain(value)
        if plain and not _PLAIN.fullmatch(plain):
            raise ValidationError(self.error_messages["written"], code="invalid")
        return super().to_python(plain)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, self._plain(data) if isinstance(data, str) else data)

    def _plain(self, typed: str) -> str:
        text = unicodedata.normalize("NFKC", typed).replace("−", "-").strip()
        text = text.removesuffix("%").rstrip() if self.percent else text
        return text.replace(",", "") if _GROUPED.fullmatch(text) else text
