"""Whether one name of a firm is short for another: 潮生半导体 for 无锡潮生半导体设备有限公司."""

from __future__ import annotations

import re
from typing import Final

from chaotou.core.names import Likened
from chaotou.core.places import are_apart

COMMON_ENDING: Final = re.compile(
    "(科技|技术|电子|半导体|新材料|材料|智能|装备|制造|新能源|能源|精密|机械|实业|工业|电气|电器|汽车|零部件|生物|医药|化工|光电"
    "|信息|通信|自动化|机器人|环保|食品|纺织|包装|股份|控股|投资|发展)+$"
)
"""Words at the end of a bare name that every other firm has."""

_TELLING: Final = 4


def is_one_short(one: Likened, other: Likened) -> bool:
    """Whether the shorter begins the longer and tells enough; names of different places are of two firms.

    Four characters tell enough (of letters and digits twice as many), fewer where both begin with the same
    place; words that every other firm has tell nothing.
    """
    short, full = sorted((one, other), key=lambda name: len(name.bare))
    return (
        short.bare != full.bare
        and begins(short.bare, full.bare)
        and not COMMON_ENDING.fullmatch(short.bare)
        and not are_apart(one.places, other.places)
        and (_weight(short.bare) >= _TELLING or not set(one.places).isdisjoint(other.places))
    )


def begins(one: str, other: str) -> bool:
    """Whether one bare name begins with the other, whichever way round."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _weight(bare: str) -> float:
    return sum(0.5 if sign.isascii() else 1 for sign in bare)
