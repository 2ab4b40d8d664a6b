"""Brings a zone's `projects/` folder into the register. What is there already stays as people left it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from chaotou.core import industries
from chaotou.core.projects.ownership import Act, protected_until
from chaotou.core.zone.lead_specs import in_force
from chaotou.core.zone.project_files import ProjectFiles
from chaotou.core.zone.project_rows import MoveRow, ProjectRow, TalkRow, particulars
from chaotou.core.zone.specs import Zone
from chaotou.figures.operations.loading import evening
from chaotou.journal import operations as journal
from chaotou.projects.grams import put_searched
from chaotou.projects.models import Credit, Dispute, Move, Project, Recognition, Talk, Transfer
from chaotou.projects.operations.loading_delivery import load_delivery
from chaotou.projects.operations.loading_keys import BATCH, Keys, by_project, keys_of
from chaotou.projects.operations.loading_reviews import load_evidence, load_reviews
from chaotou.projects.operations.registering import FIRST_TALKER

if TYPE_CHECKING:
    from chaotou.organization.models import Person

SAME = (
    "code", "name", "english", "kind", "product", "chain", "link", "source_city", "channel", "referrer",
    "investment", "currency", "investment_stated", "rate", "rate_on", "fixed_investment", "land_mu", "plot",
    "longitude", "latitude", "yearly_output", "yearly_tax",
)  # fmt: skip
PEOPLE = ("officer", "linked_leader", "secretary", "registered_by")


@transaction.atomic
def load_projects(*, zone: Zone, files: ProjectFiles, now: datetime, actor: Person | None = None) -> int:
    """Every project whose code is not known yet, with all the tables say of it; how many are new.

    Loading again changes nothing. `files` are those of the zone, without errors; enterprises, organizations
    and people are loaded before. It asks nobody's leave: an act of the platform, one entry in the journal.
    """
    known = set(Project.objects.values_list("code", flat=True))
    fresh = [row for row in files.projects if row.code not in known]
    if not fresh:
        return 0
    keys = keys_of(zone, files, {row.code for row in fresh})
    _load_register(keys, fresh)
    _load_progress(keys)
    _load_ownership(keys)
    load_evidence(keys)
    load_delivery(keys)
    load_reviews(keys)
    journal.record(
        actor=actor,
        act="projects.project.loaded",
        target=f"organization.zone:{zone.zone.code}",
        before=None,
        after={"rows": len(fresh)},
        at=now,
    )
    return len(fresh)


def _load_register(keys: Keys, fresh: Iterable[ProjectRow]) -> None:
    moves, talks = by_project(keys.rows("moves")), by_project(keys.rows("talks"))
    made = [_project(keys, row, moves.get(row.code, []), talks.get(row.code, [])) for row in fresh]
    for project in Project.objects.bulk_create(made, batch_size=BATCH):
        keys.projects[project.code] = project


def _project(keys: Keys, row: ProjectRow, moves: list[MoveRow], talks: list[TalkRow]) -> Project:
    registered = timezone.make_aware(row.registered_at)
    investor = keys.enterprises.get(row.investor)
    reached = [move for move in moves if move.kind == "stage"]
    project = Project(
        **{field: getattr(row, field) for field in SAME},
        **{f"{field}_id": keys.person(getattr(row, field)) for field in PEOPLE},
        industry=industries.canonical(row.industry) if row.industry else "",
        source_region=keys.regions.get(row.source_city, ""),
        investor=investor,
        investor_name=investor.name if investor else "",
        organization_id=keys.organization(row.organization),
        landing_id=keys.organization(row.landing),
        stage=reached[-1].to_stage if reached else keys.zone.stages[0].code,
        stage_since_on=reached[-1].moved_on if reached else row.registered_at.date(),
        particulars=particulars(row),
        registered_at=registered,
        is_synthetic=row.synthetic,
    )
    _put_talks(keys.zone, project, row, talks)
    put_searched(project)
    return project


def _put_talks(zone: Zone, project: Project, row: ProjectRow, talks: list[TalkRow]) -> None:
    """What talks leave on a project: the last contact, what comes next, how long the first report holds."""
    contact = {way.code for way in zone.ways if way.contact}
    project.last_talk_on = max((talk.on for talk in talks if talk.way in contact), default=None)
    following = max((talk for talk in talks if talk.next_step), key=lambda talk: talk.on, default=None)
    if following is not None:
        project.next_step, project.next_step_on = following.next_step, following.next_step_on
    registered = row.registered_at.date()
    if rule := in_force(zone.protection, registered):
        acts = [Act(talk.way, talk.on, talk.recorded_on) for talk in talks]
        project.protected_until_on = protected_until(rule, registered, acts)


def _load_progress(keys: Keys) -> None:
    Move.objects.bulk_create(_moves(keys), batch_size=BATCH)
    rows = Move.objects.filter(project__in=keys.projects.values(), kind=Move.Kind.STAGE).order_by("pk")
    for code, stage, pk in rows.values_list("project__code", "to_stage", "pk"):
        keys.moves[code, stage] = pk
    Recognition.objects.bulk_create(_recognitions(keys), batch_size=BATCH)


def _moves(keys: Keys) -> Iterator[Move]:
    standing: dict[str, str] = {}
    for row in keys.rows("moves"):
        project = keys.projects[row.project]
        before = standing.get(row.project, keys.zone.stages[0].code)
        if row.kind == "stage":
            standing[row.project] = row.to_stage
        yield Move(
            project=project,
            kind=row.kind,
            from_stage=before,
            to_stage=row.to_stage,
            moved_on=row.moved_on,
            investment=project.investment if row.investment is None else row.investment,
            investor_name=project.investor.name if project.investor else "",
            occasion=row.occasion,
            reason=row.reason,
            reported_by_id=keys.person(row.reported_by),
            reported_at=evening(row.reported_on),
        )


def _recognitions(keys: Keys) -> Iterator[Recognition]:
    for row in keys.rows("recognitions"):
        yield Recognition(
            move_id=keys.moves[row.project, row.stage],
            scheme=row.scheme,
            state=row.state,
            requested_by_id=keys.person(row.requested_by),
            requested_at=evening(row.requested_on),
            recognized_on=row.recognized_on,
            decided_by_id=keys.person(row.decided_by),
            decided_at=evening(row.decided_on) if row.decided_on else None,
            reason=row.reason,
        )


def _load_ownership(keys: Keys) -> None:
    Talk.objects.bulk_create(_talks(keys), batch_size=BATCH)
    Dispute.objects.bulk_create(_disputes(keys), batch_size=BATCH)
    transfers = Transfer.objects.bulk_create(_transfers(keys))
    passed = {(one.project_id, one.decided_at): one for one in transfers}
    Credit.objects.bulk_create(_credits(keys, passed), batch_size=BATCH)


def _talks(keys: Keys) -> Iterator[Talk]:
    for row in keys.rows("talks"):
        yield Talk(
            project=keys.projects[row.project],
            kind=row.way,
            on=row.on,
            place=row.place,
            people=row.people,
            summary=row.summary,
            next_step=row.next_step,
            next_step_on=row.next_step_on,
            recorded_by_id=keys.person(row.recorded_by),
            recorded_at=evening(row.recorded_on),
        )


def _disputes(keys: Keys) -> Iterator[Dispute]:
    for row in keys.rows("disputes"):
        yield Dispute(
            project=keys.projects[row.project],
            organization_id=keys.organization(row.organization),
            statement=row.statement,
            raised_by_id=keys.person(row.raised_by),
            raised_at=evening(row.raised_on),
            ruling=row.ruling,
            reason=row.reason,
            ruled_by_id=keys.person(row.ruled_by),
            ruled_at=evening(row.ruled_on) if row.ruled_on else None,
        )


def _transfers(keys: Keys) -> list[Transfer]:
    return [
        Transfer(
            project=keys.projects[row.project],
            kind=row.kind,
            from_organization_id=keys.organization(row.from_organization),
            to_organization_id=keys.organization(row.to_organization),
            reason=row.reason,
            decided_by_id=keys.person(row.decided_by),
            decided_at=evening(row.decided_on),
        )
        for row in keys.rows("transfers")
    ]


def _credits(keys: Keys, passed: Mapping[tuple[int, datetime], Transfer]) -> Iterator[Credit]:
    """As the table says; where it says nothing, whoever talks has the whole."""
    told = by_project(keys.rows("credits"))
    for code, project in keys.projects.items():
        first = timezone.localdate(project.registered_at)
        if code not in told:
            share = {"share": Decimal(1), "role": FIRST_TALKER, "from_on": first}
            yield Credit(project=project, organization_id=project.organization_id, **share)
        for row in told.get(code, []):
            yield Credit(
                project=project,
                organization_id=keys.organization(row.organization),
                share=row.share,
                role=row.role,
                from_on=row.from_on,
                until_on=row.until_on,
                transfer=passed.get((project.pk, evening(row.from_on))),
            )
