"""Changing what is said of a project: the second of two people is told, and nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.journal.models import Entry
from chaotou.projects.models import Project
from chaotou.projects.operations.registering import change_project


def test_a_change_keeps_what_it_was(register, linxiao, now):
    lead = register()
    found = change_project(project=lead, version=1, actor=linxiao, now=now, product="柔性电路板")
    assert (found.product, found.version, found.name) == ("柔性电路板", 2, lead.name)
    entry = Entry.objects.latest("number")
    assert (entry.before, entry.after) == ({"product": "高密度印制电路板"}, {"product": "柔性电路板"})


def test_the_second_of_two_is_told_and_the_first_change_stands(register, linxiao, now):
    lead = register()
    change_project(project=lead, version=1, actor=linxiao, now=now, product="柔性电路板")
    with pytest.raises(Refusal, match="他人更改"):
        change_project(project=lead, version=1, actor=linxiao, now=now, product="覆铜板")
    assert Project.objects.get().product == "柔性电路板"


def test_a_change_of_nothing_leaves_no_trace(register, linxiao, now):
    lead = register()
    found = change_project(project=lead, version=1, actor=linxiao, now=now, product=lead.product)
    assert found.version == 1 and Entry.objects.count() == 1


def test_an_amount_keeps_its_rate_until_it_is_said_otherwise(register, linxiao, now):
    lead = register(investment=Decimal(100), currency="USD")
    later = now + timedelta(days=400)
    same = {"investment": Decimal(100), "currency": "USD"}
    found = change_project(project=lead, version=1, actor=linxiao, now=later, **same, name="新名")
    assert (found.investment, found.rate_on) == (Decimal("712.68"), date(2024, 6, 28))
    found = change_project(
        project=lead, version=2, actor=linxiao, now=later, investment=Decimal(9), currency="CNY"
    )
    assert (found.investment, found.rate, found.investment_stated) == (Decimal(9), None, None)


def test_a_new_name_is_what_searching_finds(register, linxiao, now):
    lead = register()
    found = change_project(project=lead, version=1, actor=linxiao, now=now, name="潮汐储能")
    assert "潮汐" in found.grams.split()


def test_particulars_are_added_to_those_there_are(register, linxiao, now):
    lead = register(particulars={"energy_tce": 10})
    found = change_project(
        project=lead, version=1, actor=linxiao, now=now, particulars={"emission_note": "含铜废水"}
    )
    assert found.particulars == {"energy_tce": 10, "emission_note": "含铜废水"}


def test_others_change_nothing(register, hechuan, zhoumin, now):
    lead = register()
    for actor in (hechuan, zhoumin):
        with pytest.raises(Refusal):
            change_project(project=lead, version=1, actor=actor, now=now, product="x")
    with pytest.raises(Obstacles):
        change_project(project=lead, version=1, actor=lead.officer, now=now, name="")
