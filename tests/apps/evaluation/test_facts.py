"""What a scheme reads, gathered from the ledger as published and known at a moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chaotou.core.issues import Refusal
from chaotou.core.panel import State
from chaotou.core.periods import Period
from chaotou.core.zone.project_specs import CountBasis, CountSpec
from chaotou.evaluation import schemes
from chaotou.evaluation.gathering import led
from chaotou.evaluation.gathering.asked import Asked
from chaotou.evaluation.gathering.facts import gather
from chaotou.evaluation.gathering.references import url_of
from chaotou.evaluation.gathering.subjects import chosen
from chaotou.evaluation.templatetags.evaluation import detail_value
from chaotou.figures import operations as figures


def gathered(code: str, period: Period, at: datetime):
    scheme, _ = schemes.sound(code)
    return gather(scheme, period, at)


def value(facts, subject: str, name: str) -> float:
    return float(facts.column(name)[facts.rows[subject]])


def test_a_body_brings_its_figure_its_growth_in_percent_and_the_figure_of_its_whole(ledger, half, now):
    facts = gathered("peers", half, now).facts
    assert value(facts, "zone", "total_trade") == 132
    assert value(facts, "zone", "gdp.growth") == pytest.approx(8.1)
    assert value(facts, "peer_a", "gdp.whole") == 2400


def test_a_target_and_the_year_before_stand_beside_the_figure(ledger, write, texts, half, now):
    reads = "reads: {indicator: gdp, as: change}"
    aimed = "reads: {indicator: total_trade, as: attainment}"
    changed = texts.peers.replace("reads: {indicator: gdp, as: share}", reads).replace(
        "reads: total_trade", aimed
    )
    write("peers", changed)
    facts = gathered("peers", half, now).facts
    assert value(facts, "zone", "gdp@year_ago") == 220
    assert value(facts, "zone", "total_trade.target") == 240
    assert facts.citations["zone", "total_trade.target"].reference == "target/trade_2024"


def test_half_the_year_has_elapsed(ledger, half, now):
    facts = gathered("peers", half, now).facts
    assert (facts.elapsed, facts.year) == (0.5, 2024)


def test_whom_nobody_knows_a_figure_of_is_left_out(ledger, half, now):
    found = gathered("peers", half, now)
    assert found.left_out == ("silent",)
    assert set(found.scored) == {"zone", "peer_a", "peer_b"}


def test_each_figure_is_cited_and_leads_to_its_page(ledger, half, now):
    cited = gathered("peers", half, now).facts.citations["peer_b", "total_trade"]
    assert (cited.source, cited.vintage, cited.status, cited.synthetic) == (
        "报纸版面",
        "2024-07-20 r0",
        "preliminary",
        True,
    )
    assert url_of(cited.reference) == "/figures/indicators/total_trade/peer_b/2024H1/"


def test_what_is_not_published_is_not_read(ledger, hechuan, half, now):
    said = {"indicator": "retail_sales", "body": "peer_a", "value": Decimal(5), "note": "首次"}
    figures.record_observation(person=hechuan, period=half, now=now, **said)
    later = now + timedelta(hours=1)
    assert gathered("peers", half, later).facts.rows.keys() == gathered("peers", half, now).facts.rows.keys()


def test_a_revision_counts_from_when_it_was_published(ledger, revise, half, now):
    later = now + timedelta(days=3)
    revise("zone", 250, later)
    before = gathered("peers", half, now).facts.column("gdp.growth")
    after = gathered("peers", half, later).facts
    assert value(after, "zone", "gdp.growth") == pytest.approx(8.1)
    assert after.citations["zone", "gdp.growth"].vintage.endswith("r1")
    assert before.shape == after.column("gdp.growth").shape


def test_an_absence_that_was_stated_keeps_its_reason(ledger, linxiao, zhoumin, half, now):
    said = {"indicator": "gdp", "body": "silent", "absence": "exempt", "note": "豁免"}
    row = figures.record_observation(person=linxiao, period=half, now=now, **said)
    figures.publish_observation(person=zhoumin, observation=row.pk, now=now)
    facts = gathered("peers", half, now + timedelta(hours=1)).facts
    assert "silent" not in facts.rows
    scheme, _ = schemes.sound("peers")
    listed = scheme.model_copy(
        update={"subjects": scheme.subjects.model_copy(update={"members": ("zone", "silent")})}
    )
    kept = gather(listed, half, now + timedelta(hours=1)).facts
    assert kept.states("gdp")[kept.rows["silent"]] == State.EXEMPT


def test_a_bureau_brings_the_mean_attainment_of_its_targets_each_up_to_120_percent(ledger, half, now):
    facts = gathered("offices", half, now).facts
    assert value(facts, "economy", "led_targets_attainment") == pytest.approx(50)
    assert value(facts, "commerce", "led_targets_attainment") == pytest.approx((55 + 120) / 2)


def test_what_its_targets_are_is_kept_beside_the_mean(ledger, half, now):
    details = gathered("offices", half, now).details["commerce", "led_targets_attainment"]
    assert {one.code: one.value for one in details} == {
        "trade_2024": pytest.approx(55),
        "sales_2024": pytest.approx(130),
    }


def test_the_hundred_that_a_mean_is_held_against_is_made_of_nothing(ledger, half, now):
    scheme, _ = schemes.sound("offices")
    asked = Asked(scheme, half, now, (led.ALL_OF_THEM,), chosen(scheme, 2024).all)
    found = led.cells(asked)["commerce", led.ALL_OF_THEM]
    assert (found.value, found.details) == (100, ())


def test_a_figure_first_recorded_after_the_next_month_is_late(ledger, linxiao, zhoumin, half, now):
    said = {"indicator": "gdp", "body": "zone", "value": Decimal(120), "note": "迟报"}
    row = figures.record_observation(person=linxiao, period=Period.quarter(2024, 1), now=now, **said)
    figures.publish_observation(person=zhoumin, observation=row.pk, now=now)
    found = gathered("offices", half, now + timedelta(hours=1))
    late = [value(found.facts, code, "figures_late") for code in ("economy", "commerce")]
    assert late == [1, 0]
    (detail,) = found.details["economy", "figures_late"]
    assert (detail.name, detail_value(detail)) == ("地区生产总值", "2024年3月")


def test_what_the_platform_counts_is_late_for_nobody(ledger, linxiao, zhoumin, half, now, serve):
    said = {"indicator": "gdp", "body": "zone", "value": Decimal(120), "note": "迟报"}
    row = figures.record_observation(person=linxiao, period=Period.quarter(2024, 1), now=now, **said)
    figures.publish_observation(person=zhoumin, observation=row.pk, now=now)
    count = CountSpec(indicator="gdp", moved_to="signed", tier="all", basis=CountBasis.REPORTED)
    zone = ledger.model_copy(update={"counts": (count,)})
    serve(zone)
    facts = gathered("offices", half, now + timedelta(hours=1)).facts
    assert value(facts, "economy", "figures_late") == 0


def test_who_leads_nothing_is_not_measured_by_it(ledger, write, texts, world, half, now):
    write("offices", texts.offices.replace("[economy, commerce]", "[economy, committee]"))
    facts = gathered("offices", half, now).facts
    for name in ("led_targets_attainment", "figures_late"):
        assert facts.states(name)[facts.rows["committee"]] == State.NOT_APPLICABLE


def test_the_number_of_queries_does_not_grow_with_subjects(ledger, half, now):
    scheme, _ = schemes.sound("peers")
    taken = []
    for members in (("zone",), ("zone", "peer_a", "peer_b", "silent")):
        subjects = scheme.subjects.model_copy(update={"members": members})
        with CaptureQueriesContext(connection) as captured:
            gather(scheme.model_copy(update={"subjects": subjects}), half, now)
        taken.append(len(captured))
    assert taken[0] == taken[1] <= 4


def test_a_period_the_scheme_is_not_made_for_is_refused_with_what_to_write(ledger, now):
    with pytest.raises(Refusal, match="不按“2024年三季度”考评.*2024-01..2024-07"):
        gathered("peers", Period.quarter(2024, 3), now)


def test_a_year_in_which_the_scheme_is_not_in_force_is_refused(ledger, now):
    with pytest.raises(Refusal, match="2023 年的数据不生效"):
        gathered("offices", Period.year(2023), now)
