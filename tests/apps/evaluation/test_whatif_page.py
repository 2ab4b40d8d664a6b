"""What if a figure were another: the address is the state, and the engine itself answers."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.whatif import Changes, what_if
from chaotou.evaluation.queries.results import scorecard
from chaotou.evaluation.templatetags.evaluation import fact_unit

TRADE, OUTPUT = "total_trade", "gdp"


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def address(published) -> str:
    return reverse("evaluation:what_if", args=[published.code, "zone"])


@pytest.fixture
def card(published, zhoumin) -> Scorecard:
    return scorecard(zhoumin, published.code)


def total(card: Scorecard, subject: str = "zone") -> float:
    return float(card.totals[card.subjects.index(subject)])


def test_every_figure_the_scheme_reads_of_the_subject_has_a_labelled_number(signed_in, zhoumin, address):
    page = words(signed_in(zhoumin).get(address))
    for fact in (TRADE, OUTPUT):
        (field,) = re.findall(rf'<input id="([\w-]+)" name="{re.escape(fact)}"', page)
        assert f'<label for="{field}">' in page
    assert "还没有改动" in page


def test_figures_stand_in_the_schemes_order_each_with_its_unit(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address)
    facts = [line.lever.fact for line in answer.context["lines"]]
    assert facts == [TRADE, OUTPUT]
    assert re.search(r"进出口总额 <small[^>]*>亿元</small>", words(answer))
    assert "%" in fact_unit("gdp.growth", {"gdp": "亿元"})
    assert fact_unit("key_work.mark", {}) == ""


def test_another_figure_gives_the_total_and_place_of_the_engine(signed_in, zhoumin, address, card):
    after = what_if(card, Changes({("zone", TRADE): 200.0}))
    assert total(after) != total(card)
    outlook = signed_in(zhoumin).get(address, {TRADE: "200"}).context["outlook"]
    assert outlook.after.total == pytest.approx(total(after))
    assert outlook.after.rank == after.ranks[after.subjects.index("zone")]
    assert outlook.before.total == pytest.approx(total(card))


def test_points_won_and_lost_come_to_the_change_of_the_total(signed_in, zhoumin, address):
    outlook = signed_in(zhoumin).get(address, {TRADE: "190", OUTPUT: "235"}).context["outlook"]
    won = {one.code: one.points > 0 for one in outlook.moved}
    assert won == {"trade": True, "growth": False, "share": False}
    assert sum(one.points for one in outlook.moved) == pytest.approx(outlook.points, abs=0.011)


def test_a_new_best_moves_everybody_else(signed_in, zhoumin, address, card):
    after = what_if(card, Changes({("zone", TRADE): 900.0}))
    assert total(after, "peer_a") < total(card, "peer_a")
    outlook = signed_in(zhoumin).get(address, {TRADE: "900"}).context["outlook"]
    changed = {
        code
        for code, was, now in zip(card.subjects, card.ranks, after.ranks, strict=True)
        if code != "zone" and was != now
    }
    assert {one.subject for one in outlook.neighbors} == changed


def test_the_number_typed_stays_in_the_field(signed_in, zhoumin, address):
    page = words(signed_in(zhoumin).get(address, {TRADE: "２００"}))
    assert re.search(rf'name="{TRADE}" value="２００"', page)


def test_what_is_no_number_is_said_and_left_out(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address, {TRADE: "许多", OUTPUT: "235"})
    assert "这不是数" in words(answer)
    assert {one.code for one in answer.context["outlook"].moved} == {"growth", "share"}


def test_htmx_gets_the_result_alone_and_a_visit_the_whole_page(signed_in, zhoumin, address):
    browser = signed_in(zhoumin)
    part = words(browser.get(address, {TRADE: "200"}, headers={"HX-Request": "true"}))
    assert part.strip().startswith('<section id="outlook"')
    whole = words(browser.get(address, {TRADE: "200"}))
    assert part.strip() in whole
    assert re.search(r"<button>\s*重算\s*</button>", whole)


def test_no_script_stands_in_the_page(signed_in, zhoumin, address):
    page = words(signed_in(zhoumin).get(address, {TRADE: "200"}))
    inline = [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag]
    assert all('type="application/json"' in tag for tag in inline)
    assert not re.search(r"\son\w+=", page)


def test_the_others_may_go_on_by_their_own_trend(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address, {"others": "trend"})
    assert answer.status_code == 200
    assert ("outlook" in answer.context) or ("refusal" in answer.context)
    assert re.search(r'value="trend" checked', words(answer))


def test_the_published_run_stays_as_it_was(signed_in, zhoumin, address, published):
    before = (published.results, published.digest)
    signed_in(zhoumin).get(address, {TRADE: "900"})
    published.refresh_from_db()
    assert (published.results, published.digest) == before


def test_who_sees_only_part_of_the_results_reads_why_not(signed_in, linxiao, shenjie, address):
    seen = signed_in(linxiao).get(address)
    assert (seen.status_code, "推演会透露" in words(seen)) == (403, True)
    assert signed_in(shenjie).get(address).status_code == 403


def test_nobody_of_that_code_is_missing(signed_in, zhoumin, published):
    wrong = reverse("evaluation:what_if", args=[published.code, "nowhere"])
    assert signed_in(zhoumin).get(wrong).status_code == 404
