"""Standings as plain data for other programs: JSON numbers, ratios in percent, dates and periods as text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from chaotou.core.quantities import json_number, unit
from chaotou.core.relative import Comparison
from chaotou.figures.queries.rows import Comparator, Part, Row, Standings

Data = dict[str, Any]


def standings_as_json(standings: Standings) -> list[Data]:
    """One dict a target, levels in the indicator's unit.

    Growth, attainment and pace are in percent, and so are target and expected of a growth target, as its
    `target_unit` says; what ends in `_points` is in percentage points. `pace_gap_points` is attainment less
    pace; `lead_points` is what the light follows (for growth and ratios, actual less target).
    """
    return [_row(row) for row in standings.rows]


def _row(row: Row) -> Data:
    scale = 100 if row.kind == "growth" else 1
    made: Data = {
        "code": row.code,
        "indicator": row.indicator.code if row.indicator else None,
        "unit": _unit(row),
        "target_unit": "%" if row.kind == "growth" else _unit(row),
        "kind": row.kind,
        "target": _number(row.target, scale),
        "period": str(row.period) if row.period else None,
        "latest": _number(row.latest),
        "cumulative": _number(row.cumulative),
        "growth": _number(row.growth, 100),
        "attainment": _number(row.attainment, 100),
        "pace": _number(row.pace, 100),
        "pace_gap_points": _number(row.pace_gap_points),
        "lead_points": _number(row.lead_points),
        "expected": _number(row.expected, scale),
        "expected_low": _number(row.expected_low, scale),
        "expected_high": _number(row.expected_high, scale),
        "gap": _number(row.gap, scale),
        "needed_per_month": _number(row.needed_per_month),
        "comparators": [_comparator(one) for one in row.comparators],
        "rank": row.rank,
        "owner": row.owner.name if row.owner else None,
        "light": row.light.light.value,
        "synthetic": row.is_synthetic,
        "published": row.is_published,
        "citation": _citation(row),
    }
    if row.is_relative:
        made["comparisons"] = [_comparison(one) for one in row.comparisons]
    if row.parts:
        made["parts"] = [_part(one) for one in row.parts]
    return made


def _unit(row: Row) -> str | None:
    return unit(row.indicator.unit).chinese if row.indicator else None


def _number(value: Decimal | None, scale: int = 1) -> float | int | None:
    return None if value is None else json_number(value * scale)


def _comparator(one: Comparator) -> Data:
    return {
        "against": one.body.code,
        "name": one.body.name,
        "period": str(one.period) if one.period else None,
        "latest": _number(one.level),
        "growth": _number(one.growth, 100),
        "synthetic": one.is_synthetic,
        **_compared(one.comparison),
    }


def _comparison(one: Comparison) -> Data:
    return {
        "against": one.against,
        "own": _number(one.own, 100),
        "other": _number(one.other, 100),
        "of": one.of or None,
        **_compared(one),
    }


def _compared(one: Comparison) -> Data:
    return {
        "difference_points": _number(one.difference_points),
        "comparable": one.comparable,
        "reason": one.reason.value,
        "basis": one.basis.value if one.basis else None,
    }


def _part(one: Part) -> Data:
    light = one.row.light.light.value if one.row else None
    return {"position": one.position, "label": one.label, "target": one.target_code or None, "light": light}


def _citation(row: Row) -> Data:
    source = row.source
    return {
        "source": source.code if source else None,
        "title": source.title if source else None,
        "published_on": source.published_on.isoformat() if source and source.published_on else None,
        "url": source.url or None if source else None,
        "document": row.document or None,
        "sentence": row.sentence or None,
        "start": row.start,
        "end": row.end,
    }
