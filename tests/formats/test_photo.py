"""Photos: the time and place they say of themselves, and what is no photo."""

from __future__ import annotations

import struct
import zlib
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from PIL import ExifTags, Image

from chaotou.core.issues import Refusal
from chaotou.formats import photo
from chaotou.formats.limits import Limits
from chaotou.formats.photo import Photo, read_photo

ON_SITE = {
    ExifTags.GPS.GPSLatitudeRef: "N",
    ExifTags.GPS.GPSLatitude: (33.0, 36.0, 36.0),
    ExifTags.GPS.GPSLongitudeRef: "E",
    ExifTags.GPS.GPSLongitude: (119.0, 6.0, 7.2),
}


def jpeg(
    camera: dict[int, Any] | None = None, gps: dict[int, Any] | None = None, kind: str = "JPEG"
) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif).update(camera or {})
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(gps or {})
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, kind, exif=exif)
    return out.getvalue()


def taken(text: str, offset: str = "") -> dict[int, Any]:
    made = {ExifTags.Base.DateTimeOriginal: text}
    return {**made, ExifTags.Base.OffsetTimeOriginal: offset} if offset else made


def test_a_photo_says_when_and_where_it_was_taken() -> None:
    found = read_photo(jpeg(taken("2024:07:31 09:30:00", "+08:00"), ON_SITE), "site.jpg")
    east = timezone(timedelta(hours=8))
    assert found == Photo(
        40, 30, datetime(2024, 7, 31, 9, 30, tzinfo=east), Decimal("119.102000"), Decimal("33.610000")
    )


def test_south_and_west_are_negative() -> None:
    gps = {**ON_SITE, ExifTags.GPS.GPSLatitudeRef: "S", ExifTags.GPS.GPSLongitudeRef: "W"}
    found = photo.read(jpeg(gps=gps), "site.jpg")
    assert (found.longitude, found.latitude) == (Decimal("-119.102000"), Decimal("-33.610000"))


def test_a_clock_without_a_zone_is_told_as_it_stands() -> None:
    assert photo.read(jpeg(taken("2024:07:31 09:30:00")), "a.jpg").taken == datetime(2024, 7, 31, 9, 30)


def test_a_webp_says_the_same() -> None:
    found = photo.read(jpeg(taken("2024:07:31 09:30:00"), ON_SITE, "WEBP"), "a.webp")
    assert (found.taken, found.latitude) == (datetime(2024, 7, 31, 9, 30), Decimal("33.610000"))


def test_a_png_says_how_large_it_is() -> None:
    assert photo.read(jpeg(kind="PNG"), "a.png") == Photo(40, 30)


@pytest.mark.parametrize("text", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", ""])
def test_a_clock_never_set_is_no_time(text: str) -> None:
    assert photo.read(jpeg(taken(text)), "a.jpg").taken is None


@pytest.mark.parametrize(
    "gps",
    [
        {},
        {ExifTags.GPS.GPSLatitude: (33.0, 36.0, 36.0), ExifTags.GPS.GPSLatitudeRef: "N"},
        {**ON_SITE, ExifTags.GPS.GPSLatitude: (133.0, 0.0, 0.0)},
        {**ON_SITE, ExifTags.GPS.GPSLongitudeRef: "X"},
        {**ON_SITE, ExifTags.GPS.GPSLongitude: 119.1},
    ],
)
def test_a_place_that_is_half_or_impossible_is_no_place(gps: dict[int, Any]) -> None:
    found = photo.read(jpeg(gps=gps), "a.jpg")
    assert (found.longitude, found.latitude) == (None, None)


@pytest.mark.parametrize("data", [b"", b"MZ" + bytes(200), b"\xff\xd8\xff", b"%PDF-1.7", jpeg()[:40]])
def test_what_is_no_photo_is_refused_with_a_way_to_mend_it(data: bytes) -> None:
    with pytest.raises(Refusal, match="不是能读的照片") as caught:
        read_photo(data, "site.jpg")
    assert caught.value.hint is not None


def test_a_picture_of_many_pixels_in_few_bytes_is_refused() -> None:
    with pytest.raises(Refusal, match="压缩炸弹"):
        read_photo(huge_png(60_000, 60_000), "bomb.png")


def huge_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99)))


def test_a_photo_larger_than_the_limit_is_refused() -> None:
    with pytest.raises(Refusal, match="上限"):
        read_photo(jpeg() + bytes(2_000_000), "site.jpg", limits=Limits(file_bytes=1_048_576))


def test_what_a_photo_says_survives_the_way_out_of_the_child() -> None:
    found = photo.read(jpeg(taken("2024:07:31 09:30:00", "+08:00"), ON_SITE), "site.jpg")
    assert Photo.from_data(found.as_data()) == found


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_copy_to_show_says_nothing_of_itself(kind) -> None:
    shown = photo.photo_to_show(jpeg(taken("2024:07:31 09:30:00"), ON_SITE, kind), f"site.{kind.lower()}")
    with Image.open(BytesIO(shown)) as image:
        assert (image.format, image.size, len(image.getexif())) == ("JPEG", (40, 30), 0)


def test_the_copy_to_show_stands_upright_and_is_not_too_large() -> None:
    exif, out = Image.Exif(), BytesIO()
    exif[ExifTags.Base.Orientation] = 6
    Image.new("RGB", (4000, 2000), "teal").save(out, "JPEG", exif=exif)
    with Image.open(BytesIO(photo.photo_to_show(out.getvalue(), "turned.jpg"))) as image:
        assert image.size == (800, 1600)


def test_what_was_transparent_is_shown_on_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(photo.photo_to_show(out.getvalue(), "clear.png"))) as image:
        assert image.getpixel((1, 1)) == (255, 255, 255)


def test_what_is_no_photo_has_no_copy() -> None:
    with pytest.raises(Refusal, match="不是能读的照片"):
        photo.photo_to_show(b"\xff\xd8\xff broken", "site.jpg")
