"""One database's pages of projects, timed in a process of its own; prints JSON. Run by bench.projects."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any
from urllib.parse import urlencode

from bench.measure import seconds
from chaotou.cli.house import wake

RUNS = 21
PAGES = {
    "list": "/projects/",
    "deep": "/projects/?page=1126",
    "contains": "/projects/?q=半导体",
    "contains_rare": "/projects/?q=恒瑞安",
    "board": "/projects/board/",
    "pivot": "/projects/pivot/",
    "one": "/projects/b050000/",
}
"""Whole HTML pages as the leader of the zone sees them; page 1126 begins at row 90,000."""
AS_TYPED = "application/x-www-form-urlencoded"
"""How a browser sends a form without files."""
AFTER_AN_ACT = ("list", "contains", "board", "pivot")
"""Those that keep counts and sums while nothing is written: measured again with nothing kept."""


def main() -> None:
    wake()
    from bench import projects_load, projects_world

    projects_world.build()
    print(json.dumps({"load": projects_load.measured(_cookie()), "pages": _pages()}))


def _cookie() -> str:
    """A session of the zone's leader, as a browser sends it."""
    return f"sessionid={_client('guyuan').cookies['sessionid'].value}"


def _pages() -> dict[str, float]:
    from django.core.cache import cache

    reader = _client("guyuan")
    times: dict[str, float] = {}
    for name, address in PAGES.items():
        assert reader.get(address).status_code == 200, address
        times[name] = seconds(lambda address=address: reader.get(address), RUNS)
        times[f"{name}_processor"] = _processor(lambda address=address: reader.get(address))
    for name in AFTER_AN_ACT:
        times[f"{name}_after_an_act"] = seconds(
            lambda name=name: (cache.clear(), reader.get(PAGES[name])), RUNS
        )
    return times | _creating()


def _processor(act: Callable[[], object]) -> float:
    """The median seconds of processor time, which other work on the machine disturbs less."""
    return median(_spent(act) for _ in range(RUNS))


def _spent(act: Callable[[], object]) -> float:
    started = process_time()
    act()
    return process_time() - started


def _client(username: str) -> Any:
    from django.test import Client

    from chaotou.organization.models import Person

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Person.objects.get(username=username), "chaotou.journal.backends.PersonBackend")
    return client


def _creating() -> dict[str, float]:
    """Registering a lead through its form: duplicates looked for, journaled, led on to the next page."""
    from django.urls import reverse

    from bench import projects_world

    recorder, address = _client("linxiao"), reverse("projects:register_lead")
    draw = random.Random(2)

    def create() -> None:
        firm = "".join(draw.choices(projects_world.SIGNS, k=4))
        said = {
            "name": f"{firm}轴承项目",
            "investor": f"{firm}轴承有限公司",
            "organization": "economy",
            "product": "轴承",
            "investment": "12000",
            "currency": "CNY",
            "distinct_because": "不是同一家企业",
        }
        answer = recorder.post(address, urlencode(said), content_type=AS_TYPED)
        assert answer.status_code == 302, answer.content.decode()

    return {"create": seconds(create, RUNS), "create_processor": _processor(create)}


if __name__ == "__main__":
    main()
