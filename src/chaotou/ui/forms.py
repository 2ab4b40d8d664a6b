"""What the forms of several apps share: offering choices, asking for a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Choices = Sequence[tuple[Any, Any]]


def offer(form: forms.BaseForm, field: str, choices: Choices) -> None:
    """What a field of choices offers this time."""
    found = form.fields[field]
    assert isinstance(found, forms.ChoiceField), field
    found.choices = choices


def day(label: str | _StrPromise, *, required: bool = True) -> forms.DateField:
    """A date in the form the browser's own picker reads, whatever the language of the page."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget)
