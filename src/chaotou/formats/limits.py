"""How much a document may hold and how much its reading may use."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bytes, counts and seconds; `docs/formats.md` gives the reason for each."""

    file_bytes: int = 50 * MIB
    characters: int = 1_000_000
    cells: int = 200_000
    pages: int = 500
    package_entries: int = 2_000
    package_bytes: int = 300 * MIB
    package_ratio: int = 200
    xml_depth: int = 200
    memory_bytes: int = 1024 * MIB
    cpu_seconds: int = 60
    wall_seconds: int = 90


USUAL = Limits()
