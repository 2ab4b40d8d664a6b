"""The form of one act on several matters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters.forms.acting import NOTHING, long_text
from chaotou.ui.forms import Choices

WORDS = {Act.PRESS: _("催办"), Act.ASSIGN: _("交办"), Act.NOTE: _("备注")}


class BulkForm(forms.Form):
    """Which act, with which words; to whom, where it puts organizations in charge."""

    act = forms.ChoiceField(
        label=_("怎样办理"),
        choices=[(act.value, word) for act, word in WORDS.items()],
        widget=forms.RadioSelect,
    )
    lead = forms.ChoiceField(label=_("牵头单位"), required=False, help_text=_("交办时选择。"))
    text = long_text(_("说明"), required=True, hint=_("写进每件事项的办理经过。"))

    def __init__(self, *args: Any, organizations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [NOTHING, *organizations]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("act") == Act.ASSIGN and not found.get("lead"):
            self.add_error("lead", _("请选择牵头单位。"))
        return found

    def said(self) -> dict[str, Any]:
        """What each act is told."""
        given = self.cleaned_data
        to = {"lead": given["lead"]} if given["act"] == Act.ASSIGN else {}
        return {"act": given["act"], "text": given["text"], **to}
