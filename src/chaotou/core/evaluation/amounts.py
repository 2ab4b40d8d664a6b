"""A number in a scheme: written out, different by group, stated in the facts, or measured on the subjects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError


class Origin(StrEnum):
    """Where an amount's number is taken from."""

    WRITTEN = "written"
    BY_GROUP = "by_group"
    STATED = "stated"  # the subject's own target for the same indicator and period
    PLANNED = "planned"  # the target times the share of the year that has passed 序时
    FACT = "fact"  # another figure of the subject
    SUBJECT = "subject"  # the same reading of a named subject, such as the province
    MEAN = "mean"
    MEDIAN = "median"
    BEST = "best"
    WORST = "worst"

    @property
    def moves(self) -> bool:
        """Whether it is measured on the subjects, so that one subject's figure moves the others' points."""
        return self in (Origin.SUBJECT, Origin.MEAN, Origin.MEDIAN, Origin.BEST, Origin.WORST)


WORDS = (Origin.STATED, Origin.PLANNED, Origin.MEAN, Origin.MEDIAN, Origin.BEST, Origin.WORST)
KEYS = (Origin.BY_GROUP, Origin.FACT, Origin.SUBJECT)


@dataclass(frozen=True)
class AmountSpec:
    """A number as a scheme writes it; `name` is the fact or subject it is taken from."""

    origin: Origin
    number: Decimal | None = None
    name: str = ""
    by_group: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_written(self) -> bool:
        return self.origin in (Origin.WRITTEN, Origin.BY_GROUP)


def amount(number: Decimal | float | int | str) -> AmountSpec:
    """A number written out."""
    return AmountSpec(Origin.WRITTEN, Decimal(str(number)))


def _amount(value: Any) -> AmountSpec:
    if isinstance(value, AmountSpec):
        return value
    if isinstance(value, Mapping) and len(value) == 1:
        ((key, inner),) = value.items()
        if key == Origin.BY_GROUP and isinstance(inner, Mapping) and inner:
            return AmountSpec(Origin.BY_GROUP, by_group={str(k): _decimal(v) for k, v in inner.items()})
        if key in (Origin.FACT, Origin.SUBJECT) and isinstance(inner, str) and inner:
            return AmountSpec(Origin(key), name=inner)
        raise _fault(value)
    if isinstance(value, str) and value in WORDS:
        return AmountSpec(Origin(value))
    return AmountSpec(Origin.WRITTEN, _decimal(value))


def _decimal(value: Any) -> Decimal:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation as error:
        raise _fault(value) from error
    if isinstance(value, bool) or not number.is_finite():
        raise _fault(value)
    return number


def _fault(value: Any) -> PydanticCustomError:
    return PydanticCustomError("scheme_amount", "not an amount", {"given": str(value)})


def _written(value: AmountSpec) -> Any:
    if value.origin is Origin.WRITTEN:
        return str(value.number)
    if value.origin is Origin.BY_GROUP:
        return {"by_group": {key: str(number) for key, number in value.by_group.items()}}
    return {value.origin.value: value.name} if value.origin in KEYS else value.origin.value


_SCHEMA = {
    "anyOf": [
        {"type": "number"},
        {"enum": [word.value for word in WORDS]},
        {"type": "object", "properties": {"by_group": {"type": "object"}}, "required": ["by_group"]},
        {"type": "object", "properties": {"fact": {"type": "string"}}, "required": ["fact"]},
        {"type": "object", "properties": {"subject": {"type": "string"}}, "required": ["subject"]},
    ]
}

Amount = Annotated[
    AmountSpec, PlainValidator(_amount), PlainSerializer(_written), WithJsonSchema(_SCHEMA, mode="validation")
]
