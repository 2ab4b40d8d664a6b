"""Growth targets with bands of their own: the light, and how a target's page explains it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from chaotou.core.lights import Light
from chaotou.core.zone.specs import Zone
from chaotou.figures.queries.standings import standings

DAY = {"as_of": "2024-08-12"}
ON = date(2024, 8, 12)


@pytest.fixture
def narrow(load, ledger, files, now, serve) -> Zone:
    """The small zone, whose growth reached 8.1 %, now asked for 11.1 %, at risk to two points below."""
    usual = files["lights"][0]
    own = [{"light": "on_track", "at_least": 0}, {"light": "at_risk", "at_least": -2}, {"light": "behind"}]
    lights = [{**usual, "growth_bands": own}]
    targets = [{**files["targets"][0], "value": Decimal("11.1")}, *files["targets"][1:]]
    zone = Zone.model_validate({**files, "lights": lights, "targets": targets})
    serve(zone)
    load(now, lights=lights, targets=targets)
    return zone


def test_a_growth_three_points_short_is_behind_and_a_level_two_points_short_at_risk(narrow, guyuan):
    lights = {row.code: row.light.light for row in standings(guyuan, on=ON).rows}
    assert lights["gdp_2024"] is Light.BEHIND
    assert lights["trade_2024"] is Light.ON_TRACK


def test_the_page_of_a_growth_target_names_its_own_bands(narrow, guyuan, signed_in):
    page = signed_in(guyuan).get(reverse("figures:target", args=["gdp_2024"]), DAY).content.decode()
    rule = page[page.index("增速目标另有档次") :]
    assert "有风险 ≥ −2 百分点" in rule
    assert "−10" not in rule[: rule.index("起）")]


def test_the_page_of_another_target_names_the_usual_bands(narrow, guyuan, signed_in):
    page = signed_in(guyuan).get(reverse("figures:target", args=["trade_2024"]), DAY).content.decode()
    assert "增速目标另有档次" not in page
    assert "有风险 ≥ −10 百分点" in page
