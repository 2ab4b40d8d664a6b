"""Loads the zone directory into the database; what people have recorded since stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chaotou.cli.language import say
from chaotou.cli.output import print_issues
from chaotou.core.issues import Issue, Message, Refusal, errors
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.specs import Zone


def checked_zone() -> Zone:
    """The zone directory that the settings name; `Refusal`, with its issues printed, when it has errors."""
    from django.conf import settings

    loaded = load_zone(settings.ZONE)
    if loaded.zone is None:
        raise _refusal(errors(loaded.issues))
    return loaded.zone


def load_people(zone: Zone, now: datetime) -> None:
    from chaotou.organization import operations

    operations.load_organizations(zone=zone, actor=None, now=now)


def load_figures(zone: Zone, now: datetime) -> None:
    from chaotou.figures import operations

    operations.load_catalogue(zone=zone, now=now)
    operations.load_observations(zone=zone, now=now)


def load_register(zone: Zone, now: datetime) -> None:
    """Enterprises and projects, then what is counted from them into the ledger."""
    from django.conf import settings

    from chaotou.core.zone.project_files import load_project_files
    from chaotou.enterprises.operations.loading import load_enterprises
    from chaotou.projects.operations.ledger import count_into_ledger
    from chaotou.projects.operations.loading import load_projects

    loaded = load_project_files(settings.ZONE, zone)
    if loaded.files is None:
        raise _refusal(errors(loaded.issues))
    firms = load_enterprises(zone=zone, now=now)
    projects = load_projects(zone=zone, files=loaded.files, now=now)
    count_into_ledger(now=now)
    print(say("  新增企业 {firms} 家，项目 {projects} 个。").format(firms=firms, projects=projects))


def load_matters(zone: Zone, now: datetime) -> None:
    """Invented matters, conditions of reviews and decisions of meetings among them; then, as every night, the
    reminders of the day and what is counted of matters into the ledger.
    """
    from chaotou.matters.operations.ledger import count_into_ledger
    from chaotou.matters.operations.noticing import raise_notices

    cases, meetings = _load_cases(zone, now), _load_meetings(zone)
    raised = raise_notices(now=now) if cases or meetings else 0
    count_into_ledger(now=now)
    said = say("  新增事项 {cases} 件，会议 {meetings} 次，提醒 {raised} 条。")
    print(said.format(cases=cases, meetings=meetings, raised=raised))


def _load_cases(zone: Zone, now: datetime) -> int:
    from django.conf import settings

    from chaotou.core.zone.case_files import load_case_files
    from chaotou.matters.operations.loading import load_cases
    from chaotou.matters.operations.review_desk import take_invented

    read = load_case_files(settings.ZONE, zone)
    loaded = load_cases(cases=read.cases or (), now=now)
    if found := errors([*read.issues, *loaded.issues]):
        raise _refusal(found)
    return loaded.cases + take_invented()


def _load_meetings(zone: Zone) -> int:
    from django.conf import settings

    from chaotou.core.zone.meeting_files import load_meeting_files
    from chaotou.meetings.operations.loading import load_meetings

    read = load_meeting_files(settings.ZONE, zone)
    loaded = load_meetings(meetings=read.meetings or ())
    if found := errors([*read.issues, *loaded.issues]):
        raise _refusal(found)
    return loaded.meetings


def load_runs(zone: Zone, now: datetime) -> None:
    """First runs of the zone's schemes; those without figures enough, or not in force, are only named."""
    from chaotou.evaluation import operations

    loaded = operations.load_runs(zone=zone, now=now)
    for one in loaded:
        if one.refusal is None:
            print(f"  {one.run}")
    left = say("、").join(one.scheme for one in loaded if one.refusal is not None)
    if left:
        print(say("  没有试算：{schemes}（当年不生效，或有数据的对象太少）。").format(schemes=left))


def _refusal(found: Sequence[Issue]) -> Refusal:
    """What the zone directory is refused with, once its errors are printed."""
    from django.conf import settings

    print_issues(found)
    return Refusal(Message("开发区目录“{zone}”有错误，没有载入。", {"zone": settings.ZONE}))
