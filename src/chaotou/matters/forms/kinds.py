"""Forms as the zone's files say them: a field for each of a kind's, whose rules are the core's alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from chaotou.core.zone.matter_flow_specs import StepSpec
from chaotou.core.zone.matter_specs import MatterFieldKind, MatterFieldSpec
from chaotou.core.zone.project_specs import ConditionSpec
from chaotou.ui.forms import day
from chaotou.ui.templatetags.show import is_english, name, unit

PREFIX = "field_"
"""What the names of a kind's own fields begin with, so that they meet no field of the form itself."""


def add_fields(form: forms.Form, specs: Iterable[MatterFieldSpec]) -> None:
    """A field for each line of a kind; what is compulsory is checked by the core, all at once."""
    specs = tuple(specs)
    names = {spec.code: spec for spec in specs}
    for spec in specs:
        found = _field(spec)
        found.required = spec.required and spec.when is None and spec.kind is not MatterFieldKind.FLAG
        found.help_text = " ".join(filter(None, (help_of(spec), _when(spec.when, names))))
        form.fields[f"{PREFIX}{spec.code}"] = found


def values_of(cleaned: Mapping[str, Any]) -> dict[str, object]:
    """What was filled in of the kind's own fields, by code."""
    return {key.removeprefix(PREFIX): value for key, value in cleaned.items() if key.startswith(PREFIX)}


def _field(spec: MatterFieldSpec) -> forms.Field:
    label = (
        gettext("{field}（{unit}）").format(field=name(spec), unit=unit(spec.unit))
        if spec.unit
        else name(spec)
    )
    match spec.kind:
        case MatterFieldKind.LONG_TEXT:
            return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
        case MatterFieldKind.DATE:
            return day(label)
        case MatterFieldKind.CHOICE:
            choices = [("", "—"), *((choice.code, name(choice)) for choice in spec.choices)]
            return forms.ChoiceField(label=label, choices=choices)
        case MatterFieldKind.FLAG:
            return forms.BooleanField(label=label)
        case MatterFieldKind.NUMBER:
            number = forms.TextInput(attrs={"inputmode": "decimal"})
            return forms.CharField(label=label, max_length=40, widget=number)
    return forms.CharField(label=label, max_length=300)


def help_of(spec: MatterFieldSpec | StepSpec) -> str:
    """The zone's remark on a field or a step, in the reader's language where there is one."""
    return (spec.english_help or spec.help) if is_english() else spec.help


def _when(condition: ConditionSpec | None, names: Mapping[str, MatterFieldSpec]) -> str:
    """When a field is to be filled in, in words; nothing where always."""
    if condition is None or condition.field not in names:
        return ""
    spec = names[condition.field]
    answers = {choice.code: name(choice) for choice in spec.choices}
    listed = "、".join(answers.get(one, one) for one in condition.is_one_of)
    if not listed:
        return ""
    return gettext("“{field}”为{answers}时填写。").format(field=name(spec), answers=listed)
