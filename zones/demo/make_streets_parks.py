"""Make `tables/streets_parks-2024-01..2024-07.csv` and `marks/streets_parks.csv`: the figures are made up.

No sub-district or park publishes figures of its own. Each gets a part of the zone's figures in proportion to
its size, around a year's target; projects are not in the table, they are counted from the register. Run it
from the zone's directory; the same files come out every time.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

PERIOD = "2024-01..2024-07"
PASSED = 7 / 12
# subject: (size, strength, villages); a park has none
SUBJECTS = {
    "chaodong": (1.3, 0.06, 9),
    "chaoxi": (1.1, 0.02, 8),
    "chaonan": (1.2, 0.08, 8),
    "chaobei": (0.8, -0.08, 7),
    "binhe": (0.6, -0.04, 5),
    "xincheng": (0.7, -0.02, 5),
    "science_park": (1.0, 0.05, 0),
    "bonded_zone": (1.4, 0.1, 0),
}
# fact: (target of a year at size 1, spread around what is due, decimals)
FIGURES = {
    "general_public_budget_revenue": (2.6, 0.08, 2),
    "fixed_asset_investment": (24.0, 0.12, 2),
    "above_scale_enterprises_new": (3.6, 0.2, 0),
}
LIVELIHOOD = {"urban_new_jobs": (0.19, 0.08, 3), "livelihood_items": (7.0, 0.15, 0)}
PROJECTS = {"signed_projects_100m": 21, "commenced_projects_100m": 15, "completed_projects_100m": 9}
JUDGES = 5


def main() -> None:
    draw = np.random.default_rng(202407)
    rows = {code: _row(draw, code) for code in SUBJECTS}
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    table = [
        [code, "yes", *(row.get(name, "not_applicable") for name in names)] for code, row in rows.items()
    ]
    _write(f"tables/streets_parks-{PERIOD}.csv", ["subject", "synthetic", *names], table)
    marks = [[PERIOD, "governance", code, _marks(draw, SUBJECTS[code][1]), "yes"] for code in SUBJECTS]
    _write("marks/streets_parks.csv", ["period", "criterion", "subject", "marks", "synthetic"], marks)


def _row(draw: np.random.Generator, code: str) -> dict[str, str]:
    size, strength, villages = SUBJECTS[code]
    found: dict[str, str] = {}
    figures = FIGURES | (LIVELIHOOD if villages else {})
    for name, (target, spread, places) in figures.items():
        aim = round(target * size, places)
        done = aim * PASSED * (1 + strength + spread * draw.normal())
        found |= {name: f"{done:.{places}f}", f"{name}.target": f"{aim:.{places}f}"}
    for name, target in PROJECTS.items():
        found[f"{name}.target"] = str(max(1, round(target * size)))
    if villages:
        done = min(villages, round(villages * (0.6 + strength + 0.1 * draw.normal())))
        found |= {"village_income_over_500k": str(done), "village_income_over_500k.target": str(villages)}
    else:
        found["foreign_trade.growth"] = f"{6 + 60 * strength + 4 * draw.normal():.1f}"
    found["environment_cases.mark"] = str(int(draw.integers(0, 3)))
    found["fatal_accidents.mark"] = str(int(draw.random() < 0.1))
    return found


def _marks(draw: np.random.Generator, strength: float) -> str:
    return " ".join(
        f"{mark:.0f}" for mark in np.clip(86 + 60 * strength + 3 * draw.normal(size=JUDGES), 0, 100)
    )


def _write(name: str, head: list[str], rows: list[list[str]]) -> None:
    path = Path(__file__).parent / name
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
