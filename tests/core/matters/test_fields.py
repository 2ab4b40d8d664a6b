"""What is filled into a kind's form: read as plain values, persons apart, everything wrong at once."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.matters.fields import filled, required_of_person
from chaotou.core.zone.matter_specs import MatterFieldKind, MatterFieldSpec


def spec(code: str, kind: str = "text", **more: object) -> MatterFieldSpec:
    return MatterFieldSpec.model_validate({"code": code, "name": code, "english": code, "kind": kind, **more})


FORM = (
    spec("place", required=True),
    spec("area", "number"),
    spec("starts_on", "date"),
    spec("is_new", "flag"),
    spec("size", "choice", choices=[{"code": "big", "name": "大", "english": "Big"}]),
    spec("reason", "long_text", required=True, when={"field": "size", "is": ["big"]}),
    spec("who", personal=True, required=True),
    spec("phone", personal=True),
)
GIVEN = {"place": " 东路 ", "who": "王某"}


@pytest.mark.parametrize(
    ("code", "given", "kept"),
    [
        ("area", "1,200.50", "1200.50"),
        ("area", Decimal("3"), "3"),
        ("area", 0, "0"),
        ("starts_on", date(2024, 8, 1), "2024-08-01"),
        ("starts_on", datetime(2024, 8, 1, 12), "2024-08-01"),
        ("is_new", "是", True),
        ("is_new", False, False),
        ("is_new", "No", False),
        ("size", "大", "big"),
    ],
)
def test_values_are_kept_plain(code: str, given: object, kept: object) -> None:
    found = filled(FORM, {**GIVEN, "reason": "因为", code: given})
    assert (found.values[code], found.wrong) == (kept, [])


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("area", "许多"),
        ("area", "NaN"),
        ("starts_on", "明天"),
        ("is_new", "也许"),
        ("size", "小"),
        ("x", "1"),
    ],
)
def test_what_cannot_be_read_is_said_once(code: str, given: str) -> None:
    assert len(filled(FORM, {**GIVEN, code: given}).wrong) == 1


def test_persons_are_kept_apart() -> None:
    found = filled(FORM, {**GIVEN, "phone": "139"})
    assert (found.values, found.personal) == ({"place": "东路"}, {"who": "王某", "phone": "139"})


def test_a_compulsory_field_is_asked_for_where_its_condition_holds() -> None:
    assert [str(one) for one in filled(FORM, {"size": "big"}).wrong] == [
        "请填写“place”。",
        "请填写“reason”。",
        "请填写“who”。",
    ]


def test_over_what_is_held_only_what_is_given_is_read() -> None:
    held = {"place": "东路", "size": "big"}
    found = filled(FORM, {"reason": "因为"}, held)
    assert (found.values, found.wrong) == ({"reason": "因为"}, [])
    assert [str(one) for one in filled(FORM, {"place": ""}, held).wrong] == ["请填写“place”。"]


def test_a_person_is_told_by_what_the_kind_requires_of_them() -> None:
    assert required_of_person(FORM, {"who": "王某", "phone": "139"}) == {"who": "王某"}
    assert required_of_person((spec("phone", personal=True),), {"phone": "139"}) == {"phone": "139"}


@given(
    st.dictionaries(
        st.sampled_from([*(one.code for one in FORM), "x"]), st.text() | st.integers() | st.none()
    )
)
def test_whatever_is_typed_is_read_or_said_to_be_wrong(given: dict[str, object]) -> None:
    found = filled(FORM, given)
    assert {*found.values, *found.personal} <= {one.code for one in FORM}
    for one in FORM:
        if one.kind is MatterFieldKind.NUMBER and one.code in found.values:
            Decimal(str(found.values[one.code]))
