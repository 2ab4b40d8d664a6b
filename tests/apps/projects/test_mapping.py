"""Cities on the map: each has its name, however close they lie, and no name covers another or a dot."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.specs import Zone
from chaotou.projects.mapping import LABEL, WIDTH, Sources, sources
from chaotou.projects.queries.sums import Amount

COUNTS = {
    "suzhou": 75,
    "shanghai": 53,
    "shenzhen": 49,
    "wuxi": 26,
    "nanjing": 19,
    "beijing": 17,
    "ningbo": 12,
}
ACROSS, DOWN = LABEL


@pytest.fixture(scope="module")
def zone() -> Zone:
    found = load_zone(Path(__file__).parents[3] / "zones/demo").zone
    assert found
    return found


@pytest.fixture
def drawn(zone) -> Sources:
    found = sources(zone, {city.code: Amount(COUNTS.get(city.code, 9)) for city in zone.cities})
    assert found
    return found


def test_every_city_has_its_name(drawn) -> None:
    assert [dot.city.code for dot in drawn.dots if dot.label is None] == []


def test_names_stand_clear_of_each_other_of_dots_and_of_the_edge(drawn) -> None:
    labels = [dot.label for dot in drawn.dots]
    for one, other in combinations(labels, 2):
        assert abs(one.x - other.x) >= ACROSS or abs(one.y - other.y) >= DOWN
    for label in labels:
        assert ACROSS / 2 <= label.x <= WIDTH - ACROSS / 2 and 0 < label.y < drawn.height
        assert not any(label.meets(dot.x, dot.y, dot.radius, dot.radius) for dot in drawn.dots)


def test_a_line_leads_to_a_name_that_stands_apart(drawn) -> None:
    straight = {dot.city.code for dot in drawn.dots if not dot.label.is_apart}
    assert "beijing" in straight and len(straight) < len(drawn.dots)


def test_without_room_a_city_goes_without_its_name(drawn, zone, monkeypatch) -> None:
    monkeypatch.setattr("chaotou.projects.mapping.LABEL", (700, 15))
    crowded = sources(zone, {dot.city.code: dot.amount for dot in drawn.dots})
    assert crowded and len(crowded.dots) == len(drawn.dots)
    assert any(dot.label is None for dot in crowded.dots)
