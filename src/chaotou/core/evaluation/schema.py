"""The JSON Schema of schemes and their examples for editors, generated from what the loader reads."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from chaotou.core.evaluation.amounts import AmountSpec
from chaotou.core.evaluation.examples import ExamplesSpec
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.zone.fields import Spec

TITLES: dict[type[Spec], str] = {SchemeSpec: "考评办法 · Scheme", ExamplesSpec: "算例 · Worked examples"}


class _ForEditors(GenerateJsonSchema):
    """As pydantic's own, but numbers are numbers only, and defaults stand as a person would write them."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        bounds = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
        found = {name: float(str(schema[key])) for key, name in bounds.items() if key in schema}  # type: ignore[literal-required]
        return {"type": "number", **found}

    def encode_default(self, dft: Any) -> Any:
        if isinstance(dft, AmountSpec) and dft.number is not None:
            return float(dft.number)
        return float(dft) if isinstance(dft, Decimal) else super().encode_default(dft)


def schema_of(spec: type[Spec]) -> dict[str, Any]:
    """The schema of `schemes/NAME.yaml` (SchemeSpec) or `schemes/NAME.examples.yaml` (ExamplesSpec)."""
    generated: dict[str, Any] = _tidy(spec.model_json_schema(schema_generator=_ForEditors))
    return {"$schema": GenerateJsonSchema.schema_dialect, "title": TITLES[spec], **generated}


def as_text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _tidy(part: Any) -> Any:
    """Without titles made of names, and without the null that stands for a key left out."""
    if isinstance(part, list):
        return [_tidy(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {key: _tidy(value) for key, value in part.items() if not _is_noise(key, value)}


def _is_noise(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value is None)
