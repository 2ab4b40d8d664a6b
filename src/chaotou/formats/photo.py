"""A photo's own account of itself: how large it is, when and where it was taken; and a copy without it.

Pixels are decoded for the copy alone.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from chaotou.core.issues import Message, Refusal
from chaotou.formats import sandbox
from chaotou.formats.limits import MIB, USUAL, Limits
from chaotou.formats.reading import shown_name

SUFFIXES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
MOST_PIXELS = 200_000_000
MOST_DECODED = 100_000_000
LONGEST_SHOWN = 1600
_BASE, _GPS = ExifTags.Base, ExifTags.GPS
_SIXTY = Decimal(60)


@dataclass(frozen=True)
class Photo:
    """Pixels; `taken` without a zone where the camera's clock says none; degrees east and north (WGS 84)."""

    width: int
    height: int
    taken: datetime | None = None
    longitude: Decimal | None = None
    latitude: Decimal | None = None

    def as_data(self) -> dict[str, Any]:
        return {
            "width": self.width,
            "height": self.height,
            "taken": self.taken and self.taken.isoformat(),
            "longitude": None if self.longitude is None else str(self.longitude),
            "latitude": None if self.latitude is None else str(self.latitude),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Photo:
        place = {key: data[key] and Decimal(data[key]) for key in ("longitude", "latitude")}
        taken = data["taken"] and datetime.fromisoformat(data["taken"])
        return cls(data["width"], data["height"], taken, **place)


def read_photo(data: bytes, filename: str, *, limits: Limits = USUAL) -> Photo:
    """What a .jpg, .png or .webp says of itself, read in a child process; Refusal where it is no photo."""
    name = shown_name(filename)
    if len(data) > limits.file_bytes:
        raise Refusal(
            Message("“{file}”超过 {limit} MB 的上限。", {"file": name, "limit": limits.file_bytes // MIB}),
            Message("请用手机缩小照片后再上传。"),
        )
    return Photo.from_data(sandbox.asked(data, "photo", name, limits))


def read(data: bytes, name: str) -> Photo:
    """As `read_photo`, in this process. A .png tells only its size: its EXIF comes after the pixels."""
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(BytesIO(data), formats=sorted(set(SUFFIXES.values()))) as image:
            _check_size(image.width * image.height, name)
            exif = Image.Exif() if image.format == "PNG" else image.getexif()
            camera, gps = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
            return Photo(image.width, image.height, _taken(camera) or _stamped(exif), *_place(gps))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _no_photo(name) from error


def photo_to_show(data: bytes, filename: str, *, limits: Limits = USUAL) -> bytes:
    """The photo as anybody may see it, a .jpg made in a child process; Refusal where it is no photo.

    It is upright, at most `LONGEST_SHOWN` pixels a side, and says nothing of itself, its place above all.
    """
    return b64decode(sandbox.asked(data, "photo to show", shown_name(filename), limits))


def to_show(data: bytes, name: str) -> str:
    """As `photo_to_show`, in this process, in base64."""
    Image.MAX_IMAGE_PIXELS = None
    out = BytesIO()
    try:
        with Image.open(BytesIO(data), formats=sorted(set(SUFFIXES.values()))) as image:
            _check_size(image.width * image.height, name, MOST_DECODED)
            image.draft("RGB", (LONGEST_SHOWN, LONGEST_SHOWN))
            image.thumbnail((LONGEST_SHOWN, LONGEST_SHOWN))
            _opaque(ImageOps.exif_transpose(image)).save(out, "JPEG", quality=85)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _no_photo(name) from error
    return b64encode(out.getvalue()).decode()


def _opaque(image: Image.Image) -> Image.Image:
    """In colors alone, on white where it was transparent."""
    whole = image.convert("RGBA")
    white = Image.new("RGBA", whole.size, "white")
    return Image.alpha_composite(white, whole).convert("RGB")


def _check_size(pixels: int, name: str, most: int = MOST_PIXELS) -> None:
    if pixels > most:
        raise Refusal(
            Message("“{file}”有 {count} 像素，像是压缩炸弹，没有打开。", {"file": name, "count": pixels}),
            Message("请用手机缩小照片后再上传。"),
        )


def _no_photo(name: str) -> Refusal:
    return Refusal(
        Message("“{file}”不是能读的照片。", {"file": name}),
        Message("请上传 .jpg、.png 或 .webp；HEIC 照片请先转为 .jpg。"),
    )


def _taken(camera: Mapping[int, Any]) -> datetime | None:
    """When the shutter was pressed, with the zone of the camera's clock where it is given."""
    offset = str(camera.get(_BASE.OffsetTimeOriginal, "")).strip("\0 ")
    return _moment(camera.get(_BASE.DateTimeOriginal), offset)


def _stamped(exif: Mapping[int, Any]) -> datetime | None:
    return _moment(exif.get(_BASE.DateTime), "")


def _moment(written: object, offset: str) -> datetime | None:
    """EXIF's `2024:07:31 09:30:00`; None for what is no moment, such as a clock never set."""
    text = str(written or "").strip("\0 ")
    try:
        moment = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")
        return datetime.fromisoformat(f"{moment.isoformat()}{offset}")
    except ValueError:
        return None


def _place(gps: Mapping[int, Any]) -> tuple[Decimal | None, Decimal | None]:
    """Longitude and latitude, both or neither."""
    longitude = _degrees(gps.get(_GPS.GPSLongitude), gps.get(_GPS.GPSLongitudeRef), "EW", 180)
    latitude = _degrees(gps.get(_GPS.GPSLatitude), gps.get(_GPS.GPSLatitudeRef), "NS", 90)
    return (longitude, latitude) if longitude is not None and latitude is not None else (None, None)


def _degrees(parts: Any, side: object, sides: str, most: int) -> Decimal | None:
    """Degrees, minutes and seconds as one number, negative west and south."""
    hand = str(side or "").strip("\0 ").upper()
    if len(hand) != 1 or hand not in sides or not isinstance(parts, tuple) or len(parts) != 3:
        return None
    try:
        degrees, minutes, seconds = (Decimal(str(float(part))) for part in parts)
        value = (degrees + minutes / _SIXTY + seconds / _SIXTY / _SIXTY).quantize(Decimal("1e-6"))
    except (ArithmeticError, InvalidOperation, TypeError, ValueError):
        return None
    if not 0 <= value <= most:
        return None
    return -value if hand == sides[1] else value
