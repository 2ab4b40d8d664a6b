"""Taking a whole import out of the register again, as long as nobody built on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from chaotou.core.issues import Message, Refusal
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_moment
from chaotou.projects import access
from chaotou.projects.models import Credit, ImportBatch, Move, Project
from chaotou.rows.inserting import wide_cache

if TYPE_CHECKING:
    from chaotou.organization.models import Person


class ChangedSince(Refusal):
    """Projects of the import were changed since: `projects` are codes and names, and nothing was undone."""

    def __init__(self, projects: list[tuple[str, str]]) -> None:
        message = Message("有 {count} 个项目导入后更改过，没有撤销。", {"count": len(projects)})
        super().__init__(message, Message("请逐个处理这些项目；导入的其余项目也都还在。"))
        self.projects = projects


@wide_cache()
@transaction.atomic
def undo_import(*, person: Person, batch: ImportBatch, now: datetime) -> ImportBatch:
    """Remove every project of an import with its credit and move, or none.

    `ChangedSince` with all projects changed since; `Refusal` for anybody but who imported it or reviews, and
    for an import that was undone.
    """
    require(access.may_undo_import(person, batch))
    held = ImportBatch.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.pk)
    if held.undone_at is not None:
        raise Refusal(Message("这次导入已经撤销过。"))
    if changed := list(changed_since(held).values_list("code", "name")):
        raise ChangedSince(changed)
    _remove(held)
    held.undone_by, held.undone_at = person, working_moment(now)
    held.save(update_fields=["undone_by", "undone_at"])
    target = f"projects.import:{held.pk}"
    after = {"file_name": held.file_name, "sha256": held.sha256, "rows": held.rows}
    journal.record(
        actor=person, act="projects.import.undone", target=target, before=after, after=None, at=now
    )
    return held


def changed_since(batch: ImportBatch) -> QuerySet[Project]:
    """Projects of the import that were changed, moved, shared, talked about or built on since."""
    touched = Q(version__gt=1)
    for related, condition in _related(batch):
        rows = related._base_manager.filter(condition)
        touched |= Q(Exists(rows))
    return Project.objects.filter(touched, batch=batch).order_by("code")


def _related(batch: ImportBatch) -> Iterator[tuple[type[models.Model], Q]]:
    """Everything that points at a project, but for what came with the import itself."""
    for relation in Project._meta.related_objects:
        model = relation.related_model
        assert not isinstance(model, str)
        own = Q(**{relation.field.name: OuterRef("pk")})
        if model is Move:
            own &= ~Q(reported_at=batch.imported_at)
        elif model is Credit:
            own &= Q(transfer__isnull=False) | Q(until_on__isnull=False)
        yield model, own


def _remove(batch: ImportBatch) -> None:
    """Row by row Django would look up what points at each; it was just found that nothing else does."""
    projects = Project.objects.filter(batch=batch)
    for rows in (Credit.objects.filter(project__in=projects), Move.objects.filter(project__in=projects)):
        rows._raw_delete(rows.db)
    projects._raw_delete(projects.db)
