"""A file of a matter, for who may know of the matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chaotou.core.issues import Message, Missing
from chaotou.matters.models import Attachment
from chaotou.matters.queries.detail import matter_for
from chaotou.organization.models import Person


@dataclass(frozen=True)
class MatterFile:
    """The stored file and the name it came under."""

    file: Any
    name: str
    is_photo: bool


def attachment_file(reader: Person, code: str, pk: int) -> MatterFile:
    """A stored file of a matter the person may know of; `Missing` where there is none. Two queries.

    Applicants get theirs by `tracking`, which shows them fewer.
    """
    row = Attachment.objects.filter(matter=matter_for(reader, code), pk=pk).first()
    if row is None:
        raise Missing(Message("没有这份附件。"))
    return MatterFile(row.file, row.name, row.is_photo)
