"""Forms with a row a member: who is there and in which hall, how each voted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chaotou.ui.forms import Choices
from chaotou.ui.templatetags.show import name

VOTES = [("", _("未表决")), ("for", _("同意")), ("against", _("不同意")), ("abstain", _("弃权"))]
STATES = [("expected", _("应到")), ("present", _("实到")), ("excused", _("请假")), ("absent", _("缺席"))]


@dataclass(frozen=True)
class Row:
    """A seat with its fields."""

    seat: Any
    fields: dict[str, forms.BoundField]


class RowsForm(forms.Form):
    """Fields for each of some seats, named by their keys."""

    def __init__(self, *args: Any, seats: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats

    def add(self, seat: Any, field: str, made: forms.Field, initial: object) -> None:
        """A field of a row, labelled with whose it is."""
        made.label = f"{name(seat.person)} {made.label}"
        made.widget.attrs["aria-label"] = made.label
        made.initial = initial
        self.fields[f"{field}_{seat.pk}"] = made

    def rows(self) -> Iterator[Row]:
        for seat in self.seats:
            ends = f"_{seat.pk}"
            held = {key.removesuffix(ends): self[key] for key in self.fields if key.endswith(ends)}
            yield Row(seat, held)

    def changed(self) -> Iterator[tuple[Any, dict[str, Any]]]:
        """The rows that differ from what was there, each with what is now said."""
        altered = set(self.changed_data)
        for row in self.rows():
            keys = {key: f"{key}_{row.seat.pk}" for key in row.fields}
            if altered & set(keys.values()):
                yield row.seat, {key: self.cleaned_data[full] for key, full in keys.items()}


class AttendanceForm(RowsForm):
    """Who is there, in which hall, why not."""

    def __init__(self, *args: Any, seats: Sequence[Any], halls: Choices, **kwargs: Any) -> None:
        super().__init__(*args, seats=seats, **kwargs)
        for seat in seats:
            self.add(seat, "state", forms.ChoiceField(label=_("到会"), choices=STATES), seat.state)
            if halls:
                places = forms.ChoiceField(label=_("会场"), choices=[("", "—"), *halls], required=False)
                self.add(seat, "hall", places, seat.hall)
            reason = forms.CharField(label=_("请假事由"), required=False, max_length=200)
            self.add(seat, "reason", reason, seat.reason)


class VotesForm(RowsForm):
    """How each member who is there voted."""

    def __init__(self, *args: Any, ballots: Iterable[tuple[Any, Any]], **kwargs: Any) -> None:
        held = list(ballots)
        super().__init__(*args, seats=[seat for seat, _ballot in held], **kwargs)
        for seat, ballot in held:
            field = forms.ChoiceField(label=_("表决"), choices=VOTES, required=False)
            self.add(seat, "vote", field, ballot.vote if ballot else "")
