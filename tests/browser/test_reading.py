"""From a report to the ledger: bring it in, decide claim by claim with the keyboard, see it wait."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from .acting import broken_rules
from .conftest import DESK, PHONE, Visit, Visitor

REPORT = "1至8月，全区完成规上工业增加值146.25亿元，同比增长32.5%。社会消费品零售总额81.5亿元，增长5.3%。"


def bring_in(visitor: Visitor, text: str) -> None:
    """Paste a text; a mark in it makes it another document than any before."""
    visitor.open("/documents/")
    visitor.page.fill("textarea[name=text]", f"{text}\n（{uuid4().hex[:8]}）")
    visitor.page.locator("main form button").click()
    visitor.page.wait_for_url(re.compile(r"/documents/[0-9a-f]{64}/"))
    visitor.page.wait_for_load_state("networkidle")


def test_a_reader_accepts_a_claim_with_the_keyboard_and_it_waits_to_be_published(visit: Visit) -> None:
    recorder = visit("linxiao")
    bring_in(recorder, REPORT)
    assert recorder.page.locator("mark").count() > 0
    recorder.page.keyboard.press("a")
    recorder.page.wait_for_selector(".claim-card.accepted")
    assert recorder.complaints == []
    reviewer = visit("zhoumin")
    reviewer.open("/")
    assert reviewer.page.get_by_role("link", name="规上工业增加值 2024年1—8月").count() == 1
    assert reviewer.complaints == []


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_review_page_fits_and_is_accessible(visit: Visit, language: str, width: int) -> None:
    visitor = visit("zhoumin", language=language, width=width)
    bring_in(visitor, REPORT)
    assert visitor.fits(width)
    assert broken_rules(visitor) == []
    assert visitor.complaints == []


def test_a_document_half_decided_waits_on_the_home_page(visit: Visit) -> None:
    visitor = visit("linxiao")
    bring_in(visitor, REPORT)
    title = visitor.page.inner_text("h1")
    visitor.open("/")
    assert visitor.page.locator(".waiting", has_text=title).first.is_visible()
