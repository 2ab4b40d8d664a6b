"""A petition in the browser: on no page and behind no address of whoever does not handle it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from chaotou.matters.models import Matter
from chaotou.matters.operations.assigning import assign
from chaotou.matters.operations.reporting import note

PAGES = (
    "/",
    "/matters/",
    "/matters/all/?state=all",
    "/matters/all/?q=河西",
    "/matters/overview/",
    "/matters/board/",
    "/matters/calendar/?month=2024-10",
    "/matters/map/",
    "/matters/notices/",
    "/matters/home/",
    "/matters/of-organization/office/",
    "/public/livelihood/",
)
STEPS = ("do/press/", "do/list/", "do/withdraw/", "personal/", "links/", "publish/")


pytestmark = pytest.mark.usefixtures("clock_stands")


@pytest.fixture
def known_to_few(petition, office, paper, now) -> Matter:
    """A petition with a place and a file, handled by the office itself."""
    place = {"address": "河西组", "longitude": Decimal("119.1"), "latitude": Decimal("33.5")}
    matter = assign(matter=petition("河西征收", **place), actor=office.fangyuan, now=now, lead="office")
    return note(matter=matter, actor=office.fangyuan, now=now, text="河西来访", files=[paper()])


@pytest.fixture
def others(office, linxiao, hechuan, zhoumin, guyuan, shenjie, signed_in) -> list[Client]:
    """Browsers of two bureaus' officers, a reviewer, a leader, an auditor, and who administers."""
    return [signed_in(one) for one in (linxiao, hechuan, zhoumin, guyuan, office.luwen, shenjie)]


def test_it_is_on_no_page_of_others(known_to_few, others) -> None:
    for browser in others:
        for address in PAGES:
            page = browser.get(address).content.decode()
            assert known_to_few.code not in page, address
            assert "河西征收" not in page, address
            assert "河西组" not in page, address


def test_none_of_its_addresses_opens_to_others(known_to_few, others) -> None:
    here = f"/matters/{known_to_few.code}/"
    files = f"files/{known_to_few.attachments.get().pk}/"
    for browser in others:
        for address in ("", files, *STEPS[:3]):
            answer = browser.get(here + address)
            assert answer.status_code in (403, 404), address
            assert "河西" not in answer.content.decode(), address
        for address in (*STEPS, f"{files}publish/"):
            assert browser.post(here + address, {"text": "甲"}).status_code in (403, 404), address
    known_to_few.refresh_from_db()
    assert known_to_few.version == 3
