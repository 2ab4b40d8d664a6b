"""The form behind a door: what an applicant says of a matter of one kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chaotou.core.matters.fields import filled
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters.forms.files import FilesField
from chaotou.matters.forms.kinds import PREFIX, add_fields, values_of
from chaotou.ui.templatetags.show import said

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PLACE = ("address", "longitude", "latitude")


def _degrees(label: _StrPromise, most: int) -> forms.DecimalField:
    """Where it is, for programs that know it; nobody types degrees."""
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=-most,
        max_value=most,
        max_digits=9,
        decimal_places=6,
        widget=forms.HiddenInput,
    )


class ApplyForm(forms.Form):
    """Title and content, the kind's own fields, the place, files; who asks, where the link does not say.

    What the kind asks for is checked here too, so that each fault stands at its field.
    """

    title = forms.CharField(label=_("标题"), max_length=200, help_text=_("一句话说清是什么事。"))
    content = forms.CharField(
        label=_("内容"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )
    source = forms.CharField(label=_("企业或单位名称"), required=False, max_length=200)
    address = forms.CharField(label=_("地点"), required=False, max_length=200)
    longitude = _degrees(_("经度"), 180)
    latitude = _degrees(_("纬度"), 90)
    papers = FilesField()

    def __init__(self, *args: Any, kind: KindSpec, knows_enterprise: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if knows_enterprise:
            del self.fields["source"]
        add_fields(self, kind.fields)
        for last in (*PLACE, "papers"):
            self.fields[last] = self.fields.pop(last)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for fault in filled(self.kind.fields, values_of(found)).faults:
            key = f"{PREFIX}{fault.field}"
            if not self.has_error(key):
                self.add_error(key, said(fault.message))
        return found

    def details(self) -> dict[str, Any]:
        """What `apply_through` is told, but for the title and the files."""
        given = self.cleaned_data
        plain = {key: given[key] for key in ("content", "source", *PLACE) if key in given}
        return {**plain, "fields": values_of(given)}


def flattened(body: Mapping[str, Any]) -> dict[str, Any]:
    """What a program says (`fields` by code within) as a form is filled in."""
    own = body.get("fields")
    plain = {key: value for key, value in body.items() if key != "fields"}
    return {**plain, **{f"{PREFIX}{code}": value for code, value in (own or {}).items()}}


def path_of(key: str) -> str:
    """A field of a form as a program names it."""
    return f"fields.{key.removeprefix(PREFIX)}" if key.startswith(PREFIX) else key
