"""The form in which a matter is registered: what every matter says, then what its kind asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chaotou.core.zone.matter_specs import KindSpec, Privacy
from chaotou.enterprises.forms import suggested
from chaotou.matters.forms.files import FilesField
from chaotou.matters.forms.kinds import add_fields, values_of
from chaotou.ui.forms import Choices, day, offer


class RegisterForm(forms.Form):
    """Title, content and firm, the kind's own fields, files; what most matters do without stands apart."""

    organization = forms.ChoiceField(label=_("登记单位"))
    title = forms.CharField(label=_("标题"), max_length=200, help_text=_("一句话说清是什么事。"))
    content = forms.CharField(
        label=_("内容"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )
    enterprise = forms.CharField(
        label=_("企业"),
        required=False,
        max_length=120,
        widget=suggested("enterprises:names", "enterprise-options"),
        help_text=_("企业库里的全称或统一社会信用代码。"),
    )
    project = forms.CharField(
        label=_("项目编号"),
        required=False,
        max_length=40,
        help_text=_("与某个项目有关时填写，如 P2024-0001。"),
    )
    due_on = day(_("要求完成日期"), required=False)
    source = forms.CharField(
        label=_("来源"), required=False, max_length=200, help_text=_("会议、文件、来电等，写到能找回。")
    )
    address = forms.CharField(label=_("地点"), required=False, max_length=200)
    longitude = forms.DecimalField(
        label=_("经度"), required=False, min_value=-180, max_value=180, max_digits=9, decimal_places=6
    )
    latitude = forms.DecimalField(
        label=_("纬度"), required=False, min_value=-90, max_value=90, max_digits=9, decimal_places=6
    )
    papers = FilesField()

    MORE = ("project", "source", "address", "longitude", "latitude")
    """What few matters say."""

    def __init__(self, *args: Any, kind: KindSpec, organizations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)
        self._leave_out(kind, organizations)
        add_fields(self, kind.fields)
        for last in ("due_on", "papers", *self.MORE):
            if last in self.fields:
                self.fields[last] = self.fields.pop(last)

    def main(self) -> list[forms.BoundField]:
        """The fields that every matter of the kind is asked for."""
        return [field for field in self.visible_fields() if field.name not in self.MORE]

    def more(self) -> list[forms.BoundField]:
        """The fields that most leave empty."""
        return [field for field in self.visible_fields() if field.name in self.MORE]

    def shows_more(self) -> bool:
        """Whether one of them says something, or is wrong."""
        return any(field.errors or field.value() not in (None, "") for field in self.more())

    def _leave_out(self, kind: KindSpec, organizations: Choices) -> None:
        """What this kind does not ask: a day where limits count, a firm where only a person writes."""
        if len(organizations) == 1:
            self.fields["organization"].widget = forms.HiddenInput()
            self.fields["organization"].initial = organizations[0][0]
        if not kind.own_due:
            del self.fields["due_on"]
        if kind.privacy is Privacy.STRICT:
            del self.fields["enterprise"], self.fields["project"]

    def details(self) -> dict[str, Any]:
        """What `register_matter` is told, but for the enterprise, whose name is looked up, and the files."""
        said = {
            key: value
            for key, value in self.cleaned_data.items()
            if key not in ("title", "enterprise", "papers") and not key.startswith("field_")
        }
        return {**said, "fields": values_of(self.cleaned_data)}
