"""Adding evidence: a file that proves something of a project, with what a photo says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils import timezone

from chaotou.core.issues import Message, Refusal
from chaotou.core.zone.project_specs import EvidenceSpec
from chaotou.figures.operations.evidence import all_or_nothing
from chaotou.formats import photo
from chaotou.formats.kinds import kind_of
from chaotou.formats.reading import shown_name
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_moment
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.models import Evidence, Move, Project

if TYPE_CHECKING:
    from chaotou.organization.models import Person

PAPERS = ("pdf", "docx", "xlsx", "xls", "ofd")
PHOTOS = tuple(photo.SUFFIXES)
_LARGEST_NAME = 200


@dataclass(frozen=True)
class Arrival:
    """A file found fit to be kept."""

    data: bytes
    name: str
    suffix: str
    sha256: str
    taken_at: datetime | None = None
    longitude: Decimal | None = None
    latitude: Decimal | None = None


def add_evidence(
    *, project: Project, kind: str, file: File[bytes], move: Move | None = None, actor: Person, now: datetime
) -> Evidence:
    """Keep a file as evidence of a kind of the zone's list, for the project or one move of it.

    The same file again for the same project, move and kind is the row there is. `Refusal` for who may not
    change the project, an unknown kind, a file too large or not what its suffix says, no photo where one is
    asked for.
    """
    require(access.may_change(actor, project))
    return keep_evidence(project=project, kind=kind, file=file, move=move, actor=actor, now=now)


def keep_evidence(
    *, project: Project, kind: str, file: File[bytes], move: Move | None = None, actor: Person, now: datetime
) -> Evidence:
    """As `add_evidence`, for acts that have asked a verdict of their own, such as closing a problem."""
    if move is not None and move.project_id != project.pk:
        raise Refusal(Message("这次阶段变动不属于这个项目。"))
    arrival = arrived(file, _spec(kind))
    kept = Evidence.objects.filter(project=project, move=move, kind=kind, sha256=arrival.sha256).first()
    return kept or _kept(project, kind, move, arrival, actor, now)


def require_fit(file: File[bytes]) -> None:
    """`Refusal` unless the file is a paper or photo that may be kept; it is left as if nobody had read it."""
    arrived(file, ANY)
    file.seek(0)


ANY = EvidenceSpec(code="any", name="佐证材料", english="Evidence")


def _spec(kind: str) -> EvidenceSpec:
    found = next((spec for spec in zone().evidence if spec.code == kind), None)
    if found is None:
        raise Refusal(Message("没有“{kind}”这种佐证材料。", {"kind": kind}), Message("请从列表中选择。"))
    return found


def arrived(file: File[bytes], spec: EvidenceSpec) -> Arrival:
    """The file, read and found fit to be kept as this kind; `Refusal` where it is not."""
    name = shown_name(file.name or "")
    _check_size(file.size, name)
    data = file.read()
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    digest = sha256(data).hexdigest()
    if suffix in PHOTOS:
        said = photo.read_photo(data, name)
        return Arrival(data, name, suffix, digest, _aware(said.taken), said.longitude, said.latitude)
    if spec.photo:
        message = Message("“{kind}”要上传照片，“{file}”不是照片。", {"kind": spec.name, "file": name})
        raise Refusal(message, Message("请上传 .jpg、.png 或 .webp；HEIC 照片请先转为 .jpg。"))
    _check_paper(data, suffix, name)
    return Arrival(data, name, suffix, digest)


def _check_size(size: int, name: str) -> None:
    if not size:
        raise Refusal(Message("“{file}”是空的。", {"file": name}), Message("请确认选对了文件。"))
    if size > settings.UPLOAD_LIMIT_MB * 1024 * 1024:
        values = {"file": name, "limit": settings.UPLOAD_LIMIT_MB}
        raise Refusal(
            Message("“{file}”超过 {limit} MB 的上限。", values), Message("请压缩或拆成几个文件后再上传。")
        )


def _check_paper(data: bytes, suffix: str, name: str) -> None:
    """A paper is of a kind that is taken, and its content is what its suffix says."""
    if suffix not in PAPERS:
        kinds = " ".join(f".{kind}" for kind in (*PAPERS, *PHOTOS))
        values = {"file": name, "suffix": suffix}
        message = Message("“{file}”的类型（.{suffix}）不能作为佐证材料。", values)
        raise Refusal(message, Message("可以上传 {kinds}。", {"kinds": kinds}))
    if suffix == "ofd":
        if not data.startswith(b"PK"):
            raise Refusal(Message("“{file}”的内容不是 .{kind} 文件。", {"file": name, "kind": suffix}))
    else:
        kind_of(data, name)


def _aware(taken: datetime | None) -> datetime | None:
    """A camera's clock without a zone is the zone's own clock."""
    return timezone.make_aware(taken) if taken and timezone.is_naive(taken) else taken


def _kept(
    project: Project, kind: str, move: Move | None, arrival: Arrival, actor: Person, now: datetime
) -> Evidence:
    row = Evidence(
        project=project,
        move=move,
        kind=kind,
        name=arrival.name[:_LARGEST_NAME],
        sha256=arrival.sha256,
        taken_at=arrival.taken_at,
        longitude=arrival.longitude,
        latitude=arrival.latitude,
        added_by=actor,
        added_at=working_moment(now),
    )
    with all_or_nothing() as files:
        stored = f"{arrival.sha256[:2]}/{arrival.sha256[:32]}.{arrival.suffix}"
        row.file.save(stored, ContentFile(arrival.data), save=False)
        files.append(row.file)
        row.save()
        _journal(row, actor, now)
    return row


def _journal(row: Evidence, actor: Person, now: datetime) -> None:
    after = {
        "kind": row.kind,
        "name": row.name,
        "sha256": row.sha256,
        "move": row.move_id,
        "taken_at": row.taken_at,
        "longitude": row.longitude,
        "latitude": row.latitude,
    }
    target = f"projects.project:{row.project.code}"
    journal.record(
        actor=actor, act="projects.evidence.added", target=target, before=None, after=after, at=now
    )
