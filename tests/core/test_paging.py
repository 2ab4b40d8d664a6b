"""Pages of a long list: every row stands on one of them, and every number asked for leads to one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.paging import Paging, paging

totals = st.integers(0, 500)
sizes = st.integers(1, 60)


@given(totals, sizes)
def test_the_pages_together_are_the_list(total: int, size: int) -> None:
    rows = range(total)
    pages = [paging(total, number, size) for number in range(1, paging(total, 1, size).pages + 1)]
    assert [row for page in pages for row in rows[page.start : page.last]] == list(rows)
    assert all(page.first == page.start + 1 for page in pages if total)


@given(totals, st.integers(-9, 999), sizes)
def test_a_page_that_is_not_there_is_the_nearest_that_is(total: int, wanted: int, size: int) -> None:
    found = paging(total, wanted, size)
    assert found.number == sorted((1, wanted, found.pages))[1]


def test_an_empty_list_has_one_page_without_rows() -> None:
    found = paging(0, 3, 50)
    assert (found.number, found.pages, found.first, found.last) == (1, 1, 0, 0)


def test_the_pages_beside_are_one_less_and_one_more() -> None:
    assert (Paging(200, 2, 50).previous, Paging(200, 2, 50).next) == (1, 3)
