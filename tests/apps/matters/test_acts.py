"""Every act by its name: what it takes, what it refuses."""

from __future__ import annotations

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters.operations.acts import ACTS, asked_by, take_act


def test_every_act_of_a_flow_is_done_by_something() -> None:
    assert set(ACTS) == set(Act) - {Act.REGISTER}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_may_bring_words_or_a_conclusion_and_files(act) -> None:
    asked = asked_by(act)
    assert asked["files"] is False
    assert asked.get("text", asked.get("conclusion")) is False


def test_an_act_is_taken_by_its_name(permit, linxiao, now) -> None:
    assert take_act(act="accept", matter=permit(), actor=linxiao, now=now).state == "examining"


def test_what_an_act_does_not_take_and_what_it_lacks_is_said_at_once(permit, linxiao, now) -> None:
    with pytest.raises(Obstacles) as refused:
        take_act(act="suspend", matter=permit(), actor=linxiao, now=now, color="red")
    assert "没有“color”一项" in str(refused.value)
    assert "请填写“reason”" in str(refused.value)


@pytest.mark.parametrize("act", ["register", "dance"])
def test_no_other_act_is_taken(act, permit, linxiao, now) -> None:
    with pytest.raises(Refusal, match="没有“"):
        take_act(act=act, matter=permit(), actor=linxiao, now=now)
