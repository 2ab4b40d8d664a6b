"""Of two people who change a project at once, the second keeps what they typed and takes over the rest.

Each field carries what it said when the form was opened (`show_hidden_initial`): what a person left as it was
is theirs to say no more, once somebody else has changed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from chaotou.projects.forms.leads import ChangeForm, initial_of
from chaotou.ui.fields import NumberField

Told = Sequence[tuple[Any, Any]]
"""Labels of fields with what they now say."""


@dataclass(frozen=True)
class AtOnce:
    """What another person changed meanwhile: where this one typed something else, and where nothing."""

    differs: Told
    taken_over: Told


def met(form: ChangeForm, project: Any) -> AtOnce:
    """Put the project as it now is under what was typed: sent again, it counts as said of this version."""
    now = initial_of(project, form.zone)
    other = [bound for bound in form if bound.name != "version" and _is_others(bound, now.get(bound.name))]
    typed = [bound for bound in other if bound.name in form.changed_data]
    left = [bound for bound in other if bound.name not in form.changed_data]
    form.data = form.data.dict() | _seen(form, now)  # type: ignore[attr-defined]
    form.data |= {bound.html_name: _text(now.get(bound.name)) for bound in left}  # type: ignore[operator]
    return AtOnce(_told(typed, now), _told(left, now))


def _seen(form: ChangeForm, now: dict[str, Any]) -> dict[str, str]:
    """The version, and what each field says in it."""
    initial = {bound.html_initial_name: _text(now.get(bound.name)) for bound in form}
    return {**initial, "version": _text(now["version"])}


def _text(value: Any) -> str:
    """As a browser sends it."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else f"{value}"


def _told(fields: Sequence[forms.BoundField], now: dict[str, Any]) -> Told:
    return [(bound.label, _shown(bound, now.get(bound.name))) for bound in fields]


def _is_others(bound: forms.BoundField, value: Any) -> bool:
    """Whether somebody else made it say something else than what was typed."""
    seen = bound.form.data.get(bound.html_initial_name)
    return _differs(bound, value, bound.data) and (seen is None or _differs(bound, value, seen))


def _differs(bound: forms.BoundField, value: Any, said: Any) -> bool:
    """Whether this says something else than the value; numbers are compared as numbers."""
    kept = bound.field.to_python(value) if isinstance(bound.field, NumberField) else value
    return bound.field.has_changed(kept, said)


def _shown(bound: forms.BoundField, value: Any) -> Any:
    choices = getattr(bound.field, "choices", ())
    words = dict(_flat(choices))
    return words.get(value, value) if value not in (None, "") else "—"


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for value, word in choices:
        if isinstance(word, list | tuple):
            yield from word
        else:
            yield value, word
