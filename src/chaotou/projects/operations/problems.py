"""Problems of projects: raised, measures taken, reported solved, returned or closed by another, risen."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.core.projects.delivery import Climb, climbs
from chaotou.core.zone.specs import Zone
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_day, working_moment
from chaotou.organization.models import Organization
from chaotou.organization.queries import zone
from chaotou.projects import access_delivery
from chaotou.projects.models import Evidence, Node, Problem, ProblemStep, Project
from chaotou.projects.operations.evidence import keep_evidence

if TYPE_CHECKING:
    from chaotou.organization.models import Person

Kind = ProblemStep.Kind


@transaction.atomic
def raise_problem(
    *,
    project: Project,
    title: str,
    organization: str,
    due_on: date,
    actor: Person,
    now: datetime,
    request: str = "",
    node: int | None = None,
) -> Problem:
    """Enter a problem at the lowest level, for an organization (a code) to solve by a day that will not move.

    `Refusal` for who may not, without a title, for a day that is past, for a zone without levels.
    """
    require(access_delivery.may_raise_problem(actor, project))
    levels, today = zone().problem_levels, working_day(now)
    if not levels:
        raise Refusal(Message("本区没有设问题的协调层级。"), Message("请在 delivery.yaml 里写上。"))
    if not title.strip():
        raise Refusal(Message("请写明是什么问题。"))
    if due_on < today:
        raise Refusal(Message("期限不能早于今天。"))
    row = Problem(project=project, title=title.strip(), request=request.strip(), due_on=due_on)
    row.node, row.organization = _node(project, node), _organization(organization)
    row.level, row.level_since_on = levels[0].code, today
    row.raised_by, row.raised_at = actor, working_moment(now)
    row.save()
    _journal(actor, "raised", row, None, now)
    return row


@transaction.atomic
def take_measure(*, problem: int, text: str, actor: Person, now: datetime) -> ProblemStep:
    """Record what is being done about it."""
    row = _open(problem)
    require(access_delivery.may_handle_problem(actor, row))
    return _step(row, Kind.MEASURE, text, actor, now)


@transaction.atomic
def solve_problem(
    *,
    problem: int,
    text: str,
    actor: Person,
    now: datetime,
    proof: File[bytes] | None = None,
    proof_kind: str = "other",
) -> Problem:
    """Report it solved, with how and the proof; it stays open until somebody else closes it."""
    row = _open(problem)
    require(access_delivery.may_handle_problem(actor, row))
    if row.solved_at:
        raise Refusal(Message("已经报请销号，等待他人销号。"))
    before = facts(row)
    kept = _proof(row, proof, proof_kind, actor, now)
    row.solved_by, row.solved_at = actor, working_moment(now)
    row.save(update_fields=["solved_by", "solved_at"])
    _step(row, Kind.SOLVED, text, actor, now, kept, before)
    return row


@transaction.atomic
def return_problem(*, problem: int, text: str, actor: Person, now: datetime) -> Problem:
    """Send it back: it is not solved, and its time at its level never stopped."""
    row = _open(problem)
    require(access_delivery.may_close_problem(actor, row))
    if not row.solved_at:
        raise Refusal(Message("还没有报请销号。"))
    before = facts(row)
    row.solved_by = row.solved_at = None
    row.save(update_fields=["solved_by", "solved_at"])
    _step(row, Kind.RETURNED, text, actor, now, None, before)
    return row


@transaction.atomic
def close_problem(
    *,
    problem: int,
    text: str,
    actor: Person,
    now: datetime,
    proof: File[bytes] | None = None,
    proof_kind: str = "other",
) -> Problem:
    """Close it 销号, by somebody other than who reported it solved, with what was seen."""
    row = _open(problem)
    require(access_delivery.may_close_problem(actor, row))
    if not row.solved_at:
        raise Refusal(Message("还没有报请销号，不能销号。"))
    before = facts(row)
    kept = _proof(row, proof, proof_kind, actor, now)
    row.closed_by, row.closed_at = actor, working_moment(now)
    row.save(update_fields=["closed_by", "closed_at"])
    _step(row, Kind.CLOSED, text, actor, now, kept, before)
    return row


def escalate(*, now: datetime) -> list[Problem]:
    """Let every problem that outstayed its level rise, by the platform itself; asking again does nothing.

    A problem reported solved waits where it is. Each problem is a transaction of its own.
    """
    waiting = Problem.objects.filter(closed_at__isnull=True, solved_at__isnull=True)
    held = zone()
    return [row for pk in waiting.values_list("pk", flat=True) if (row := _risen(pk, held, now))]


@transaction.atomic
def _risen(pk: int, held: Zone, now: datetime) -> Problem | None:
    row = _locked().filter(pk=pk, closed_at__isnull=True, solved_at__isnull=True).first()
    found = rises_of(row, held, working_day(now)) if row else []
    if row is None or not found:
        return None
    before = facts(row)
    row.level, row.level_since_on = found[-1].level, found[-1].on
    row.save(update_fields=["level", "level_since_on"])
    names = {spec.code: spec.name for spec in held.problem_levels}
    for climb in found:
        text = f"{climb.on.isoformat()} → {names[climb.level]}"
        ProblemStep.objects.create(problem=row, kind=Kind.ESCALATED, text=text, taken_at=working_moment(now))
    _journal(None, "escalated", row, before, now)
    return row


def rises_of(row: Problem, held: Zone, today: date) -> list[Climb]:
    """The rises due, each level counted in its own days."""
    levels = [spec.as_rule(held.workdays) for spec in held.problem_levels]
    return climbs(row.level, row.level_since_on, levels, today)


def facts(row: Problem) -> dict[str, object]:
    """What the journal keeps of a problem."""
    return {
        "project": row.project.code,
        "title": row.title,
        "request": row.request,
        "level": row.level,
        "level_since_on": row.level_since_on,
        "organization": row.organization.code,
        "due_on": row.due_on,
        "solved_by": row.solved_by.username if row.solved_by else "",
        "solved_at": row.solved_at,
        "closed_by": row.closed_by.username if row.closed_by else "",
        "closed_at": row.closed_at,
    }


def _proof(
    row: Problem, file: File[bytes] | None, kind: str, actor: Person, now: datetime
) -> Evidence | None:
    if file is None:
        return None
    return keep_evidence(project=row.project, kind=kind, file=file, actor=actor, now=now)


def _step(
    row: Problem,
    kind: ProblemStep.Kind,
    text: str,
    actor: Person,
    now: datetime,
    proof: Evidence | None = None,
    before: dict[str, object] | None = None,
) -> ProblemStep:
    if not text.strip():
        raise Refusal(Message("请写明做了什么、依据是什么。"))
    step = ProblemStep.objects.create(
        problem=row, kind=kind, text=text.strip(), proof=proof, taken_by=actor, taken_at=working_moment(now)
    )
    _journal(actor, str(kind.value), row, before, now, {"text": step.text})
    return step


def _node(project: Project, pk: int | None) -> Node | None:
    found = project.nodes.filter(pk=pk).first() if pk is not None else None
    if pk is not None and found is None:
        raise Refusal(Message("这个节点不属于这个项目。"))
    return found


def _organization(code: str) -> Organization:
    found = Organization.objects.filter(code=code).first()
    if found is None:
        raise Refusal(Message("没有机构“{code}”。", {"code": code}))
    return found


def _locked() -> QuerySet[Problem]:
    rows = Problem.objects.select_for_update(of=("self",))
    return rows.select_related("project", "organization", "solved_by", "closed_by", "node")


def _open(pk: int) -> Problem:
    found = _locked().filter(pk=pk).first()
    if found is None:
        raise Missing(Message("没有这个问题。"))
    if found.closed_at:
        raise Refusal(Message("这个问题已经销号。"))
    return found


def _journal(
    actor: Person | None,
    act: str,
    row: Problem,
    before: dict[str, object] | None,
    now: datetime,
    more: dict[str, object] | None = None,
) -> None:
    journal.record(
        actor=actor,
        act=f"projects.problem.{act}",
        target=f"projects.problem:{row.pk}",
        before=before,
        after={**facts(row), **(more or {})},
        at=now,
    )
