"""What a text says was not reached: 未能达到8%, 没有突破500亿元, 未再进入前30位."""

from __future__ import annotations

import re

from chaotou.core.intake.drafts import Figure

_NOT = r"(?:未|尚未|并未|从未|没有|没)能?(?:再次?|够|如期|按期|按时|首次)*"
_REACH = r"(?:完成|达到?|实现|突破|进入|进|跻身|超过|越过|迈上|迈入|回到|重返)"
_AIMED = r"(?:全国|全省|全市|年度|全年|年初|预期|既定|确定|的)*"
_DENIED = re.compile(rf"{_NOT}{_REACH}{_AIMED}$")


def denied(figure: Figure) -> bool:
    """Whether the words before a number say that it was not reached: nothing is known of what was."""
    return bool(_DENIED.search(figure.left))
