"""What one cell says: amounts with their units, dates as people write them, choices by name.

Each reader takes the text of a cell and gives its value, or raises `Refusal` with how to mend it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from chaotou.core import credit_codes, industries
from chaotou.core.issues import Message, Refusal
from chaotou.core.names import signs
from chaotou.core.naming import Listed
from chaotou.core.places import PLACE, places
from chaotou.core.projects.importing.targets import Kind, Target
from chaotou.core.projects.referrers import telephone_of_referrer
from chaotou.core.quantities import round_half_up, unit

Reader = Callable[[str], object]

BLANKS = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "待定", "未定", "n/a", "na", "none", "null", "tbd"}
)
LARGEST = Decimal(10) ** 15
_EXCEL_DAYS = range(20_000, 80_000)
_EXCEL_START = date(1899, 12, 30)
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|[+-]?\.[0-9]+")
_AMOUNT = re.compile(
    rf"(?:约|计划|总投资|投资|人民币|rmb|cny|¥|￥)*\s*(?P<before>us\$|\$|usd|美元|eur|€|hkd|jpy)?\s*(?P<number>{_NUMBER.pattern})\s*"
    r"(?P<scale>万亿|亿|千万|百万|万|billion|million|bn|m)?\s*(?P<after>元人民币|人民币|元|rmb|cny|yuan|美元|美金|usd|欧元|eur|港元|港币|hkd"
    r"|日元|jpy)?(?:左右|以上)?"
)
_SCALES = {
    "": 1, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12,
    "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9,
}  # fmt: skip
_CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "美元": "USD", "美金": "USD",
    "€": "EUR", "eur": "EUR", "欧元": "EUR", "hkd": "HKD", "港元": "HKD",
    "港币": "HKD", "jpy": "JPY", "日元": "JPY",
}  # fmt: skip
_CLOCK = r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
_DATE = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*(?:[-/.月]\s*([0-9]{1,2})\s*日?|月?)" + _CLOCK, re.IGNORECASE
)
_SOLID_DATE = re.compile(r"(19|20)[0-9]{6}")
_YES = frozenset({"是", "有", "√", "1", "y", "yes", "true", "对"})
_NO = frozenset({"否", "无", "×", "0", "n", "no", "false", "没有"})
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")


@dataclass(frozen=True)
class Amount:
    """So many units of a currency, as written; `currency` empty where the cell names none."""

    stated: Decimal
    currency: str = ""


def is_blank(text: str) -> bool:
    return text.casefold() in BLANKS


def text_of(most: int) -> Reader:
    def read(text: str) -> str:
        if len(text) > most:
            raise Refusal(
                Message("有 {count} 字，超过 {most} 字。", {"count": len(text), "most": most}),
                Message("请缩短，或换一个字段。"),
            )
        return " ".join(text.split())

    return read


def referrer(most: int) -> Reader:
    """As `text_of`, for whoever told of a lead: their telephone stands elsewhere."""
    read = text_of(most)

    def read_referrer(text: str) -> object:
        if fault := telephone_of_referrer(text):
            raise Refusal(fault, Message("请删去电话，只留姓名或单位。"))
        return read(text)

    return read_referrer


def number_up_to(largest: Decimal, places: int) -> Reader:
    """Reads a plain number from 0 to `largest`, rounded to so many decimals."""

    def read(text: str) -> Decimal:
        plain = _plain(text).removesuffix("亩").removesuffix("mu").strip()
        if not _NUMBER.fullmatch(plain):
            message = Message("“{text}”不是数字。", {"text": _shown(text)})
            raise Refusal(message, Message("请写成普通的数字，如 1234.5。"))
        return _bounded(Decimal(plain.replace(",", "")), text, largest, places)

    return read


def amount_in(default: str) -> Reader:
    """Reads `3.5亿元`, `35,000 万元`, `$5m`; a bare number is in the unit `default` (a code)."""
    usual = unit(default)

    def read(text: str) -> Amount:
        found = _AMOUNT.fullmatch(_plain(text))
        if found is None:
            message = Message("“{text}”不是一个金额。", {"text": _shown(text)})
            raise Refusal(message, Message("请写成 3.5亿元、35000万元、500万美元 的样子；范围请取一个数。"))
        plain = Decimal(found["number"].replace(",", ""))
        named = found["after"] or found["before"] or ""
        if not found["scale"] and not named:
            currency = "" if usual.dimension == "cny" else usual.dimension.upper()
            return Amount(_bounded(plain * usual.scale, text), currency)
        return Amount(_bounded(plain * _SCALES[found["scale"] or ""], text), _CURRENCIES.get(named, "CNY"))

    return read


def day(text: str) -> date:
    """An ISO or Chinese date, 20240731, or a spreadsheet's number of a day; of a month, its first."""
    plain = _plain(text)
    if plain.isdecimal() and int(plain[:9]) in _EXCEL_DAYS:
        return _EXCEL_START + timedelta(days=int(plain))
    if _SOLID_DATE.fullmatch(plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    found = _DATE.fullmatch(plain)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        pass
    message = Message("“{text}”不是日期。", {"text": _shown(text)})
    raise Refusal(message, Message("请写成 2024-07-31 或 2024年7月31日。"))


def flag(text: str) -> bool:
    plain = _plain(text)
    if plain in _YES or plain in _NO:
        return plain in _YES
    raise Refusal(Message("“{text}”不是“是”或“否”。", {"text": _shown(text)}), Message("请写“是”或“否”。"))


def industry(text: str) -> str:
    """The code as it is kept, of a code (with its name after it or not) or of a name."""
    found = industries.meant(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        message = Message("“{text}”不是行业代码。", {"text": _shown(text)})
        raise Refusal(message, Message("请写国民经济行业分类的代码或名称，如 C3841 或 锂离子电池制造。"))
    return found.full


def credit_code(text: str) -> str:
    plain = re.sub(r"[\s-]", "", _plain(text).upper())
    if not _CREDIT_CODE.fullmatch(plain):
        message = Message("“{text}”不是统一社会信用代码。", {"text": _shown(text)})
        raise Refusal(
            message, Message("应为 18 位数字和大写字母；若是科学记数，请把这一列设为文本后重新填写。")
        )
    return credit_codes.credit_code(plain)


def currency(text: str) -> str:
    plain = _plain(text)
    if plain in ("人民币", "元", "rmb", "cny", "¥"):
        return "CNY"
    found = _CURRENCIES.get(plain)
    if found is None:
        message = Message("“{text}”不是币种。", {"text": _shown(text)})
        raise Refusal(message, Message("请写 人民币、美元，或 CNY、USD 等三位代码。"))
    return found


def one_of(names: Mapping[str, object], what: Message, hint: Message) -> Reader:
    """Looks a word up among names given as `signs`."""

    def read(text: str) -> object:
        found = names.get(signs(text))
        if found is None:
            said = Message("没有{what}“{text}”。", {"what": what, "text": _shown(text)})
            raise Refusal(said, hint)
        return found

    return read


def city(target: Target) -> Reader:
    """As `choice`; 宁波市 and 浙江省宁波市 are 宁波."""
    read = choice(target)

    def read_city(text: str) -> object:
        plain = signs(text)
        named = places(plain) if PLACE.fullmatch(plain) else [plain]
        return read(named[-1].removesuffix("市")) if named else read(text)

    return read_city


def choice(target: Target) -> Reader:
    names = {signs(word): one.code for one in target.choices for word in (one.code, one.name, one.english)}
    hint = Message("可以写：{names}。", {"names": Listed(tuple(one.name for one in target.choices))})
    if target.loose:
        hint = Message("按所写的文字保留；要归入统计，请写：{names}。", dict(hint.params))
    return one_of(names, Message("选项"), hint)


SIMPLE: Mapping[Kind, Reader] = {
    Kind.NUMBER: number_up_to(Decimal(10) ** 9, 2),
    Kind.DATE: day,
    Kind.FLAG: flag,
    Kind.INDUSTRY: industry,
    Kind.CREDIT_CODE: credit_code,
    Kind.CURRENCY: currency,
}
PLACES: Mapping[str, Reader] = {
    "longitude": number_up_to(Decimal(180), 6),
    "latitude": number_up_to(Decimal(90), 6),
}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("−", "-").strip().casefold()


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _bounded(value: Decimal, text: str, largest: Decimal = LARGEST, places: int = 2) -> Decimal:
    if not 0 <= value <= largest:
        message = Message("“{text}”超出可以填的范围。", {"text": _shown(text)})
        raise Refusal(message, Message("请核对数字和单位；不能是负数。"))
    return round_half_up(value, places)
