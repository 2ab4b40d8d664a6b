"""One subject's scorecard, one cell told in full, and the way from one subject to another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from chaotou.evaluation import operations
from chaotou.evaluation.templatetags.evaluation import vintage


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def address(published):
    return lambda page, *args: reverse(f"evaluation:{page}", args=[published.code, *args])


def test_criteria_stand_most_lost_first(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address("subject", "zone"))
    text = words(answer)
    order = sorted(("trade", "growth", "share"), key=lambda code: text.index(address("cell", "zone", code)))
    lost = {code: cell.lost for code, cell in answer.context["row"].cells.items()}
    assert order == sorted(order, key=lambda code: -lost[code])


def test_the_waterfall_leads_from_full_marks_to_the_total(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address("subject", "peer_b"))
    change, running = answer.context["charts"]["fall"].lines
    assert running.values[0] == 100
    assert running.values[-1] == pytest.approx(answer.context["row"].total)
    steps = [value for value in change.values if value is not None]
    assert 100 + sum(steps) == pytest.approx(answer.context["row"].total)


def test_every_chart_has_its_own_id_and_its_table(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address("subject", "zone"))
    drawn = [chart for chart in answer.context["charts"].values() if chart] + answer.context["ways"]
    assert len({chart.id for chart in drawn}) == len(drawn) >= 4
    assert words(answer).count("图中数字") == len(drawn)


def test_peers_are_beside_the_subject(signed_in, zhoumin, address):
    bars = signed_in(zhoumin).get(address("subject", "zone")).context["charts"]["bars"]
    assert [line.name for line in bars.lines] == ["本对象", "各对象平均", "最好"]
    assert bars.lines[2].values[0] == 100


def test_a_cell_tells_reading_formula_and_loss(signed_in, zhoumin, address):
    answer = words(signed_in(zhoumin).get(address("cell", "zone", "trade")))
    assert "读数 132" in answer
    assert "0 + 100 × (132 − 100) ÷ (200 − 100)" in answer
    assert "比满分少 34 分" in answer
    assert "本区自定" in answer


def test_two_clicks_lead_from_a_total_to_the_observation(signed_in, zhoumin, published, address):
    browser = signed_in(zhoumin)
    first = address("cell", "zone", "trade")
    second = reverse("figures:observation", args=["total_trade", "zone", "2024H1"])
    assert first in words(browser.get(reverse("evaluation:run", args=[published.code])))
    assert second in words(browser.get(first))
    assert browser.get(second).status_code == 200


def test_a_synthetic_figure_is_marked_where_it_is_read(signed_in, zhoumin, address):
    assert 'class="synthetic"' in words(signed_in(zhoumin).get(address("cell", "peer_b", "trade")))
    assert 'class="synthetic"' not in words(signed_in(zhoumin).get(address("cell", "zone", "trade")))


def test_anothers_criteria_are_refused_with_the_reason(signed_in, linxiao, address):
    for page in (address("subject", "peer_a"), address("cell", "peer_a", "trade")):
        answer = signed_in(linxiao).get(page)
        assert (answer.status_code, "不向其他对象公布" in words(answer)) == (403, True)


def test_nobody_and_nothing_are_not_found(signed_in, zhoumin, address):
    browser = signed_in(zhoumin)
    assert browser.get(address("subject", "nobody")).status_code == 404
    assert browser.get(address("cell", "zone", "nothing")).status_code == 404


def test_a_scorecard_reads_in_english(signed_in, zhoumin, address):
    answer = words(signed_in(zhoumin, "en").get(address("cell", "zone", "trade")))
    assert "How the points came about" in answer
    assert "分是怎么来的" not in answer


def test_what_separates_two_subjects_adds_up_to_their_difference(signed_in, zhoumin, address):
    answer = signed_in(zhoumin).get(address("between"), {"a": "zone", "b": "peer_a"})
    first, second = answer.context["rows"]
    assert sum(bar.points for bar in answer.context["bars"]) == pytest.approx(second.total - first.total)


def test_two_subjects_must_be_chosen_to_compare(signed_in, zhoumin, address):
    answer = words(signed_in(zhoumin).get(address("between"), {"a": "zone", "b": "zone"}))
    assert "选两个不同的对象" in answer


def test_a_deduction_is_told_item_by_item(signed_in, ledger, zhoumin, half, now):
    place = {"scheme": "offices", "period": half, "criterion": "criticized_city", "subject": "economy"}
    operations.note_fact(person=zhoumin, value=Decimal(2), reason="两次通报", now=now, **place)
    run = operations.draft_run(person=zhoumin, scheme="offices", period=half, now=now)
    answer = signed_in(zhoumin).get(reverse("evaluation:subject", args=[run.code, "economy"]))
    (line,) = answer.context["found"].extras
    assert (line.extra.item.code, line.extra.reading, line.extra.points) == ("criticized_city", 2, -2)
    assert "合计至多 4 分" in words(answer)
    other = signed_in(zhoumin).get(reverse("evaluation:subject", args=[run.code, "commerce"]))
    assert other.context["found"].extras == ()


def test_a_mean_of_led_targets_says_which_of_them_count(signed_in, ledger, zhoumin, half, now):
    run = operations.draft_run(person=zhoumin, scheme="offices", period=half, now=now)
    page = signed_in(zhoumin).get(reverse("evaluation:cell", args=[run.code, "commerce", "aims"]))
    assert "平均完成率只算有完成率的目标，每项至多按 120% 计" in words(page)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2024-07-31", "2024-07-31"),
        ("2024-07-31T09:05:00+08:00", "2024-07-31 09:05"),
        ("2024-07-31 r1", "2024-07-31 r1"),
        ("", "—"),
    ],
)
def test_a_version_is_dated_as_exactly_as_it_is_known(moment, shown):
    assert vintage(moment) == shown
