"""Organizations typed by any name they go by, as one writes them in the room."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from chaotou.core.zone.complaints import closest
from chaotou.meetings.rules import rules

_BETWEEN = re.compile(r"[、,，;；\s]+")
LIST = "bodies"
"""The id of the page's list of names that one may choose from."""


def code_of(name: str) -> str:
    """The code of the organization of this name; ValidationError with the nearest where there is none."""
    names = rules().body_names
    by_english = {spec.english.lower(): spec.code for spec in rules().zone.organizations}
    found = names.get(name) or by_english.get(name.lower()) or (name if name in names.values() else None)
    if found is not None:
        return found
    if guess := closest(name, names):
        raise ValidationError(_("没有机构“{name}”，是不是“{guess}”？").format(name=name, guess=guess))
    raise ValidationError(_("没有机构“{name}”。").format(name=name))


def short_of(code: str) -> str:
    """What an organization is typed as: its short name where it has one."""
    spec = next((one for one in rules().zone.organizations if one.code == code), None)
    return (spec.short or spec.name) if spec else code


def suggestions() -> list[str]:
    """The names that the page offers while one types."""
    return [spec.short or spec.name for spec in rules().zone.organizations]


class BodyField(forms.CharField):
    """One organization, by any of its names; cleaned to its code, empty where nothing was typed."""

    def __init__(self, **said: Any) -> None:
        widget = forms.TextInput(attrs={"list": LIST, "autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": 100, "widget": widget, **said})

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        return code_of(typed) if typed else ""

    def prepare_value(self, value: Any) -> Any:
        return short_of(value) if value else value


class BodiesField(forms.CharField):
    """Several organizations, parted by 、 or a comma or a space; cleaned to their codes, each once."""

    def clean(self, value: Any) -> list[str]:
        names = [name for name in _BETWEEN.split(super().clean(value)) if name]
        faults, found = [], dict[str, None]()
        for name in names:
            try:
                found[code_of(name)] = None
            except ValidationError as error:
                faults.append(error)
        if faults:
            raise ValidationError(faults)
        return list(found)

    def prepare_value(self, value: Any) -> Any:
        return "、".join(short_of(code) for code in value) if isinstance(value, list | tuple) else value
