"""The tables of `projects/` as read, beside the zone whose words they use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from chaotou.core.zone.entries import Entry
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.specs import Zone

Tables = dict[str, list[Entry[Spec]]]


@dataclass
class Told:
    """The tables as read, and the zone that they name."""

    path: FilePath
    zone: Zone
    tables: Tables = field(default_factory=dict)

    def rows(self, table: str) -> list[Entry[Any]]:
        return list(self.tables.get(table, ()))

    @cached_property
    def projects(self) -> dict[str, Any]:
        return {entry.spec.code: entry.spec for entry in self.rows("projects")}

    @cached_property
    def moves(self) -> Mapping[str, list[Entry[Any]]]:
        """The moves of stage of each project, in order."""
        held: dict[str, list[Entry[Any]]] = defaultdict(list)
        for entry in self.rows("moves"):
            if entry.spec.kind == "stage":
                held[entry.spec.project].append(entry)
        return held

    @cached_property
    def nodes(self) -> Mapping[str, frozenset[str]]:
        """The nodes of each project by its template."""
        codes = {one.code: frozenset(node.code for node in one.nodes) for one in self.zone.node_templates}
        return {one.spec.project: codes.get(one.spec.template, frozenset()) for one in self.rows("plans")}

    def codes(self, section: str) -> set[str]:
        """What a section of the zone calls its entries; enterprises go by their names."""
        entries = getattr(self.zone, section)
        return {
            one.name if section == "enterprises" else getattr(one, "code", None) or one.username
            for one in entries
        }
