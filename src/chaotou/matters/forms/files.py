"""Files of an act: several at once, straight from the phone's camera or chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chaotou.projects.forms.evidence import FILES
from chaotou.projects.operations.evidence import PAPERS, PHOTOS

HINT = _("可选多个：{kinds}，每个不超过 {limit} MB。")


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """A file field that takes several; cleaned to a list, empty where none came."""

    def __init__(self, **said: Any) -> None:
        widget = SeveralFiles(attrs={**FILES, "multiple": True})
        kinds = " ".join((*PAPERS, *PHOTOS))
        hint = format_lazy(HINT, kinds=kinds, limit=settings.UPLOAD_LIMIT_MB)
        usual = {"label": _("附件"), "required": False, "widget": widget, "help_text": hint}
        super().__init__(**{**usual, **said})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(one, initial) for one in given]
