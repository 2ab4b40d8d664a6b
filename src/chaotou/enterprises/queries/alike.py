"""Enterprises whose names are close to one: shown to whoever enters it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from chaotou.core.names import CLOSE, Likened, initials, query_grams
from chaotou.enterprises.models import Enterprise

MOST: Final = 10
_WORDS: Final = (
    "科技 技有 电子 子科 材料 料科 新材 能源 新能 智能 工业 实业 集团 投资 贸易 制造 机械 设备 装备 精密 "
    "股份 管理 服务 发展 国际 信息 技术 食品 汽车 工程 建设 产业 化工 环保 生物 医药 半导 导体 文化"
)
_COMMON: Final = frozenset(_WORDS.split())
"""Pairs of signs that half of all firms have: what is looked up by them alone would be everything."""


@dataclass(frozen=True)
class Near:
    """An enterprise with a close name, and how close, 0 to 1."""

    enterprise: Enterprise
    closeness: float


def near(names: Iterable[str], besides: int | None = None, limit: int = MOST) -> list[Near]:
    """Enterprises in force whose name or alias is close to one of `names`, the closest first. One query.

    The database narrows them to those that share a telling pair of signs or all initials of a bare name.
    """
    asked = [Likened.of(name) for name in names if name.strip()]
    narrowed = _narrowed(asked)
    if narrowed is None:
        return []
    rows = Enterprise.objects.filter(narrowed, merged_into=None).exclude(pk=besides or 0).defer("grams")
    found = (Near(row, _closest(asked, row)) for row in rows)
    return sorted((one for one in found if one.closeness >= CLOSE), key=_order)[:limit]


def _order(one: Near) -> tuple[float, str]:
    return -one.closeness, one.enterprise.name


def _closest(asked: list[Likened], row: Enterprise) -> float:
    held = [Likened.of(name) for name in (row.name, row.short, row.english, *row.aliases) if name]
    return max(one.closeness(other) for one in asked for other in held)


def _narrowed(asked: list[Likened]) -> Q | None:
    condition: Q | None = None
    for phrase in {phrase for one in asked for phrase in _phrases(one.bare)}:
        part = Q(grams__contains=phrase)
        condition = part if condition is None else condition | part
    return condition


def _phrases(bare: str) -> set[str]:
    """What at least one of a close name's grams must hold."""
    if not bare:
        return set()
    pairs = set(query_grams(bare).split(" "))
    if bare.isascii():
        return {query_grams(bare[:6])}
    return {*(pairs - _COMMON or pairs), query_grams(initials(bare))}
