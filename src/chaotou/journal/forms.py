"""What can be looked for in the journal."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from chaotou.journal.queries import Wanted
from chaotou.ui.forms import Choices, day


def _offer(field: forms.Field, choices: Choices, asked: str) -> None:
    """Choices with what the address asks for among them: a link may be finer than the list."""
    known = {value for value, _name in choices}
    others = [(asked, asked)] if asked and asked not in known else []
    field.widget.choices = [("", _("全部")), *choices, *others]


class WantedForm(forms.Form):
    person = forms.CharField(label=_("谁"), required=False, widget=forms.Select)
    act = forms.CharField(label=_("操作"), required=False, widget=forms.Select)
    target = forms.CharField(label=_("对象"), required=False)
    since = day(_("自"), required=False)
    until = day(_("至"), required=False)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, people: Choices, acts: Choices) -> None:
        super().__init__(data)
        _offer(self.fields["person"], people, data.get("person", ""))
        _offer(self.fields["act"], acts, data.get("act", ""))

    def wanted(self) -> Wanted:
        """What was asked for, once the form is valid."""
        return Wanted(**self.cleaned_data)
