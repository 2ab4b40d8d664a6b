"""Make `tables/mofcom_2021-2023.csv`: 229 made-up zones, so that places in the national scheme mean something.

None of these zones exists. Sizes spread around the national totals published for 2023 (229 zones: GDP 14.8
trillion yuan, foreign capital 39.2 billion dollars, 1,041 listed firms); a hidden strength makes figures go
together, as they do. Run it from the zone's directory; the same table comes out every time.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

ZONES = 229
REGIONS = (
    ("east", "东部样本区", "Sample zone, East", 106),
    ("central", "中部样本区", "Sample zone, Center", 73),
    ("west", "西部样本区", "Sample zone, West", 50),
)
# indicator: (middle, spread of its logarithm, pull of strength, decimals); sizes
SIZES = {
    "fdi_utilized": (0.9, 0.8, 0.8, 2),
    "foreign_trade": (190, 0.8, 0.9, 1),
    "hightech_trade": (40, 1.0, 0.9, 1),
    "gdp": (430, 0.5, 0.7, 1),
    "large_manufacturers": (5, 0.6, 0.7, 0),
    "listed_firms": (2.6, 0.7, 0.7, 0),
    "tax_total": (58, 0.6, 0.7, 1),
    "land_output": (20, 0.35, 0.3, 1),
    "rd_institutions": (70, 0.5, 0.6, 0),
    "hightech_enterprises": (130, 0.6, 0.6, 0),
    "incubators": (3, 0.5, 0.5, 0),
    "energy_intensity": (0.5, 0.35, -0.2, 3),
    "carbon_intensity": (1.3, 0.35, -0.2, 2),
    "water_intensity": (10, 0.35, -0.2, 1),
    "urban_new_jobs": (0.7, 0.5, 0.5, 2),
}
# indicator: (mean, standard deviation, pull of strength, least, most, decimals); rates and counts
RATES = {
    "fdi_growth": (-6, 26, 3, -80, 150, 1),
    "fdi_hightech_share": (32, 10, 4, 0, 90, 1),
    "foreign_trade_growth": (2, 12, 2, -45, 80, 1),
    "foreign_trade_share_of_city": (28, 12, 4, 1, 85, 1),
    "gdp_share_of_city": (11, 5, 1.5, 1, 45, 2),
    "rd_intensity": (2.4, 0.7, 0.3, 0.3, 7, 2),
    "carbon_growth": (1.5, 2.2, -0.3, -8, 12, 1),
    "solid_waste_reuse": (92, 4, 1, 60, 100, 1),
    "partner_parks": (1.1, 1.0, 0.4, 0, 6, 0),
    "counterpart_aid": (0.6, 0.7, 0.2, 0, 4, 0),
    "responsibility_score": (94, 2.5, 0.5, 80, 100, 1),
}
STRENGTH = {"east": 0.35, "central": -0.1, "west": -0.55}


def main() -> None:
    draw = np.random.default_rng(2023)
    rows = []
    for region, name, english, count in REGIONS:
        for number in range(1, count + 1):
            strength = STRENGTH[region] + draw.normal()
            subject = [
                f"sample_{region}_{number:03d}",
                f"{name}{number:03d}",
                f"{english} {number:03d}",
                region,
                "yes",
            ]
            rows.append([*subject, *_sizes(draw, strength), *_rates(draw, strength)])
    assert len(rows) == ZONES
    path = Path(__file__).parent / "tables" / "mofcom_2021-2023.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["subject", "name", "english", "region", "synthetic", *SIZES, *RATES])
        writer.writerows(rows)


def _sizes(draw: np.random.Generator, strength: float) -> list[str]:
    return [
        f"{middle * np.exp(pull * strength * 0.6 + spread * 0.6 * draw.normal()):.{places}f}"
        for middle, spread, pull, places in SIZES.values()
    ]


def _rates(draw: np.random.Generator, strength: float) -> list[str]:
    return [
        f"{np.clip(mean + pull * strength + deviation * draw.normal(), least, most):.{places}f}"
        for mean, deviation, pull, least, most, places in RATES.values()
    ]


if __name__ == "__main__":
    main()
