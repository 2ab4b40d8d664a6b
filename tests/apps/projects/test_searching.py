"""Any part of a name, its pinyin or its initials finds the project, on both databases."""

from __future__ import annotations

import pytest

from chaotou.core.names import grams
from chaotou.projects.grams import keys_of
from chaotou.projects.models import Project
from chaotou.rows.searching import matching

NAMES = {"chip": "华芯半导体封测项目", "battery": "潮北Solid-State固态电池", "tea": "重庆小面 3D 食品"}


@pytest.fixture
def named(make_project) -> None:
    for code, name in NAMES.items():
        make_project(code, name=name, investor_name="", grams=grams(name), name_keys=keys_of("", "", name))


def found(text: str) -> set[str]:
    return set(matching(Project.objects.all(), text).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("半导体", "chip"),
        ("导体封", "chip"),
        ("huaxin", "chip"),
        ("uaxinb", "chip"),
        ("hxbdt", "chip"),
        ("芯", "chip"),
        ("测", "chip"),
        ("半导 封测", "chip"),
        ("solid state", "battery"),
        ("ＳＯＬＩＤ", "battery"),
        ("态电", "battery"),
        ("chongqing", "tea"),
        ("3d食", "tea"),
    ],
)
def test_a_part_of_a_name_finds_it(named, text: str, code: str) -> None:
    assert code in found(text)


@pytest.mark.parametrize("text", ["半体", "芯华", "导体项目", "半导体 电池", "—— ！", "'\"*:", "xhbdt", "w"])
def test_what_is_no_part_of_a_name_finds_nothing(named, text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize("letter", ["b", "e"])
def test_the_words_of_likeness_are_no_part_of_a_name(named, letter: str) -> None:
    assert Project.objects.get(code="tea").name_keys.split()[0].startswith("begins")
    assert "tea" not in found(letter)


def test_no_text_keeps_every_project(named) -> None:
    assert found("  ") == set(NAMES)


def test_the_index_follows_changes_and_removals(named) -> None:
    Project.objects.filter(code="chip").update(grams=grams("新名称"))
    assert (found("半导体"), found("新名")) == (set(), {"chip"})
    one = Project.objects.get(code="battery")
    one.save()
    assert found("电池") == {"battery"}
    one.credits.all().delete()
    one.delete()
    assert found("电池") == set()
