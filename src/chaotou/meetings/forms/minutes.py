"""The forms of minutes: a line as one types it in the room, a text to be read, a conclusion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.meetings.forms.bodies import BodiesField, BodyField
from chaotou.meetings.operations.writing import LONGEST, Said
from chaotou.ui.forms import Choices, day, offer

KINDS = [("decided", _("议定")), ("ordered", _("要求")), ("noted", _("听取"))]
FORMATS = ".docx,.pdf,.txt,.md"


class LineForm(forms.Form):
    """A line of the minutes; lead and day may be left for later, signing asks for them."""

    topic = forms.TypedChoiceField(label=_("议题"), coerce=int, required=False, empty_value=None)
    kind = forms.ChoiceField(label=_("类别"), choices=KINDS)
    text = forms.CharField(
        label=_("内容"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2, "data-line": ""})
    )
    lead = BodyField(label=_("牵头单位"))
    helpers = BodiesField(
        label=_("配合单位"), required=False, help_text=_("几个单位用顿号、逗号或空格分开。")
    )
    due_on = day(_("完成时限"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, topics: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "topic", [("", "—"), *topics])

    def said(self) -> Said:
        held = self.cleaned_data
        return Said(held["kind"], held["text"], held["lead"], held["helpers"], held["due_on"], held["topic"])


class TextForm(forms.Form):
    """Minutes to be read: pasted, or a file."""

    text = forms.CharField(label=_("粘贴纪要全文"), required=False, widget=forms.Textarea(attrs={"rows": 12}))
    file = forms.FileField(
        label=_("或上传文件"),
        required=False,
        help_text=_("Word（.docx）、PDF 或纯文本。"),
        widget=forms.ClearableFileInput(attrs={"accept": FORMATS}),
    )

    def clean(self) -> dict[str, Any]:
        held = super().clean() or {}
        if bool(held.get("text", "").strip()) == bool(held.get("file")):
            raise ValidationError(gettext("请粘贴全文，或上传一个文件。"))
        return held


class ConclusionForm(forms.Form):
    conclusion = forms.CharField(
        label=_("结论"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
