"""The page of integrity: the first findings of each check, all of one check a page at a time."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

ADDRESS = "/projects/integrity/"
FOUND = 83


@pytest.fixture
def doubted(world, make_project) -> None:
    """So many investors with a project under each of two units."""
    for number in range(FOUND):
        for unit in (world.economy, world.commerce):
            said = {"investor_name": f"投资方{number:02d}", "organization": unit}
            make_project(f"P2025-{number:02d}{unit.code[0]}", **said)


@pytest.fixture
def opened(doubted, signed_in, zhoumin):
    browser = signed_in(zhoumin)
    return lambda address="": browser.get(ADDRESS + address).content.decode()


def test_each_check_shows_its_number_and_the_first_of_its_findings(opened) -> None:
    page = opened()
    assert f'<span class="tag">{FOUND}</span>' in page
    assert page.count("个项目，分在") == 10 and "“投资方09”" in page and "“投资方10”" not in page
    assert f'href="/projects/integrity/?check=same_investor">全部 {FOUND} 处' in page


def test_one_check_is_paged_through(opened) -> None:
    first, second = opened("?check=same_investor"), opened("?check=same_investor&page=2")
    assert first.count("个项目，分在") == 80 and "第 1 / 2 页" in first
    assert second.count("个项目，分在") == 3 and "“投资方82”" in second and "第 2 / 2 页" in second
    assert "整 3 亿元" not in first and 'id="check-no_land"' not in first


def test_past_the_last_page_is_the_last(opened) -> None:
    assert "第 2 / 2 页" in opened("?check=same_investor&page=9")
    assert "第 1 / 2 页" in opened("?check=same_investor&page=x")


def test_a_check_nobody_knows_is_said_and_left_aside(opened) -> None:
    page = opened("?check=nothing")
    assert "没有“nothing”，没有按它筛选。" in page and 'id="check-no_land"' in page


def test_only_what_is_shown_is_read_by_name(doubted, signed_in, zhoumin) -> None:
    browser = signed_in(zhoumin)
    with CaptureQueriesContext(connection) as run:
        browser.get(ADDRESS)
    keys = '"projects_project"."id" IN ('
    by_name = next(one["sql"] for one in run if keys in one["sql"])
    assert len(by_name.partition(keys)[2].partition(")")[0].split(",")) == 20


def test_what_was_found_is_kept_until_something_is_written(opened, register) -> None:
    opened()
    register(name="别的项目", investor_name="投资方00")
    assert "“投资方00”有 3 个项目" in opened()
