"""Kinds of fields the zone's files share, each refusing with a word the loader turns into a sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.core.quantities import unit
from chaotou.core.zone.vocabulary import Missing

_NUMBER = re.compile(r"([-+]?\d+(\.\d+)?)?")


class Spec(BaseModel):
    """One entry of a file: unknown keys are refused, and what was read does not change."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _period(value: object) -> Period:
    try:
        return value if isinstance(value, Period) else Period.parse(str(value))
    except Refusal as refusal:
        raise PydanticCustomError("zone_period", "not a period", {"given": str(value)}) from refusal


def _unit_code(name: str) -> str:
    try:
        return unit(name).code
    except Refusal as refusal:
        raise PydanticCustomError("zone_unit", "no such unit", {"given": name}) from refusal


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


def number_or_reason(value: object) -> Decimal | Missing | None:
    text = "" if value is None else str(value).strip()
    if text in tuple(Missing):
        return Missing(text)
    if not _NUMBER.fullmatch(text):
        raise PydanticCustomError("zone_number", "not a number", {"given": text})
    return Decimal(text) if text else None


Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=50)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
PeriodField = Annotated[Period, PlainValidator(_period)]
UnitCode = Annotated[str, AfterValidator(_unit_code)]
NumberOrReason = Annotated[Decimal | Missing | None, PlainValidator(number_or_reason)]
OptionalPercent = Annotated[Decimal | None, BeforeValidator(_empty_is_none)]
