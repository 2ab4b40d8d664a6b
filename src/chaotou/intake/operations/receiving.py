"""Bringing a document in, and reading it again: the file, its text and its claims are stored together or not
at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from chaotou.core.issues import Message, Refusal
from chaotou.core.zone.specs import Zone
from chaotou.intake import access
from chaotou.intake.models import Claim, SourceDocument
from chaotou.intake.reading import Arrival, Reading, arrived, pasted, read_claims
from chaotou.intake.rereading import pair
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.queries import zone as zone_now

if TYPE_CHECKING:
    from chaotou.organization.models import Person

_PLACES = ("start", "end", "sentence_start", "sentence_end")


@dataclass(frozen=True)
class Cover:
    """What the person says about a document: its title, the year it speaks of, whom it is about, whether it
    is public.
    """

    title: str
    year: int
    body: str
    is_public: bool


def receive_document(
    *,
    person: Person,
    data: bytes,
    filename: str,
    title: str = "",
    year: int,
    body: str,
    is_public: bool = False,
    now: datetime,
) -> SourceDocument:
    """Store and read a file. The same bytes again are the same document, read again with every decision kept.

    Raises Refusal for whoever may not, and for a file that cannot be read whole; then nothing is stored.
    """
    require(access.may_receive(person))
    return _received(arrived(data, filename), person, Cover(title, year, body, is_public), now)


def receive_text(
    *,
    person: Person,
    text: str,
    title: str = "",
    year: int,
    body: str,
    is_public: bool = False,
    now: datetime,
) -> SourceDocument:
    """Store and read words pasted into the page, as `receive_document` does a file."""
    require(access.may_receive(person))
    return _received(pasted(text), person, Cover(title, year, body, is_public), now)


def reread_document(
    *, person: Person, document: SourceDocument, year: int | None = None, now: datetime
) -> SourceDocument:
    """Read the stored text with the reader and lexicon of today, for another year if one is given."""
    require(access.may_receive(person))
    require(access.may_read(person, document))
    wanted = year or document.year
    return _read_again(document, read_claims(document.text, wanted, zone_now()), wanted, person, now)


def _received(arrival: Arrival, person: Person, cover: Cover, now: datetime) -> SourceDocument:
    zone = zone_now()
    _require_body(cover.body, zone)
    existing = SourceDocument.objects.filter(code=arrival.code).first()
    if existing is not None:
        return _met_again(existing, person, now, zone)
    reading = read_claims(arrival.document.text(), cover.year, zone)
    try:
        return _store(arrival, reading, person, cover, now)
    except IntegrityError:
        return _met_again(SourceDocument.objects.get(code=arrival.code), person, now, zone)


def _require_body(body: str, zone: Zone) -> None:
    if body not in {spec.code for spec in zone.bodies}:
        raise Refusal(Message("没有统计主体“{body}”。", {"body": body}), Message("请从列表中选择。"))


def _met_again(existing: SourceDocument, person: Person, now: datetime, zone: Zone) -> SourceDocument:
    require(access.may_read(person, existing))
    return _read_again(existing, read_claims(existing.text, existing.year, zone), existing.year, person, now)


def _store(arrival: Arrival, reading: Reading, person: Person, cover: Cover, now: datetime) -> SourceDocument:
    document = SourceDocument(
        code=arrival.code,
        title=(cover.title.strip() or arrival.document.title)[:200],
        filename=arrival.filename,
        text=arrival.document.text(),
        content=arrival.document.as_data(),
        findings=list(reading.findings),
        year=cover.year,
        body=cover.body,
        is_public=cover.is_public,
        received_by=person,
        received_in=person.organization,
        received_at=now,
        read_at=now,
    )
    with _whole_or_nothing(document):
        document.save()
        document.file.save(
            arrival.code[:16] + PurePath(arrival.filename).suffix.lower(), ContentFile(arrival.data)
        )
        Claim.objects.bulk_create(_claims(document, list(reading.claims), 1), batch_size=500)
        _journal(person, "received", document, None, {"claims": len(reading.claims), **_cover(document)}, now)
    return document


@contextmanager
def _whole_or_nothing(document: SourceDocument) -> Iterator[None]:
    """One transaction; when it fails, the commit included, the file goes too."""
    try:
        with transaction.atomic():
            yield
    except BaseException:
        if document.file.name:
            document.file.storage.delete(document.file.name)
        raise


def _claims(document: SourceDocument, contents: list[dict[str, object]], position: int) -> list[Claim]:
    return [
        Claim(
            document=document,
            position=position + index,
            content=content,
            **{name: content[name] for name in _PLACES},
        )
        for index, content in enumerate(contents)
    ]


@transaction.atomic
def _read_again(
    document: SourceDocument, reading: Reading, year: int, person: Person, now: datetime
) -> SourceDocument:
    """Undecided claims follow the new reading, decided ones stay as they were decided."""
    document = SourceDocument.objects.select_for_update(no_key=True).get(pk=document.pk)
    changed = _renew(document, reading)
    if any(changed.values()) or document.year != year or document.findings != list(reading.findings):
        document.year, document.findings, document.read_at = year, list(reading.findings), now
        document.save(update_fields=["year", "findings", "read_at"])
        _journal(person, "reread", document, None, {**changed, "year": year}, now)
    return document


def _renew(document: SourceDocument, reading: Reading) -> dict[str, int]:
    """How many claims were added, changed and removed; all are held: one decided meanwhile stays so."""
    rows = list(document.claims.select_for_update(no_key=True).order_by("position"))
    pairing = pair([row.content for row in rows], reading.claims)
    gone = [rows[index].pk for index in pairing.gone if rows[index].state == Claim.State.PROPOSED]
    changed = [
        _changed(rows[old], reading.claims[new])
        for old, new in pairing.same.items()
        if _differs(rows[old], reading.claims[new])
    ]
    Claim.objects.filter(pk__in=gone).delete()
    Claim.objects.bulk_update(changed, ["content", *_PLACES], batch_size=200)
    position = max((row.position for row in rows), default=0) + 1
    added = _claims(document, [reading.claims[index] for index in pairing.added], position)
    Claim.objects.bulk_create(added, batch_size=500)
    return {"added": len(added), "changed": len(changed), "removed": len(gone)}


def _differs(row: Claim, content: dict[str, object]) -> bool:
    return row.state == Claim.State.PROPOSED and row.content != content


def _changed(row: Claim, content: dict[str, object]) -> Claim:
    row.content = content
    for name in _PLACES:
        setattr(row, name, content[name])
    return row


def _cover(document: SourceDocument) -> dict[str, object]:
    names = ("title", "filename", "year", "body", "is_public")
    return {name: getattr(document, name) for name in names}


def _journal(
    person: Person,
    act: str,
    document: SourceDocument,
    before: dict[str, object] | None,
    after: dict[str, object],
    now: datetime,
) -> None:
    target = f"intake.sourcedocument:{document.code}"
    journal.record(
        actor=person, act=f"intake.sourcedocument.{act}", target=target, before=before, after=after, at=now
    )
