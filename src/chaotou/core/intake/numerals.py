"""Chinese numerals: 二〇二四, 三十六, 两千五百, 十二万, 千亿, read into exact numbers and written again."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
MAGNITUDES = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10) ** 4,
    "十万": Decimal(10) ** 5,
    "百万": Decimal(10) ** 6,
    "千万": Decimal(10) ** 7,
    "亿": Decimal(10) ** 8,
    "十亿": Decimal(10) ** 9,
    "百亿": Decimal(10) ** 10,
    "千亿": Decimal(10) ** 11,
    "万亿": Decimal(10) ** 12,
}
CHARACTERS = "零〇○一二两三四五六七八九十百千万亿"
_WRITTEN = "零一二三四五六七八九"
_NUMERAL = re.compile(f"[{CHARACTERS}]+")
_ARABIC = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?")


def number(text: str) -> Decimal | None:
    """The value of a run of digits or of Chinese numerals (`1,234.5`, `三十六`, `二〇二四`, `千亿`); None
    if it is neither."""
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if not _NUMERAL.fullmatch(text):
        return None
    if all(character in DIGITS for character in text):
        return Decimal("".join(str(DIGITS[character]) for character in text))
    return _positional(text)


def _positional(text: str) -> Decimal:
    for name in ("亿", "万"):
        head, mark, tail = text.rpartition(name)
        if mark:
            return (_positional(head) if head else Decimal(1)) * LARGE[name] + (
                _positional(tail) if tail else 0
            )
    return Decimal(_below_ten_thousand(text))


def _below_ten_thousand(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in SMALL:
            total += max(digit, 1) * SMALL[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit


def chinese(value: int) -> str:
    """A whole number from 0 to 99,999,999 in Chinese numerals, as official papers write it (12 is 十二,
    1005 is 一千零五)."""
    if not 0 <= value < 100_000_000:
        raise ValueError(f"written out only from 0 to 99,999,999: {value}")
    high, low = divmod(value, 10_000)
    if not high:
        return _chinese_small(low)
    gap = "零" if 0 < low < 1000 else ""
    tail = _chinese_small(low) if low else ""
    tail = f"一{tail}" if tail.startswith("十") else tail
    return f"{_chinese_small(high)}万{gap}{tail}"


def _chinese_small(value: int) -> str:
    if value < 10:
        return _WRITTEN[value]
    written, zero = "", False
    for mark, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = value // size % 10
        if digit:
            written += ("零" if zero else "") + _WRITTEN[digit] + mark
            zero = False
        elif written:
            zero = True
    return written.removeprefix("一") if 10 <= value < 20 else written


def year_in_chinese(year: int) -> str:
    """2024 as 二〇二四."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{year:04d}")
