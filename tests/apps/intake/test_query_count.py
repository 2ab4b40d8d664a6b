"""A fixed number of queries, however many claims a document has and however many documents there are."""

from __future__ import annotations

import pytest

from chaotou.intake.operations import receive_text

BUDGETS = {"/documents/": 18, "/documents/{code}/": 16, "/documents/{code}/accept-all/?kind=actual": 16}


@pytest.fixture
def long_document(ledger, linxiao, now):
    for day in range(5):
        receive_text(person=linxiao, text=f"第{day}份，没有数据。", year=2023, body="zone", now=now)
    sentences = (f"2023年{month}月，全区完成地区生产总值{month + 30}亿元。" for month in range(1, 13))
    more = (f"{year}年，全区实际使用外资{year - 2000}亿美元。" for year in range(2001, 2023))
    return receive_text(person=linxiao, text="\n".join([*sentences, *more]), year=2023, body="zone", now=now)


@pytest.mark.parametrize("address", BUDGETS)
def test_a_page_keeps_its_budget(address, long_document, zhoumin, signed_in, django_assert_max_num_queries):
    assert long_document.claims.count() > 25
    browser = signed_in(zhoumin)
    with django_assert_max_num_queries(BUDGETS[address]):
        assert browser.get(address.format(code=long_document.code)).status_code == 200
