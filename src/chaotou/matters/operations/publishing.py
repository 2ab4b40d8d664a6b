"""What the public may see of a matter: the item itself, and photos that say in words what is on them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction

from chaotou.core.issues import Message, Missing, Obstacles, Refusal
from chaotou.formats.photo import photo_to_show
from chaotou.journal import operations as journal
from chaotou.matters.access import require
from chaotou.matters.access_outside import may_publish
from chaotou.matters.models import Attachment, Matter
from chaotou.organization.models import Person

LONGEST_TEXT: Final = 200


@transaction.atomic
def publish_item(*, matter: Matter, actor: Person, now: datetime, english: str = "") -> Matter:
    """Show the matter to the public, under its English title too where one is given."""
    require(may_publish(actor, matter))
    matter.english = english.strip() or matter.english
    return _set_public(matter, True, actor, now)


@transaction.atomic
def unpublish_item(*, matter: Matter, actor: Person, now: datetime) -> Matter:
    """Show it to the public no more; its photos go with it and come back with it."""
    require(may_publish(actor, matter))
    return _set_public(matter, False, actor, now)


@transaction.atomic
def publish_photo(
    *, matter: Matter, photo: int, alternative: str, actor: Person, now: datetime
) -> Attachment:
    """Show a photo of the matter, as a copy that tells neither place nor time.

    `alternative` says what is on it, for who cannot see it: without it no photo is published.
    """
    require(may_publish(actor, matter))
    row, text = _photo(matter, photo), alternative.strip()
    if not row.is_photo:
        raise Refusal(Message("“{file}”不是照片，不能公开。", {"file": row.name}))
    if not text:
        raise Obstacles([Message("公开的照片“{file}”要写图片说明。", {"file": row.name})])
    if len(text) > LONGEST_TEXT:
        raise Obstacles([Message("图片说明最多 {most} 个字。", {"most": LONGEST_TEXT})])
    row.alternative, row.is_public = text, True
    row.save(update_fields=["alternative", "is_public"])
    _journal_photo(row, "published", actor, now)
    _keep_copy(row)
    return row


@transaction.atomic
def unpublish_photo(*, matter: Matter, photo: int, actor: Person, now: datetime) -> Attachment:
    """Show a photo to the public no more; its copy is deleted where no other row shows it."""
    require(may_publish(actor, matter))
    row = _photo(matter, photo)
    row.is_public = False
    row.save(update_fields=["is_public"])
    _journal_photo(row, "unpublished", actor, now)
    if not Attachment.objects.filter(sha256=row.sha256, is_public=True).exists():
        transaction.on_commit(lambda: default_storage.delete(copy_of(row)))
    return row


def open_copy(photo: Attachment) -> File[bytes]:
    """The copy that the public gets, made where it is not there yet."""
    _keep_copy(photo)
    return default_storage.open(copy_of(photo))


def copy_of(photo: Attachment) -> str:
    """Where the copy for the public is kept."""
    return f"matters/public/{photo.sha256[:2]}/{photo.sha256[:32]}.jpg"


def _set_public(matter: Matter, shown: bool, actor: Person, now: datetime) -> Matter:
    if matter.is_public == shown and not shown:
        return matter
    before = {"is_public": matter.is_public}
    matter.is_public = shown
    matter.save(update_fields=["is_public", "english"])
    journal.record(
        actor=actor,
        act=f"matters.matter.{'published' if shown else 'unpublished'}",
        target=f"matters.matter:{matter.code}",
        before=before,
        after={"is_public": shown, "english": matter.english},
        at=now,
    )
    return matter


def _photo(matter: Matter, pk: int) -> Attachment:
    row = Attachment.objects.filter(matter=matter, pk=pk).first()
    if row is None:
        raise Missing(Message("没有这份附件。"))
    return row


def _keep_copy(row: Attachment) -> None:
    if default_storage.exists(copy_of(row)):
        return
    with row.file.open("rb") as file:
        copy = photo_to_show(file.read(), row.name)
    default_storage.save(copy_of(row), ContentFile(copy))


def _journal_photo(row: Attachment, act: str, actor: Person, now: datetime) -> None:
    journal.record(
        actor=actor,
        act=f"matters.attachment.{act}",
        target=f"matters.matter:{row.matter.code}",
        before=None,
        after={"name": row.name, "sha256": row.sha256, "alternative": row.alternative},
        at=now,
    )
