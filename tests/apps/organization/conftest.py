"""Zones small enough to read in a test."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.core.zone.specs import IndicatorSpec, OrganizationSpec, PersonSpec, PostSpec, Zone, ZoneSpec

ZONE = ZoneSpec(
    code="small", name="小区", english="Small", body="zone", city="city", year=2024, as_of=date(2024, 8, 20)
)
GDP = IndicatorSpec(
    code="gdp",
    name="地区生产总值",
    english="GDP",
    unit="亿元",
    measure="flow",
    group="economy",
    frequency="quarter",
    lead="economy",
    supporting=("commerce",),
)


@pytest.fixture
def small_zone() -> Zone:
    """A zone with two bureaus, two people and an indicator."""
    return Zone(
        zone=ZONE,
        organizations=(
            OrganizationSpec(code="economy", name="经发局", english="Economy", kind="bureau", parent="top"),
            OrganizationSpec(code="top", name="管委会", english="Committee", kind="zone"),
            OrganizationSpec(code="commerce", name="商务局", english="Commerce", kind="bureau", parent="top"),
        ),
        people=(
            PersonSpec(username="one", name="甲", english="One", organization="economy"),
            PersonSpec(username="two", name="乙", english="Two", organization="top"),
        ),
        posts=(
            PostSpec(
                code="recorder",
                organization="economy",
                title="统计员",
                english="Clerk",
                duty="records",
                person="one",
            ),
            PostSpec(
                code="reviewer",
                organization="top",
                title="审核员",
                english="Reviewer",
                duty="reviews",
                person="two",
            ),
            PostSpec(code="empty", organization="commerce", title="统计员", english="Clerk", duty="records"),
        ),
        indicators=(GDP,),
    )


@pytest.fixture
def empty_zone(serve) -> Zone:
    """The zone's files know one indicator and nothing else."""
    found = Zone(zone=ZONE, indicators=(GDP,))
    serve(found)
    return found
