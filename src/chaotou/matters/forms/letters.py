"""The forms about letters: which of its files go into the matter, and why none is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.matters.forms.registering import RegisterForm
from chaotou.matters.operations.letters import LONGEST_REASON
from chaotou.matters.queries.letters import LetterFile

LONGEST_CONTENT = 5000
"""So much of a letter goes into the form; the whole stays with the letter."""


def known(letter: Any) -> dict[str, str]:
    """What a letter fills in of a matter's form."""
    number = gettext("来信 {number}").format(number=letter.pk)
    return {"title": letter.subject, "content": letter.text[:LONGEST_CONTENT], "source": number}


class LetterForm(RegisterForm):
    """A matter made of a letter: as any other, with files of the letter's."""

    def __init__(self, *args: Any, parts: Sequence[LetterFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [part for part in parts if part.is_kept]
        self.fields["parts"] = forms.TypedMultipleChoiceField(
            label=_("来信的附件"),
            coerce=int,
            required=False,
            choices=[(part.place, f"{part.name} ({filesizeformat(part.size)})") for part in kept],
            initial=[part.place for part in kept],
            widget=forms.CheckboxSelectMultiple,
        )
        if not kept:
            del self.fields["parts"]

    def details(self) -> dict[str, Any]:
        return {"parts": [], **super().details()}


class SetAsideForm(forms.Form):
    """Why no matter is made of a letter."""

    reason = forms.CharField(label=_("理由"), max_length=LONGEST_REASON)
