"""What an application of a kind says, as JSON Schema: made from the kind's own fields."""

from __future__ import annotations

from typing import Any, Final

from chaotou.core.zone.matter_specs import KindSpec, MatterFieldKind, MatterFieldSpec
from chaotou.ui.templatetags.show import help_text, name

Schema = dict[str, Any]

PLAIN: Final[dict[MatterFieldKind, Schema]] = {
    MatterFieldKind.TEXT: {"type": "string", "maxLength": 300},
    MatterFieldKind.LONG_TEXT: {"type": "string", "maxLength": 2000},
    MatterFieldKind.NUMBER: {"type": ["number", "string"]},
    MatterFieldKind.DATE: {"type": "string", "format": "date"},
    MatterFieldKind.FLAG: {"type": "boolean"},
}


def application(kind: KindSpec) -> Schema:
    """A new matter of this kind, as it is sent to the door of the kind."""
    return {
        "type": "object",
        "title": name(kind),
        "required": ["title", *(["fields"] if any(map(_is_asked, kind.fields)) else [])],
        "additionalProperties": False,
        "properties": {
            "title": {"type": "string", "minLength": 1, "maxLength": 200},
            "content": {"type": "string", "maxLength": 5000},
            "source": {"type": "string", "maxLength": 200},
            "address": {"type": "string", "maxLength": 200},
            "longitude": {"type": "number", "minimum": -180, "maximum": 180},
            "latitude": {"type": "number", "minimum": -90, "maximum": 90},
            "fields": {
                "type": "object",
                "required": [spec.code for spec in kind.fields if _is_asked(spec)],
                "additionalProperties": False,
                "properties": {spec.code: _field(spec) for spec in kind.fields},
            },
        },
    }


def _is_asked(spec: MatterFieldSpec) -> bool:
    """Whether it is compulsory whatever else is said."""
    return spec.required and spec.when is None


def _field(spec: MatterFieldSpec) -> Schema:
    said = {"title": name(spec), "description": help_text(spec), "x-unit": spec.unit}
    if spec.kind is MatterFieldKind.CHOICE:
        options = [{"const": choice.code, "title": name(choice)} for choice in spec.choices]
        return {"type": "string", "oneOf": options, **_given(said)}
    return {**PLAIN[spec.kind], **_given(said), **({"x-personal": True} if spec.personal else {})}


def _given(said: dict[str, str]) -> dict[str, str]:
    return {key: word for key, word in said.items() if word}
