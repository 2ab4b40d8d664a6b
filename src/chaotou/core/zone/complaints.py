"""What a spec refuses, said in words: where, what is wrong, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError

from chaotou.core.issues import Message
from chaotou.core.naming import Listed
from chaotou.core.quantities import UNITS
from chaotou.core.zone.fields import Spec

Told = tuple[Message, Message]
Fault = dict[str, Any]


def closest(word: str, among: Iterable[str]) -> str | None:
    """The nearest of the words that exist, where one is near."""
    found = get_close_matches(word, sorted(among), n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, among: Iterable[str], otherwise: Message) -> Message:
    guess = closest(word, among)
    return Message("是不是“{guess}”？", {"guess": guess}) if guess else otherwise


def keys_of(spec: type[Spec]) -> list[str]:
    """The keys of a model as they are written in files."""
    return [field.alias or name for name, field in spec.model_fields.items()]


def complaints(
    error: ValidationError, spec: type[Spec]
) -> list[tuple[tuple[str | int, ...], Message, Message]]:
    """Each fault of an entry: the path inside it, the message, the hint."""
    found = []
    faults = error.errors()
    for fault in faults:
        if fault["type"] == "too_short" and any(_inside(other["loc"], fault["loc"]) for other in faults):
            continue  # entries with faults of their own are not counted
        told = _TOLD.get(fault["type"], _other)
        found.append((fault["loc"], *told(dict(fault), spec)))
    return found


def _inside(path: tuple[str | int, ...], around: tuple[str | int, ...]) -> bool:
    return len(path) > len(around) and path[: len(around)] == around


def _key(fault: Fault) -> str:
    return next((str(part) for part in reversed(fault["loc"]) if isinstance(part, str)), "")


def _given(fault: Fault) -> str:
    return str(fault.get("ctx", {}).get("given", fault["input"]))


def _unknown_key(fault: Fault, spec: type[Spec]) -> Told:
    keys = _keys_at(fault["loc"], spec)
    if fault["input"] is None and closest(_key(fault), keys) is None:
        hint = Message("若它是前一项文字的一部分，请给那段文字加引号：文字里有逗号。")
        return Message("没有“{key}”这一项。", {"key": _key(fault)}), hint
    otherwise = Message("可写的项：{keys}。", {"keys": Listed(tuple(keys))})
    return Message("没有“{key}”这一项。", {"key": _key(fault)}), did_you_mean(_key(fault), keys, otherwise)


def _keys_at(path: tuple[str | int, ...], spec: type[Spec]) -> list[str]:
    """The keys allowed where the path ends: of the entry, or of a list inside it."""
    for name in path[:-1]:
        held = next((field for key, field in spec.model_fields.items() if name in (key, field.alias)), None)
        if held is not None:
            spec = _model_in(held.annotation) or spec
    return keys_of(spec)


def _model_in(annotation: object) -> type[Spec] | None:
    """The model inside an annotation such as `tuple[LightBand, ...]`."""
    if inner := get_args(annotation):
        return next(filter(None, map(_model_in, inner)), None)
    return annotation if isinstance(annotation, type) and issubclass(annotation, Spec) else None


def _missing(fault: Fault, spec: type[Spec]) -> Told:
    key = {"key": _key(fault)}
    return Message("缺少“{key}”。", key), Message("请在这一条里补上“{key}: …”。", key)


def _word(fault: Fault, spec: type[Spec]) -> Told:
    words = re.findall(r"'([^']*)'", fault["ctx"]["expected"])
    params = {"key": _key(fault), "given": _given(fault)}
    otherwise = Message("可写：{words}。", {"words": Listed(tuple(words))})
    return Message("“{key}”不能写“{given}”。", params), did_you_mean(_given(fault), words, otherwise)


def _unit(fault: Fault, spec: type[Spec]) -> Told:
    names = [name for unit in UNITS for name in (unit.chinese, unit.code)]
    otherwise = Message("可用的单位：{units}。", {"units": Listed(tuple(unit.chinese for unit in UNITS))})
    given = {"given": _given(fault)}
    return Message("没有计量单位“{given}”。", given), did_you_mean(_given(fault), names, otherwise)


def _period(fault: Fault, spec: type[Spec]) -> Told:
    hint = Message("可写 2024、2024H1、2024Q1、2024-07 或 2024-01..2024-07。")
    return Message("“{given}”不是一个期间。", {"given": _given(fault)}), hint


def _number(fault: Fault, spec: type[Spec]) -> Told:
    message = Message("“{key}”应是数，现在是“{given}”。", {"key": _key(fault), "given": _given(fault)})
    if fault["type"] == "zone_number":
        hint = Message(
            "只写数字，不写单位和千分号；没有数就留空，或写 not_reported、not_applicable、exempt。"
        )
        return message, hint
    return message, Message("只写数字，不写单位、百分号和千分号。")


def _share(fault: Fault, spec: type[Spec]) -> Told:
    message = Message("“{key}”应是份额，现在是“{given}”。", {"key": _key(fault), "given": _given(fault)})
    return message, Message("写成 1/2、2/3 的样子：大于 0，不大于 1。")


def _date(fault: Fault, spec: type[Spec]) -> Told:
    params = {"key": _key(fault), "given": _given(fault)}
    return Message("“{key}”应是日期，现在是“{given}”。", params), Message("写成 2024-08-20 的样子。")


def _yes_no(fault: Fault, spec: type[Spec]) -> Told:
    params = {"key": _key(fault), "given": _given(fault)}
    return Message("“{key}”只能写 yes 或 no，现在是“{given}”。", params), Message("是写 yes，否写 no。")


def _code(fault: Fault, spec: type[Spec]) -> Told:
    hint = Message("代码用小写英文字母、数字和下划线，以字母开头，如 fixed_asset_investment。")
    return Message("“{given}”不能作代码。", {"given": _given(fault)}), hint


def _text(fault: Fault, spec: type[Spec]) -> Told:
    key = {"key": _key(fault)}
    return Message("“{key}”应有文字。", key), Message("请写上文字；没有内容就删去这一项。")


def _list(fault: Fault, spec: type[Spec]) -> Told:
    key = {"key": _key(fault)}
    return Message("“{key}”应是列表。", key), Message("写成 [甲, 乙] 或每行一个“- ”。")


def _length(fault: Fault, spec: type[Spec]) -> Told:
    context = fault.get("ctx", {})
    want = context.get("min_length", context.get("max_length"))
    params = {
        "key": _key(fault),
        "want": want,
        "have": context.get("actual_length", len(str(fault["input"]))),
    }
    return Message("“{key}”应有 {want} 个，现在有 {have} 个。", params), Message("补足或删去多余的。")


def _range(fault: Fault, spec: type[Spec]) -> Told:
    context = fault.get("ctx", {})
    params = {"key": _key(fault), "given": _given(fault)}
    if "gt" in context:
        return Message("“{key}”太小：{given}。", params), Message(
            "要大于 {limit}。", {"limit": context["gt"]}
        )
    if "ge" in context:
        return Message("“{key}”太小：{given}。", params), Message(
            "不小于 {limit}。", {"limit": context["ge"]}
        )
    return Message("“{key}”太大：{given}。", params), Message(
        "不大于 {limit}。", {"limit": context.get("le")}
    )


def _entry(fault: Fault, spec: type[Spec]) -> Told:
    keys = _keys_at((*fault["loc"], ""), spec)
    return Message("这一条应由“项: 值”组成。"), Message("可写的项：{keys}。", {"keys": Listed(tuple(keys))})


def _thresholds(fault: Fault, spec: type[Spec]) -> Told:
    params = {"key": _key(fault), "given": fault["ctx"]["given"]}
    message = Message("“{key}”的分档写乱了：{given}。", params)
    return message, Message("thresholds 由好到差排列，不重复；coefficients 与它一样多。")


def _order(fault: Fault, spec: type[Spec]) -> Told:
    params = {"key": _key(fault), "given": fault["ctx"]["given"]}
    return Message("“{key}”的数次序不对：{given}。", params), Message("由小到大写，两头不能相等。")


def _amount(fault: Fault, spec: type[Spec]) -> Told:
    params = {"key": _key(fault), "given": _given(fault)}
    message = Message("“{key}”写的“{given}”不是数，也不是可用的取数方式。", params)
    return message, Message(
        "写一个数，或 stated、planned、mean、median、best、worst，或 by_group、fact、subject 之一。"
    )


def _one_key(fault: Fault, spec: type[Spec]) -> Told:
    message = Message("“{key}”下面要写一种，也只能写一种。", {"key": _key(fault)})
    return message, Message("可写：{keys}。", {"keys": Listed(fault["ctx"]["keys"])})


def _other(fault: Fault, spec: type[Spec]) -> Told:
    message = Message("“{key}”写得不对：{reason}。", {"key": _key(fault), "reason": fault["msg"]})
    return message, Message("参见 docs/zone-directory.md 中这一项的说明。")


_TOLD: dict[str, Callable[[Fault, type[Spec]], Told]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "enum": _word,
    "zone_unit": _unit,
    "scheme_amount": _amount,
    "scheme_one_key": _one_key,
    "scheme_thresholds": _thresholds,
    "scheme_order": _order,
    "literal_error": _word,
    "zone_period": _period,
    "zone_number": _number,
    "meeting_share": _share,
    "decimal_parsing": _number,
    "decimal_type": _number,
    "int_parsing": _number,
    "int_type": _number,
    "finite_number": _number,
    "date_parsing": _date,
    "date_type": _date,
    "date_from_datetime_parsing": _date,
    "date_from_datetime_inexact": _date,
    "bool_parsing": _yes_no,
    "bool_type": _yes_no,
    "string_pattern_mismatch": _code,
    "string_too_short": _text,
    "string_too_long": _length,
    "string_type": _text,
    "tuple_type": _list,
    "too_short": _length,
    "too_long": _length,
    "greater_than_equal": _range,
    "greater_than": _range,
    "less_than_equal": _range,
    "model_type": _entry,
    "dict_type": _entry,
    "model_attributes_type": _entry,
}
