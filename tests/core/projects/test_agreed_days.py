"""Days that follow each other: which contradict, and how that is said."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.core.projects.agreed_days import contradictions
from chaotou.core.zone.project_specs import FieldSpec


def field(code: str, name: str, first: str | None = None) -> FieldSpec:
    said = {"code": code, "name": name, "english": code, "kind": "date", "not_before": first}
    return FieldSpec.model_validate(said)


FIELDS = (
    field("produce_by", "约定投产", "complete_by"),
    field("commence_by", "约定开工"),
    field("complete_by", "约定竣工", "commence_by"),
)


def told(**said: object) -> list[tuple[str, str]]:
    return [(one.code, str(message)) for one, message in contradictions(FIELDS, said)]


def test_both_fields_and_both_days_are_named() -> None:
    assert told(commence_by="2025-10-01", complete_by=date(2024, 10, 1)) == [
        ("complete_by", "“约定竣工”2024-10-01 早于“约定开工”2025-10-01。")
    ]


def test_a_day_is_held_against_all_it_follows_though_the_one_between_is_blank() -> None:
    assert told(commence_by="2025-10-01", produce_by="2025-09-30")[0][0] == "produce_by"
    said = told(commence_by="2024-01-01", complete_by="2026-01-01", produce_by="2023-01-01")
    assert said == [("produce_by", "“约定投产”2023-01-01 早于“约定竣工”2026-01-01。")]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"complete_by": "2024-10-01"},
        {"commence_by": "2024-10-01", "complete_by": "2024-10-01", "produce_by": None},
        {"commence_by": "", "complete_by": "2024-10-01"},
        {"commence_by": "九月", "complete_by": "2024-10-01"},
    ],
)
def test_the_same_day_a_blank_and_what_is_no_day_contradict_nothing(said: dict[str, object]) -> None:
    assert told(**said) == []
