"""Counts and sums over the register: by stage, and by stage crossed with something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from chaotou.projects.queries.register import Row, rows_of
from chaotou.projects.queries.settled import settled
from chaotou.projects.queries.wanted import Asked, chosen

CARDS = 5
ACROSS = {"city": "source_city", "organization": "organization", "chain": "chain", "region": "source_region"}
"""What stages may be crossed with: its key in the address and its column."""

Cells = dict[tuple[str, object], "Amount"]


@dataclass(frozen=True)
class Amount:
    """How many projects, and their planned investment in yuan."""

    count: int = 0
    investment: Decimal = Decimal(0)

    @classmethod
    def all(cls, amounts: Iterable[Amount]) -> Amount:
        held = list(amounts)
        return cls(sum(one.count for one in held), sum((one.investment for one in held), Decimal(0)))


@dataclass(frozen=True)
class Lane:
    """A stage with what stands at it, and its latest projects."""

    stage: str
    amount: Amount
    rows: Sequence[Row]


@dataclass(frozen=True)
class Pivot:
    """Stages crossed with something: its lines, the largest first, with their cells in stage order."""

    stages: Sequence[str]
    lines: Sequence[tuple[object, Sequence[Amount], Amount]]
    totals: Sequence[Amount]
    total: Amount


def board(asked: Asked) -> list[Lane]:
    """Every stage of the zone that has projects, in order. One query a stage and two, or two in all."""
    amounts = by_stage(asked)
    stages = [spec.code for spec in asked.zone.stages if spec.code in amounts]
    keys = settled("board_keys", asked, lambda: _latest(asked, stages))
    rows = {row.id: row for row in rows_of(asked, [key for held in keys.values() for key in held])}
    return [
        Lane(stage, amounts[stage], [rows[key] for key in keys.get(stage, ()) if key in rows])
        for stage in stages
    ]


def _latest(asked: Asked, stages: Sequence[str]) -> dict[str, list[int]]:
    """The keys of each stage's latest projects."""
    found = chosen(asked).order_by("-registered_at", "-pk").values_list("pk", flat=True)
    return {stage: list(found.filter(stage=stage)[:CARDS]) for stage in stages}


def by_stage(asked: Asked) -> dict[str, Amount]:
    """What stands at each stage. One query, or none while nothing is written."""

    def find() -> dict[str, Amount]:
        lines = chosen(asked).order_by().values("stage").annotate(n=Count("*"), sum=Sum("investment"))
        return {line["stage"]: Amount(line["n"], line["sum"] or Decimal(0)) for line in lines}

    return settled("board", asked, find)


def pivot(asked: Asked, across: str) -> Pivot:
    """Stages crossed with `across` (a key of ACROSS). One query, or none while nothing is written."""
    cells = settled(f"pivot_{across}", asked, lambda: _cells(asked, ACROSS[across]))
    used = {stage for stage, _key in cells}
    stages = [spec.code for spec in asked.zone.stages if spec.code in used]
    keys = {key for _stage, key in cells}
    lines = [(key, [cells.get((stage, key), Amount()) for stage in stages]) for key in keys]
    whole = [(key, amounts, Amount.all(amounts)) for key, amounts in lines]
    whole.sort(key=lambda line: (-line[2].count, str(line[0])))
    totals = [Amount.all(amounts[n] for _key, amounts, _all in whole) for n in range(len(stages))]
    return Pivot(stages, whole, totals, Amount.all(totals))


def _cells(asked: Asked, field: str) -> Cells:
    found = chosen(asked).order_by().values_list("stage", field)
    lines = found.annotate(n=Count("*"), sum=Sum("investment"))
    return {(stage, key): Amount(n, total or Decimal(0)) for stage, key, n, total in lines}
