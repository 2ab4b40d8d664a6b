"""Days that follow each other: where the zone says so, one field's day does not come before another's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chaotou.core.issues import Message
from chaotou.core.projects.stages import named
from chaotou.core.zone.project_specs import FieldSpec

MEND = Message("请核对这两个日期。")


@dataclass(frozen=True)
class Following:
    """A field, and all whose days its own day does not come before (`not_before`, and what that follows)."""

    field: FieldSpec
    firsts: tuple[FieldSpec, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The field's code, then those of the days it follows."""
        return self.field.code, *(spec.code for spec in self.firsts)

    def fault(self, on: date | None, firsts: Sequence[date | None]) -> Message | None:
        """What is wrong with the day `on`, held against the latest of the days it follows."""
        later = [
            (day, spec) for day, spec in zip(firsts, self.firsts, strict=True) if on and day and day > on
        ]
        if not later:
            return None
        day, first = max(later, key=lambda found: found[0])
        names = {"later": named(self.field), "first": named(first)}
        return Message("“{later}”{on} 早于“{first}”{day}。", {**names, "on": on, "day": day})


def followings(fields: Iterable[FieldSpec]) -> tuple[Following, ...]:
    """Every field of the zone whose day follows another's."""
    by_code = {spec.code: spec for spec in fields}
    return tuple(
        Following(spec, tuple(_firsts(spec, by_code))) for spec in by_code.values() if spec.not_before
    )


def contradictions(
    fields: Iterable[FieldSpec], said: Mapping[str, object]
) -> Iterator[tuple[FieldSpec, Message]]:
    """What is wrong with the days of a project, by the later field; days as dates or as JSON keeps them."""
    for one in followings(fields):
        on, *firsts = (_day(said.get(code)) for code in one.codes)
        if fault := one.fault(on, firsts):
            yield one.field, fault


def _firsts(spec: FieldSpec, by_code: Mapping[str, FieldSpec]) -> Iterator[FieldSpec]:
    while spec.not_before:
        spec = by_code[spec.not_before]
        yield spec


def _day(value: object) -> date | None:
    if isinstance(value, date) or not value:
        return value or None  # type: ignore[return-value]
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
