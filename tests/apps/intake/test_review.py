"""The review page: every claim marked in the document, half-done reviews taken up again, citations found."""

from __future__ import annotations

import re

from chaotou.core.blocks import Document, Paragraph, Table
from chaotou.intake.marking import Mark, shown
from chaotou.intake.operations import accept_claim, receive_text, reject_claim
from chaotou.intake.queries import progress, review


def _page(browser, document, query="") -> str:
    return browser.get(f"/documents/{document.code}/{query}").content.decode()


def test_every_claim_is_marked_in_the_text_and_stands_beside_it(document, zhoumin, signed_in):
    page = _page(signed_in(zhoumin), document)
    for claim in document.claims.all():
        assert f'id="c{claim.position}"' in page
        assert f'id="claim-{claim.position}"' in page
        assert document.text[claim.start : claim.end] in re.findall(r"<mark[^>]*>([^<]*)</mark>", page)


def test_claims_stand_in_reading_order(document, zhoumin):
    starts = [view.row.start for view in review(zhoumin, document.code).claims]
    assert starts == sorted(starts)


def test_a_half_done_review_goes_on_at_the_first_undecided_claim(document, zhoumin, now):
    first, second, *_ = document.claims.all()
    accept_claim(person=zhoumin, claim=first, now=now)
    found = review(zhoumin, document.code)
    assert found.first_open.row == second
    assert (found.progress.decided, found.progress.total) == (1, document.claims.count())


def test_when_all_is_decided_nothing_waits(document, zhoumin, now):
    for claim in document.claims.all():
        reject_claim(person=zhoumin, claim=claim, now=now)
    assert review(zhoumin, document.code).first_open is None
    assert progress(document).is_done


def test_a_citation_lands_on_its_words(document, claim_of, zhoumin, signed_in):
    gdp = claim_of("gdp")
    page = _page(signed_in(zhoumin), document, f"?at={gdp.start}-{gdp.end}")
    assert 'id="at"' in page
    assert f'id="at-{gdp.start}"' in page
    assert "引用的原文" in page


def test_a_citation_that_makes_no_sense_is_passed_over(document, zhoumin, signed_in):
    for query in ("?at=9-2", "?at=x", "?at=99999999-999999999"):
        assert signed_in(zhoumin).get(f"/documents/{document.code}/{query}").status_code == 200


def test_who_undertook_it_is_named_where_the_text_says_so(document, claim_of, zhoumin, signed_in):
    assert "责任单位" not in _page(signed_in(zhoumin), document)
    claim = claim_of("signed_projects_100m", "target")
    claim.content |= {"owner": "招商局"}
    claim.save()
    card = _page(signed_in(zhoumin), document).split(f'id="claim-{claim.position}"')[1].split("</article>")[0]
    assert re.search(r"责任单位 <span[^>]*>招商局", card)


def test_the_page_is_whole_in_english(document, zhoumin, signed_in):
    browser = signed_in(zhoumin, language="en")
    assert browser.get(f"/documents/{document.code}/").status_code == 200


def test_words_from_a_document_never_become_markup(ledger, linxiao, zhoumin, now, signed_in):
    text = "2023年，全区完成地区生产总值<script>alert(1)</script>412亿元。"
    document = receive_text(person=linxiao, text=text, year=2023, body="zone", now=now)
    assert "<script>alert" not in _page(signed_in(zhoumin), document)


def test_overlapping_claims_are_each_marked_and_no_word_is_lost():
    text = "工业投资、固定资产投资分别增长130%、30%"
    marks = [Mark(15, 23, "c1", 1), Mark(20, 23, "c2", 2), Mark(0, 4, "at")]
    [block] = shown(Document("", (Paragraph(text),)), marks)
    assert "".join(piece.text for piece in block.pieces) == text
    marked = [(piece.text, piece.claims) for piece in block.pieces if piece.claims]
    assert marked == [("130%、", (1,)), ("30%", (1, 2))]
    assert block.pieces[-1].ending == (1, 2)


def test_a_claim_in_a_table_is_marked_in_its_cell():
    document = Document("", (Paragraph("表前"), Table((("指标", "数值"), ("出口", "150亿元")))))
    start = document.text().index("150")
    blocks = shown(document, [Mark(start, start + 5, "c1", 1)])
    [piece] = blocks[1].rows[1][1]
    assert (piece.text, piece.claims, piece.anchors) == ("150亿元", (1,), ("c1", f"at-{start}"))


def test_a_claim_over_a_broken_line_is_marked_in_both_parts():
    document = Document("", (Paragraph("地区生产总值4"), Paragraph("12亿元")))
    blocks = shown(document, [Mark(6, 12, "c1", 1)])
    assert [piece.text for block in blocks for piece in block.pieces if piece.claims] == ["4", "12亿元"]
