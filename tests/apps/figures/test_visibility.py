"""Who sees which vintage, and when."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.figures import access, operations
from chaotou.figures.models import Observation
from chaotou.figures.queries import catalogue
from chaotou.figures.queries.series import latest, series
from chaotou.figures.queries.standings import standings
from chaotou.figures.queries.vintages import evidence, unpublished, vintage, vintages

ON = date(2024, 8, 12)
GDP = {"indicator": "gdp", "body": "zone", "period": Period.year(2023)}


@pytest.fixture
def revised(ledger, linxiao, now) -> Observation:
    """GDP of 2023, published as 480, revised to 486 and not yet published."""
    row = Observation.objects.get(
        indicator__code="gdp", body__code="zone", first_month=2023 * 12, latest_month=2023 * 12 + 11
    )
    file = ContentFile(b"minutes", name="minutes.txt")
    said = {"value": Decimal(486), "reason": "经济普查", "evidence": file}
    return operations.revise_observation(person=linxiao, observation=row.pk, now=now, **said)


def _seen(person) -> list[Decimal | None]:
    return [one.value for one in vintages(person, **GDP)]


def test_those_who_answer_for_an_indicator_see_its_unpublished_figures(revised, linxiao, zhoumin, guyuan):
    for person in (linxiao, zhoumin, guyuan, access.SYSTEM):
        assert _seen(person) == [486, 480]


def test_others_keep_seeing_the_vintage_that_was_published(revised, hechuan):
    assert _seen(hechuan) == [480]
    point = series(hechuan, "gdp", "zone", on=ON).points
    assert next(p for p in point if p.period == Period.year(2023)).value == 480


def test_once_published_a_revision_is_seen_by_all(revised, hechuan, zhoumin, now):
    operations.publish_observation(person=zhoumin, observation=revised.pk, now=now)
    assert _seen(hechuan) == [486, 480]


def test_a_revision_counts_for_others_only_from_its_publication(revised, hechuan, linxiao, zhoumin, now):
    later = now + timedelta(days=2)
    operations.publish_observation(person=zhoumin, observation=revised.pk, now=later)
    between = now + timedelta(days=1)
    values = {p.username: vintages(p, **GDP, known_at=between)[0].value for p in (hechuan, linxiao)}
    assert values == {"hechuan": 480, "linxiao": 486}


def test_an_unpublished_figure_does_not_move_what_others_see(ledger, linxiao, hechuan, now):
    said = {"indicator": "industrial_value_added", "body": "zone", "period": Period.half(2024, 1)}
    operations.record_observation(person=linxiao, value=Decimal(100), now=now, **said)
    lines = {p.username: {line.indicator.code: line for line in latest(p, on=ON)} for p in (linxiao, hechuan)}
    mine = lines["linxiao"]["industrial_value_added"]
    assert (mine.value, mine.is_published) == (100, False)
    assert lines["hechuan"]["industrial_value_added"].value is None


def test_administrators_of_accounts_see_no_figures(revised, shenjie):
    asked = (
        lambda: standings(shenjie, on=ON),
        lambda: vintages(shenjie, **GDP),
        lambda: vintage(shenjie, revised.pk),
        lambda: series(shenjie, "gdp", "zone", on=ON),
        lambda: latest(shenjie, on=ON),
        lambda: unpublished(shenjie),
        lambda: evidence(shenjie, revised.pk),
        lambda: catalogue.indicators(shenjie),
        lambda: catalogue.targets_in_force(shenjie),
    )
    for ask in asked:
        with pytest.raises(Refusal, match="账号管理员"):
            ask()


def test_who_holds_no_post_sees_no_figures(ledger, linxiao):
    linxiao.posts.all().delete()
    with pytest.raises(Refusal, match="没有岗位"):
        standings(linxiao, on=ON)


def test_a_list_cannot_be_asked_without_a_reader(ledger):
    with pytest.raises(TypeError):
        standings(None, on=ON)  # type: ignore[arg-type]
    with pytest.raises(Refusal):
        standings(AnonymousUser(), on=ON)


def test_an_unpublished_vintage_does_not_exist_for_others(revised, hechuan):
    with pytest.raises(Refusal, match="还没有发布"):
        vintage(hechuan, revised.pk)


def test_evidence_is_seen_with_its_figure(revised, linxiao, hechuan, zhoumin, now):
    assert evidence(linxiao, revised.pk).read() == b"minutes"
    with pytest.raises(Refusal):
        evidence(hechuan, revised.pk)
    operations.publish_observation(person=zhoumin, observation=revised.pk, now=now)
    assert evidence(hechuan, revised.pk)


def test_every_refusal_gives_its_reason(ledger, linxiao, hechuan, zhoumin, guyuan, shenjie):
    row = Observation.objects.first()
    for person in (linxiao, hechuan, zhoumin, guyuan, shenjie):
        verdicts = (
            access.may_see_figures(person),
            access.may_see_unpublished(person, "gdp"),
            access.may_record(person, "gdp"),
            access.may_publish(person, row),
            access.may_set_target(person, "gdp"),
            access.may_set_target(person),
        )
        assert all(str(verdict.reason) for verdict in verdicts)
        if person is shenjie:
            assert not any(verdicts)
