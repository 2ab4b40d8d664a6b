"""Recording a figure."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.figures import access, operations
from chaotou.figures.models import Observation
from chaotou.figures.queries import entry
from chaotou.journal.models import Entry

JULY = Period.parse("2024-01..2024-07")
JUNE = Period.parse("2024H1")


@pytest.fixture
def record(linxiao, now):
    """`record(value=...)` records industrial value added of January to July for the zone."""

    def done(**said):
        usual = {"indicator": "industrial_value_added", "body": "zone", "period": JULY, "value": Decimal(100)}
        return operations.record_observation(**{"person": linxiao, "now": now, **usual, **said})

    return done


def test_a_figure_is_recorded_unpublished_by_whom_and_when(ledger, record, linxiao, now):
    made = record(growth_yoy=Decimal("0.08"), growth_basis="comparable", status="preliminary", source="page")
    row = Observation.objects.get(pk=made.pk)
    assert (row.value, row.growth_yoy, row.recorded_by, row.recorded_at) == (
        100,
        Decimal("0.08"),
        linxiao,
        now,
    )
    assert (row.published_at, row.revision, row.source.code) == (None, 0, "page")


def test_recording_leaves_one_entry_in_the_journal(ledger, record, linxiao):
    before = Entry.objects.count()
    made = record()
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.first()
    assert (entry.act, entry.actor) == ("figures.observation.recorded", linxiao)
    assert entry.target == f"figures.observation:{made.pk}"
    assert entry.after["period"] == "2024-01..2024-07"


def test_only_the_indicators_own_organizations_record_it(ledger, record, hechuan, zhoumin, guyuan, shenjie):
    for person in (hechuan, zhoumin, guyuan, shenjie):
        with pytest.raises(Refusal) as refused:
            record(person=person)
        assert str(refused.value) == str(access.may_record(person, "industrial_value_added").reason)
    assert not Observation.objects.filter(indicator__code="industrial_value_added").exists()


def test_the_same_figure_is_not_recorded_twice(ledger, record):
    record()
    with pytest.raises(Refusal, match="已经填报"):
        record(value=Decimal(101))


def test_a_figure_without_any_content_is_refused(ledger, record):
    with pytest.raises(Refusal, match="空缺的原因"):
        record(value=None)


def test_a_missing_figure_is_recorded_with_its_reason(ledger, record):
    assert record(value=None, absence="not_reported").absence == "not_reported"


def test_what_accumulates_is_recorded_from_january_on(ledger, record):
    with pytest.raises(Refusal, match="从1月起"):
        record(period=Period.month(2024, 7))


def test_the_growth_of_a_single_month_may_stand_alone(ledger, record):
    assert record(period=Period.month(2024, 7), value=None, growth_yoy=Decimal("0.1")).pk


def test_before_its_end_a_period_takes_only_an_estimate(ledger, record):
    august = Period.parse("2024-01..2024-08")
    with pytest.raises(Refusal, match="预计"):
        record(period=august, status="preliminary")
    assert record(period=august, status="estimated").pk


def test_a_period_that_has_not_begun_is_refused(ledger, record):
    with pytest.raises(Refusal, match="还没有开始"):
        record(period=Period.year(2025), status="estimated")


def test_an_unknown_code_is_refused(ledger, record):
    with pytest.raises(Refusal, match="nowhere"):
        record(body="nowhere")


@pytest.mark.parametrize(
    ("earlier", "said", "words"),
    [
        ((JUNE, 110), {"value": Decimal(100)}, "小"),
        ((JUNE, 100), {"value": Decimal(100)}, "相同"),
        ((Period.parse("2023-01..2023-07"), 60), {"value": Decimal(100)}, "变动"),
        ((Period.parse("2023-01..2023-07"), 95), {"value": Decimal(950000)}, "单位"),
        (
            (Period.parse("2023-01..2023-07"), 95),
            {"value": Decimal(100), "growth_yoy": Decimal("0.2"), "growth_basis": "nominal"},
            "不符",
        ),
        (None, {"growth_yoy": Decimal("0.6")}, "50%"),
        (
            (Period.parse("2023-01..2023-07"), 95),
            {"value": Decimal(950), "growth_yoy": Decimal("0.08"), "growth_basis": "comparable"},
            "变动",
        ),
        ((JUNE, 95), {"value": Decimal(950)}, "2024年上半年"),
    ],
)
def test_an_odd_figure_needs_a_note(ledger, record, now, earlier, said, words):
    if earlier:
        record(period=earlier[0], value=Decimal(earlier[1]), note="数据齐备")
    with pytest.raises(Refusal, match=words):
        record(**said)
    assert record(**said, note="已与统计部门核对").note == "已与统计部门核对"


def test_a_comparable_basis_explains_a_growth_that_levels_contradict(ledger, record):
    record(period=Period.parse("2023-01..2023-07"), value=Decimal(95))
    assert record(growth_yoy=Decimal("0.09"), growth_basis="comparable").pk


def test_a_part_above_its_whole_is_told(ledger):
    at = entry.cell(indicator="exports", body="zone", period=JUNE)
    found = entry.issues(at, now=datetime(2024, 8, 12, tzinfo=UTC), value=Decimal(130))
    assert [(issue.level.value, issue.place.path) for issue in found] == [("warning", "value")]
    assert "120" in str(found[0].message)


def test_a_whole_below_its_part_is_told(ledger, world, hechuan, now):
    world.commerce.responsibilities.create(role="lead", subject="indicator", code="exports")
    july = {"body": "zone", "period": JULY, "now": now}
    operations.record_observation(person=hechuan, indicator="exports", value=Decimal(150), **july)
    with pytest.raises(Refusal, match="一部分"):
        operations.record_observation(person=hechuan, indicator="total_trade", value=Decimal(140), **july)


def test_everything_odd_is_told_at_once(ledger, record, now):
    record(period=JUNE, value=Decimal(110))
    at = entry.cell(indicator="industrial_value_added", body="zone", period=JULY)
    found = entry.issues(at, now=now, value=Decimal(100), growth_yoy=Decimal("0.7"))
    assert len(found) == 2
