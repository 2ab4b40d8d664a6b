"""Telephone numbers are seen in a text, however they are written, and years and codes are not."""

from __future__ import annotations

import pytest

from chaotou.core.telephones import has_telephone


@pytest.mark.parametrize(
    "text",
    [
        "张三 13812345678",
        "张三138-1234-5678",
        "张三（１３８ １２３４ ５６７８）",
        "+86 138 1234 5678",
        "商会秘书处 0517-83712345",
        "商会(021)62345678",
        "83712345",
        "400-820-1234",
    ],
)
def test_a_telephone_number_is_seen(text: str):
    assert has_telephone(text)


@pytest.mark.parametrize(
    "text", ["", "张三", "淮安商会", "2023年进博会", "第3届展会2024-08-20", "91320800MA1FL00011"]
)
def test_other_numbers_are_none(text: str):
    assert not has_telephone(text)
