"""The same change to many projects at once: seen before it is made, and made to all or to none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chaotou.core.issues import Message, Refusal
from chaotou.journal import operations as journal
from chaotou.organization import access as organization
from chaotou.organization.access import Verdict
from chaotou.organization.models import Organization, Person
from chaotou.projects import access
from chaotou.projects.grams import TAGS, put_searched
from chaotou.projects.models import Project
from chaotou.projects.queries.sight import projects

MOST = 500


@dataclass(frozen=True)
class Change:
    """What is to be changed; None or nothing leaves a field as it is."""

    landing: Organization | None = None
    officer: Person | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.landing, self.officer, self.add, self.remove))

    def tags(self, held: Collection[str]) -> list[str]:
        """The tags after the change, each once, in order."""
        kept = [tag for tag in held if tag not in self.remove]
        return list(dict.fromkeys([*kept, *self.add]))


@dataclass(frozen=True)
class Line:
    """What becomes of one project: its fields before and after, and whether this person may change it."""

    project: Project
    verdict: Verdict
    before: Mapping[str, object]
    after: Mapping[str, object]

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def preview(*, person: Person, codes: Collection[str], change: Change) -> list[Line]:
    """What the change would do to each of these projects, in the order of their codes. Nothing is written.

    `Refusal` for more than `MOST` projects. What the person does not know of is left out.
    """
    if len(codes) > MOST:
        raise Refusal(Message("一次最多修改 {most} 个项目，请分批进行。", {"most": MOST}))
    held = organization.mandate(person)
    found = projects(person).filter(code__in=codes)
    found = found.select_related("landing", "officer", "investor").order_by("code")
    return [
        Line(one, access.may_change_by(held, one), _fields(one), _fields(one) | _after(one, change))
        for one in found
    ]


def _fields(project: Project) -> dict[str, object]:
    return {
        "landing": project.landing.code if project.landing else None,
        "officer": project.officer.username if project.officer else None,
        TAGS: list(project.particulars.get(TAGS, [])),
    }


def _after(project: Project, change: Change) -> dict[str, object]:
    changed: dict[str, object] = {TAGS: change.tags(project.particulars.get(TAGS, []))}
    if change.landing:
        changed["landing"] = change.landing.code
    if change.officer:
        changed["officer"] = change.officer.username
    return changed


@transaction.atomic
def change_all(*, person: Person, versions: Mapping[str, int], change: Change, now: datetime) -> int:
    """Change every project of `versions` (code to the version that was seen); how many were changed.

    `Refusal`, and nothing is changed, where one of them may not be changed by this person, was changed
    meanwhile or is gone. One journal entry a project.
    """
    if not change:
        raise Refusal(Message("请选定要修改的内容。"))
    lines = preview(person=person, codes=versions.keys(), change=change)
    _require_all(lines, versions)
    changed = [line for line in lines if line.is_changed]
    for line in changed:
        _apply(line, change)
        journal.record(
            actor=person,
            act="projects.project.changed",
            target=f"projects.project:{line.project.code}",
            before=line.before,
            after=line.after,
            at=now,
        )
    return len(changed)


def _require_all(lines: list[Line], versions: Mapping[str, int]) -> None:
    if len(lines) < len(versions):
        raise Refusal(Message("有的项目已不存在或不在可见范围内，没有修改任何项目。"))
    for line in lines:
        said = {"project": line.project.name}
        if not line.verdict:
            raise Refusal(Message("没有修改任何项目：“{project}”不能由您修改。", said), line.verdict.reason)
        if line.project.version != versions[line.project.code]:
            hint = Message("请重新预览后再确认。")
            raise Refusal(Message("没有修改任何项目：“{project}”刚刚被别人改过。", said), hint)


def _apply(line: Line, change: Change) -> None:
    """Write one project; its version guards against a change at this very moment."""
    project = line.project
    project.particulars = {**project.particulars, TAGS: line.after[TAGS]}
    put_searched(project)
    values: dict[str, object] = {"particulars": project.particulars, "grams": project.grams}
    if change.landing:
        values["landing"] = change.landing
    if change.officer:
        values["officer"] = change.officer
    same = Project.objects.filter(pk=project.pk, version=project.version)
    if not same.update(version=project.version + 1, **values):
        raise Refusal(Message("没有修改任何项目：“{project}”刚刚被别人改过。", {"project": project.name}))
