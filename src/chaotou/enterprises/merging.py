"""What two enterprises become when they are found to be one, and what they were: values in, values out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from chaotou.enterprises.facts import FIELDS, LISTS

Values = Mapping[str, Any]


def outcome(kept: Values, absorbed: Values, barred: Collection[int] = ()) -> dict[str, Any]:
    """The kept enterprise's values after the merge: empty fields filled, lists joined, names among aliases.

    `is_local` holds if either does. Its parent is the first of both that is not `barred`: the two
    themselves and whoever would stand below them.
    """
    result = {field: _joined(field, kept, absorbed) for field in FIELDS}
    parents = (one["parent_id"] for one in (kept, absorbed))
    result["parent_id"] = next((pk for pk in parents if pk is not None and pk not in barred), None)
    return result


def _joined(field: str, kept: Values, absorbed: Values) -> Any:
    if field == "aliases":
        names = (absorbed["name"], absorbed["short"], *absorbed["aliases"])
        return _with(kept["aliases"], names, besides=(kept["name"], kept["short"]))
    if field in LISTS:
        return _with(kept[field], absorbed[field])
    if field == "is_local":
        return kept[field] or absorbed[field]
    if field == "note" and kept[field] != absorbed[field]:
        return "\n".join(filter(None, (kept[field], absorbed[field])))
    return absorbed[field] if kept[field] in ("", None) else kept[field]


def _with(held: Sequence[str], more: Iterable[str], besides: Iterable[str] = ()) -> list[str]:
    """A list as it is, and what is new to it behind."""
    known = {"", *held, *besides}
    return [*held, *(text for text in dict.fromkeys(more) if text not in known)]


def changes(before: Values, after: Values) -> dict[str, dict[str, Any]]:
    """For `Merge.before`: of every field the merge changed, what it was and what it became."""
    changed = [field for field in FIELDS if before[field] != after[field]]
    return {
        "before": {field: _plain(before[field]) for field in changed},
        "after": {field: _plain(after[field]) for field in changed},
    }


def restored(now: Values, merged: Mapping[str, Values]) -> tuple[dict[str, Any], list[str]]:
    """The values to go back to, and the fields that stay because somebody changed them since.

    Of a list only what the merge added goes, whatever was added since stays.
    """
    back: dict[str, Any] = {}
    stays: list[str] = []
    for field, was in merged["before"].items():
        became = merged["after"][field]
        if field in LISTS:
            added = set(became) - set(was)
            back[field] = [text for text in now[field] if text not in added]
        elif _plain(now[field]) == became:
            back[field] = _typed(field, was)
        else:
            stays.append(field)
    return back, stays


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _typed(field: str, value: Any) -> Any:
    return Decimal(value) if field == "registered_capital" and value is not None else value
