"""Works begin only once what the review's conditions wanted by then is met, and somebody confirmed it.

林晓 reports the move for the economy, finance owes the condition, 周敏 confirms it.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chaotou.organization.queries import zone
from chaotou.projects.models import Condition
from chaotou.projects.operations.conditions import confirm_condition, meet_condition, return_condition
from chaotou.projects.operations.moves import NotYet, report_move
from chaotou.projects.queries.approvals import missed

from .made import paper, proof

TODAY = date(2024, 8, 12)
DUE = date(2024, 9, 30)
PAPERS = ("works_content", "builder_contract", "site_photo", "building_permit", "environment_approval")


@pytest.fixture
def ready(dossier, conditional, linxiao, now):
    """Approved under a condition, and with all that starting works asks for; due at the end of September."""
    for kind in PAPERS:
        paper(dossier, kind, now)
    dossier.stage, dossier.secretary = "land_secured", linxiao
    dossier.particulars |= {"builder": "市建公司", "permit": "3208"}
    dossier.save()
    return dossier


@pytest.fixture
def due(ready, conditional) -> Condition:
    """The condition, by now due today."""
    conditional.due_on = TODAY
    conditional.save()
    return conditional


@pytest.fixture
def met(due, bureaus, now) -> Condition:
    """Reported by finance, with its proof."""
    said = {"met_on": TODAY, "note": "已批复", "kind": "energy_review", "proof": proof()}
    return meet_condition(condition=due.pk, actor=bureaus.finance, now=now, **said)


@pytest.fixture
def begin(ready, linxiao, now):
    """`begin()`: 林晓 reports that works began; what stood in the way, as said."""

    def reported() -> list[str]:
        try:
            report_move(project=ready, to="commenced", moved_on=TODAY, actor=linxiao, now=now)
        except NotYet as refusal:
            return [str(issue.message) for issue in refusal.gaps.issues()]
        return []

    return reported


OPEN = "评审附带条件“取得节能审查意见”未确认落实（finance，期限 2024-08-12）。"


def test_a_condition_that_is_due_is_told_with_all_else_that_is_missing(ready, due, begin) -> None:
    ready.particulars.pop("builder")
    ready.save()
    assert begin() == ["缺“施工单位”。", OPEN]


def test_what_is_not_due_yet_keeps_no_works_from_beginning(ready, begin) -> None:
    assert begin() == []


def test_what_was_given_longer_is_not_due(due, begin) -> None:
    due.until_on = DUE
    due.save()
    assert begin() == []


def test_reporting_it_is_not_enough_until_another_confirms(met, begin, zhoumin, now) -> None:
    assert begin() == [OPEN]
    confirm_condition(condition=met.pk, actor=zhoumin, now=now)
    assert begin() == []


def test_what_is_sent_back_is_missed_again(met, begin, zhoumin, now) -> None:
    return_condition(condition=met.pk, reason="批复没有盖章", actor=zhoumin, now=now)
    assert begin() == [OPEN]


def test_what_was_met_later_was_not_met_on_the_day(met, ready, zhoumin, now) -> None:
    confirm_condition(condition=met.pk, actor=zhoumin, now=now)
    Condition.objects.update(due_on=TODAY - timedelta(days=5))
    assert [owed.text for owed in missed(ready, TODAY - timedelta(days=1))] == [met.text]
    assert missed(ready, TODAY) == ()


def test_the_page_lists_it_with_its_owner_and_day_instead_of_the_button(
    due, ready, linxiao, signed_in
) -> None:
    page = signed_in(linxiao).get(f"/projects/{ready.code}/moves/?to=commenced").content.decode()
    assert "附带条件 1 项未落实" in page and "期限 2024-08-12" in page
    assert '<a href="/projects/reviews/conditions/" lang="zh-Hans">取得节能审查意见</a>' in page
    assert "上报</button>" not in page


def test_a_zone_whose_stages_do_not_ask_waits_for_none(due, begin, serve) -> None:
    held = zone()
    stages = [one.model_copy(update={"needs_conditions_met": False}) for one in held.stages]
    serve(held.model_copy(update={"stages": tuple(stages)}))
    assert begin() == []
