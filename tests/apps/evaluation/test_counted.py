"""Facts about organizations that are counted from projects: by credit, by landing, as the zone counts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

from chaotou.core.panel import State
from chaotou.core.zone.loading import load_zone
from chaotou.evaluation import schemes
from chaotou.evaluation.gathering.facts import gather
from chaotou.evaluation.gathering.references import url_of
from chaotou.projects.models import Credit, Move, Project, Recognition

DEMO = Path(__file__).parents[3] / "zones/demo"
BOARD = """
scheme: board
title: 项目考核
english: Projects
document: {title: 测试办法}
in_force: {from: 2024}
provenance: local
period: half
subjects: {kind: bureaus, members: [economy, commerce]}
rounding: {points: 2, total: 2}
criteria:
  - {code: quantity, name: 总量, weight: 40, reads: {indicator: project_points, as: count}, rule: {ratio: {target: best}}}
  - {code: rate, name: 完成率, weight: 40, reads: {indicator: projects_done, as: completion, over: projects_planned}, rule: {ratio: {target: 100}}}
  - {code: signed, name: 签约, weight: 20, reads: {indicator: signed_projects_100m, as: count}, rule: {ratio: {target: best}}}
published: {results: [total, rank, criteria]}
"""  # noqa: E501
FIRST = date(2024, 3, 1)


@pytest.fixture
def register(ledger, world, now, write, serve):
    """`register("P1", credit={"economy": "1"}, …)`: a project signed in March, recognized by the city."""
    counting = load_zone(DEMO).zone
    parts = ("stages", "fields", "evidence", "tiers", "recognition", "counts", "rates")
    zone = ledger.model_copy(update={part: getattr(counting, part) for part in parts})
    codes = {indicator.code: indicator for indicator in counting.indicators}
    counted = tuple(codes[spec.indicator] for spec in counting.counts)
    zone = zone.model_copy(update={"indicators": (*zone.indicators, *counted)})
    serve(zone)
    write("board", BOARD)

    def put(code: str, credit: dict[str, str], *, amount: str = "2e8", landing: str = "", **said) -> Project:
        units = {"economy": world.economy, "commerce": world.commerce}
        project = Project.objects.create(
            code=code,
            name=f"项目{code}",
            english=f"Project {code}",
            stage="signed",
            stage_since_on=FIRST,
            investor_name="甲公司",
            product="电池",
            investment=Decimal(amount),
            organization=units[next(iter(credit))],
            landing=units.get(landing),
            registered_at=now,
            **said,
        )
        for unit, share in credit.items():
            Credit.objects.create(
                project=project, organization=units[unit], share=Decimal(share), from_on=FIRST
            )
        reach(project, "signed", FIRST)
        return project

    return put


def reach(project: Project, stage: str, on: date) -> None:
    """The project reached a stage, and the city recognized it ten days later."""
    move = Move.objects.create(
        project=project,
        to_stage=stage,
        moved_on=on,
        investment=project.investment,
        reported_at=project.registered_at,
    )
    Recognition.objects.create(
        move=move,
        scheme="city_assessment",
        state="recognized",
        requested_at=project.registered_at,
        recognized_on=on + timedelta(days=10),
    )


@pytest.fixture
def facts(register, half, now):
    """`facts()`: what the board reads of the first half of the year, gathered."""
    return lambda: gather(schemes.sound("board")[0], half, now)


def of(found, subject: str, name: str) -> float:
    return float(found.facts.column(name)[found.facts.rows[subject]])


def test_projects_count_by_credit_and_once_more_for_every_size_they_reach(register, facts):
    register("P1", {"economy": "0.6", "commerce": "0.4"})
    register("P2", {"economy": "1"}, amount="12e8")
    found = facts()
    assert of(found, "economy", "signed_projects_100m") == pytest.approx(1.6)
    assert of(found, "economy", "project_points") == pytest.approx(0.6 + 2)
    assert of(found, "commerce", "project_points") == pytest.approx(0.4)


def test_where_a_project_lands_it_counts_whole(register, facts):
    register("P1", {"economy": "1"}, landing="commerce")
    found = facts()
    assert (of(found, "economy", "project_points"), of(found, "commerce", "project_points")) == (1, 1)


def test_what_was_planned_for_the_period_is_done_once_it_is_recognized_by_its_end(register, facts):
    due = {"particulars": {"commence_by": "2024-05-01"}}
    done, late = register("P1", {"economy": "1"}, **due), register("P2", {"economy": "1"}, **due)
    register("P3", {"economy": "1"}, particulars={"commence_by": "2024-09-01"})
    reach(done, "commenced", date(2024, 4, 20))
    reach(late, "commenced", date(2024, 6, 25))
    found = facts()
    assert (of(found, "economy", "projects_planned"), of(found, "economy", "projects_done")) == (2, 1)


def test_who_has_no_project_at_all_is_not_measured_by_projects(register, facts):
    register("P1", {"economy": "1"})
    found = facts()
    row = found.facts.rows["commerce"]
    assert found.facts.states("project_points")[row] == State.NOT_APPLICABLE


def test_a_count_tells_its_projects_and_leads_to_them(register, facts):
    register("P1", {"economy": "1"}, is_synthetic=True)
    found = facts()
    (detail,) = found.details["economy", "signed_projects_100m"]
    assert (detail.code, detail.name, detail.value, detail.synthetic) == ("P1", "项目P1", 1.0, True)
    assert url_of("project/P1") == reverse("projects:project", args=["P1"])
    cited = found.facts.citations["economy", "signed_projects_100m"]
    assert cited.synthetic
    assert url_of(cited.reference) == reverse(
        "projects:counted_figure", args=["signed_projects_100m", "2024H1"]
    )


def test_a_project_given_up_since_is_told_by_its_code_alone(register, facts):
    project = register("P1", {"economy": "1"})
    register("P2", {"economy": "1"})
    Project.objects.filter(pk=project.pk).update(stage="dropped")
    told = {one.code: one.name for one in facts().details["economy", "signed_projects_100m"]}
    assert told == {"P1": "P1", "P2": "项目P2"}


def test_gathering_asks_no_more_for_more_projects(register, facts, django_assert_max_num_queries):
    for n in range(6):
        register(f"P{n}", {"economy": "1"}, landing="commerce")
    with django_assert_max_num_queries(16):
        facts()
