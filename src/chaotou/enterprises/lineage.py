"""Who stands above an enterprise: its parent, the parent's parent and so on, merged rows led on."""

from __future__ import annotations

from collections.abc import Iterator

from chaotou.enterprises.models import Enterprise


def above(enterprise: int | None) -> Iterator[int]:
    """The key itself, where it was merged into, its parent and so on, each once; a query a step."""
    seen: set[int] = set()
    while enterprise is not None and enterprise not in seen:
        seen.add(enterprise)
        yield enterprise
        row = Enterprise.objects.filter(pk=enterprise).values_list("merged_into", "parent").first()
        enterprise = None if row is None else row[0] or row[1]


def barred_parents(kept: Enterprise, absorbed: Enterprise) -> set[int]:
    """Parents of either that stand at or below one of the two: the one they become cannot be under them."""
    pair = {kept.pk, absorbed.pk}
    parents = {one.parent_id for one in (kept, absorbed) if one.parent_id is not None}
    return {parent for parent in parents if pair & set(above(parent))}


def family_of(enterprise: int) -> list[int]:
    """Its key and those of all rows merged into it, one level of merges a query."""
    family, newest = [enterprise], [enterprise]
    while newest:
        newest = list(Enterprise.objects.filter(merged_into__in=newest).values_list("pk", flat=True))
        family += newest
    return family
