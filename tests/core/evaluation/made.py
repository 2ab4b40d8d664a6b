"""Small schemes and facts for tests, written as an assessor would write them."""

from __future__ import annotations

from typing import Any

from chaotou.core.evaluation.scheme import SchemeSpec

HEAD: dict[str, Any] = {
    "scheme": "small",
    "title": "小考评",
    "document": {"title": "小考评办法"},
    "in_force": {"from": 2020},
    "provenance": "official",
    "subjects": {"kind": "zones"},
}


def scheme(criteria: list[dict[str, Any]], **more: Any) -> SchemeSpec:
    """A scheme of these criteria; `more` are further keys of the file."""
    return SchemeSpec.model_validate({**HEAD, **more, "criteria": criteria})


POINTS_FOR_EACH = {"per_unit": {"points": 1}}


def ratio(code: str, weight: float, target: object, **more: Any) -> dict[str, Any]:
    return {"code": code, "weight": weight, "rule": {"ratio": {"target": target}}, **more}
