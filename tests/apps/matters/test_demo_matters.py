"""The demonstration's invented matters, loaded as they are shipped: every list and reminder is alive."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from chaotou.core.matters.standing import Standing
from chaotou.core.periods import Period
from chaotou.core.zone.case_files import load_case_files
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.matter_specs import Family
from chaotou.core.zone.project_files import load_project_files
from chaotou.enterprises.operations import load_enterprises
from chaotou.figures import operations as figures
from chaotou.figures.models import Observation
from chaotou.journal.models import Entry
from chaotou.journal.queries import verify
from chaotou.matters.access import SYSTEM
from chaotou.matters.asking import Asked
from chaotou.matters.models import Attachment, Delivery, Matter, Notice, PersonalData
from chaotou.matters.operations.ledger import count_into_ledger
from chaotou.matters.operations.loading import load_cases
from chaotou.matters.operations.noticing import raise_notices
from chaotou.matters.operations.review_desk import take_invented
from chaotou.matters.operations.ticking import accept_deemed, recount_provisional, return_broken_promises
from chaotou.matters.queries import listing, tally
from chaotou.matters.queries.places import on_map
from chaotou.matters.queries.sight import matters
from chaotou.matters.queries.standing import WORK, conditions, standings
from chaotou.matters.queries.wanted import Wanted
from chaotou.matters.rules import rules
from chaotou.organization import operations as organization
from chaotou.organization.models import Person
from chaotou.projects.operations.loading import load_projects

PETITIONS = ["petition", "petition_review", "petition_recheck"]
DEMO = Path(__file__).resolve().parents[3] / "zones/demo"
NOW = datetime(2024, 8, 20, 1, 30, tzinfo=UTC)
IN_HOURS = {"near_4_hours"}
"""Reminders that come at an hour of the day, not at its beginning."""


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The zone with its projects and matters, in the database for as long as this module's tests run."""
    zone = load_zone(DEMO).zone
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), ZONE=DEMO)
    with media, django_db_blocker.unblock(), transaction.atomic():
        organization.load_organizations(zone=zone, actor=None, now=NOW)
        figures.load_catalogue(zone=zone, now=NOW)
        figures.load_observations(zone=zone, now=NOW)
        load_enterprises(zone=zone, now=NOW)
        load_projects(zone=zone, files=load_project_files(DEMO, zone).files, now=NOW)
        result = load_cases(cases=load_case_files(DEMO, zone).cases, now=NOW)
        assert [f"{issue.place} {issue.message}" for issue in result.issues] == []
        raise_notices(now=NOW)
        yield zone
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db, settings):
    settings.ZONE = DEMO
    return loaded


def person(username: str) -> Person:
    return Person.objects.get(username=username)


def asked(reader, **wanted) -> Asked:
    return Asked(reader, Wanted(**wanted), NOW, rules())


def test_every_matter_is_invented_and_says_so(demo) -> None:
    assert not Matter.objects.filter(is_synthetic=False).exists()
    split_off = Matter.objects.filter(parent__isnull=False, part="")
    assert all(Matter.objects.exclude(pk__in=split_off).values_list("english", flat=True))
    for held in PersonalData.objects.values_list("values", flat=True):
        for code, value in held.items():
            assert value.startswith(("000-", "某")) or "某" in value, (code, value)


def test_every_family_and_every_standing_is_there(demo) -> None:
    rows = list(Matter.objects.exclude(phase=Matter.Phase.ENDED))
    held = Counter(standings(rows, NOW))
    assert set(held) == set(Standing)
    assert min(held[one] for one in (Standing.OVERDUE, Standing.DUE_SOON, Standing.SUSPENDED)) >= 4
    assert {rules().kind(row.kind).family for row in rows} == set(Family)


def test_what_happens_to_matters_happened(demo) -> None:
    found = Matter.objects
    assert found.filter(extensions__state="granted").count() >= 4
    assert found.filter(extensions__state="denied").count() >= 2
    assert found.filter(gaps__supplied_at=None, phase="open").count() >= 2
    assert found.filter(repeats__isnull=False).exists()
    assert found.filter(appeal_of__isnull=False).exists()
    assert found.filter(is_listed=True).exists()
    assert found.filter(is_preliminary=True).count() == 2
    assert found.filter(kind="rectification", steps__act="sign_off").exists()
    assert {1, 2, 3, 4, 5} >= set(found.exclude(satisfaction=None).values_list("satisfaction", flat=True))
    assert found.exclude(longitude=None).count() >= 20
    extended = found.filter(extensions__state="granted", phase="open").exclude(privacy="strict").first()
    assert extended.due_at > extended.original_due_at


def test_a_clock_that_stood_over_labor_day_skips_the_holiday_and_counts_make_up_days(demo) -> None:
    clock = Matter.objects.get(title="光伏逆变器项目建设工程规划许可").clocks.get(basis="committed")
    assert (clock.original_due_at.isoformat(), clock.due_at.isoformat()) == (
        "2024-04-29T16:00:00+00:00",
        "2024-05-15T16:00:00+00:00",
    )


def test_the_day_after_tells_nothing_new_by_itself(demo) -> None:
    """What a tick would do has been done: the demonstration stays as it is shown."""
    assert accept_deemed(now=NOW) == return_broken_promises(now=NOW) == []
    assert recount_provisional(now=NOW) == raise_notices(now=NOW) == 0


def test_every_reminder_of_the_zone_reaches_somebody(demo) -> None:
    raised = set(Notice.objects.values_list("rule", flat=True)) - {"press"}
    assert raised == {rule.code for rule in demo.matter_reminders} - IN_HOURS
    assert Delivery.objects.values("person").distinct().count() >= 10
    assert not Notice.objects.filter(deliveries=None).exists()


