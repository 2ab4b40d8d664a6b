"""How sure the places are: what is varied, how often it was drawn, between which places each comes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from chaotou.evaluation.showing import outlook


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def address(published) -> str:
    return reverse("evaluation:certainty", args=[published.code])


def test_a_thousand_draws_in_the_request_and_more_by_a_button(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address)
    assert answer.context["found"].draws == 1000
    assert '<button name="draws" value="10000"' in words(answer)
    assert signed_in(zhoumin).get(address, {"draws": "999999999"}).context["found"].draws == 1000


def test_what_is_varied_is_named(signed_in, zhoumin, address):
    assert "权重" in signed_in(zhoumin).get(address).context["found"].inputs
    varied = signed_in(zhoumin).get(address, {"method": "copeland"}).context["found"].inputs
    assert "合成办法" in varied
    answer = signed_in(zhoumin).get(address, {"rule": ["z_score", "percentile_rank", "nothing"]})
    assert "计分规则" in answer.context["found"].inputs
    assert words(answer).count('name="rule"') == 2


def test_every_interval_holds_its_median_and_places_there_are(signed_in, zhoumin, address):
    places = signed_in(zhoumin).get(address, {"weights": "30"}).context["found"].places
    assert {one.row.subject.code for one in places} == {"zone", "peer_a", "peer_b"}
    for one in places:
        assert 1 <= one.low <= one.median <= one.high <= 3
        assert 0 <= one.likely <= 1


def test_the_readers_own_place_is_drawn_however_low_and_told_first(signed_in, guyuan, address, monkeypatch):
    monkeypatch.setattr(outlook, "MOST_DRAWN", 1)
    answer = signed_in(guyuan).get(address)
    found = answer.context["found"]
    assert next(one for one in found.places if one.row.is_own) is not found.places[0]
    labels = [row[0] for row in found.chart.rows]
    assert labels[-1] == "本区"
    assert len(labels) == 2
    assert words(answer).index('<dl class="strip">') < words(answer).index("<table")


def test_the_same_address_gives_the_same_page(signed_in, zhoumin, address):
    browser, asked = signed_in(zhoumin), {"weights": "30", "method": "copeland"}
    first, second = (browser.get(address, asked).context["found"] for _ in range(2))
    assert first.places == second.places
    assert first.shift == second.shift


def test_nothing_uncertain_is_said(signed_in, zhoumin, address):
    asked = {"weights": "", "numbers": "0", "figures": "0"}
    answer = signed_in(zhoumin).get(address, asked)
    assert (answer.status_code, "没有什么是不确定的" in words(answer)) == (200, True)


def test_a_method_that_these_scores_do_not_allow_is_refused_in_words(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address, {"method": "geometric"})
    assert (answer.status_code, "几何平均要求" in words(answer)) == (200, True)


@pytest.mark.parametrize("typed", ["多", "-1", "101", "nan"])
def test_a_width_that_is_none_is_said(signed_in, zhoumin, address, typed):
    answer = signed_in(zhoumin).get(address, {"numbers": typed})
    assert "0 到 100" in words(answer)
    assert "found" not in answer.context


def test_htmx_gets_the_result_alone(signed_in, zhoumin, address):
    part = words(signed_in(zhoumin).get(address, headers={"HX-Request": "true"}))
    assert part.strip().startswith('<div id="certainty"')


def test_who_sees_only_part_of_the_results_draws_nothing(signed_in, linxiao, shenjie, address):
    for person in (linxiao, shenjie):
        assert signed_in(person).get(address).status_code == 403
