"""Chains: parts registered at once, each waiting for those before it; opinions before the land is won."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.matters.models import Matter
from chaotou.matters.operations.accepting import accept, refuse, withdraw
from chaotou.matters.operations.chains import confirm_opinion, hold_land
from chaotou.matters.operations.closing import approve, submit
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.operations.reporting import note
from chaotou.matters.queries.detail import detail


@pytest.fixture
def chain(world, linxiao, now) -> Matter:
    """A start on getting the land whose firm holds none yet: a survey first, then the permit."""
    return register_matter(
        kind="start_on_land", title="新厂房", actor=linxiao, now=now, fields={"plot": "A1"}
    )


def part(chain: Matter, code: str) -> Matter:
    return chain.parts.get(part=code)


@pytest.fixture
def decide(linxiao, hechuan, zhoumin, now):
    """`decide(part, actor)`: accepted, examined and granted."""

    def decided(matter: Matter, examiner) -> Matter:
        matter = accept(matter=matter, actor=linxiao, now=now)
        matter = submit(matter=matter, actor=examiner, now=now, conclusion="符合")
        return approve(matter=matter, actor=zhoumin, now=now, result="granted")

    return decided


def test_registering_a_chain_registers_its_parts(chain, world) -> None:
    survey, permit = part(chain, "survey"), part(chain, "permit")
    assert [chain.code, survey.code, permit.code] == ["ND2024-0001", "KY2024-0001", "XK2024-0001"]
    assert (survey.lead, permit.lead) == (world.commerce, world.economy)
    assert survey.particulars == {"plot": "A1"}
    assert survey.title == "新厂房：现场勘验"


def test_a_part_that_waits_is_nobody_s_to_act_on(chain, world, linxiao, now) -> None:
    survey, permit = part(chain, "survey"), part(chain, "permit")
    assert (survey.awaits, survey.holder) == ("intake", world.economy)
    assert (permit.awaits, permit.holder) == ("", None)
    with pytest.raises(Refusal, match="要等用地落实"):
        accept(matter=permit, actor=linxiao, now=now)
    assert note(matter=permit, actor=linxiao, now=now, text="已提醒企业").steps.count() == 2


def test_what_is_decided_before_the_land_is_won_is_an_opinion(chain, decide, hechuan, linxiao, now) -> None:
    survey = decide(part(chain, "survey"), hechuan)
    assert (survey.phase, survey.is_preliminary) == ("closed", True)
    with pytest.raises(Obstacles, match="还没有取得用地"):
        confirm_opinion(matter=survey, actor=hechuan, now=now)


def test_once_the_land_is_won_opinions_become_formal_and_the_rest_begins(
    chain, decide, hechuan, linxiao, world, now
) -> None:
    survey = decide(part(chain, "survey"), hechuan)
    chain = hold_land(matter=chain, actor=linxiao, now=now, land_on=date(2024, 8, 10))
    assert chain.particulars["land_won_on"] == "2024-08-10"
    permit = part(chain, "permit")
    with pytest.raises(Refusal, match="要等前面的环节办结：现场勘验"):
        accept(matter=permit, actor=linxiao, now=now)
    survey = confirm_opinion(matter=survey, actor=hechuan, now=now)
    assert not survey.is_preliminary
    permit.refresh_from_db()
    assert (permit.awaits, permit.holder) == ("intake", world.economy)
    assert accept(matter=permit, actor=linxiao, now=now).phase == "open"


def test_a_part_is_let_go_on_when_the_one_before_it_is_decided(world, linxiao, hechuan, decide, now) -> None:
    fields = {"plot": "A1", "land_won_on": "2024-08-01"}
    chain = register_matter(kind="start_on_land", title="新厂房", actor=linxiao, now=now, fields=fields)
    survey = decide(part(chain, "survey"), hechuan)
    assert not survey.is_preliminary
    assert part(chain, "permit").awaits == "intake"


def test_the_chain_closes_after_its_parts(chain, decide, linxiao, hechuan, zhoumin, now) -> None:
    chain = accept(matter=chain, actor=linxiao, now=now)
    survey = decide(part(chain, "survey"), hechuan)
    with pytest.raises(Obstacles) as refused:
        submit(matter=chain, actor=linxiao, now=now, conclusion="全部办结")
    assert "分项 KY2024-0001 只有预审意见" in str(refused.value)
    assert "分项 XK2024-0001 还没有办结" in str(refused.value)
    chain = hold_land(matter=chain, actor=linxiao, now=now, land_on=date(2024, 8, 10))
    confirm_opinion(matter=survey, actor=hechuan, now=now)
    decide(part(chain, "permit"), linxiao)
    chain = submit(matter=chain, actor=linxiao, now=now, conclusion="全部办结")
    assert approve(matter=chain, actor=zhoumin, now=now, result="granted").phase == "closed"


def test_the_land_is_won_once_and_not_tomorrow(chain, linxiao, hechuan, now) -> None:
    with pytest.raises(Obstacles, match="还没有到"):
        hold_land(matter=chain, actor=linxiao, now=now, land_on=date(2024, 8, 13))
    chain = hold_land(matter=chain, actor=linxiao, now=now, land_on=date(2024, 8, 10))
    with pytest.raises(Obstacles, match="不等待用地"):
        hold_land(matter=chain, actor=linxiao, now=now, land_on=date(2024, 8, 10))


def test_who_does_not_take_part_says_nothing_of_the_land(chain, guyuan, now) -> None:
    with pytest.raises(Refusal, match="由受理、交办或牵头"):
        hold_land(matter=chain, actor=guyuan, now=now, land_on=date(2024, 8, 10))


def test_with_a_chain_that_is_given_up_its_parts_are(chain, linxiao, now) -> None:
    withdraw(matter=chain, actor=linxiao, now=now, text="企业放弃")
    assert set(chain.parts.values_list("state", flat=True)) == {"withdrawn"}
    assert chain.parts.first().steps.last().text == "ND2024-0001 企业放弃"


def test_parts_that_are_closed_stay_when_the_chain_is_refused(chain, decide, hechuan, linxiao, now) -> None:
    decide(part(chain, "survey"), hechuan)
    refuse(matter=chain, actor=linxiao, now=now, text="不符合条件")
    assert dict(chain.parts.values_list("part", "state")) == {"survey": "decided", "permit": "refused"}


def test_a_chain_s_page_says_what_its_parts_wait_for(chain, linxiao, now) -> None:
    lines = {line.matter.part: line for line in detail(linxiao, chain.code, at=now).parts}
    assert lines["survey"].waits is None
    assert "用地" in str(lines["permit"].waits)
