"""The unified social credit code: what is wrong with one, and how to mend it."""

from __future__ import annotations

import pytest

from chaotou.core.credit_codes import credit_code
from chaotou.core.issues import Refusal

RIGHT = "91110000600037341L"


@pytest.mark.parametrize(
    "typed", [RIGHT, RIGHT.lower(), " 91110000 60003734 1L ", "９１１１００００６０００３７３４１Ｌ"]
)
def test_a_code_is_kept_in_capitals_and_half_width(typed: str) -> None:
    assert credit_code(typed) == RIGHT


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (RIGHT[:-1], "应为 18 位，“91110000600037341”有 17 位"),
        ("91110000600037341A", "校验位不对"),
        ("911100006000O7341L", "没有字母 O。 .*多半是"),
        ("9A110000600037341L", "不是统一社会信用代码。 前 8 位须为数字"),
        ("９１110000600037341囗", "不是统一社会信用代码"),
        ("", "有 0 位"),
    ],
)
def test_a_wrong_code_is_refused_with_what_is_wrong(typed: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        credit_code(typed)


@pytest.mark.parametrize("at", range(18))
def test_one_sign_copied_wrongly_is_noticed(at: int) -> None:
    wrong = "3" if RIGHT[at] != "3" else "4"
    with pytest.raises(Refusal):
        credit_code(RIGHT[:at] + wrong + RIGHT[at + 1 :])
