"""The review of a long document comes in pages: light, complete, and each link to the page it means."""

from __future__ import annotations

import re

import pytest

from chaotou.core.blocks import Document, Paragraph, Table
from chaotou.intake.marking import shown
from chaotou.intake.operations import receive_text, reject_claim
from chaotou.intake.paging import CLAIMS_A_PAGE, paged
from chaotou.intake.queries import page_of, review

CARD = re.compile(r'id="claim-(\d+)"')
LINES = [f"2023年，第{number}园区工业投资{number}亿元，税收{number + 1}万元。" for number in range(1, 521)]
LIGHT = 400_000


@pytest.fixture
def long(ledger, linxiao, now):
    """A document of about 1,000 claims."""
    return receive_text(person=linxiao, text="\n".join(LINES), year=2023, body="zone", now=now)


def _page(browser, document, query=""):
    return browser.get(f"/documents/{document.code}/{query}").content.decode()


def test_a_thousand_claims_come_in_light_pages(long, zhoumin, signed_in):
    assert long.claims.count() > 900
    browser = signed_in(zhoumin)
    for number in (1, 5):
        assert len(_page(browser, long, f"?page={number}").encode()) < LIGHT


def test_every_claim_stands_on_exactly_one_page(long, zhoumin):
    found = [review(zhoumin, long.code, page=number) for number in range(1, 100)][:12]
    pages = {part.page: [view.row.position for view in part.claims] for part in found}
    positions = [position for number in sorted(pages) for position in pages[number]]
    assert positions == list(long.claims.values_list("position", flat=True))


def test_the_pages_together_show_the_whole_text(long, zhoumin):
    count = review(zhoumin, long.code).pages.count
    said = set()
    for number in range(1, count + 1):
        blocks = review(zhoumin, long.code, page=number).blocks
        said |= {"".join(piece.text for piece in block.pieces) for block in blocks}
    assert said == set(LINES)


def test_each_card_has_its_words_marked_on_its_page(long, zhoumin, signed_in):
    page = _page(signed_in(zhoumin), long, "?page=4")
    assert len(CARD.findall(page)) == CLAIMS_A_PAGE
    assert all(f'id="c{position}"' in page for position in CARD.findall(page))


def test_pages_lead_on_and_back(long, zhoumin, signed_in):
    page = _page(signed_in(zhoumin), long, "?page=2")
    assert 'rel="prev" href="?page=1"' in page
    assert 'rel="next" href="?page=3"' in page
    assert 'rel="next"' not in _page(signed_in(zhoumin), long, "?page=999")


def test_a_citation_opens_the_page_of_its_words(long, zhoumin, signed_in):
    cited = long.claims.all()[750]
    page = _page(signed_in(zhoumin), long, f"?at={cited.start}-{cited.end}")
    assert 'id="at"' in page
    assert f'id="claim-{cited.position}"' in page


def test_a_half_done_review_opens_where_it_goes_on(long, zhoumin, signed_in, now):
    rows = list(long.claims.all())
    long.claims.filter(pk__in=[row.pk for row in rows[1:250]]).update(state="rejected", decided_at=now)
    reject_claim(person=zhoumin, claim=rows[0], now=now)
    page = _page(signed_in(zhoumin), long)
    assert f'id="claim-{rows[250].position}"' in page
    assert f'href="?page=3#claim-{rows[250].position}"' in _page(signed_in(zhoumin), long, "?page=1")


def test_without_scripts_an_answer_goes_back_to_the_claim_s_page(long, zhoumin, signed_in):
    row = long.claims.all()[333]
    answer = signed_in(zhoumin).post(f"/documents/{long.code}/claims/{row.position}/reject/")
    assert answer.url.endswith(f"?page=4#claim-{row.position}")
    assert page_of(row) == 4


def test_accepting_together_counts_the_claims_of_every_page(long, zhoumin):
    kinds = {group.kind: group.count for group in review(zhoumin, long.code).groups}
    assert kinds["actual"] == long.claims.count()


def test_what_does_not_fit_links_to_its_page(ledger, linxiao, zhoumin, now, signed_in):
    text = "\n".join([*LINES[:80], "2023年，全区地区生产总值412亿元。", "2023年，全区地区生产总值398亿元。"])
    document = receive_text(person=linxiao, text=text, year=2023, body="zone", now=now)
    assert document.findings
    assert re.search(r'href="\?page=2#f\d+-1"', _page(signed_in(zhoumin), document))


def test_odd_page_numbers_are_passed_over(document, zhoumin, signed_in):
    for query in ("?page=0", "?page=-3", "?page=x", "?page=²", "?page=99999999999"):
        assert signed_in(zhoumin).get(f"/documents/{document.code}/{query}").status_code == 200


def test_a_long_document_takes_as_few_queries(long, zhoumin, signed_in, django_assert_max_num_queries):
    browser = signed_in(zhoumin)
    with django_assert_max_num_queries(18):
        assert browser.get(f"/documents/{long.code}/?page=5").status_code == 200


def test_a_claim_that_overlaps_the_next_page_keeps_its_words():
    spans = [(number * 10, number * 10 + 5) for number in range(CLAIMS_A_PAGE - 1)]
    pages = paged([*spans, (2000, 2040), (2000, 2010)])
    assert pages.stretch(1, 5000) == (0, 2040)
    assert pages.stretch(2, 5000) == (2000, 5000)


def test_a_long_table_is_cut_between_its_rows_and_keeps_its_header():
    rows = (("指标", "数值"), *((f"指标{n}", str(n)) for n in range(50)))
    text = Document("表", (Paragraph("前言"), Table(rows)))
    place = text.text().index("指标30")
    [table] = shown(text, [], (place, place + 4))
    assert [row[0][0].text for row in table.rows] == ["指标", "指标30"]
