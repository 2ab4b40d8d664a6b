"""Adding evidence: what is kept, what is refused, who may, and what stays when something fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.projects.models import Evidence, Move
from chaotou.projects.operations.evidence import add_evidence

PDF = b"%PDF-1.7 agreement"
GPS = {
    ExifTags.GPS.GPSLatitudeRef: "N",
    ExifTags.GPS.GPSLatitude: (33.0, 36.0, 36.0),
    ExifTags.GPS.GPSLongitudeRef: "E",
    ExifTags.GPS.GPSLongitude: (119.0, 6.0, 7.2),
}


def upload(data: bytes = PDF, name: str = "agreement.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def jpeg(taken: str = "2024:07:31 09:30:00", color: str = "teal", gps: dict[int, Any] = GPS) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(gps)
    out = BytesIO()
    Image.new("RGB", (40, 30), color).save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def add(few, linxiao, now) -> Callable[..., Evidence]:
    usual = {"project": few.lead, "kind": "agreement", "actor": linxiao, "now": now}
    return lambda **said: add_evidence(**{**usual, "file": upload(), **said})


@pytest.fixture
def move(few, linxiao, now) -> Move:
    return Move.objects.create(
        project=few.lead, to_stage="signed", moved_on=date(2024, 8, 1), reported_by=linxiao, reported_at=now
    )


def stored(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_evidence_is_kept_by_its_content_and_journaled(add, few, settings):
    row = add()
    assert row.sha256 == sha256(PDF).hexdigest()
    assert row.sha256[:32] in row.file.name and row.name == "agreement.pdf"
    assert Evidence.objects.get().file.read() == PDF
    entry = Entry.objects.get(act="projects.evidence.added")
    assert entry.target == f"projects.project:{few.lead.code}" and entry.after["sha256"] == row.sha256


def test_a_photo_keeps_the_time_and_place_it_says_of_itself(add):
    row = add(kind="site_photo", file=upload(jpeg(), "site.jpg"))
    assert row.taken_at == datetime(2024, 7, 31, 1, 30, tzinfo=UTC)
    assert (row.longitude, row.latitude) == (Decimal("119.102000"), Decimal("33.610000"))


def test_the_same_file_again_is_the_row_there_is(add, settings):
    assert add().pk == add().pk
    assert Evidence.objects.count() == Entry.objects.filter(act="projects.evidence.added").count() == 1
    assert len(stored(settings)) == 1


def test_evidence_can_prove_one_move(add, move):
    assert add(move=move).move == move


def test_a_move_of_another_project_is_refused(add, few, move):
    with pytest.raises(Refusal, match="不属于这个项目"):
        add(project=few.signed, move=move)


@pytest.mark.parametrize(
    ("kind", "data", "name", "reason"),
    [
        ("nothing_known", PDF, "a.pdf", "没有“nothing_known”"),
        ("agreement", b"MZ" + bytes(99), "a.exe", "类型（.exe）"),
        ("agreement", b"<script>", "a.svg", "类型（.svg）"),
        ("agreement", b"MZ" + bytes(99), "a.pdf", "内容不是 .pdf"),
        ("agreement", b"no zip", "a.ofd", "内容不是 .ofd"),
        ("agreement", b"no photo", "a.jpg", "不是能读的照片"),
        ("agreement", b"", "a.pdf", "是空的"),
        ("site_photo", PDF, "a.pdf", "要上传照片"),
    ],
)
def test_what_cannot_be_evidence_is_refused(add, settings, kind, data, name, reason):
    with pytest.raises(Refusal, match=reason):
        add(kind=kind, file=upload(data, name))
    assert not Evidence.objects.exists() and stored(settings) == []


def test_a_file_past_the_limit_is_refused(add, settings):
    settings.UPLOAD_LIMIT_MB = 1
    with pytest.raises(Refusal, match="1 MB"):
        add(file=upload(PDF + bytes(1024 * 1024)))


def test_who_does_not_record_for_the_project_adds_nothing(add, hechuan, zhoumin, shenjie):
    for person in (hechuan, zhoumin, shenjie):
        with pytest.raises(Refusal):
            add(actor=person)
    assert not Evidence.objects.exists()


def test_a_file_goes_with_what_failed(add, settings, monkeypatch):
    def fail(**_entry: object) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr("chaotou.journal.operations.record", fail)
    with pytest.raises(RuntimeError):
        add()
    assert stored(settings) == [] and not Evidence.objects.exists()