def test_livelihood_items_are_48_of_ten_classes_done_as_the_ledger_says(demo) -> None:
    items = Matter.objects.filter(kind="livelihood_item")
    classes = Counter(item.particulars["class"] for item in items)
    assert (items.count(), len(classes), items.filter(is_public=True).count()) == (48, 10, 48)
    told = dict(
        Observation.objects.filter(
            indicator__code__in=["livelihood_items", "livelihood_classes"],
            latest_month=Period.to_month(2024, 7).latest,
            first_month=Period.to_month(2024, 7).first,
            body__code="zone",
            superseded_at=None,
        ).values_list("indicator__code", "value")
    )
    done = items.filter(phase="closed", closed_at__lt=datetime(2024, 7, 31, 16, tzinfo=UTC))
    whole = Counter(item.particulars["class"] for item in done)
    assert told["livelihood_items"] == done.count() == 27
    assert told["livelihood_classes"] == sum(whole[code] == classes[code] for code in classes) == 3
    photos = Attachment.objects.filter(matter__kind="livelihood_item", is_public=True)
    assert photos.exists() and not photos.filter(alternative="").exists()


def test_the_count_of_livelihood_items_stands_where_the_made_up_figure_stood(demo) -> None:
    count_into_ledger(now=NOW)
    rows = Observation.objects.filter(indicator__code="livelihood_items", superseded_at=None)
    counted = rows.filter(source__code="matters").order_by("latest_month")
    assert [row.value for row in counted] == [Decimal(n) for n in (0, 4, 8, 13, 17, 22, 27)]
    assert all(row.is_synthetic for row in counted)


def test_petitions_are_seen_by_the_office_and_who_handles_them_alone(demo) -> None:
    petitions = set(Matter.objects.filter(privacy="strict").values_list("code", flat=True))
    assert len(petitions) >= 6
    seen = {
        one: petitions & set(matters(person(one)).values_list("code", flat=True))
        for one in ("fuqing", "zhoumin", "guyuan", "linxiao", "hechuan", "luwen", "meixi", "anhe")
    }
    assert seen["fuqing"] == seen["zhoumin"] == petitions
    assert seen["linxiao"] == seen["hechuan"] == seen["luwen"] == set()
    assert {len(seen["meixi"]), len(seen["anhe"])} == {1, 2}
    # The committee supports one of them; of the others its leaders know nothing.
    assert seen["guyuan"] == set(
        Matter.objects.filter(title="劳务公司拖欠工资").values_list("code", flat=True)
    )


def test_no_list_shows_a_petition_to_others(demo) -> None:
    titles = set(Matter.objects.filter(privacy="strict").values_list("title", flat=True))
    for one in ("linxiao", "hechuan", "luwen"):
        page = listing.listed(asked(person(one), state="all"), size=1000)
        assert page.lines and titles.isdisjoint(line.row.title for line in page.lines)
        for title in titles:
            assert listing.listed(asked(person(one), text=title, state="all")).total == 0
        assert titles.isdisjoint(line.row.title for line in on_map(asked(person(one), state="all")).lines)


def test_nobody_counts_petitions_that_they_may_not_know_of(demo) -> None:
    for one in map(person, ("guyuan", "linxiao", "zhoumin", "fuqing")):
        known = matters(one).filter(phase__in=WORK)
        counted = tally.tally(asked(one))
        held = counted.by_family.get(Family.PETITION, {})
        assert sum(held.values()) == known.filter(kind__in=PETITIONS).count()
        assert counted.total == known.count()
    assert tally.tally(asked(person("fuqing"))).by_family[Family.PETITION]
    assert not tally.tally(asked(person("linxiao"))).by_family.get(Family.PETITION)
    assert Matter.objects.filter(phase__in=WORK, kind__in=PETITIONS).count() == 4


def test_the_journal_holds_and_names_no_petition(demo) -> None:
    assert verify().ok
    titles = set(Matter.objects.filter(privacy="strict").values_list("title", flat=True))
    codes = Matter.objects.filter(privacy="strict").values_list("code", flat=True)
    said = [
        f"{entry.before}{entry.after}"
        for entry in Entry.objects.filter(target__in=[f"matters.matter:{code}" for code in codes])
    ]
    assert said and not any(title in line for title in titles for line in said)


@pytest.mark.parametrize("days", [0, 0.4, 1, 3, 8, 25, 60, 134, 400])
def test_standing_as_a_condition_is_standing_as_the_rule_says_it(demo, days: float) -> None:
    at = NOW + timedelta(days=days)
    rows = list(Matter.objects.exclude(phase=Matter.Phase.ENDED))
    ruled = {row.pk: standing for row, standing in zip(rows, standings(rows, at), strict=True)}
    for standing, condition in conditions(at).items():
        found = set(matters(SYSTEM).filter(condition).values_list("pk", flat=True))
        assert found == {pk for pk, one in ruled.items() if one is standing}, standing


def test_open_conditions_of_the_demos_reviews_become_matters_one_of_them_late(demo) -> None:
    assert take_invented() == 2
    found = Matter.objects.filter(kind="review_condition", project__code="P2024-0035").order_by("due_at")
    told = [(row.lead.code, row.own_due_on.isoformat(), row.due_at < NOW) for row in found]
    assert told == [("environment", "2024-08-18", True), ("holding", "2024-09-10", False)]
    assert {row.registered_at.date().isoformat() for row in found} == {"2024-08-08"}
