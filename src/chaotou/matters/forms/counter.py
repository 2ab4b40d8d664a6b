"""Forms at the counter: what is missing, mended, promised, brought."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.matters.forms.acting import ActForm, long_text, named_like
from chaotou.matters.forms.kinds import add_fields, values_of
from chaotou.matters.queries.offering import Offered
from chaotou.ui.forms import day


class CorrectionForm(ActForm):
    """All that is missing, once."""

    def build(self, offered: Offered) -> None:
        hint = _("一行一项；只能告知一次，请写全。")
        self.fields["missing"] = long_text(_("需要补正的内容"), required=True, hint=hint)

    def said(self) -> dict[str, Any]:
        return {"missing": self.cleaned_data["missing"].splitlines()}


class CorrectForm(ActForm):
    """The fields of the kind once more, as they are; what is changed is mended."""

    words = _("补正说明")

    def build(self, offered: Offered) -> None:
        add_fields(self, offered.kind.fields)
        for code, found in self.fields.items():
            found.required = False
            found.initial = offered.values.get(code.removeprefix("field_"))

    def said(self) -> dict[str, Any]:
        fields = {
            code: value for code, value in values_of(self.cleaned_data).items() if value not in ("", None)
        }
        return {"fields": fields}


class ToleratingForm(ActForm):
    """Which papers come later, each by a day."""

    def build(self, offered: Offered) -> None:
        for code, word in offered.tolerable:
            label = gettext("{paper}：承诺补交日期").format(paper=word)
            self.fields[f"promise_{code}"] = day(label, required=False)

    def said(self) -> dict[str, Any]:
        return {"papers": named_like(self.cleaned_data, "promise_")}


class SupplyForm(ActForm):
    """A paper that was promised."""

    def build(self, offered: Offered) -> None:
        self.fields["paper"] = forms.ChoiceField(label=_("补交的材料"), choices=offered.owed)

    def said(self) -> dict[str, Any]:
        return {"paper": self.cleaned_data["paper"]}
