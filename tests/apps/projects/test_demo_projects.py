"""The demonstration's invented projects, loaded as they are shipped: they add up to what was published."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import Count
from django.test import override_settings

from chaotou.cli import main
from chaotou.core.periods import Period
from chaotou.core.projects.stages import StageMachine
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.project_files import load_project_files
from chaotou.enterprises.models import Enterprise
from chaotou.enterprises.operations import load_enterprises
from chaotou.figures import operations as figures
from chaotou.figures.models import Observation
from chaotou.journal.models import Entry
from chaotou.organization import operations as organization
from chaotou.projects import models
from chaotou.projects.access import SYSTEM
from chaotou.projects.operations.ledger import count_into_ledger
from chaotou.projects.operations.loading import load_projects
from chaotou.projects.queries.counts import Wanted, count
from chaotou.projects.review_case import case_of

DEMO = Path(__file__).resolve().parents[3] / "zones/demo"
NOW = datetime(2024, 8, 20, 1, 30, tzinfo=UTC)
CITY = "city_assessment"
YI = 100_000_000
TABLES = [model for model in vars(models).values() if isinstance(model, type)]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The zone and its project files, in the database for as long as this module's tests run."""
    zone = load_zone(DEMO).zone
    files = load_project_files(DEMO, zone).files
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), ZONE=DEMO)
    with media, django_db_blocker.unblock(), transaction.atomic():
        organization.load_organizations(zone=zone, actor=None, now=NOW)
        figures.load_catalogue(zone=zone, now=NOW)
        figures.load_observations(zone=zone, now=NOW)
        load_enterprises(zone=zone, now=NOW)
        load_projects(zone=zone, files=files, now=NOW)
        yield zone, files
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    return loaded


def counted(stage: str, period: str, at_least: int = 1, below: int | None = None, scheme: str | None = CITY):
    ceiling = None if below is None else Decimal(below * YI)
    return count(SYSTEM, Wanted(stage, Period.parse(period), Decimal(at_least * YI), ceiling, scheme))


@pytest.mark.parametrize(
    ("stage", "period", "at_least", "below", "number"),
    [
        ("signed", "2023", 1, None, 81),
        ("signed", "2023", 10, None, 18),
        ("signed", "2023", 50, None, 5),
        ("signed", "2023", 10, 50, 13),
        ("signed", "2023H1", 1, None, 49),
        ("commenced", "2023", 1, None, 59),
        ("commenced", "2023", 50, None, 1),
        ("commenced", "2023", 10, 50, 4),
        ("completed", "2023", 1, None, 40),
        ("signed", "2022", 1, None, 54),
        ("commenced", "2022", 1, None, 39),
        ("signed", "2021", 1, None, 46),
        ("signed", "2021", 10, None, 15),
        ("commenced", "2021", 1, None, 38),
        ("completed", "2021", 1, None, 29),
    ],
)
def test_recognized_projects_are_as_many_as_published(demo, stage, period, at_least, below, number):
    assert counted(stage, period, at_least, below).count == number


@pytest.mark.parametrize(
    ("stage", "period", "total"),
    [
        ("signed", "2023", "488.48"),
        ("signed", "2023H1", "280.63"),
        ("commenced", "2023", "189.26"),
        ("signed", "2022", "328.15"),
        ("signed", "2021", "297.57"),
        ("signed", "2024-01..2024-07", "361.50"),
    ],
)
def test_their_planned_investment_is_what_was_published(demo, stage, period, total):
    assert counted(stage, period).total == Decimal(total) * YI


@pytest.mark.parametrize("stage", ["signed", "commenced"])
def test_more_was_reported_than_recognized(demo, stage):
    assert counted(stage, "2023", scheme=None).count > counted(stage, "2023").count


def test_the_command_answers_with_count_and_total(demo, capsys):
    asked = "projects count --moved-to signed --at-least 100000000 --period 2023 --basis recognized --json"
    assert main(asked.split()) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["count"], answer["total"]) == (81, "48848000000")
    assert len(answer["projects"]) == 81


def test_the_register_and_the_ledger_agree_in_every_month(demo):
    """What is counted takes the place of invented figures and stands beside published ones, equal to both."""
    zone, _files = demo
    before = _ledger(zone)
    with transaction.atomic():
        count_into_ledger(now=NOW)
        after = _ledger(zone)
        transaction.set_rollback(True)
    assert len(after) > 250
    assert {key: value for key, value in after.items() if before[key] != value} == {}


def _ledger(zone) -> dict[tuple[str, int], Decimal]:
    """The zone's counts as they stand, the counted one where there are two."""
    codes = [spec.indicator for spec in zone.counts]
    rows = Observation.objects.filter(body__code="zone", indicator__code__in=codes, superseded_at=None)
    rows = rows.filter(first_month__gte=2021 * 12, latest_month__lte=2024 * 12 + 6).order_by("scope")
    keys = ("indicator__code", "latest_month", "value")
    return {(code, month): value for code, month, value in rows.values_list(*keys)}


