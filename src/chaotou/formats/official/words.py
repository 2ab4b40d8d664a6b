"""Small things official documents write in one way only."""

from __future__ import annotations

import re
from datetime import date

_TWO_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2}")


def chinese_date(day: date) -> str:
    """2024年7月5日: Arabic digits, the year in full, no zeros in front."""
    return f"{day.year}年{day.month}月{day.day}日"


def serial(year: int, number: int) -> str:
    """〔2024〕7号: six-corner brackets, no 第 and no zeros in front."""
    return f"〔{year}〕{number}号"


def spaced_name(name: str) -> str:
    """A name of two characters as wide as one of three: 张　三."""
    return f"{name[0]}\u3000{name[1]}" if _TWO_HAN.fullmatch(name) else name
