"""The list's table is kept until something is written or the zone's files change, apart for who sees what."""

from __future__ import annotations

from shutil import copytree

import pytest
from django.core.cache import cache
from django.utils import timezone

from chaotou.organization import zones
from chaotou.projects.operations.views import save_view

LIST = "/projects/"


@pytest.fixture(autouse=True)
def _keeping(settings) -> None:
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    cache.clear()


@pytest.fixture
def act(zhoumin):
    """Something happens: the journal has a new entry."""

    def happen() -> None:
        save_view(person=zhoumin, name="看", query="", shared=False, now=timezone.now())

    return happen


def filters(browser, address: str) -> str:
    return browser.get(address).content.decode().partition('<form class="filters"')[2].partition("</form>")[0]


def shown(browser, address: str = LIST) -> str:
    """The lines of the table."""
    return browser.get(address).content.decode().partition("<tbody>")[2].partition("</tbody>")[0]


def test_a_table_stands_until_the_next_act(few, make_project, act, signed_in, zhoumin) -> None:
    browser = signed_in(zhoumin)
    act()
    before = shown(browser)
    make_project("P2024-0099")
    assert before == shown(browser) and "P2024-0001" in before
    act()
    assert "P2024-0099" in shown(browser)


def test_a_table_is_in_the_readers_language(few, act, signed_in, zhoumin) -> None:
    chinese, english = signed_in(zhoumin), signed_in(zhoumin, language="en")
    act()
    assert "线索</td>" in shown(chinese)
    assert "线索</td>" not in shown(english)


def test_a_table_kept_for_one_reader_is_not_shown_to_another(few, act, signed_in, zhoumin, hechuan) -> None:
    reviewer, other = signed_in(zhoumin), signed_in(hechuan)
    act()
    assert "P2024-0001" in shown(reviewer)
    assert "P2024-0001" not in shown(other)
    assert "P2024-0001" in shown(reviewer)


def test_other_columns_and_words_are_other_tables(few, act, signed_in, zhoumin) -> None:
    browser = signed_in(zhoumin)
    act()
    asked = [LIST, f"{LIST}?column=code", f"{LIST}?column=product", f"{LIST}?q=P2024-0003", f"{LIST}?page=2"]
    assert len({shown(browser, address) for address in asked[:4]}) == 4
    assert shown(browser, asked[4]) == shown(browser)


def test_a_table_goes_with_a_change_of_the_zones_files(
    few, act, signed_in, zhoumin, settings, tmp_path, monkeypatch
) -> None:
    zone = settings.ZONE = copytree(settings.ZONE, tmp_path / "zone")
    monkeypatch.setattr(zones, "LOOK_AGAIN", 0.0)
    browser = signed_in(zhoumin)
    act()
    assert "线索</td>" in shown(browser)
    stages = next(path for path in zone.glob("*.yaml") if "name: 线索" in path.read_text())
    stages.write_text(stages.read_text().replace("name: 线索", "name: 苗头", 1))
    assert "苗头</td>" in shown(browser)


def test_the_filters_show_what_is_asked_in_the_readers_language(few, act, signed_in, zhoumin) -> None:
    chinese, english = signed_in(zhoumin), signed_in(zhoumin, language="en")
    act()
    asked = [LIST, f"{LIST}?q=甲", f"{LIST}?stage=lead"]
    assert len({filters(browser, address) for browser in (chinese, english) for address in asked}) == 6
    assert filters(chinese, asked[1]) == filters(chinese, asked[1])
