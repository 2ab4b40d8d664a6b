"""Loading a zone's files into the ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from chaotou.figures import operations
from chaotou.figures.models import Body, Indicator, Observation, Target, TargetPart
from chaotou.journal.models import Entry


def test_every_entry_of_the_files_becomes_a_row(ledger):
    assert Body.objects.count() == len(ledger.bodies)
    assert Indicator.objects.count() == len(ledger.indicators)
    assert Target.objects.count() == len(ledger.targets)
    assert Observation.objects.count() == len(ledger.observations)
    assert Indicator.objects.get(code="exports").whole.code == "total_trade"
    assert Body.objects.get(code="zone").statistical_parent.code == "city"


def test_growth_is_kept_as_a_fraction(ledger):
    assert Target.objects.get(code="gdp_2024").value == Decimal("0.08")
    row = Observation.objects.get(indicator__code="gdp", body__code="zone", latest_month=2023 * 12 + 11)
    assert row.growth_yoy == Decimal("0.075")


def test_a_figure_is_known_from_the_evening_of_its_day(ledger):
    row = Observation.objects.filter(indicator__code="gdp").earliest("recorded_at")
    assert row.recorded_at == row.published_at == datetime(2024, 1, 20, 18, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_loading_again_changes_nothing(ledger, load, files, now):
    before = list(Observation.objects.values()), list(Target.objects.values()), Entry.objects.count()
    assert load(now + timedelta(days=1)) == 0
    assert before == (
        list(Observation.objects.values()),
        list(Target.objects.values()),
        Entry.objects.count(),
    )


def test_loading_again_keeps_the_sentence_a_document_gave_a_target(ledger, load, zhoumin, now):
    target = Target.objects.filter(sentence="", kind="count").first()
    citation = operations.Citation("a" * 64, "签约90个以上。", 3, 6)
    assert operations.cite_target(person=zhoumin, target=target.pk, citation=citation, now=now)
    load(now + timedelta(days=1))
    target.refresh_from_db()
    assert (target.withdrawn_at, target.sentence) == (None, "签约90个以上。")


def test_a_second_row_for_the_same_key_is_a_revision(ledger, load, files, row, now):
    later = row("gdp", "zone", "2023", 486, 7.6, status="revised", recorded_on=date(2024, 3, 1))
    assert load(now, observations=[*files["observations"], later]) == 1
    vintages = Observation.objects.filter(
        indicator__code="gdp", body__code="zone", latest_month=2023 * 12 + 11
    )
    first, second = vintages.order_by("revision")
    assert (first.value, second.value, second.revision) == (480, 486, 1)
    assert first.superseded_at == second.recorded_at
    assert second.superseded_at is None


def test_two_vintages_in_one_file_are_loaded_in_the_order_they_were_known(world, load, row, now):
    rows = [
        row("gdp", "zone", "2023", 486, recorded_on=date(2024, 3, 1)),
        row("gdp", "zone", "2023", 480, recorded_on=date(2024, 1, 20)),
    ]
    assert load(now, observations=rows) == 2
    assert list(Observation.objects.order_by("revision").values_list("value", flat=True)) == [480, 486]


def test_a_corrected_file_adds_a_revision_known_from_now(ledger, load, files, now):
    rows = [{**said, "value": 481} if said["value"] == 480 else said for said in files["observations"]]
    assert load(now, observations=rows) == 1
    assert Observation.objects.get(value=481).recorded_at == now
    assert load(now + timedelta(days=1), observations=rows) == 0


def test_a_changed_target_ends_the_earlier_row(ledger, load, files, now):
    targets = [
        {**said, "value": Decimal(250)} if said["code"] == "trade_2024" else said for said in files["targets"]
    ]
    load(now, targets=targets)
    before, after = Target.objects.filter(code="trade_2024").order_by("pk")
    assert (before.value, before.withdrawn_at, after.value, after.set_at) == (240, now, 250, now)


def test_what_people_set_is_not_loaded_over(ledger, load, files, now, linxiao, zhoumin):
    operations.change_target(person=zhoumin, code="trade_2024", value=Decimal(260), reason="调整", now=now)
    load(now + timedelta(days=1))
    assert Target.objects.get(code="trade_2024", withdrawn_at=None).value == 260


def test_a_part_filled_in_stays_filled_when_the_file_changes(ledger, load, files, now, zhoumin):
    operations.fill_formula_part(
        person=zhoumin, formula="formula_16", position=1, target_code="rank_2024", now=now
    )
    load(now + timedelta(days=1))
    parts = TargetPart.objects.filter(formula__withdrawn_at=None).values_list("label", "target_code")
    assert list(parts) == [("1", "rank_2024"), ("6", "trade_2024")]
