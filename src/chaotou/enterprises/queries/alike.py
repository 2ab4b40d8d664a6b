"""Enterprises whose names are close to one: shown to whoever enters it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from chaotou.core.names import CLOSE, Likened, query_grams
from chaotou.enterprises.models import Enterprise
from chaotou.enterprises.queries.searching import likest

MOST: Final = 10
LOOKED_AT: Final = 300
"""Of how many that share most with a name the closeness is computed."""
_LONG_ENOUGH: Final = 5
_WORDS: Final = (
    "科技 电子 材料 新材 能源 新能 智能 工业 实业 集团 投资 贸易 制造 机械 设备 装备 精密 半导 导体 "
    "股份 管理 服务 发展 国际 信息 技术 食品 汽车 工程 建设 产业 化工 环保 生物 医药 文化"
)
_COMMON: Final = frozenset(_WORDS.split())
"""What very many firms are called: it tells none of them from another."""


@dataclass(frozen=True)
class Near:
    """An enterprise with a close name, and how close, 0 to 1."""

    enterprise: Enterprise
    closeness: float


def near(names: Iterable[str], besides: int | None = None, limit: int = MOST) -> list[Near]:
    """Enterprises in force whose name or alias is close to one of `names`, the closest first. Two queries."""
    asked = [Likened(name) for name in names if name.strip()]
    phrases = {phrase for one in asked for phrase in _phrases(one)}
    if not phrases:
        return []
    rows = Enterprise.objects.filter(pk__in=likest(phrases, LOOKED_AT), merged_into=None).defer("grams")
    found = (Near(row, _closest(asked, row)) for row in rows if row.pk != besides)
    return sorted((one for one in found if one.closeness >= CLOSE), key=_order)[:limit]


def _order(one: Near) -> tuple[float, str]:
    return -one.closeness, one.enterprise.name


def _closest(asked: list[Likened], row: Enterprise) -> float:
    held = [Likened(name) for name in (row.name, row.short, row.english, *row.aliases) if name]
    return max(one.closeness(other) for one in asked for other in held)


def _phrases(name: Likened) -> set[str]:
    """What a close name shares some of: how two signs sound together (five letters), where that tells."""
    sounds = {_sound(name, at): name.bare[at : at + 2] for at in range(max(1, len(name.syllables) - 1))}
    telling = [sound for sound, signs in sounds.items() if signs not in _COMMON]
    return {query_grams(sound) for sound in telling or sounds if len(sound) > 1}


def _sound(name: Likened, at: int) -> str:
    """Two syllables from a sign on, more where they are short."""
    read, upto = "", at
    while upto < len(name.syllables) and (upto < at + 2 or len(read) < _LONG_ENOUGH):
        read += name.syllables[upto]
        upto += 1
    return read
