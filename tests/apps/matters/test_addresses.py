"""Addresses of lists of matters: whatever is typed into them, a page comes back."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "address",
    [
        "calendar/?month=9999-12",
        "calendar/?month=0001-01",
        "calendar/?month=august",
        "all/?from=0001-01-01",
        "all/?to=9999-12-31",
        "all/?from=yesterday&page=999999999999",
        "all/?q=%00%22%27*&standing=no&state=no&kind=no&family=no&order=no",
    ],
)
def test_an_address_that_makes_no_sense_still_shows_a_page(handled, linxiao, signed_in, address) -> None:
    handled()
    assert signed_in(linxiao).get(f"/matters/{address}").status_code == 200


def test_a_day_beyond_every_calendar_is_told_and_left_aside(handled, linxiao, signed_in) -> None:
    matter = handled()
    page = signed_in(linxiao).get("/matters/all/?to=9999-12-31").content.decode()
    assert "“9999-12-31”不是日期" in page
    assert matter.code in page
