"""Holding a project while an act changes it, and noticing that somebody else did so first."""

from __future__ import annotations

from chaotou.core.issues import Message, Refusal
from chaotou.projects.models import Project
from chaotou.projects.queries.fields import RELATIONS


def locked(project: Project, version: int | None = None) -> Project:
    """The project as it now is, held until the transaction ends.

    `Refusal` where it is no longer of the `version` that the person saw; None where nobody saw one.
    """
    held = Project.objects.select_for_update(of=("self",), no_key=True).select_related(*RELATIONS)
    found = held.get(pk=project.pk)
    if version is not None and found.version != version:
        message = Message("这个项目刚刚由他人更改过。")
        raise Refusal(message, Message("请看过更改后的内容再提交。"))
    return found
