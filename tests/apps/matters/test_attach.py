"""Files that come with an act: read first, kept once by their content, gone where the act fails."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from chaotou.core.issues import Missing, Obstacles
from chaotou.matters.operations import taking
from chaotou.matters.operations.closing import submit
from chaotou.matters.operations.reporting import report
from chaotou.matters.queries.files import attachment_file

PHOTO_TAKEN = "2024:08:10 09:30:00"


def photo() -> bytes:
    """A small .jpg that says when and where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = PHOTO_TAKEN
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", (119.0, 1.0, 30.0)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (33.0, 36.0, 0.0)
    made = BytesIO()
    Image.new("RGB", (8, 8)).save(made, "JPEG", exif=exif)
    return made.getvalue()


def stored(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_file_is_kept_under_its_content_with_the_step_it_came_with(handled, hechuan, paper, now) -> None:
    matter = report(matter=handled(), actor=hechuan, now=now, text="进场", files=[paper(name="名单.pdf")])
    row = matter.attachments.get()
    assert (row.step.act, row.name, row.added_by, row.is_photo) == ("report", "名单.pdf", hechuan, False)
    assert row.file.name.startswith(f"matters/{row.sha256[:2]}/{row.sha256[:32]}")
    assert attachment_file(hechuan, matter.code, row.pk).name == "名单.pdf"


def test_the_same_content_is_stored_once(handled, hechuan, paper, now, settings) -> None:
    matter = handled()
    for name in ("一.pdf", "二.pdf"):
        matter = report(matter=matter, actor=hechuan, now=now, text="进场", files=[paper(name=name)])
    assert len({row.file.name for row in matter.attachments.all()}) == 1
    assert len(stored(settings)) == 1


def test_a_photo_keeps_its_time_and_place(handled, hechuan, paper, now) -> None:
    came = paper("photo_after", "现场.jpg", photo(), is_public=True, alternative="新修的路")
    row = report(matter=handled(), actor=hechuan, now=now, text="完工", files=[came]).attachments.get()
    assert row.is_photo
    assert row.taken_at == datetime(2024, 8, 10, 1, 30, tzinfo=UTC)
    assert (float(row.longitude), float(row.latitude)) == (119.025, 33.6)


def test_everything_wrong_with_the_files_is_said_at_once(handled, hechuan, paper, now, settings) -> None:
    brought = [
        paper(name="程序.exe"),
        paper("nothing"),
        paper("photo_after"),
        paper(name="空.pdf", content=b""),
        paper(name="假.pdf", content=b"MZ"),
        paper("photo_after", "现场.jpg", photo(), is_public=True),
    ]
    with pytest.raises(Obstacles) as refused:
        report(matter=handled(), actor=hechuan, now=now, text="进场", files=brought)
    said = str(refused.value)
    for word in (
        "（.exe）不能作为",
        "没有“nothing”这种材料",
        "要上传照片",
        "是空的",
        "假.pdf",
        "要写图片说明",
    ):
        assert word in said
    assert stored(settings) == []


def test_a_file_too_large_is_refused(handled, hechuan, paper, now, settings) -> None:
    settings.UPLOAD_LIMIT_MB = 0
    with pytest.raises(Obstacles, match="超过 0 MB"):
        report(matter=handled(), actor=hechuan, now=now, text="进场", files=[paper()])


def test_no_more_than_twenty_come_at_once(handled, hechuan, paper, now) -> None:
    with pytest.raises(Obstacles, match="最多上传 20 个"):
        report(matter=handled(), actor=hechuan, now=now, text="进场", files=[paper()] * 21)


def test_what_an_act_stored_goes_where_the_act_fails(
    handled, hechuan, paper, now, settings, monkeypatch
) -> None:
    matter = handled()

    def fail(*args: object) -> None:
        raise OSError("no journal")

    monkeypatch.setattr(taking, "journal_act", fail)
    with pytest.raises(OSError, match="no journal"):
        report(matter=matter, actor=hechuan, now=now, text="进场", files=[paper()])
    assert stored(settings) == []
    assert not matter.attachments.exists()


def test_what_others_stored_before_stays(handled, hechuan, paper, now, settings, monkeypatch) -> None:
    matter = report(matter=handled(), actor=hechuan, now=now, text="进场", files=[paper()])

    def fail(*args: object) -> None:
        raise OSError("no journal")

    monkeypatch.setattr(taking, "journal_act", fail)
    with pytest.raises(OSError, match="no journal"):
        report(matter=matter, actor=hechuan, now=now, text="再报", files=[paper()])
    assert len(stored(settings)) == 1


def test_a_proof_brought_earlier_does_for_closing(handled, hechuan, paper, now) -> None:
    matter = report(matter=handled(), actor=hechuan, now=now, text="进场", files=[paper("work_record")])
    assert submit(matter=matter, actor=hechuan, now=now, conclusion="完成").state == "submitted"


def test_a_file_is_for_who_may_know_of_its_matter(request_of, linxiao, hechuan, paper, now) -> None:
    matter = request_of(files=[paper()])
    row = matter.attachments.get()
    assert attachment_file(linxiao, matter.code, row.pk).name == "佐证.pdf"
    with pytest.raises(Missing):
        attachment_file(hechuan, matter.code, row.pk)
