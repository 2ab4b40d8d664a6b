"""The JSON Schemas that editors read are those of the loader's own models."""

from __future__ import annotations

import json
from pathlib import Path

from chaotou.core.evaluation.examples import ExamplesSpec
from chaotou.core.evaluation.rules import RULES
from chaotou.core.evaluation.schema import as_text, schema_of
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.zone.complaints import keys_of

DOCS = Path(__file__).parents[3] / "docs"


def test_the_published_schemas_are_current() -> None:
    for name, spec in (("scheme", SchemeSpec), ("examples", ExamplesSpec)):
        published = (DOCS / f"{name}.schema.json").read_text(encoding="utf-8")
        assert published == as_text(schema_of(spec)), f"run: chaotou schema > docs/{name}.schema.json"


def test_every_key_is_offered_and_no_other_allowed() -> None:
    schema = schema_of(SchemeSpec)
    assert list(schema["properties"]) == keys_of(SchemeSpec)
    models = [one for one in schema["$defs"].values() if one.get("type") == "object"]
    assert len(models) > 40
    assert [one for one in models if one.get("additionalProperties") is not False] == []


def test_every_rule_can_be_written_by_its_name_alone_or_with_its_keys() -> None:
    schema = schema_of(SchemeSpec)
    ways = schema["properties"]["rule"]["anyOf"]
    assert [set(way["enum"]) for way in ways if "enum" in way] == [set(RULES)]
    assert set(schema["$defs"]["RuleSpec"]["properties"]) == set(RULES)


def test_a_number_is_a_number_and_its_default_stands_as_written() -> None:
    efficacy = schema_of(SchemeSpec)["$defs"]["EfficacyKeys"]["properties"]
    assert efficacy["base"] == {"type": "number", "default": 60.0}
    assert efficacy["span"] == {"type": "number", "default": 40.0, "exclusiveMinimum": 0.0}
    assert json.loads(as_text(schema_of(SchemeSpec)))["title"] == "考评办法 · Scheme"
