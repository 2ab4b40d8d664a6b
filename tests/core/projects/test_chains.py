"""What a chain has and lacks, and whose a project is among teams."""

from __future__ import annotations

import pytest

from chaotou.core.projects.chains import LinkState, Presence, standing, team_of
from chaotou.core.zone.chain_specs import ChainSpec, Position
from chaotou.core.zone.lead_specs import TeamSpec


def _link(code: str, position: str, wanted: int, *after: str) -> dict[str, object]:
    return {
        "code": code,
        "name": code,
        "english": code,
        "position": position,
        "wanted": wanted,
        "after": after,
    }


CHAIN = ChainSpec.model_validate(
    {
        "code": "pcb",
        "name": "PCB",
        "english": "PCB",
        "links": [
            _link("boards", "midstream", 3, "laminate"),
            _link("foil", "upstream", 1),
            _link("laminate", "upstream", 2, "foil"),
            _link("testing", "support", 0),
        ],
    }
)


@pytest.mark.parametrize(
    ("presence", "state", "lacks"),
    [
        (Presence(2, 1), LinkState.FULL, 0),
        (Presence(5, 0, 4), LinkState.FULL, 0),
        (Presence(1, 1, 1), LinkState.COMING, 1),
        (Presence(1, 0, 1), LinkState.THIN, 2),
        (Presence(0, 0, 2), LinkState.GAP, 3),
        (Presence(0, 0, 3), LinkState.COMING, 3),
        (Presence(), LinkState.GAP, 3),
    ],
)
def test_a_link_is_full_coming_thin_or_a_gap(presence: Presence, state: LinkState, lacks: int):
    link = standing(CHAIN, {"boards": presence}).links[0]
    assert (link.state, link.lacks) == (state, lacks)


def test_a_link_nobody_wants_is_never_a_gap():
    assert standing(CHAIN, {}).at(Position.SUPPORT)[0].state is LinkState.FULL


def test_links_know_their_distance_from_the_material():
    depths = {link.link.code: link.depth for link in standing(CHAIN, {}).links}
    assert depths == {"foil": 0, "laminate": 1, "boards": 2, "testing": 0}


def test_what_lacks_most_is_looked_for_first():
    found = standing(CHAIN, {"laminate": Presence(1, 0, 0)})
    assert [link.link.code for link in found.lacking] == ["boards", "foil", "laminate"]


def test_a_project_is_the_first_team_s_that_fits():
    said = {"english": "Team", "organization": "economy"}
    narrow = TeamSpec.model_validate({**said, "code": "pcb", "name": "甲", "chains": ["pcb"]})
    wide = TeamSpec.model_validate({**said, "code": "all", "name": "乙"})
    teams = (narrow, wide)
    assert team_of(teams, "economy", "suzhou", "pcb") == narrow
    assert team_of(teams, "economy", "suzhou", "") == wide
    assert team_of(teams, "commerce", "suzhou", "pcb") is None
