"""Letters by e-mail: kept as they came, made into matters, or set aside with a reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import Final, Unpack

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.figures.operations.evidence import all_or_nothing
from chaotou.formats.limits import MIB, Limits
from chaotou.formats.mail import Mail, MailFile, read_mail
from chaotou.journal import operations as journal
from chaotou.matters.access import require
from chaotou.matters.access_outside import may_read_letters
from chaotou.matters.details import Details
from chaotou.matters.models import IncomingMail, Matter
from chaotou.matters.operations.attaching import Upload
from chaotou.matters.operations.registering import register_matter
from chaotou.organization.days import working_moment
from chaotou.organization.models import Person

LONGEST_REASON: Final = 300


def receive_mail(*, data: bytes, now: datetime) -> tuple[IncomingMail, bool]:
    """Keep an e-mail until somebody reads it, and whether it is new: the same one comes in once.

    `Refusal` for what is no mail, or larger than a file may be.
    """
    mail = read_mail(data, limits=Limits(file_bytes=settings.UPLOAD_LIMIT_MB * MIB))
    if met := _met(mail):
        return met, False
    try:
        return _kept(mail, data, now), True
    except IntegrityError:
        if met := _met(mail):
            return met, False
        raise


def _met(mail: Mail) -> IncomingMail | None:
    """The same mail, if it came before; of one that was erased the hash of its id is left."""
    return IncomingMail.objects.filter(message_id__in=[mail.id, hash_of(mail.id)]).first()


def hash_of(message_id: str) -> str:
    """What is left of a letter's id, so that it is known again."""
    return sha256(message_id.encode()).hexdigest()


def _kept(mail: Mail, data: bytes, now: datetime) -> IncomingMail:
    with all_or_nothing() as stored:
        row = _row(mail, data, now)
        row.file.save(f"{row.sha256[:2]}/{row.sha256[:32]}.eml", ContentFile(data), save=False)
        stored.append(row.file)
        row.save()
        _journal(row, "received", None, now, {"sha256": row.sha256, "size": len(data)})
    return row


def _row(mail: Mail, data: bytes, now: datetime) -> IncomingMail:
    return IncomingMail(
        message_id=mail.id,
        sha256=sha256(data).hexdigest(),
        sender=mail.sender,
        sender_name=mail.sender_name,
        subject=mail.subject,
        text=mail.text,
        files=[{"name": file.name, "size": len(file.data)} for file in mail.files],
        received_at=working_moment(now),
    )


@transaction.atomic
def register_letter(
    *,
    letter: int,
    kind: str,
    title: str,
    actor: Person,
    now: datetime,
    parts: Collection[int] = (),
    **details: Unpack[Details],
) -> Matter:
    """Make a matter of a letter that waits, with those of its files whose places (from 0) are `parts`."""
    row = _waiting(letter, actor)
    files = files_of(row)
    chosen = [
        Upload(ContentFile(files[at].data, files[at].name)) for at in sorted(set(parts)) if at < len(files)
    ]
    said: Details = {
        **details,
        "channel": "email",
        "received_at": min(row.received_at, working_moment(now)),
        "files": [*chosen, *details.get("files", ())],
    }
    row.matter = register_matter(kind=kind, title=title, actor=actor, now=now, **said)
    row.save(update_fields=["matter"])
    return row.matter


@transaction.atomic
def set_aside(*, letter: int, reason: str, actor: Person, now: datetime) -> IncomingMail:
    """Make no matter of a letter, with the reason."""
    row, why = _waiting(letter, actor), reason.strip()
    if not why:
        raise Refusal(Message("请写明理由。"))
    if len(why) > LONGEST_REASON:
        raise Refusal(Message("理由最多 {most} 个字。", {"most": LONGEST_REASON}))
    row.set_aside_at, row.set_aside_by, row.reason = working_moment(now), actor, why
    row.save(update_fields=["set_aside_at", "set_aside_by", "reason"])
    _journal(row, "set_aside", actor, now, {"reason": why})
    return row


@transaction.atomic
def read_sender(*, letter: int, actor: Person, now: datetime) -> tuple[str, str]:
    """Who sent a letter that waits: name and address. Every reading is journaled."""
    row = _waiting(letter, actor)
    _journal(row, "read", actor, now, {"fields": ["sender", "sender_name"]})
    return row.sender_name, row.sender


def files_of(letter: IncomingMail) -> tuple[MailFile, ...]:
    """The files that came with a letter, read from the whole of it."""
    with letter.file.open("rb") as file:
        return read_mail(file.read()).files


def _waiting(pk: int, actor: Person) -> IncomingMail:
    """The letter, held; `Missing` where somebody did something with it already."""
    require(may_read_letters(actor))
    held = IncomingMail.objects.select_for_update(of=("self",))
    row = held.filter(pk=pk, matter=None, set_aside_at=None).first()
    if row is None:
        raise Missing(Message("没有这封来信，或已经办理。"))
    return row


def _journal(
    row: IncomingMail, act: str, actor: Person | None, now: datetime, after: dict[str, object]
) -> None:
    journal.record(
        actor=actor,
        act=f"matters.incomingmail.{act}",
        target=f"matters.incomingmail:{row.pk}",
        before=None,
        after=after,
        at=now,
    )
