"""The page of evidence: from the phone's camera to the list, and who sees what."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags, Image

from chaotou.projects.models import Evidence, Move
from chaotou.projects.operations.evidence import add_evidence

PDF = b"%PDF-1.7 agreement"


def jpeg(latitude: float = 33.0) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2024:07:31 09:30:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: (latitude, 36.0, 36.0),
            ExifTags.GPS.GPSLongitudeRef: "E",
            ExifTags.GPS.GPSLongitude: (119.0, 6.0, 7.2),
        }
    )
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def add(few, linxiao, now):
    def add(project: Any, data: bytes, name: str, **said: Any) -> Evidence:
        usual = {"kind": "site_photo", "actor": linxiao, "now": now}
        file = SimpleUploadedFile(name, data)
        return add_evidence(project=project, file=file, **{**usual, **said})

    return add


def page(project: Any) -> str:
    return reverse("projects:evidence", args=[project.code])


def test_an_officer_on_site_adds_a_photo(few, linxiao, signed_in):
    browser = signed_in(linxiao)
    shown = browser.get(page(few.lead)).content.decode()
    assert 'accept="image/*"' in shown and 'capture="environment"' in shown
    said = {"kind": "site_photo", "photo": SimpleUploadedFile("site.jpg", jpeg())}
    answer = browser.post(page(few.lead), said, follow=True).content.decode()
    assert "佐证材料已保存" in answer and "2024-07-31 09:30" in answer and "33.610000" in answer


def test_the_same_file_again_is_said_to_be_there(few, linxiao, signed_in):
    browser = signed_in(linxiao)
    for said in ("佐证材料已保存", "此前已经保存过"):
        photo = {"kind": "site_photo", "photo": SimpleUploadedFile("site.jpg", jpeg())}
        assert said in browser.post(page(few.lead), photo, follow=True).content.decode()
    assert few.lead.evidence.count() == 1


def test_a_file_that_is_refused_says_why_and_keeps_the_page(few, linxiao, signed_in):
    said = {"kind": "agreement", "file": SimpleUploadedFile("a.exe", b"MZ" + bytes(99))}
    answer = signed_in(linxiao).post(page(few.lead), said)
    assert answer.status_code == 422 and "不能作为佐证材料" in answer.content.decode()


def test_no_file_at_all_is_said_at_the_field(few, linxiao, signed_in):
    answer = signed_in(linxiao).post(page(few.lead), {"kind": "agreement"})
    assert answer.status_code == 422 and "请拍照或选择一个文件" in answer.content.decode()


def test_a_competing_unit_sees_neither_list_nor_file(few, add, hechuan, signed_in):
    row = add(few.lead, PDF, "agreement.pdf", kind="agreement")
    browser = signed_in(hechuan)
    assert browser.get(page(few.lead)).status_code == 404
    assert browser.get(f"{page(few.lead)}{row.pk}/").status_code == 404


def test_papers_of_a_signed_project_stay_with_its_holders(few, add, hechuan, guyuan, signed_in):
    row = add(few.signed, PDF, "agreement.pdf", kind="agreement")
    assert signed_in(hechuan).get(f"{page(few.signed)}{row.pk}/").status_code == 403
    assert signed_in(guyuan).get(f"{page(few.signed)}{row.pk}/").status_code == 200


def test_a_paper_is_saved_and_a_photo_is_shown(few, add, linxiao, signed_in):
    browser = signed_in(linxiao)
    paper = browser.get(f"{page(few.lead)}{add(few.lead, PDF, '协议.pdf', kind='agreement').pk}/")
    assert paper["Content-Disposition"].startswith("attachment")
    photo = browser.get(f"{page(few.lead)}{add(few.lead, jpeg(), 'site.jpg').pk}/")
    assert photo["Content-Disposition"].startswith("inline") and photo["Content-Type"] == "image/jpeg"
    assert photo["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_another_project_is_not_found_under_this_one(few, add, linxiao, signed_in):
    row = add(few.signed, PDF, "a.pdf", kind="agreement")
    assert signed_in(linxiao).get(f"{page(few.lead)}{row.pk}/").status_code == 404


def test_the_same_photo_in_two_projects_is_noticed(few, add, linxiao, signed_in):
    add(few.lead, jpeg(), "a.jpg")
    add(few.signed, jpeg(), "b.jpg")
    assert few.signed.code in signed_in(linxiao).get(page(few.lead)).content.decode()


def test_the_same_file_in_many_projects_is_told_in_one_sentence(few, add, make_project, linxiao, signed_in):
    add(few.lead, jpeg(), "a.jpg")
    for number in range(10, 14):
        add(make_project(f"P2024-00{number}"), jpeg(), "b.jpg")
    shown = signed_in(linxiao).get(page(few.lead)).content.decode()
    assert "同一份文件也用于另外 4 个项目，如 P2024-0010, P2024-0011, P2024-0012。" in shown
    assert shown.count("同一份文件") == 1


def test_a_project_out_of_sight_is_not_named(few, add, hechuan, linxiao, signed_in):
    add(few.lead, jpeg(), "a.jpg")
    add(few.rival, jpeg(), "b.jpg", actor=hechuan)
    shown = signed_in(linxiao).get(page(few.lead)).content.decode()
    assert "也用于另一个项目" in shown and few.rival.code not in shown


def test_a_photo_taken_before_the_move_or_elsewhere_is_noticed(few, add, linxiao, now, signed_in):
    few.lead.longitude, few.lead.latitude = Decimal("119.1"), Decimal("33.6")
    few.lead.save()
    move = Move.objects.create(
        project=few.lead, to_stage="signed", moved_on=date(2024, 8, 1), reported_by=linxiao, reported_at=now
    )
    add(few.lead, jpeg(), "near.jpg", move=move)
    near = signed_in(linxiao).get(page(few.lead)).content.decode()
    assert "早于阶段发生的 2024-08-01" in near and "公里" not in near
    add(few.lead, jpeg(latitude=32.0), "far.jpg", move=move)
    assert "约 110." in signed_in(linxiao).get(page(few.lead)).content.decode()


def test_a_photo_of_no_move_is_held_against_the_day_the_project_began(few, add, linxiao, now, signed_in):
    browser = signed_in(linxiao)
    add(few.lead, jpeg(), "old.jpg")
    assert "照片拍于 2024-07-31，早于项目开始的 2024-08-12。" in browser.get(page(few.lead)).content.decode()
    entered_late = {"to_stage": "negotiation", "moved_on": date(2024, 7, 1)}
    Move.objects.create(project=few.lead, reported_by=linxiao, reported_at=now, **entered_late)
    assert "早于项目开始" not in browser.get(page(few.lead)).content.decode()


def test_who_only_looks_gets_a_reason_and_no_form(few, guyuan, signed_in):
    shown = signed_in(guyuan).get(page(few.lead)).content.decode()
    assert "只有填报岗位可以更改项目" in shown and 'type="file"' not in shown
    answer = signed_in(guyuan).post(
        page(few.lead), {"kind": "agreement", "file": SimpleUploadedFile("a.pdf", PDF)}
    )
    assert answer.status_code == 422 and not Evidence.objects.exists()
