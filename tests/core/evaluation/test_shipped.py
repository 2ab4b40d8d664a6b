"""The shipped schemes load clean, say what is estimated, and score as their examples say."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from chaotou.core.evaluation.loading import load_scheme, scheme_files
from chaotou.core.evaluation.scheme import SchemeSpec, written
from chaotou.core.evaluation.zone_schemes import check_schemes, known_of
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.vocabulary import Provenance

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "zones" / "demo"
FILES = scheme_files(DEMO)
NEEDS_DATA = {"asem"}


def scheme(name: str) -> SchemeSpec:
    loaded = load_scheme(FILES[name])
    assert loaded.scheme is not None
    return loaded.scheme


def test_the_demonstration_s_schemes_and_all_their_examples_are_right() -> None:
    zone = load_zone(DEMO).zone
    assert known_of(zone).indicators
    assert [f"{issue.place} {issue.message}" for issue in check_schemes(DEMO, known_of(zone))] == []


def test_what_the_task_of_a_zone_needs_is_shipped() -> None:
    zones_own = {"bureaus", "streets_parks", "project_board"}
    assert set(FILES) == {"mofcom_2021", "jiangsu_2021", "huaian_2010", "huangyan", "asem"} | zones_own


@pytest.mark.parametrize("name", sorted(FILES.keys() - NEEDS_DATA))
def test_every_scheme_has_examples_and_names_in_both_languages(name: str) -> None:
    assert FILES[name].with_name(f"{name}.examples.yaml").is_file()
    one = scheme(name)
    named = [
        one,
        *one.walk(),
        *one.adjustments(),
        *one.vetoes,
        *one.ceilings,
        *one.grades,
        *one.subjects.groups,
    ]
    assert [item for item in named if not item.english] == []


def test_the_national_scheme_has_30_slots_and_only_its_five_weights_from_the_press() -> None:
    one = scheme("mofcom_2021")
    weights = {item.code: written(item.weight, "") for item in one.criteria}
    assert list(weights.values()) == [30, 30, 15, 15, 10]
    assert [len(item.criteria) for item in one.criteria] == [7, 8, 6, 5, 4]
    assert {one.provenance_of(item).weight for item in one.criteria} == {Provenance.PRESS}
    leaves = [one.provenance_of(leaf) for leaf in one.leaves()]
    assert Counter(leaf.weight for leaf in leaves) == {Provenance.ESTIMATED: 30}
    assert Counter(leaf.rule for leaf in leaves) == {Provenance.ESTIMATED: 30}


def test_the_national_scheme_reads_every_slot_of_the_catalogue() -> None:
    zone = load_zone(DEMO).zone
    assert zone is not None
    slots = {indicator.code for indicator in zone.indicators if indicator.slot}
    assert slots <= {leaf.code for leaf in scheme("mofcom_2021").leaves()}


def test_the_provincial_frame_has_five_classes_and_32_items() -> None:
    one = scheme("jiangsu_2021")
    assert [item.name for item in one.criteria] == [
        "经济发展",
        "开放水平",
        "创新驱动",
        "生态集约",
        "统筹协调",
    ]
    assert len(one.leaves()) == 32
    assert {one.provenance_of(item).weight for item in one.walk()} == {Provenance.ESTIMATED}


def test_huai_an_2010_gives_100_base_points() -> None:
    one = scheme("huaian_2010")
    assert [written(leaf.weight, "") for leaf in one.leaves()] == [10, 10, 15, 25, 40]


def test_the_bureaus_excellent_are_a_fifth_at_most_rounded_down() -> None:
    quota = scheme("bureaus").grades[0].quota
    assert quota is not None
    assert (quota.share, quota.rounding) == (Decimal("0.2"), "down")


def test_the_reference_index_is_shipped_as_it_is_tested() -> None:
    shipped = FILES["asem"].read_text(encoding="utf-8").split("\n", 1)
    assert shipped[1] == (ROOT / "tests" / "reference" / "asem.yaml").read_text(encoding="utf-8")
