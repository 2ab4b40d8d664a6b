"""Recognition: by another person, against a checklist, with reasons; the ledger follows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.figures.access import SYSTEM
from chaotou.figures.models import Observation
from chaotou.figures.operations import load_catalogue
from chaotou.figures.queries.vintages import vintages
from chaotou.organization.queries import zone
from chaotou.projects.models import Evidence, Move, Recognition
from chaotou.projects.operations.ledger import count_into_ledger
from chaotou.projects.operations.recognition import (
    recognize,
    refuse_recognition,
    request_recognition,
    withdraw_recognition,
)

pytestmark = pytest.mark.django_db
CITY = "city_assessment"
ON = date(2024, 6, 20)
JULY = Period.to_month(2024, 7)


@pytest.fixture
def catalogue(db, now) -> None:
    load_catalogue(zone=zone(), now=now)


@pytest.fixture
def signing(few, linxiao, now) -> Move:
    """A signing of 3亿元 with its papers."""
    for kind in ("agreement", "investor_identity"):
        Evidence.objects.create(
            project=few.signed, kind=kind, name=kind, sha256=kind.ljust(64, "0"), added_at=now
        )
    return Move.objects.create(
        project=few.signed,
        from_stage="review",
        to_stage="signed",
        moved_on=ON,
        investment=Decimal("300000000"),
        reported_by=linxiao,
        reported_at=now,
    )


@pytest.fixture
def requested(signing, linxiao, now, catalogue) -> Recognition:
    return request_recognition(move=signing, scheme=CITY, actor=linxiao, now=now)


def test_asking_is_refused_with_everything_that_speaks_against_it(signing, few, linxiao, now) -> None:
    few.signed.evidence.all().delete()
    few.signed.particulars = {"investor_origin": "local"}
    few.signed.save()
    with pytest.raises(Refusal) as refused:
        request_recognition(move=signing, scheme=CITY, actor=linxiao, now=now)
    for word in ("本市企业", "正式投资协议", "投资方身份"):
        assert word in str(refused.value)


def test_in_a_demonstration_a_move_is_recognized_by_its_day(requested, zhoumin) -> None:
    own, later = zone().zone.as_of, datetime(2026, 11, 23, 9, tzinfo=UTC)
    with pytest.raises(Refusal, match="还没有到"):
        recognize(recognition=requested, on=own + timedelta(days=1), actor=zhoumin, now=later)
    row = recognize(recognition=requested, on=own, actor=zhoumin, now=later)
    assert row.decided_at == later.replace(year=own.year, month=own.month, day=own.day)


def test_the_ledger_of_a_demonstration_knows_a_count_since_it_was_really_made(requested, zhoumin) -> None:
    later = datetime(2026, 11, 23, 9, tzinfo=UTC)
    recognize(recognition=requested, on=ON, actor=zhoumin, now=later)
    assert set(Observation.objects.values_list("recorded_at", flat=True)) == {later}


def test_another_person_recognizes_on_a_day(requested, zhoumin, linxiao, guyuan, now) -> None:
    for person in (linxiao, guyuan):
        with pytest.raises(Refusal):
            recognize(recognition=requested, on=ON, actor=person, now=now)
    row = recognize(recognition=requested, on=ON, actor=zhoumin, now=now)
    assert (row.state, row.recognized_on, row.decided_by) == ("recognized", ON, zhoumin)


@pytest.mark.parametrize("on", [date(2024, 6, 19), date(2024, 8, 13)])
def test_the_day_is_neither_before_the_move_nor_to_come(requested, zhoumin, now, on) -> None:
    with pytest.raises(Refusal):
        recognize(recognition=requested, on=on, actor=zhoumin, now=now)


def test_a_refusal_has_a_reason_and_one_may_ask_again(requested, signing, zhoumin, linxiao, now) -> None:
    with pytest.raises(Refusal, match="理由"):
        refuse_recognition(recognition=requested, reason=" ", actor=zhoumin, now=now)
    refuse_recognition(recognition=requested, reason="协议无公章", actor=zhoumin, now=now)
    again = request_recognition(move=signing, scheme=CITY, actor=linxiao, now=now)
    with pytest.raises(Refusal, match="已经申请"):
        request_recognition(move=signing, scheme=CITY, actor=linxiao, now=now)
    assert again.state == "requested"


def test_what_is_decided_is_not_decided_again(requested, zhoumin, now) -> None:
    refuse_recognition(recognition=requested, reason="协议无公章", actor=zhoumin, now=now)
    with pytest.raises(Refusal, match="已经办理"):
        recognize(recognition=requested, on=ON, actor=zhoumin, now=now)


def test_a_stage_may_be_recognized_by_one_scheme_and_not_by_another(requested, signing, linxiao, now) -> None:
    with pytest.raises(Refusal, match="不认定这个阶段"):
        request_recognition(move=signing, scheme="policy_payout", actor=linxiao, now=now)


def counted_value(period: Period = JULY, scope: str = "") -> list[Decimal | None]:
    figure = {"indicator": "signed_projects_100m", "body": "zone", "period": period, "scope": scope}
    return [one.value for one in vintages(SYSTEM, **figure)]


def test_recognizing_counts_in_the_ledger_and_withdrawing_revises_it(requested, zhoumin, now) -> None:
    assert counted_value() == []
    row = recognize(recognition=requested, on=ON, actor=zhoumin, now=now)
    assert counted_value() == [1]
    assert counted_value(Period.to_month(2024, 5)) == [0]
    withdraw_recognition(recognition=row, reason="协议解除", actor=zhoumin, now=now)
    assert counted_value() == [0, 1], "the earlier vintage stays"
    latest = vintages(SYSTEM, indicator="signed_projects_100m", body="zone", period=JULY)[0]
    assert "P2024-0002" in latest.reason
    assert latest.is_published


def test_money_is_counted_in_the_unit_of_the_indicator(requested, zhoumin, now) -> None:
    recognize(recognition=requested, on=ON, actor=zhoumin, now=now)
    found = vintages(SYSTEM, indicator="signed_investment", body="zone", period=JULY)
    assert [one.value for one in found] == [Decimal(3)]


def test_counting_again_changes_nothing(requested, zhoumin, now) -> None:
    recognize(recognition=requested, on=ON, actor=zhoumin, now=now)
    before = Observation.objects.count()
    assert not count_into_ledger(now=now)
    assert Observation.objects.count() == before


def given_figure(**more) -> Observation:
    from chaotou.figures.models import Body, Indicator

    return Observation.objects.create(
        indicator=Indicator.objects.get(code="signed_projects_100m"),
        body=Body.objects.get(code="zone"),
        first_month=JULY.first,
        latest_month=JULY.latest,
        value=7,
        status="preliminary",
        recorded_at=datetime(2024, 8, 1, tzinfo=UTC),
        published_at=datetime(2024, 8, 1, tzinfo=UTC),
        **more,
    )


def test_a_published_figure_stays_and_the_count_stands_beside_it(requested, zhoumin, now) -> None:
    given_figure()
    recognize(recognition=requested, on=ON, actor=zhoumin, now=now)
    assert counted_value() == [7]
    assert counted_value(scope=Observation.BESIDE) == [1]


def test_a_count_takes_the_place_of_a_made_up_figure(requested, zhoumin, now) -> None:
    given_figure(is_synthetic=True)
    recognize(recognition=requested, on=ON, actor=zhoumin, now=now)
    assert counted_value() == [1, 7]
    assert not Observation.objects.get(
        superseded_at=None, value=1, indicator__code="signed_projects_100m", latest_month=JULY.latest
    ).is_synthetic


def test_a_count_of_made_up_projects_is_made_up(requested, few, zhoumin, now) -> None:
    few.signed.is_synthetic = True
    few.signed.save()
    recognize(recognition=requested, on=ON, actor=zhoumin, now=now)
    assert vintages(SYSTEM, indicator="signed_projects_100m", body="zone", period=JULY)[0].is_synthetic


def test_what_a_person_revised_is_theirs(requested, zhoumin, linxiao, now) -> None:
    row = recognize(recognition=requested, on=ON, actor=zhoumin, now=now)
    Observation.objects.filter(latest_month=JULY.latest).update(recorded_by=linxiao)
    withdraw_recognition(recognition=row, reason="协议解除", actor=zhoumin, now=now)
    assert counted_value() == [1]
    assert counted_value(scope=Observation.BESIDE) == [0]
