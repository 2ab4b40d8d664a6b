"""Rules among the days that projects agree on: what a day follows is another day, and none follows itself."""

from __future__ import annotations

from collections.abc import Iterator

from chaotou.core.issues import Issue, Message
from chaotou.core.zone.entries import Draft
from chaotou.core.zone.project_specs import FieldKind, FieldSpec
from chaotou.core.zone.rules_for_entries import circling, unknown


def days_follow_days(draft: Draft) -> Iterator[Issue]:
    """`not_before` stands with a date of the zone's own and names another."""
    fields = {entry.spec.code: entry.spec for entry in draft.fields}
    for entry in draft.fields:
        first = entry.spec.not_before
        if first is None:
            continue
        if first not in fields:
            yield unknown(entry, "not_before", first, "fields", draft)
        elif not (_is_day(entry.spec) and _is_day(fields[first])):
            params = {"field": entry.spec.code, "first": first}
            message = Message("“{field}”与“{first}”不都是本区自填的日期，不能比先后。", params)
            yield entry.error(message, Message("两个要素都写 kind: date。"), "not_before")


def _is_day(field: FieldSpec) -> bool:
    return field.is_own and field.kind is FieldKind.DATE


def days_do_not_circle(draft: Draft) -> Iterator[Issue]:
    """No day follows itself, by way of others or at once."""
    firsts = {entry.spec.code: entry.spec.not_before for entry in draft.fields}
    circle = circling({code: [first] if first else [] for code, first in firsts.items()})
    for entry in draft.fields:
        if entry.spec.code in circle:
            message = Message("“{field}”的先后绕成了一圈。", {"field": entry.spec.code})
            yield entry.error(message, Message("去掉其中一处 not_before。"), "not_before")


RULES = (days_follow_days, days_do_not_circle)
