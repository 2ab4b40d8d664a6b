"""One database's pages of a million matters and a tick, timed in a process of its own; prints JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from bench.measure import seconds
from chaotou.cli.house import wake

RUNS = 15
NOW = datetime(2024, 8, 20, 2, tzinfo=UTC)
PAGES = {
    "work": ("linxiao", "/matters/"),
    "body": ("guyuan", "/matters/all/?organization=economy"),
    "standing": ("guyuan", "/matters/overview/"),
    "due_in_3_days": ("guyuan", "/matters/all/?from=2024-08-20&to=2024-08-23"),
    "contains": ("guyuan", "/matters/all/?q=欠薪"),
    "latest": ("guyuan", "/matters/all/?state=all&order=latest"),
}
"""Whole HTML pages, and who asks for them; measured while nothing is written, and again with nothing kept."""


def main() -> None:
    wake()
    from bench import matters_world

    matters_world.build()
    print(json.dumps({"pages": _pages(), "tick": _tick()}))


def _pages() -> dict[str, float]:
    from django.core.cache import cache

    times = {}
    for name, (person, address) in PAGES.items():
        reader = _client(person)
        assert reader.get(address).status_code == 200, address
        times[name] = seconds(lambda reader=reader, address=address: reader.get(address), RUNS)
        times[f"{name}_after_an_act"] = seconds(
            lambda reader=reader, address=address: (cache.clear(), reader.get(address)), RUNS
        )
    return times


def _tick() -> dict[str, float]:
    """The first tick raises what is due; the second finds nothing; then the counts."""
    from chaotou.matters.operations.ledger import count_into_ledger
    from chaotou.matters.operations.noticing import raise_notices

    return {
        "first": seconds(lambda: raise_notices(now=NOW), 1),
        "again": seconds(lambda: raise_notices(now=NOW), 3),
        "counting": seconds(lambda: count_into_ledger(now=NOW), 1),
    }


def _client(username: str) -> Any:
    from django.test import Client

    from chaotou.organization.models import Person

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Person.objects.get(username=username), "chaotou.journal.backends.PersonBackend")
    return client


if __name__ == "__main__":
    main()
