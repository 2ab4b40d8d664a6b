"""The forms of signing in, passwords and accounts. The rules are in operations; a form only asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chaotou.organization.access import Asker
from chaotou.ui.forms import Choices, day, offer


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("账号或密码不正确，或账号已停用。密码区分大小写，多次输错会暂时锁定。"),
        "inactive": _("账号或密码不正确，或账号已停用。密码区分大小写，多次输错会暂时锁定。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("账号")
        self.fields["password"].label = _("密码")


def _password(label: Any, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget)


class NewPasswordForm(forms.Form):
    """A new password, typed twice, checked against the rules for the person (None: a new account)."""

    password = _password(_("新密码"), "new-password")
    again = _password(_("再输一次新密码"), "new-password")

    def __init__(self, *args: Any, person: Asker | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)  # type: ignore[arg-type]
        return password

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("两次输入的密码不一致。"))
        return again


class OwnPasswordForm(NewPasswordForm):
    current = _password(_("现用密码"), "current-password")
    field_order = ["current", "password", "again"]

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if self.person is None or not self.person.check_password(current):
            raise ValidationError(_("现用密码不正确。"))
        return current


class PersonForm(forms.Form):
    name = forms.CharField(label=_("姓名"), max_length=60)
    english = forms.CharField(label=_("英文姓名"), max_length=100, required=False)
    organization = forms.ChoiceField(label=_("机构"))

    def __init__(self, *args: Any, organizations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)


class NewPersonForm(PersonForm, NewPasswordForm):
    username = forms.CharField(
        label=_("账号"), max_length=150, help_text=_("登录时用，字母、数字和 @ . + - _，设定后不再更改。")
    )
    field_order = ["username", "name", "english", "organization", "password", "again"]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("原因"), max_length=200)


class AssignPostForm(forms.Form):
    post = forms.ChoiceField(label=_("岗位"))
    on = day(_("任职起"))

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "post", posts)


class EndPostForm(forms.Form):
    post = forms.CharField(widget=forms.HiddenInput)
    on = day(_("任职止"))
