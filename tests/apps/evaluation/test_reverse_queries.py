"""The pages on one run ask no more however many subjects and criteria it has; the engine does the rest."""

from __future__ import annotations

import pytest
from django.urls import reverse

MOST = 14


@pytest.mark.parametrize("name", ["what_if", "plan"])
def test_a_page_of_a_subject_keeps_to_its_queries(
    signed_in, zhoumin, published, name, django_assert_max_num_queries
):
    browser, address = signed_in(zhoumin), reverse(f"evaluation:{name}", args=[published.code, "zone"])
    with django_assert_max_num_queries(MOST):
        browser.get(address, {"total_trade": "200", "goal": "rank", "rank": "1"})


@pytest.mark.parametrize("name", ["certainty", "advice"])
def test_a_page_of_a_run_keeps_to_its_queries(
    signed_in, zhoumin, published, name, django_assert_max_num_queries
):
    browser, address = signed_in(zhoumin), reverse(f"evaluation:{name}", args=[published.code])
    with django_assert_max_num_queries(MOST):
        browser.get(address)
