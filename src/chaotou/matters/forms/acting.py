"""What the form of every act has: words, files, and the proofs the kind asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.matters.forms.files import FilesField
from chaotou.matters.forms.kinds import help_of
from chaotou.matters.operations.attaching import Upload
from chaotou.matters.queries.offering import Offered

NOTHING = ("", "—")


def long_text(label: Any, *, required: bool, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, required=required, help_text=hint, max_length=2000, widget=area)


def named_like(cleaned: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """What was filled in of the fields whose names begin so, by the rest of the name."""
    return {
        key.removeprefix(prefix): said for key, said in cleaned.items() if key.startswith(prefix) and said
    }


def _hint(offered: Offered) -> str:
    """The zone's remark on the step, and that the applicant reads what is written."""
    told = gettext("申请人凭链接看得到这段话。") if offered.is_told else ""
    return f"{help_of(offered.step)} {told}".strip()


class ActForm(forms.Form):
    """What every act may bring: words, and files; `version` is that of the matter the person saw."""

    words: str | Promise = _("说明")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.build(offered)
        for code, word in offered.proofs:
            self.fields[f"proof_{code}"] = FilesField(label=word, required=True)
        self.fields["text"] = long_text(self.words, required=offered.step.reason, hint=_hint(offered))
        self.fields["papers"] = FilesField(required=offered.step.evidence and not offered.proofs)

    def build(self, offered: Offered) -> None:
        """Add what the act asks besides."""

    def said(self) -> dict[str, Any]:
        """What the operation is told besides words and files."""
        return {}

    def uploads(self) -> list[Upload]:
        """The files, those that prove what the kind asks for as such."""
        proofs = named_like(self.cleaned_data, "proof_").items()
        proven = [Upload(file, paper=code) for code, files in proofs for file in files]
        return [*(Upload(file) for file in self.cleaned_data["papers"]), *proven]

    def given(self) -> dict[str, Any]:
        """All that the operation is told, but for the matter, the actor and the time."""
        return {"text": self.cleaned_data["text"], "files": self.uploads(), **self.said()}
