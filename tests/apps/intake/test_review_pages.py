"""The review of a long document comes in pages: light, complete, and each link to the page it means."""

from __future__ import annotations

import re

import pytest

from chaotou.core.blocks import Document, Paragraph, Table
from chaotou.intake import paging, queries
from chaotou.intake.marking import shown
from chaotou.intake.operations import receive_text, reject_claim
from chaotou.intake.paging import paged
from chaotou.intake.queries import page_of, review

CARD = re.compile(r'id="claim-(\d+)"')
LINES = [
    f"{year}年{month}月，全区地区生产总值{year - 1900 + month}亿元，实际使用外资{year - 1980 + month}亿美元。"
    for year in range(1999, 2012)
    for month in range(1, 13)
]
LIGHT = 300_000
TEN = 10


@pytest.fixture
def tens(monkeypatch):
    """Pages of ten claims, so that a short document has several."""
    for module in (paging, queries):
        monkeypatch.setattr(module, "CLAIMS_A_PAGE", TEN)


@pytest.fixture
def long(tens, ledger, linxiao, now):
    """60 claims on six pages."""
    return receive_text(person=linxiao, text="\n".join(LINES[:30]), year=2023, body="zone", now=now)


def _page(browser, document, query=""):
    return browser.get(f"/documents/{document.code}/{query}").content.decode()


def test_hundreds_of_claims_come_in_light_pages(ledger, linxiao, zhoumin, now, signed_in):
    document = receive_text(person=linxiao, text="\n".join(LINES), year=2023, body="zone", now=now)
    assert document.claims.count() == 312
    page = _page(signed_in(zhoumin), document, "?page=2")
    assert len(CARD.findall(page)) == 100
    assert len(page.encode()) < LIGHT


def test_every_claim_stands_on_exactly_one_page(long, zhoumin):
    found = [review(zhoumin, long.code, page=number) for number in range(1, 7)]
    pages = {part.page: [view.row.position for view in part.claims] for part in found}
    positions = [position for number in sorted(pages) for position in pages[number]]
    assert positions == list(long.claims.values_list("position", flat=True))


def test_the_pages_together_show_the_whole_text(long, zhoumin):
    count = review(zhoumin, long.code).pages.count
    said = set()
    for number in range(1, count + 1):
        blocks = review(zhoumin, long.code, page=number).blocks
        said |= {"".join(piece.text for piece in block.pieces) for block in blocks}
    assert said == set(LINES[:30])


def test_each_card_has_its_words_marked_on_its_page(long, zhoumin, signed_in):
    page = _page(signed_in(zhoumin), long, "?page=4")
    assert len(CARD.findall(page)) == TEN
    assert all(f'id="c{position}"' in page for position in CARD.findall(page))


def test_pages_lead_on_and_back(long, zhoumin, signed_in):
    page = _page(signed_in(zhoumin), long, "?page=2")
    assert 'rel="prev" href="?page=1"' in page
    assert 'rel="next" href="?page=3"' in page
    assert 'rel="next"' not in _page(signed_in(zhoumin), long, "?page=999")


def test_a_citation_opens_the_page_of_its_words(long, zhoumin, signed_in):
    cited = long.claims.all()[55]
    page = _page(signed_in(zhoumin), long, f"?at={cited.start}-{cited.end}")
    assert 'id="at"' in page
    assert f'id="claim-{cited.position}"' in page


def test_a_half_done_review_opens_where_it_goes_on(long, zhoumin, signed_in, now):
    rows = list(long.claims.all())
    long.claims.filter(pk__in=[row.pk for row in rows[1:25]]).update(state="rejected", decided_at=now)
    reject_claim(person=zhoumin, claim=rows[0], now=now)
    page = _page(signed_in(zhoumin), long)
    assert f'id="claim-{rows[25].position}"' in page
    assert f'href="?page=3#claim-{rows[25].position}"' in _page(signed_in(zhoumin), long, "?page=1")


def test_without_scripts_an_answer_goes_back_to_the_claim_s_page(long, zhoumin, signed_in):
    row = long.claims.all()[33]
    answer = signed_in(zhoumin).post(f"/documents/{long.code}/claims/{row.position}/reject/")
    assert answer.url.endswith(f"?page=4#claim-{row.position}")
    assert page_of(row) == 4


def test_accepting_together_counts_the_claims_of_every_page(long, zhoumin):
    kinds = {group.kind: group.count for group in review(zhoumin, long.code).groups}
    assert kinds["actual"] == long.claims.count()


@pytest.fixture
def contradicted(tens, ledger, linxiao, now):
    """19 claims; the last two gainsay each other, and the one before them the first."""
    said = [
        *LINES[:8],
        "1999年1月，全区地区生产总值7亿元。",
        "2023年，全区税收9亿元。",
        "2023年，全区税收8亿元。",
    ]
    return receive_text(person=linxiao, text="\n".join(said), year=2023, body="zone", now=now)


def test_what_does_not_fit_is_told_where_it_shows(contradicted, zhoumin, signed_in):
    first, second = (review(zhoumin, contradicted.code, page=number) for number in (1, 2))
    assert (len(first.findings), len(second.findings)) == (0, 2)
    assert 'href="?page=1#f1-1"' in _page(signed_in(zhoumin), contradicted, "?page=2")


def test_odd_page_numbers_are_passed_over(document, zhoumin, signed_in):
    for query in ("?page=0", "?page=-3", "?page=x", "?page=²", "?page=99999999999"):
        assert signed_in(zhoumin).get(f"/documents/{document.code}/{query}").status_code == 200


def test_a_long_document_takes_as_few_queries(long, zhoumin, signed_in, django_assert_max_num_queries):
    browser = signed_in(zhoumin)
    with django_assert_max_num_queries(18):
        assert browser.get(f"/documents/{long.code}/?page=5").status_code == 200


def test_a_claim_that_overlaps_the_next_page_keeps_its_words(tens):
    spans = [(number * 10, number * 10 + 5) for number in range(TEN - 1)]
    pages = paged([*spans, (2000, 2040), (2000, 2010)])
    assert pages.stretch(1, 5000) == (0, 2040)
    assert pages.stretch(2, 5000) == (2000, 5000)


def test_a_long_table_is_cut_between_its_rows_and_keeps_its_header():
    rows = (("指标", "数值"), *((f"指标{n}", str(n)) for n in range(50)))
    text = Document("表", (Paragraph("前言"), Table(rows)))
    place = text.text().index("指标30")
    [table] = shown(text, [], (place, place + 4))
    assert [row[0][0].text for row in table.rows] == ["指标", "指标30"]


def test_words_pasted_without_a_title_are_named_in_the_readers_language(
    ledger, linxiao, zhoumin, now, signed_in
):
    document = receive_text(person=linxiao, text=LINES[0], year=2023, body="zone", now=now)
    assert "<h1>Pasted text</h1>" in _page(signed_in(zhoumin, "en"), document)
    assert "<h1>粘贴的文字</h1>" in _page(signed_in(zhoumin), document)


def test_a_title_is_marked_as_the_chinese_it_is(ledger, linxiao, zhoumin, now, signed_in):
    document = receive_text(person=linxiao, text=LINES[0], title="年报", year=2023, body="zone", now=now)
    page = _page(signed_in(zhoumin, "en"), document)
    assert '<h1><span lang="zh-Hans">年报</span></h1>' in page
    assert "<title>年报" in page
