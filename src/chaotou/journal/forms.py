"""What can be looked for in the journal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chaotou.journal.queries import Wanted


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class WantedForm(forms.Form):
    person = forms.CharField(label=_("操作人账号"), required=False)
    act = forms.CharField(label=_("操作代码"), required=False)
    target = forms.CharField(label=_("对象"), required=False)
    since = _day(_("自"))
    until = _day(_("至"))
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def wanted(self) -> Wanted:
        """What was asked for, once the form is valid."""
        return Wanted(**self.cleaned_data)
