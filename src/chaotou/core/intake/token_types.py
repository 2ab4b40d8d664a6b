"""What a number of a text is: an amount, a percent, points, a multiple, a rank; one, a list or a range."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

COUNTERS = (
    "个大类|大类|个方面|方面|家次|人次|场次|件次|个|家|项|户|宗|件|人|名|位|条|所|座|类|栋|幢|套|辆|台|艘|架|只|份|批|场|次|间|处"
    "|块|款|支|张|枚|株|例|期|对|列|片|颗|部|门|头|尾|箱|盏|根|届|笔|单|组|本|道|层|颗|档|轮|班|桩|编"
)  # fmt: skip


class Sort(StrEnum):
    AMOUNT = "amount"
    PERCENT = "percent"
    POINTS = "points"
    TIMES = "times"
    RANK = "rank"
    BARE = "bare"
    SKIP = "skip"


@dataclass(frozen=True)
class Token:
    """`values` holds one number, or the numbers of a list; a range has `low` and `high` instead. `han`:
    written in Chinese. `turns`: for each number of a list, whether 增长 (1) or 下降 (-1) stands right before
    it, 0 where neither does."""

    sort: Sort
    start: int
    end: int
    values: tuple[Decimal, ...] = ()
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    more: bool = False
    han: bool = False
    strong: bool = False
    round: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    turns: tuple[int, ...] = ()

    @property
    def value(self) -> Decimal:
        return self.values[-1]


def is_count(token: Token) -> bool:
    return token.sort is Sort.AMOUNT and token.unit.lstrip("万亿") in COUNTERS.split("|")


def signed(token: Token, *, down: bool) -> list[Decimal]:
    """The numbers with the sign of the word that governs each: its own, else that of the number before it."""
    sign, result = -1 if down else 1, []
    for value, turn in zip(token.values, token.turns or (0,) * len(token.values), strict=True):
        sign = turn or sign
        result.append(-abs(value) if sign < 0 else value)
    return result
