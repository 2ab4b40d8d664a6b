"""`python -m bench [--only NAME]`: measure, print a table, write bench.json."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bench import (
    critical_path,
    due_dates,
    evaluation,
    forecast,
    home,
    matters,
    project_import,
    projects,
    reading,
    standings,
)
from bench.measure import Result

BENCHES = {
    "reading": reading.run,
    "standings": standings.run,
    "home": home.run,
    "forecast": forecast.run,
    "evaluation": evaluation.run,
    "critical_path": critical_path.run,
    "due_dates": due_dates.run,
    "projects": projects.run,
    "project_import": project_import.run,
    "matters": matters.run,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--only", choices=sorted(BENCHES))
    only = parser.parse_args().only
    results: dict[str, Result] = {}
    for name, run in BENCHES.items():
        if only in (None, name):
            print(f"measuring {name} …", flush=True)
            results |= run()
    _print(results)
    Path("bench.json").write_text(json.dumps({n: r.as_json() for n, r in results.items()}, indent=1) + "\n")


def _print(results: dict[str, Result]) -> None:
    print(f"{'what':40} {'median':>12} {'unit':14} {'runs':>4} {'ratio':>9}  baseline")
    for name, result in results.items():
        measured = f"{result.median:12.4g} {result.unit:14} {result.runs:4d} {result.ratio:8.2f}x"
        print(f"{name:40} {measured}  {result.baseline}")


if __name__ == "__main__":
    main()
