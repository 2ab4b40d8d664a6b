"""What one match of the number pattern says: each named part of the pattern has its builder."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from chaotou.core.intake.numerals import MAGNITUDES, number
from chaotou.core.intake.token_types import Sort, Token

TIME_UNITS = "个工作日|工作日|个月|年度|年|天|日|小时|分钟|秒|周年|周|个季度|岁|季度|时"


def _fraction(match: re.Match[str], text: str) -> Token:
    base = {"百": 1, "千": 10, "万": 100}[match["whole"]]
    value = (number(match["part"]) or Decimal(0)) / base
    return Token(Sort.PERCENT, match.start(), match.end(), (value,), "%")


def _part_of(match: re.Match[str], text: str) -> Token:
    """三分之一 as a percent, to six places."""
    above, below = number(match["above"]) or Decimal(1), number(match["below"]) or Decimal(1)
    value = (100 * above / below).quantize(Decimal("0.000001")).normalize()
    return Token(Sort.PERCENT, match.start(), match.end(), (Decimal(f"{value:f}"),), "%")


def _half(match: re.Match[str], text: str) -> Token | None:
    """一半 of a whole, where a share is spoken of; 任务过半 is none."""
    if not re.search("占|比重|比例|份额|贡献", text[: match.start()]):
        return None
    more = match["half"] == "过半"
    return Token(Sort.PERCENT, match.start(), match.end(), (Decimal(50),), "%", more=more)


def _structure(match: re.Match[str], text: str) -> Token:
    """5.6:56.6:37.8: the shares of the parts of one whole."""
    values = tuple(Decimal(part) for part in match["structure"].split(":"))
    spans = ((match.start(), match.end()),) * len(values)
    return Token(Sort.PERCENT, match.start(), match.end(), values, ":", spans=spans)


def _to_one(match: re.Match[str], text: str) -> Token:
    return Token(Sort.BARE, match.start(), match.end(), (Decimal(match["to_one"]),), ":1")


def _top(match: re.Match[str], text: str) -> Token:
    value = number(match["top"].removeprefix("前").removesuffix("强")) or Decimal(100)
    return Token(Sort.RANK, match.start(), match.end(), (value,), "强", strong=True)


def _nth(match: re.Match[str], text: str) -> Token:
    start = match.start("nth") - 1
    return Token(Sort.RANK, start, match.end(), (number(match["nth"]) or Decimal(1),), "位")


def _first(match: re.Match[str], text: str) -> Token:
    return Token(Sort.RANK, match.start(), match.end(), (Decimal(1),), "位")


def _front(match: re.Match[str], text: str) -> Token:
    value = number(match["front"].strip("前位名强")) or Decimal(1)
    return Token(Sort.RANK, match.start(), match.end(), (value,), "前")


def _double(match: re.Match[str], text: str) -> Token:
    doublings = {"两番": 2, "三番": 3}.get(match["double"][-2:], 1)
    return Token(Sort.TIMES, match.start(), match.end(), (Decimal(2**doublings),), "番")


def _arabic(match: re.Match[str], text: str) -> Token:
    value = number(match["arabic"]) or Decimal(0)
    if match["sign"]:
        value = -value
    magnitude, unit = match["magnitude"] or "", match["unit"] or ""
    more = bool(match["more"] or match["more2"] or match["more3"])
    start = match.start("sign") if match["sign"] else match.start("arabic")
    return _amount(start, match.end(), value, magnitude, unit + match["per"], more)


def _han_amount(match: re.Match[str], text: str) -> Token | None:
    run = match["han"].replace("多", "").replace("余", "")
    more = run != match["han"] or bool(match["more4"] or match["more5"])
    magnitude = next((m for m in ("万亿", "亿", "万") if run.endswith(m) and run != m), "")
    head = run.removesuffix(magnitude)
    if magnitude and head in MAGNITUDES and head + magnitude in MAGNITUDES:
        value, magnitude = MAGNITUDES[head + magnitude] / MAGNITUDES[magnitude], magnitude
    else:
        value = number(head) or Decimal(0)
    token = _amount(match.start(), match.end(), value, magnitude, match["hanunit"], more)
    return replace(token, han=token.sort is not Sort.PERCENT and not (magnitude and "元" in match["hanunit"]))


def _big(match: re.Match[str], text: str) -> Token:
    value = MAGNITUDES[match["bighan"]] / MAGNITUDES["亿"]
    return Token(Sort.AMOUNT, match.start(), match.end(), (value,), "亿", han=True, round=True)


def _amount(start: int, end: int, value: Decimal, magnitude: str, unit: str, more: bool) -> Token:
    if unit in ("%", "‰"):
        return Token(Sort.PERCENT, start, end, (value / (10 if unit == "‰" else 1),), "%", more=more)
    if unit == "成":
        return Token(Sort.PERCENT, start, end, (value * 10,), "%", more=more)
    if unit in ("个百分点", "百分点"):
        return Token(Sort.POINTS, start, end, (value,), "个百分点", more=more)
    if unit == "倍":
        return Token(Sort.TIMES, start, end, (value,), "倍", more=more)
    if unit in TIME_UNITS.split("|") and not magnitude:
        return Token(Sort.SKIP, start, end)
    if not unit and not magnitude:
        return Token(Sort.BARE, start, end, (value,), more=more)
    if magnitude in ("十万", "百万", "千万", "百亿", "十亿", "千亿"):
        kept = "亿" if magnitude.endswith("亿") else "万"
        value, magnitude = value * MAGNITUDES[magnitude] / MAGNITUDES[kept], kept
    unit = {"平方千米": "平方公里", "元人民币": "元", "人民币": "元", "度电": "度"}.get(unit, unit)
    return Token(Sort.AMOUNT, start, end, (value,), magnitude + unit, more=more)


BUILDERS: dict[str, Callable[[re.Match[str], str], Token | None]] = {
    "fraction": _fraction,
    "part_of": _part_of,
    "half": _half,
    "structure": _structure,
    "to_one": _to_one,
    "top": _top,
    "nth": _nth,
    "first": _first,
    "front": _front,
    "double": _double,
    "arabic": _arabic,
    "han": _han_amount,
    "bighan": _big,
}
