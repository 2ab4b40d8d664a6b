"""Telephone numbers in what people write: they belong with an enterprise's contacts, seen by few."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NUMBER: Final = re.compile(
    r"(?<![0-9A-Za-z])(\+?86)?(1[3-9]\d{9}|0\d{2,3}[2-9]\d{6,7}|[3-8]\d{6,7}|400\d{7})(?![0-9A-Za-z])"
)
_SEVEN_DIGITS: Final = re.compile(r"\d(?:\D*\d){6}")
_BETWEEN: Final = re.compile(r"(?<=\d)[\s()\-—.·]+(?=\d)|[()](?=\d)|(?<=\d)[()]")


def has_telephone(text: str) -> bool:
    """Whether a text holds a Chinese mobile, landline or service number, however it is spaced."""
    plain = unicodedata.normalize("NFKC", text)
    if not _SEVEN_DIGITS.search(plain):
        return False
    return _NUMBER.search(_BETWEEN.sub("", plain)) is not None
