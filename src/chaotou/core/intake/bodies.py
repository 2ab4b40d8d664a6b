"""Which body a document is about, where its sentences do not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from chaotou.core.intake.drafts import OWN_BODY
from chaotou.core.intake.lexicon import Lexicon

_KINDS = (
    "经济技术开发区|高新技术产业开发区|经济开发区|综合保税区|综合实验区",
    "航空港区|经开区|高新区|开发区|保税区|新区|新城|园区|片区",
)
_LONGEST_PREFIX = 4
_NO_PLACE = re.compile(
    "其中|季度|^度|^中|经济|高新|产业|[讯报的在是了家年月日去来自召建动全我各个两国级省百强区]"
)


def main_body(text: str, lexicon: Lexicon) -> str | None:
    """The zone named most often, its full name before its short ones; None where no zone is named.

    我区, 全区 say which zone of the lexicon is meant only where the text names no other.
    """
    known = _named(text, lexicon, lambda name: name not in OWN_BODY)
    if any(known.values()):
        return max(known, key=lambda name: known[name])
    for kinds in _KINDS:
        named = Counter(
            text[match.start() - length : match.end()]
            for match in re.finditer(kinds, text)
            for length in range(2, _LONGEST_PREFIX + 1)
            if _is_place(text[max(0, match.start() - length) : match.start()], length)
        )
        if named:
            return max(named, key=lambda name: (named[name], len(name)))
    known = _named(text, lexicon, lambda name: name in OWN_BODY)
    return max(known, key=lambda name: known[name]) if any(known.values()) else None


def _named(text: str, lexicon: Lexicon, holds: Callable[[str], bool]) -> dict[str, int]:
    """How often the text names each zone of the lexicon by those of its names that hold."""
    zones = (one for one in lexicon.bodies if one.short and re.search("|".join(_KINDS), one.name))
    return {
        zone.name: sum(text.count(name) for name in (zone.name, *zone.short) if holds(name)) for zone in zones
    }


def _is_place(prefix: str, length: int) -> bool:
    return (
        len(prefix) == length
        and bool(re.fullmatch("[\u4e00-\u9fff]+", prefix))
        and not _NO_PLACE.search(prefix)
    )
