"""Who does what while a project is delivered, beside whoever may change it: approving, supplying, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chaotou.core.issues import Message
from chaotou.organization import access as organization
from chaotou.organization.access import Duty, Mandate, Verdict
from chaotou.projects.access import may_change_by
from chaotou.projects.models import Baseline, Factor, Problem, Project

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


def may_approve_baseline(person: Asker, baseline: Baseline) -> Verdict:
    """Whether the person approves or refuses new dates: who dispatches, and never who proposed them."""
    held = organization.mandate(person)
    if not _dispatches(held):
        return Verdict(False, Message("计划调整由审核人员或区领导批准。"))
    if baseline.proposed_by_id == person.pk:
        return Verdict(False, Message("这次调整由本人提出，须由另一位批准。"))
    return Verdict(True, Message("负责审核或领导全区工作，调整由他人提出。"))


def may_withdraw_baseline(person: Asker, baseline: Baseline) -> Verdict:
    """Whether the person takes back new dates nobody approved yet: who delivers the project."""
    return may_change_by(organization.mandate(person), baseline.project)


def may_supply(person: Asker, factor: Factor) -> Verdict:
    """Whether the person promises and delivers the factor: who records for its supplier or the project."""
    held = organization.mandate(person)
    if _records_in(held, factor.supplier_id):
        return Verdict(True, Message("所在机构供应这项要素，在填报岗位上。"))
    return may_change_by(held, factor.project)


def may_raise_problem(person: Asker, project: Project) -> Verdict:
    """Whether the person enters a problem: who delivers the project, and who dispatches."""
    held = organization.mandate(person)
    return _DISPATCHES if _dispatches(held) else may_change_by(held, project)


def may_handle_problem(person: Asker, problem: Problem) -> Verdict:
    """Whether the person records measures and reports it solved: its unit, the project's, who dispatches."""
    held = organization.mandate(person)
    if _records_in(held, problem.organization_id):
        return Verdict(True, Message("所在机构负责解决这个问题，在填报岗位上。"))
    return may_raise_problem(person, problem.project)


def may_close_problem(person: Asker, problem: Problem) -> Verdict:
    """Whether the person closes or returns it: who dispatches, and never who reported it solved."""
    if not _dispatches(organization.mandate(person)):
        return Verdict(False, Message("问题由审核人员或区领导销号。"))
    if problem.solved_by_id is not None and problem.solved_by_id == person.pk:
        return Verdict(False, Message("这个问题由本人报请销号，须由另一位销号。"))
    return Verdict(True, Message("负责审核或领导全区工作，问题由他人解决。"))


def may_link(person: Asker, project: Project) -> Verdict:
    """Whether the person says who is linked to the project: who dispatches, and who may change it."""
    return may_raise_problem(person, project)


_DISPATCHES = Verdict(True, Message("负责审核或领导全区工作。"))


def _dispatches(held: Mandate) -> bool:
    return held.oversees and bool(held.duties & {Duty.REVIEWS, Duty.LEADS})


def _records_in(held: Mandate, organization_id: int | None) -> bool:
    seats = () if held.administers or organization_id is None else held.seats
    return any(seat.organization == organization_id and seat.duty == Duty.RECORDS for seat in seats)
