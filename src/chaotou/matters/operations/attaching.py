"""Files that come with an act: read before anything is held, kept once by their content, gone if it fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.files.base import ContentFile, File
from django.db.models.fields.files import FieldFile

from chaotou.core.issues import Message, Refusal
from chaotou.core.zone.project_specs import EvidenceSpec
from chaotou.matters.models import Attachment, Matter, Step
from chaotou.matters.rules import rules
from chaotou.organization.models import Person
from chaotou.projects.operations.evidence import PHOTOS, Arrival, arrived

ANY: Final = EvidenceSpec(code="any", name="附件", english="Attachment")
MOST: Final = 20
"""How many files come with one act."""

_LARGEST_NAME: Final = 200


@dataclass(frozen=True)
class Upload:
    """A file somebody brings, as which paper of the zone's list; `alternative` describes a public photo.

    `arrival` is what was read of the file where it was found fit before.
    """

    file: File[bytes]
    paper: str = ""
    alternative: str = ""
    is_public: bool = False
    arrival: Arrival | None = None


@dataclass(frozen=True)
class Arrived:
    """An upload found fit to be kept."""

    upload: Upload
    arrival: Arrival

    @property
    def is_photo(self) -> bool:
        return self.arrival.suffix in PHOTOS


Uploads = Sequence[Upload]


def examined(uploads: Iterable[Upload]) -> tuple[list[Arrived], list[Message]]:
    """The files that are fit to be kept, and all that is wrong with the others."""
    given, found, wrong = list(uploads), [], []
    if len(given) > MOST:
        wrong.append(Message("一次最多上传 {most} 个文件。", {"most": MOST}))
    for upload in given[:MOST]:
        try:
            one = Arrived(upload, upload.arrival or read_upload(upload))
        except Refusal as refusal:
            wrong.append(refusal.message)
            continue
        found.append(one)
        if upload.is_public and one.is_photo and not upload.alternative.strip():
            wrong.append(Message("公开的照片“{file}”要写图片说明。", {"file": one.arrival.name}))
        if len(upload.alternative.strip()) > _LARGEST_NAME:
            wrong.append(Message("图片说明最多 {most} 个字。", {"most": _LARGEST_NAME}))
    return found, wrong


def read_upload(upload: Upload) -> Arrival:
    """The file, read and found fit to be kept as what it is brought as; `Refusal` where it is not."""
    return arrived(upload.file, _paper(upload.paper))


def _paper(code: str) -> EvidenceSpec:
    if not code:
        return ANY
    found = rules().papers.get(code)
    if found is None:
        raise Refusal(Message("没有“{paper}”这种材料。", {"paper": code}))
    return found


def keep(
    matter: Matter,
    step: Step,
    found: Iterable[Arrived],
    added_by: Person | None,
    at: datetime,
    files: list[FieldFile],
) -> list[Attachment]:
    """Keep the files of a step; what is newly stored is told to `files`, to be deleted if the act fails.

    A file whose content is kept already is not stored again.
    """
    return [_kept(_row(matter, step, one, added_by, at), one.arrival, files) for one in found]


def _row(matter: Matter, step: Step, one: Arrived, added_by: Person | None, at: datetime) -> Attachment:
    said = one.arrival
    return Attachment(
        matter=matter,
        step=step,
        paper=one.upload.paper,
        name=said.name[:_LARGEST_NAME],
        size=len(said.data),
        sha256=said.sha256,
        alternative=one.upload.alternative.strip(),
        is_public=one.upload.is_public,
        is_photo=one.is_photo,
        taken_at=said.taken_at,
        longitude=said.longitude,
        latitude=said.latitude,
        added_by=added_by,
        added_at=at,
    )


def _kept(row: Attachment, arrival: Arrival, files: list[FieldFile]) -> Attachment:
    stored = Attachment.objects.filter(sha256=row.sha256).values_list("file", flat=True).first()
    if stored is not None:
        row.file.name = stored
    else:
        name = f"{arrival.sha256[:2]}/{arrival.sha256[:32]}.{arrival.suffix}"
        row.file.save(name, ContentFile(arrival.data), save=False)
        files.append(row.file)
    row.save()
    return row
