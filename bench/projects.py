"""Pages of projects over 100,000 leads, on both databases, against what was measured of Odoo 17 CRM.

Odoo's are server times of JSON answers with as many rows on a machine of two cores; ours are whole HTML pages
with sign-in, permissions and middleware. Its better figure of each pair is the baseline.
"""

from __future__ import annotations

from bench.apart import measured, on_both
from bench.measure import Result
from bench.projects_once import RUNS

ODOO = {"list": 11, "deep": 32, "contains": 7, "board": 42, "pivot": 50, "create": 39}
"""Milliseconds, Odoo 17."""
REQUESTS, P95 = 134, 102
"""Requests a second and milliseconds at ten clients, Odoo 17."""


def run() -> dict[str, Result]:
    return on_both(_of)


def _of(name: str, database: str) -> dict[str, Result]:
    found = measured("projects_once", database)
    pages = {f"projects_{page}_{name}": _page(page, took) for page, took in found["pages"].items()}
    load = found["load"]
    per_second, p95 = load["requests_per_second"], 1000 * load["p95"]
    return pages | {
        f"projects_ten_clients_{name}": Result(
            per_second, "requests/s", 1, "Odoo 17: 134", per_second / REQUESTS
        ),
        f"projects_ten_clients_p95_{name}": Result(p95, "ms", 1, "Odoo 17: 102", P95 / p95),
    }


def _page(page: str, took: float) -> Result:
    base = next((value for kind, value in ODOO.items() if page.startswith(kind)), None)
    said = f"Odoo 17: {base}" if base else "(none)"
    return Result(1000 * took, "ms", RUNS, said, base / (1000 * took) if base else 1.0)
