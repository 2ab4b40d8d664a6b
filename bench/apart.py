"""Measuring in a process of its own, with a home and a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from tools.postgresql import server

from bench.measure import Result


def on_both(measure: Callable[[str, str], dict[str, Result]]) -> dict[str, Result]:
    """The results of `measure(name, database)` on SQLite and on a PostgreSQL server of its own."""
    results = measure("sqlite", "sqlite")
    with server() as address:
        return results | measure("postgresql", address)


def measured(module: str, database: str, *words: str) -> Any:
    """The JSON that `python -m bench.MODULE WORDS` prints last; RuntimeError with what it complained of."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"CHAOTOU_DATABASE": database, "CHAOTOU_HOME": home}
        command = [sys.executable, "-m", f"bench.{module}", *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])
