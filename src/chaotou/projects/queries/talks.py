"""What was said about a project, for those who may know."""

from __future__ import annotations

from chaotou.core.issues import Message, Missing
from chaotou.organization.access import Asker, require
from chaotou.projects import access
from chaotou.projects.models import Project, Talk
from chaotou.projects.queries.sight import projects


def project_with_terms(reader: Asker, code: str) -> Project:
    """A project whose terms the reader sees. `Missing` where none is known, `Refusal` where terms are not."""
    known = projects(reader).select_related("organization", "landing", "officer", "investor")
    found = known.filter(code=code).first()
    if found is None:
        raise Missing(Message("没有项目“{code}”，或不在可见范围内。", {"code": code}))
    require(access.may_see_terms(reader, found))
    return found


def talks_of(reader: Asker, project: Project) -> list[Talk]:
    """Every talk, the latest first, each with who recorded it. `Refusal` for who may not know."""
    require(access.may_see_terms(reader, project))
    return list(Talk.objects.filter(project=project).select_related("recorded_by"))
