"""One database's home page, timed in a process of its own; prints JSON. Run by bench.home."""

from __future__ import annotations

import json
import sys

from bench.measure import seconds
from chaotou.cli.house import wake

RUNS = 9


def main() -> None:
    wake()
    from bench import world

    if sys.argv[1] == "demo":
        world.load_demo()
    else:
        world.build()
    print(json.dumps(_measured()))


def _measured() -> dict[str, float]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from chaotou.organization.models import Person

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Person.objects.get(username="guyuan"), "chaotou.journal.backends.PersonBackend")
    assert client.get("/").status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    asked = len(captured)
    return {"seconds": seconds(lambda: client.get("/"), RUNS), "queries": asked}


if __name__ == "__main__":
    main()
