"""A table of matters brought in, and what becomes of rows that are there already."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from chaotou.projects.forms.importing import UploadForm
from chaotou.projects.import_plan import KEEP, SKIP

__all__ = ["CommitForm", "UploadForm"]


class CommitForm(forms.Form):
    """Rows told twice stay out unless they are meant."""

    duplicates = forms.ChoiceField(
        label=_("已登记过的行"),
        choices=[(SKIP, _("不导入")), (KEEP, _("仍然导入"))],
        initial=SKIP,
        required=False,
        widget=forms.RadioSelect,
    )
