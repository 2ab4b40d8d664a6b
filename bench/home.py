"""The home page with 200 targets and a million observations, on both databases, against the demo's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

from tools.postgresql import server

from bench.home_once import RUNS
from bench.measure import Result

BASELINE = "the home page of the demo zone"


def run() -> dict[str, Result]:
    results = _both("sqlite", "sqlite")
    with server() as small, server() as large:
        return results | _both("postgresql", small, large)


def _both(name: str, small: str, large: str = "") -> dict[str, Result]:
    demo, country = _once("demo", small), _once("country", large or small)
    took, asked = country["seconds"], country["queries"]
    return {
        f"home_{name}": Result(1000 * took, "ms", RUNS, BASELINE, demo["seconds"] / took),
        f"home_{name}_queries": Result(asked, "queries", 1, BASELINE, demo["queries"] / asked),
    }


def _once(what: str, database: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"CHAOTOU_DATABASE": database, "CHAOTOU_HOME": home}
        command = [sys.executable, "-m", "bench.home_once", what]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer
