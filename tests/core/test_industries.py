"""GB/T 4754-2017 as data: complete, found by code and by name."""

from __future__ import annotations

from collections import Counter

import pytest

from chaotou.core import industries
from chaotou.core.issues import Refusal


def test_the_standard_is_complete() -> None:
    levels = Counter(one.level for one in industries.industries().values())
    assert (levels[1], levels[2], levels[3]) == (20, 97, 473)
    assert 1380 <= levels[4] <= 1382


def test_every_code_stands_under_its_group_and_division() -> None:
    for one in industries.industries().values():
        steps = industries.path(one.code)
        assert steps[-1] == one
        assert [step.section for step in steps] == [one.section] * len(steps)


def test_every_group_has_classes_and_every_name_is_given() -> None:
    found = industries.industries()
    groups = {one.code for one in found.values() if one.level == 3}
    assert {code[:3] for code in found if len(code) == 4} == groups
    assert all(one.chinese for one in found.values())
    assert all(one.english for one in found.values() if one.level < 3)


@pytest.mark.parametrize(
    ("code", "name", "path"),
    [
        ("3841", "锂离子电池制造", ["C", "38", "384", "3841"]),
        ("C3973", "集成电路制造", ["C", "39", "397", "3973"]),
        ("39", "计算机、通信和其他电子设备制造业", ["C", "39"]),
        ("C", "制造业", ["C"]),
        ("6520", "集成电路设计", ["I", "65", "652", "6520"]),
    ],
)
def test_a_code_names_its_industry_and_what_it_belongs_to(code: str, name: str, path: list[str]) -> None:
    assert industries.industry(code).chinese == name
    assert [step.code for step in industries.path(code)] == path


@pytest.mark.parametrize("code", ["", "98", "3840", "A3841", "电池", "38411"])
def test_a_code_that_is_not_of_the_standard_is_refused(code: str) -> None:
    with pytest.raises(Refusal, match="没有行业代码"):
        industries.industry(code)


def test_the_english_below_divisions_is_the_divisions() -> None:
    assert industries.english("3841") == "Electrical machinery and equipment"


@pytest.mark.parametrize(("code", "kept"), [("3841", "C3841"), ("c3841", "C3841"), ("C", "C"), ("01", "A01")])
def test_a_code_is_kept_with_its_section(code: str, kept: str) -> None:
    assert industries.canonical(code) == kept


def test_a_kept_code_begins_as_all_above_it() -> None:
    for one in industries.industries().values():
        assert all(one.full.startswith(step.full) for step in industries.path(one.code))


@pytest.mark.parametrize("asked", ["锂离子", "lilizi", "llzdc", "3841", "离子电池"])
def test_an_industry_is_suggested_by_name_pinyin_initials_and_code(asked: str) -> None:
    assert "3841" in [one.code for one in industries.suggestions(asked)]


def test_nothing_asked_suggests_nothing() -> None:
    assert industries.suggestions(" ") == []
