"""How Chinese characters are read without tones, one reading a character, and the few words read otherwise.

Surnames and rare polyphones keep their commonest reading: it serves for searching, not for speaking.
"""

from __future__ import annotations

import re
from typing import Final

_IN_NAMES: Final = {
    "长": "chang",
    "都": "du",
    "厦": "sha",
    "佛": "fo",
    "调": "tiao",
    "蚌": "bang",
    "曾": "zeng",
}
"""Characters that firms and cities read otherwise than the dictionary's first reading."""

_FIRST_CHINESE: Final = "\u3007"

_WORDS: Final = {
    "重庆": ("chong", "qing"),
    "重组": ("chong", "zu"),
    "厦门": ("xia", "men"),
    "蚌埠": ("beng", "bu"),
    "六安": ("lu", "an"),
    "六合": ("lu", "he"),
    "乐清": ("yue", "qing"),
    "音乐": ("yin", "yue"),
    "番禺": ("pan", "yu"),
    "涡阳": ("guo", "yang"),
    "铅山": ("yan", "shan"),
    "莘庄": ("xin", "zhuang"),
    "浒墅": ("xu", "shu"),
    "浒关": ("xu", "guan"),
    "银行": ("yin", "hang"),
    "行业": ("hang", "ye"),
    "商行": ("shang", "hang"),
    "会计": ("kuai", "ji"),
    "参茸": ("shen", "rong"),
    "成长": ("cheng", "zhang"),
    "校长": ("xiao", "zhang"),
    "传记": ("zhuan", "ji"),
    "数字": ("shu", "zi"),
}
_WORD: Final = re.compile("|".join(_WORDS))


def syllables(text: str) -> list[str]:
    """Every character's reading in small letters without tones (`lv` for 绿); others stand for themselves."""
    found: list[str] = []
    at = 0
    for word in _WORD.finditer(text):
        found += [_readings[sign] for sign in text[at : word.start()]]
        found += _WORDS[word.group()]
        at = word.end()
    return found + [_readings[sign] for sign in text[at:]]


class _Readings(dict[str, str]):
    """The reading of one character, remembered: looking it up anew is a hundred times slower."""

    def __missing__(self, sign: str) -> str:
        found = self[sign] = _looked_up(sign) if sign >= _FIRST_CHINESE else sign
        return found


_readings: Final = _Readings(_IN_NAMES)


def _looked_up(sign: str) -> str:
    """From the dictionary, which takes a quarter of a second to load: only where it is needed."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(sign))