def test_loading_again_changes_nothing(demo):
    zone, files = demo
    before = {model: model.objects.count() for model in (*TABLES, Enterprise, Entry)}
    assert load_enterprises(zone=zone, now=NOW) == 0
    assert load_projects(zone=zone, files=files, now=NOW) == 0
    assert {model: model.objects.count() for model in before} == before


def test_what_people_did_since_is_kept(demo):
    zone, files = demo
    project = models.Project.objects.order_by("code").first()
    with transaction.atomic():
        models.Project.objects.filter(pk=project.pk).update(name="改过的名称")
        load_projects(zone=zone, files=files, now=NOW)
        project.refresh_from_db()
        transaction.set_rollback(True)
    assert project.name == "改过的名称"


def test_everything_invented_says_so(demo):
    assert not models.Project.objects.filter(is_synthetic=False).exists()
    assert not Enterprise.objects.filter(is_synthetic=False).exists()
    files = [*(DEMO / "projects").glob("*.csv"), DEMO / "enterprises.csv"]
    heads = [file.read_text(encoding="utf-8").splitlines()[:2] for file in files]
    assert all(chinese.startswith("# 虚构数据") and "Invented" in english for chinese, english in heads)
    assert all(file.stat().st_size < 1_000_000 for file in files)


def test_every_project_says_who_invests(demo):
    rows = models.Project.objects.values_list("investor_name", "investor__name")
    assert all(said == known and said for said, known in rows)


def test_no_firm_could_be_taken_for_a_real_one(demo):
    """Names begin with 拟 or 虚; credit codes are of a district that does not exist."""
    firms = Enterprise.objects.values_list("short", "credit_code")
    assert all(short[0] in "拟虚" for short, _code in firms)
    assert {code[2:8] for _short, code in firms if code} == {"999999"}


def test_every_move_was_legal_and_lacks_no_field(demo):
    """Reviews before the platform's time are not told, so what follows from reviews is left out."""
    zone, files = demo
    machine = StageMachine.of(zone.stages, zone.fields, zone.evidence)
    told, lacking = {row.code: row.model_dump() for row in files.projects}, {}
    for move in models.Move.objects.filter(kind="stage").select_related("project"):
        fields = told[move.project.code]
        gaps = machine.missing(fields, (), move.to_stage, at=move.from_stage, reason=move.reason)
        if gaps.no_way or gaps.fields or gaps.reason:
            lacking[move.project.code, move.to_stage] = gaps
    assert lacking == {}
    for project in models.Project.objects.annotate(n=Count("moves")).filter(n__gt=0):
        assert project.moves.order_by("-pk").first().to_stage == project.stage


def test_whoever_recognized_had_not_reported(demo):
    rows = models.Recognition.objects.exclude(decided_by=None).select_related("move")
    assert rows.exists()
    assert all(row.decided_by_id not in (row.requested_by_id, row.move.reported_by_id) for row in rows)


def test_shares_of_credit_are_the_whole_for_every_project(demo):
    standing = models.Credit.objects.filter(until_on=None).values_list("project", "share")
    whole: dict[int, Decimal] = {}
    for project, share in standing:
        whole[project] = whole.get(project, Decimal(0)) + share
    assert set(whole.values()) == {Decimal(1)}
    assert len(whole) == models.Project.objects.count()


def test_the_year_is_alive_on_the_demonstrations_day(demo):
    zone, _files = demo
    today: date = zone.zone.as_of
    stages = set(models.Project.objects.values_list("stage", flat=True))
    assert stages == {stage.code for stage in zone.stages} - {"transferred"}
    assert models.Recognition.objects.filter(state="requested").count() >= 10
    states = set(models.Recognition.objects.values_list("state", flat=True))
    assert states == {*models.Recognition.State} - {models.Recognition.State.DROPPED}
    assert models.Dispute.objects.filter(ruling="").count() == 1
    assert models.Node.objects.filter(actual_on=None, planned_on__lt=today).exists()
    assert models.Baseline.objects.filter(number=2, approved_at=None).count() == 1
    assert set(models.Problem.objects.values_list("level", flat=True)) == {
        one.code for one in zone.problem_levels
    }
    assert models.Problem.objects.filter(closed_at=None, due_on__lt=today).exists()
    assert models.Review.objects.filter(outcome="", meets_on=today).count() == 3, "one lives on no later day"


def test_nothing_happened_after_that_day(demo):
    zone, _files = demo
    today: date = zone.zone.as_of
    assert not models.Move.objects.filter(moved_on__gt=today).exists()
    assert not models.Recognition.objects.filter(recognized_on__gt=today).exists()
    assert not models.Node.objects.filter(actual_on__gt=today).exists()
    assert not models.Talk.objects.filter(on__gt=today).exists()


def test_what_a_review_decided_follows_from_its_sheet(demo):
    """An approval is above the admission lines, a refusal below."""
    for review in models.Review.objects.exclude(outcome=""):
        case = case_of(review, review.opinions.select_related("member"))
        approved = review.outcome in ("approved", "conditional")
        assert bool(case.vetoes) <= (not approved), review
        assert (case.tally.votes.get("for", 0) * 2 > case.tally.given) == approved, review
