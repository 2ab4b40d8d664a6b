"""From a figure that the platform counted of matters to the matters it was counted from."""

from __future__ import annotations

import pytest

from chaotou.core.periods import Period
from chaotou.figures.addresses import of_counted

JULY = Period.parse("2024-01..2024-07")


def test_a_figure_counted_of_matters_leads_to_them(closed, linxiao, signed_in) -> None:
    matter = closed()
    address = of_counted("requests_registered", JULY)
    assert address == "/matters/counted/requests_registered/"
    answer = signed_in(linxiao).get(address)
    assert answer.status_code == 302
    assert answer.url == "/matters/all/?family=request&state=all"
    page = signed_in(linxiao).get(answer.url).content.decode()
    assert matter.title in page


def test_a_figure_counted_of_projects_leads_to_those(world, settings) -> None:
    assert of_counted("signed_projects_100m", JULY).startswith("/projects/")


@pytest.mark.parametrize("indicator", ["gdp", "no_such_thing"])
def test_what_is_not_counted_of_matters_is_not_found(world, linxiao, signed_in, indicator: str) -> None:
    answer = signed_in(linxiao).get(f"/matters/counted/{indicator}/")
    assert answer.status_code == 404
    assert "不是由事项计数的" in answer.content.decode()
