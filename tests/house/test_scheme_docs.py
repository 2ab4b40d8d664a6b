"""docs/schemes.md names every key, rule and word of a scheme, and its worked examples come out right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chaotou.core.evaluation import examples, outcomes, preparation, reads, rule_field, scheme
from chaotou.core.evaluation.checking.written import Known
from chaotou.core.evaluation.rules import RULES
from chaotou.core.evaluation.supplied import Supplied
from chaotou.core.evaluation.zone_schemes import check_schemes
from chaotou.core.zone.complaints import keys_of
from chaotou.core.zone.fields import Spec

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "schemes.md").read_text(encoding="utf-8")
MODULES = (scheme, reads, outcomes, preparation, examples)
SPECS = {
    one
    for module in MODULES
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, Spec) and one not in (Spec, rule_field.RuleSpec)
}
FENCES = re.findall(r"^```yaml (schemes/\S+)\n(.*?)^```", TEXT, flags=re.M | re.S)


@pytest.mark.parametrize("spec", sorted(SPECS, key=lambda one: one.__name__), ids=lambda one: one.__name__)
def test_every_key_is_explained(spec: type[Spec]) -> None:
    assert [key for key in keys_of(spec) if not mentioned(key)] == []


ROWS = {
    name: line
    for line in TEXT.split("\n## Rules\n")[1].splitlines()
    if line.startswith("| `")
    for name in re.findall(r"`(\w+)`", line.split("|")[1])
}
AS_ANOTHER = {"exponential_efficacy": "efficacy"}


def test_every_rule_stands_in_the_table_of_rules() -> None:
    assert set(ROWS) == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_every_key_of_a_rule_stands_in_its_row(name: str) -> None:
    row = ROWS[AS_ANOTHER.get(name, name)]
    assert [key for key in keys_of(RULES[name].keys) if f"`{key}`" not in row] == []


def test_every_word_that_may_be_written_is_named() -> None:
    schema = scheme.SchemeSpec.model_json_schema()
    words = {word for part in schema["$defs"].values() for word in part.get("enum", ())}
    assert {"reweight", "pace_gap", "log_range"} <= words
    assert [word for word in sorted(words | set(Supplied)) if not mentioned(word)] == []


def mentioned(word: str) -> bool:
    return re.search(rf"`{word}[`:]", TEXT) is not None


def test_the_examples_of_the_page_come_out_right(tmp_path: Path) -> None:
    (tmp_path / "schemes").mkdir()
    for name, body in FENCES:
        (tmp_path / name).write_text(body, encoding="utf-8")
    names = {name for name, _ in FENCES}
    assert {name for name in names if not name.endswith(".examples.yaml")} == {
        name.replace(".examples", "") for name in names if name.endswith(".examples.yaml")
    }
    assert len(names) == 8
    assert [f"{issue.place} {issue.message}" for issue in check_schemes(tmp_path, Known())] == []
