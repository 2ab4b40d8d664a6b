"""Planning nodes, and recording forecasts and what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import IntegrityError, transaction

from chaotou.core.deadlines import counting
from chaotou.core.issues import Message, Missing, Refusal
from chaotou.core.naming import Named
from chaotou.core.projects.schedule import schedule
from chaotou.core.zone.delivery_specs import NodeTemplateSpec, TemplateNodeSpec
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_day, working_moment
from chaotou.organization.models import Organization
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.models import Baseline, Dependency, Evidence, Move, Node, Project
from chaotou.projects.operations.evidence import keep_evidence
from chaotou.projects.planning import baseline_in_force, plan_of

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@transaction.atomic
def plan_nodes(
    *, project: Project, template: str, starts_on: date, actor: Person, now: datetime
) -> list[Node]:
    """Lay out the nodes of a template (its code) from a day on; their dates are the first baseline.

    A node whose stage has been reported already is entered as done on that day. `Refusal` for who may not,
    for a project that has nodes, for a template the zone does not have.
    """
    require(access.may_deliver(actor, project))
    if project.nodes.exists():
        raise Refusal(
            Message("这个项目已有节点计划。"), Message("要改日期，请提出计划调整，说明理由并经批准。")
        )
    spec = next((one for one in zone().node_templates if one.code == template), None)
    if spec is None:
        raise Refusal(Message("没有节点模板“{code}”。", {"code": template}))
    nodes = laid_out(project, spec, starts_on)
    done = _enter_as_done(nodes, spec, reached_on(project))
    dates = {node.code: node.planned_on for node in nodes}
    said = {"template": spec.code, "counted_in": spec.counted_in, "starts_on": starts_on.isoformat()}
    row = Baseline(project=project, number=1, dates=kept_dates(dates, said), proposed_by=actor)
    row.proposed_at = row.approved_at = working_moment(now)
    save_baseline(row)
    enter(actor, "baseline.laid", f"projects.project:{project.code}", None, row.dates | {"done": done}, now)
    return nodes


def reached_on(project: Project) -> dict[str, date]:
    """The stages a project has been reported to have reached, each with the first day."""
    moves = project.moves.filter(kind=Move.Kind.STAGE).order_by("-moved_on")
    return dict(moves.values_list("to_stage", "moved_on"))


def _enter_as_done(
    nodes: Sequence[Node], spec: NodeTemplateSpec, reached: Mapping[str, date]
) -> dict[str, str]:
    """The nodes that bring a project to a stage it has reached are done on that day; the day by code."""
    days = {one.code: reached[one.stage] for one in spec.nodes if one.stage and one.stage in reached}
    done = [node for node in nodes if node.code in days]
    for node in done:
        node.actual_on = days[node.code]
    Node.objects.bulk_update(done, ["actual_on"])
    return {code: day.isoformat() for code, day in days.items()}


def laid_out(project: Project, spec: NodeTemplateSpec, starts_on: date) -> list[Node]:
    """The nodes of a template from a day on, saved with what they wait for."""
    found = schedule(spec.network()).dates(counting(zone().workdays, spec.counted_in), starts_on)
    answering = {row.code: row for row in Organization.objects.all()}
    nodes = [
        Node(
            project=project,
            code=node.code,
            name=node.name,
            english=node.english,
            organization=answering.get(node.organization or ""),
            days=node.days,
            planned_on=planned,
            order=order,
        )
        for order, (node, planned) in enumerate(zip(spec.nodes, found, strict=True), start=1)
    ]
    Node.objects.bulk_create(nodes)
    at = {node.code: node for node in nodes}
    Dependency.objects.bulk_create(
        Dependency(before=at[link.node], after=at[node.code], kind=link.relation, lag_days=link.lag)
        for node in spec.nodes
        for link in node.after
    )
    return nodes


@transaction.atomic
def record_forecast(
    *,
    node: int,
    forecast_on: date | None,
    actor: Person,
    now: datetime,
    cause: str = "",
    move_followers: bool = False,
) -> list[Node]:
    """Say when a node will be done (None: as planned), and let what waits for it move with it.

    A day later than the plan needs its cause; the plan itself stays. Returns the nodes whose forecast
    changed. `Refusal` for a node that is done and for a day that is past.
    """
    row = _locked(node)
    require(access.may_deliver(actor, row.project))
    today = working_day(now)
    if row.actual_on:
        raise Refusal(Message("这个节点已经完成，不再预计。"))
    if forecast_on and forecast_on < today:
        raise Refusal(Message("预计的日期已经过去。"), Message("已经完成的，请填实际完成日期。"))
    if forecast_on and forecast_on > row.planned_on and not cause.strip():
        raise Refusal(Message("预计比计划晚，请说明迟缓原因。"))
    before = {row.code: row.forecast_on}
    row.forecast_on, row.cause = forecast_on, cause.strip()
    row.save(update_fields=["forecast_on", "cause"])
    changed = [row, *(_followers_moved(row, today, before) if move_followers else [])]
    after = {one.code: one.forecast_on for one in changed} | {"cause": row.cause}
    enter(actor, "node.forecast", f"projects.node:{row.pk}", before, after, now)
    return changed


def _followers_moved(slipping: Node, today: date, before: dict[str, date | None]) -> list[Node]:
    """Open nodes that now finish later because of the slip; their forecasts are set to that day."""
    project = slipping.project
    nodes = list(project.nodes.select_for_update(of=("self",)))
    ties, held = list(Dependency.objects.filter(after__project=project)), baseline_in_force(project)
    then = plan_of(nodes, ties, held, zone()).expected_on(today)
    row = next(node for node in nodes if node.pk == slipping.pk)
    row.forecast_on = before[row.code]
    without = plan_of(nodes, ties, held, zone()).expected_on(today)
    moved = [node for node in nodes if node.pk != row.pk and not node.actual_on]
    moved = [node for node in moved if then[node.code] > without[node.code]]
    for node in moved:
        before[node.code], node.forecast_on = node.forecast_on, then[node.code]
    Node.objects.bulk_update(moved, ["forecast_on"])
    return moved


@transaction.atomic
def record_actual(
    *,
    node: int,
    actual_on: date,
    actor: Person,
    now: datetime,
    files: Sequence[tuple[str, File[bytes]]] = (),
    cause: str = "",
) -> Node:
    """Record that a node is done, with what proves it: (kind of evidence, file) pairs.

    Evidence the project already has of a kind counts. `Refusal` names all that is missing at once; for a day
    to come; and without a cause where it is later than planned or put right.
    """
    row = _locked(node)
    require(access.may_deliver(actor, row.project))
    if actual_on > working_day(now):
        raise Refusal(Message("实际完成日期不能在今天以后。"), Message("还没完成的，请填预计日期。"))
    if row.actual_on and not cause.strip():
        raise Refusal(Message("更正已填的完成日期，请说明原因。"))
    if actual_on > row.planned_on and not (cause.strip() or row.cause):
        raise Refusal(Message("完成比计划晚，请说明迟缓原因。"))
    _require_evidence(row, {kind for kind, _file in files})
    kept = [
        keep_evidence(project=row.project, kind=kind, file=file, actor=actor, now=now) for kind, file in files
    ]
    before = {"actual_on": row.actual_on, "cause": row.cause}
    row.actual_on, row.cause = actual_on, cause.strip() or row.cause
    row.save(update_fields=["actual_on", "cause"])
    after = {"actual_on": actual_on, "cause": row.cause, "evidence": [one.sha256 for one in kept]}
    enter(actor, "node.done", f"projects.node:{row.pk}", before, after, now)
    return row


def asked_of(node: Node) -> tuple[str, ...]:
    """The kinds of evidence without which the node is not recorded as done, by the template it came from."""
    spec = _spec_of(node)
    return spec.evidence if spec else ()


def _spec_of(node: Node) -> TemplateNodeSpec | None:
    first = node.project.baselines.filter(number=1).first()
    code = first.dates.get("template") if first else None
    templates = {one.code: one for one in zone().node_templates}
    nodes = templates[code].nodes if code in templates else ()
    return next((one for one in nodes if one.code == node.code), None)


def _require_evidence(node: Node, given: set[str]) -> None:
    there = set(Evidence.objects.filter(project=node.project).values_list("kind", flat=True))
    names = {spec.code: Named(spec.name, spec.english) for spec in zone().evidence}
    missing = [names[kind] for kind in asked_of(node) if kind not in given | there]
    if missing:
        listed = " ".join(f"{{kind_{n}}}" for n in range(len(missing)))
        params = {f"kind_{n}": one for n, one in enumerate(missing)}
        raise Refusal(Message("还缺佐证材料："), Message(listed, params))


def _locked(pk: int) -> Node:
    found = Node.objects.select_for_update(of=("self",)).select_related("project").filter(pk=pk).first()
    if found is None:
        raise Missing(Message("没有这个节点。"))
    return found


def kept_dates(dates: Mapping[str, date], said: Mapping[str, object]) -> dict[str, object]:
    """A baseline's days by node, with what was said of the plan."""
    return {**said, "nodes": {code: day.isoformat() for code, day in dates.items()}}


def save_baseline(row: Baseline) -> None:
    """Two people who plan at once get the same number; the second is told."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refusal(Message("刚刚已有人编排或调整了计划，请刷新后再看。")) from error


def enter(
    actor: Person,
    act: str,
    target: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object],
    now: datetime,
) -> None:
    """The one entry of an act of delivery in the journal."""
    journal.record(actor=actor, act=f"projects.{act}", target=target, before=before, after=after, at=now)
