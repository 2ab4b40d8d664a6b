"""Passing a project on: shares that are the whole, old credit closed and new credit opened."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.core.projects.ownership import Share
from chaotou.journal.models import Entry
from chaotou.projects.models import Credit
from chaotou.projects.operations.crediting import reshare
from chaotou.projects.operations.transfers import transfer_project

LATER = timedelta(days=30)


@pytest.fixture
def lead(register):
    return register()


@pytest.fixture
def pass_on(lead, world, zhoumin, now):
    def said(**words):
        shares = [
            Share(world.economy.pk, Decimal("0.4"), "first_talker"),
            Share(world.commerce.pk, Decimal("0.6"), "landing"),
        ]
        usual = {
            "kind": "area",
            "to": world.commerce,
            "shares": shares,
            "reason": "用地不合适",
            "actor": zhoumin,
            "now": now + LATER,
        }
        return transfer_project(project=lead, **{**usual, **words})

    return said


def test_across_areas_the_receiving_side_talks_and_lands(pass_on, world):
    project = pass_on().project
    assert (project.organization, project.landing, project.version) == (world.commerce, world.commerce, 2)
    assert project.officer is None, "the officer is of the unit before"


def test_between_units_the_first_talker_goes_on_talking(pass_on, world, linxiao):
    project = pass_on(kind="unit").project
    assert (project.organization, project.landing) == (world.economy, world.commerce)
    assert project.officer == linxiao


def test_old_credit_is_closed_and_new_credit_opened_on_the_day(pass_on):
    transfer = pass_on()
    rows = Credit.objects.filter(project=transfer.project).order_by("from_on", "share")
    day = date(2024, 8, 12) + LATER
    assert [(row.share, row.from_on, row.until_on) for row in rows] == [
        (1, date(2024, 8, 12), day),
        (Decimal("0.4"), day, None),
        (Decimal("0.6"), day, None),
    ]
    assert {row.transfer for row in rows if row.until_on is None} == {transfer}


def test_credit_of_the_same_day_is_replaced(pass_on, now):
    rows = Credit.objects.filter(project=pass_on(now=now).project)
    assert sorted(row.share for row in rows) == [Decimal("0.4"), Decimal("0.6")]


def test_a_split_that_is_not_the_whole_changes_nothing(pass_on, world):
    with pytest.raises(Obstacles, match="60%"):
        pass_on(shares=[Share(world.commerce.pk, Decimal("0.6"))])
    assert Credit.objects.get().share == 1
    assert not Entry.objects.filter(act="projects.project.transferred").exists()


@pytest.fixture
def shared(lead, world, now):
    """The lead after it was ruled to be shared with the task team."""
    shares = [Share(world.economy.pk, Decimal("0.6001")), Share(world.committee.pk, Decimal("0.3999"))]
    return reshare(lead, shares, now.date())


def test_nobody_loses_a_share_by_silence(pass_on, shared, world):
    with pytest.raises(Obstacles, match=r"39\.99%"):
        pass_on()
    assert {row.organization for row in Credit.objects.filter(until_on=None)} == {
        world.economy,
        world.committee,
    }


def test_who_holds_a_share_leaves_where_it_is_said(pass_on, shared, world):
    pass_on(leaving=[world.committee.pk])
    standing = Credit.objects.filter(until_on=None)
    assert {row.organization for row in standing} == {world.economy, world.commerce}


def test_who_leaves_has_no_share(pass_on, world):
    with pytest.raises(Obstacles, match="既写了份额"):
        pass_on(leaving=[world.economy.pk])


def test_the_journal_keeps_both_sides(pass_on):
    pass_on()
    entry = Entry.objects.latest("number")
    assert entry.before["organization"] == "economy" and entry.after["organization"] == "commerce"
    assert entry.after["shares"] == {"commerce": "0.600000", "economy": "0.400000"}


def test_units_do_not_pass_on_themselves_nor_without_a_reason(pass_on, linxiao, world):
    with pytest.raises(Refusal):
        pass_on(actor=linxiao)
    with pytest.raises(Refusal, match="理由"):
        pass_on(reason="")
    with pytest.raises(Refusal, match="已在"):
        pass_on(to=world.economy)
    with pytest.raises(Refusal, match="类别"):
        pass_on(kind="sideways")
    with pytest.raises(Refusal, match="他人更改"):
        pass_on(version=7)


def test_a_leader_of_the_zone_may_pass_on(pass_on, guyuan):
    assert pass_on(actor=guyuan).decided_by == guyuan
