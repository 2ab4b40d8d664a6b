"""The unified social credit code (统一社会信用代码, GB 32100-2015): 18 signs, the last checks the others."""

from __future__ import annotations

import unicodedata
from typing import Final

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, ValidationError

from chaotou.core.issues import Message, Refusal

LENGTH: Final = 18
_NEVER_USED: Final = "IOSVZ"


def credit_code(text: str) -> str:
    """The code in capitals and half width without spaces; `Refusal` says what is wrong and how to mend it."""
    plain = compact(text)
    _require_usable(plain)
    try:
        return uscc.validate(plain)
    except InvalidChecksum as error:
        raise Refusal(
            Message("统一社会信用代码“{code}”的校验位不对。", {"code": plain}),
            Message("多半有一位抄错；请对照营业执照。"),
        ) from error
    except ValidationError as error:
        raise Refusal(
            Message("“{code}”不是统一社会信用代码。", {"code": plain}),
            Message("前 8 位须为数字（登记部门、类别和行政区划）；请对照营业执照。"),
        ) from error


def compact(text: str) -> str:
    """As it is kept: half width, capitals, nothing between the signs."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in plain if not (sign.isspace() or sign == "-"))


def _require_usable(plain: str) -> None:
    if len(plain) != LENGTH:
        raise Refusal(
            Message(
                "统一社会信用代码应为 {length} 位，“{code}”有 {count} 位。",
                {"length": LENGTH, "code": plain, "count": len(plain)},
            ),
            Message("请对照营业执照，看是多了还是少了。"),
        )
    wrong = next((sign for sign in plain if sign in _NEVER_USED), None)
    if wrong:
        raise Refusal(
            Message("统一社会信用代码中没有字母 {sign}。", {"sign": wrong}),
            Message("I、O、S、V、Z 从不使用；多半是 1、0、5、U、2。"),
        )
