"""Pages that have nothing to show yet, or no more, say what comes next."""

from __future__ import annotations

import pytest
from django.urls import reverse

from chaotou.figures import operations


@pytest.fixture
def without_figures(world, small, now, serve):
    """The small zone as a new one begins: its catalogue and targets, not one figure."""
    serve(small)
    operations.load_catalogue(zone=small, now=now)


@pytest.fixture
def leader(signed_in, guyuan):
    return signed_in(guyuan)


def page(client, name: str, *args: str) -> str:
    answer = client.get(reverse(name, args=args), {"as_of": "2024-08-12"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_home_without_figures_says_who_makes_the_next_step(without_figures, leader):
    assert "还没有一项目标能算出进度" in page(leader, "home")


def test_home_with_figures_says_no_such_thing(ledger, leader):
    assert "还没有一项目标能算出进度" not in page(leader, "home")


def test_a_target_without_figures_has_no_empty_derivation(without_figures, leader):
    shown = page(leader, "figures:target", "projects_2024")
    assert "这项目标期内还没有数" in shown
    assert "每个数怎么来的" not in shown


def test_a_growth_target_without_figures_says_so(without_figures, leader):
    assert "尚无数据" in page(leader, "figures:target", "gdp_2024")


def test_a_rising_share_without_figures_gives_no_empty_reason(without_figures, leader):
    shown = page(leader, "figures:relative")
    assert "还没有可以比较的数。" in shown
    assert "不可比：" not in shown


def test_an_indicator_without_figures_names_who_records_it(without_figures, leader):
    assert "填报，审核发布以后列在这里" in page(leader, "figures:indicator", "gdp")


def test_the_master_table_of_a_zone_without_targets_names_the_ways_to_one(world, small, leader, serve):
    serve(small)
    assert "可以设定目标" in page(leader, "figures:standings")


def test_a_withdrawn_target_says_how_to_see_it_as_it_was(ledger, leader, zhoumin, now):
    operations.withdraw_target(person=zhoumin, code="trade_2024", reason="并入其他目标", now=now)
    shown = leader.get(reverse("figures:target", args=["trade_2024"])).content.decode()
    assert "目标 trade_2024 已经撤销" in shown
    assert "并入其他目标" in shown
    assert zhoumin.name in shown
    assert "当时没有这项目标" not in shown
