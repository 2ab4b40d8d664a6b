"""A rule as a scheme writes it: its name alone, or its name with its keys below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, TypeAdapter, create_model, model_validator
from pydantic_core import PydanticCustomError

from chaotou.core.evaluation.rules import RULES
from chaotou.core.evaluation.rules.kind import Keys, Rule
from chaotou.core.zone.fields import Spec


class RuleSpec(Spec):
    """One rule with its keys: exactly one of the names in `RULES`."""

    @model_validator(mode="after")
    def _exactly_one(self) -> RuleSpec:
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            raise PydanticCustomError("scheme_one_key", "one key", {"keys": tuple(RULES)})
        return self

    @property
    def rule(self) -> Rule:
        return RULES[self.name]

    @property
    def name(self) -> str:
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def keys(self) -> Keys:
        keys: Keys = getattr(self, self.name)
        return keys


def _spelled_out(value: Any) -> Any:
    if isinstance(value, str):
        return {value: {}}
    if isinstance(value, dict):
        return {name: {} if keys is None else keys for name, keys in value.items()}
    return value


_FIELDS: dict[str, Any] = {name: (rule.keys | None, None) for name, rule in RULES.items()}
_MODEL = create_model("RuleSpec", __base__=RuleSpec, __doc__=RuleSpec.__doc__, **_FIELDS)

if TYPE_CHECKING:
    RuleField = RuleSpec
else:
    RuleField = Annotated[
        _MODEL, BeforeValidator(_spelled_out, json_schema_input_type=_MODEL | Literal[tuple(RULES)])
    ]


def rule_of(written: Any) -> RuleSpec:
    """A rule as a scheme writes it: a name alone, or a name with its keys. ValidationError for none."""
    found: RuleSpec = TypeAdapter(RuleField).validate_python(written)
    return found
