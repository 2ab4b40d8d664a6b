"""What the public sees: items published and adopted, their public fields, photos described and stripped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from chaotou.core.issues import Missing, Obstacles, Refusal
from chaotou.journal.models import Entry
from chaotou.matters.models import Attachment, Matter
from chaotou.matters.operations import publishing
from chaotou.matters.operations.assigning import assign, sign_for
from chaotou.matters.operations.attaching import Upload
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.operations.reporting import note, report
from chaotou.matters.queries.public import published

PAGE = "/public/livelihood/"


@pytest.fixture
def item(world, zhoumin, now) -> Callable[..., Matter]:
    """`item()`: a livelihood item the committee adopted and commerce leads."""

    def made(title: str = "口袋公园", **details: Any) -> Matter:
        usual = {"fields": {"class": "parks", "goal": "建成三处", "purse": "120"}}
        matter = register_matter(
            kind="livelihood", title=title, actor=zhoumin, now=now, **{**usual, **details}
        )
        return assign(matter=matter, actor=zhoumin, now=now, lead="commerce")

    return made


def picture(place: bool = True) -> bytes:
    """A photo that says when and where it was taken."""
    out, exif = BytesIO(), Image.Exif()
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (33.0, 30.0, 0.0), 3: "E", 4: (119.0, 0.0, 0.0)})
        exif[0x0110] = "Secret Camera"
    Image.new("RGB", (2400, 1200), "teal").save(out, "JPEG", exif=exif, comment=b"private")
    return out.getvalue()


@pytest.fixture
def photo(hechuan, now) -> Callable[[Matter], Attachment]:
    """`photo(item)`: one that 何川 added to it."""

    def added(matter: Matter) -> Attachment:
        held = sign_for(matter=matter, actor=hechuan, now=now)
        files = [Upload(ContentFile(picture(), "现场.jpg"))]
        report(matter=held, actor=hechuan, now=now, text="开工", percent=40, files=files)
        return Attachment.objects.get()

    return added


def page(address: str = PAGE, **headers: str) -> str:
    answer = Client().get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_anybody_reads_the_items_by_class_with_how_far_they_are(item, hechuan, now) -> None:
    held = sign_for(matter=item(), actor=hechuan, now=now)
    report(
        matter=held, actor=hechuan, now=now, text="内部进展", percent=40, nodes={"start": date(2024, 3, 30)}
    )
    found = page()
    for word in ("公园绿地", "口袋公园", "40%", "2 个节点完成 1 个", "办理中", "商务局"):
        assert word in found
    assert "内部进展" not in found


def test_an_item_tells_its_public_fields_and_nodes_and_nothing_else(item, zhoumin, now) -> None:
    matter = item(content="内部说明", source="第三次会议")
    note(matter=matter, actor=zhoumin, now=now, text="资金还没到位")
    found = page(f"{PAGE}{matter.code}/")
    for word in ("建成三处", "开工", "2024-03-31", "尚未完成"):
        assert word in found
    for word in ("内部说明", "第三次会议", "资金还没到位", "120", "周敏", "登录"):
        assert word not in found


def test_the_pages_speak_english(item, zhoumin, now) -> None:
    matter = item()
    publishing.publish_item(matter=matter, actor=zhoumin, now=now, english="Pocket parks")
    found = page(**{"accept-language": "en"})
    assert "Pocket parks" in found
    assert "Parks and green" in found


def test_what_is_only_proposed_or_taken_back_or_of_another_kind_is_not_there(
    item, world, zhoumin, request_of, now
) -> None:
    fields = {"class": "parks", "goal": "三处"}
    proposed = register_matter(kind="livelihood", title="还在征集", actor=zhoumin, now=now, fields=fields)
    hidden = publishing.unpublish_item(matter=item("已撤下的"), actor=zhoumin, now=now)
    request = request_of("企业的事")
    Matter.objects.filter(pk=request.pk).update(is_public=True)
    found = page()
    for matter in (proposed, hidden, request):
        assert matter.title not in found
        assert Client().get(f"{PAGE}{matter.code}/").status_code == 404


def test_a_year_shows_its_own_items(item, now) -> None:
    item()
    old = item("去年的路灯")
    Matter.objects.filter(pk=old.pk).update(registered_at=now.replace(year=2023))
    assert [one.matter.title for one in published().items] == ["口袋公园"]
    assert [one.matter.title for one in published(2023).items] == ["去年的路灯"]
    assert published(1999).year == 2024
    assert "去年的路灯" in page(f"{PAGE}?year=2023")
    assert "口袋公园" in page(f"{PAGE}?year=二〇")


def test_a_photo_is_published_with_words_for_who_cannot_see_it(item, photo, zhoumin, now) -> None:
    matter = item()
    row = photo(matter)
    with pytest.raises(Obstacles, match="图片说明"):
        publishing.publish_photo(matter=matter, photo=row.pk, alternative=" ", actor=zhoumin, now=now)
    publishing.publish_photo(matter=matter, photo=row.pk, alternative="新栽的香樟", actor=zhoumin, now=now)
    assert 'alt="新栽的香樟"' in page(f"{PAGE}{matter.code}/")
    entry = Entry.objects.get(act="matters.attachment.published")
    assert entry.after["alternative"] == "新栽的香樟"


def test_the_copy_the_public_gets_tells_neither_place_nor_camera(item, photo, zhoumin, now) -> None:
    matter = item()
    row = photo(matter)
    publishing.publish_photo(matter=matter, photo=row.pk, alternative="香樟", actor=zhoumin, now=now)
    answer = Client().get(f"{PAGE}{matter.code}/photos/{row.pk}/")
    shown = b"".join(answer.streaming_content)
    assert b"Secret" not in shown
    assert b"private" not in shown
    with Image.open(BytesIO(shown)) as image:
        assert image.size == (1600, 800)
        assert len(image.getexif()) == 0
    assert row.longitude is not None


def test_a_photo_that_came_in_public_is_shown_as_a_copy_too(item, zhoumin, now) -> None:
    matter = item()
    upload = Upload(ContentFile(picture(), "现场.jpg"), alternative="香樟", is_public=True)
    note(matter=matter, actor=zhoumin, now=now, text="照片", files=[upload])
    answer = Client().get(f"{PAGE}{matter.code}/photos/{matter.attachments.get().pk}/")
    assert b"Secret" not in b"".join(answer.streaming_content)


def test_a_photo_taken_back_is_gone_and_so_is_its_copy(
    item, photo, zhoumin, now, django_capture_on_commit_callbacks
) -> None:
    matter = item()
    row = photo(matter)
    address = f"{PAGE}{matter.code}/photos/{row.pk}/"
    assert Client().get(address).status_code == 404
    publishing.publish_photo(matter=matter, photo=row.pk, alternative="香樟", actor=zhoumin, now=now)
    assert default_storage.exists(publishing.copy_of(row))
    with django_capture_on_commit_callbacks(execute=True):
        publishing.unpublish_photo(matter=matter, photo=row.pk, actor=zhoumin, now=now)
    assert Client().get(address).status_code == 404
    assert not default_storage.exists(publishing.copy_of(row))


def test_a_photo_is_not_shown_of_an_item_that_is_not(item, photo, zhoumin, now) -> None:
    matter = item()
    row = photo(matter)
    publishing.publish_photo(matter=matter, photo=row.pk, alternative="香樟", actor=zhoumin, now=now)
    publishing.unpublish_item(matter=matter, actor=zhoumin, now=now)
    assert Client().get(f"{PAGE}{matter.code}/photos/{row.pk}/").status_code == 404


def test_who_neither_takes_it_in_nor_assigns_publishes_nothing(
    item, photo, hechuan, linxiao, guyuan, now
) -> None:
    matter = item()
    row = photo(matter)
    for actor in (hechuan, linxiao, guyuan):
        with pytest.raises(Refusal, match="受理单位和交办人"):
            publishing.publish_item(matter=matter, actor=actor, now=now)
        with pytest.raises(Refusal, match="受理单位和交办人"):
            publishing.publish_photo(matter=matter, photo=row.pk, alternative="x", actor=actor, now=now)


def test_a_kind_that_is_not_public_is_never_published(request_of, linxiao, now) -> None:
    with pytest.raises(Refusal, match="不向公众公开"):
        publishing.publish_item(matter=request_of(), actor=linxiao, now=now)


def test_a_photo_of_another_matter_is_not_published_with_this_one(item, photo, zhoumin, now) -> None:
    row = photo(item())
    with pytest.raises(Missing):
        publishing.publish_photo(matter=item("另一处"), photo=row.pk, alternative="x", actor=zhoumin, now=now)


def test_a_paper_is_no_photo(item, zhoumin, now, paper) -> None:
    matter = item()
    note(matter=matter, actor=zhoumin, now=now, text="附件", files=[paper()])
    row = matter.attachments.get()
    with pytest.raises(Refusal, match="不是照片"):
        publishing.publish_photo(matter=matter, photo=row.pk, alternative="x", actor=zhoumin, now=now)


def test_publishing_is_done_from_the_matters_page(item, photo, zhoumin, signed_in) -> None:
    matter = item()
    row, client = photo(matter), signed_in(zhoumin)
    here = f"/matters/{matter.code}/"
    client.post(f"{here}publish/", {"back": "1"})
    assert not Matter.objects.get().is_public
    client.post(f"{here}publish/", {"english": "Pocket parks"})
    client.post(f"{here}files/{row.pk}/publish/", {"alternative": ""}, follow=True)
    assert not Attachment.objects.get().is_public
    client.post(f"{here}files/{row.pk}/publish/", {"alternative": "新栽的香樟"})
    matter.refresh_from_db()
    assert (matter.is_public, matter.english, Attachment.objects.get().is_public) == (
        True,
        "Pocket parks",
        True,
    )
    shown = client.get(here).content.decode()
    assert "公众看到的页面" in shown
    assert "新栽的香樟" in shown


def test_who_may_not_publish_is_offered_nothing(item, hechuan, signed_in) -> None:
    assert "向公众公开" not in signed_in(hechuan).get(f"/matters/{item().code}/").content.decode()
