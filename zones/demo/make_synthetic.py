"""Make the synthetic observations of the demonstration zone: `python zones/demo/make_synthetic.py`.

Months that nobody published are filled so that the published years and half-years come out exactly. Every row
says synthetic=yes. Standard library only; the same seed always writes the same files.

How a series is made: its known cumulative levels are knots (published where there are any). Between two knots the
months share the difference by a season with a little noise, so a cumulative never falls. Growth is the ratio of
levels less `drift`, the change of prices. In 2024 it goes the other way round: growth is drawn through its knots
and the level follows from the year before. Where a level was published the row is left out; where only a growth was
published, a row with the made-up level repeats it and is recorded a day later. What is counted from projects comes
from `projects/`: run make_projects.py first.
"""

# ruff: noqa: E501 (the series are tables: one line each)

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ZONE_FOLDER = Path(__file__).parent
HERE = ZONE_FOLDER / "observations"
HEADER = [
    "indicator",
    "body",
    "period",
    "value",
    "growth",
    "basis",
    "status",
    "scope",
    "source",
    "synthetic",
    "recorded_on",
    "note",
]
YEARS = (2021, 2022, 2023, 2024)
LATEST = (2024, 8)
SEASON = (0.92, 0.80, 1.08, 0.98, 1.00, 1.10, 0.97, 0.98, 1.04, 0.99, 1.02, 1.12)

Month = tuple[int, int]


@dataclass
class Series:
    """One indicator of one body: `levels` and `growth` are knots by (year, closing month)."""

    indicator: str
    levels: dict[Month, float]
    growth: dict[Month, float] = field(default_factory=dict)
    body: str = "zone"
    basis: str = "unstated"
    drift: float = 0.0
    decimals: int = 2
    every: int = 1  # months between reports: 1, 3 or 12
    merged: bool = False  # January and February are published together
    late: dict[Month, date] = field(default_factory=dict)
    known_growth: bool = True  # counts are published without a growth rate


def yearly(first: int, *values: float) -> dict[Month, float]:
    return {(first + offset, 12): value for offset, value in enumerate(values)}


def solve(series: Series) -> dict[Month, float]:
    """The knots, with the levels that growth implies backwards from a known year."""
    known = dict(series.levels)
    for (year, month), growth in sorted(series.growth.items(), reverse=True):
        if (year, month) in known and (year - 1, month) not in known:
            known[year - 1, month] = known[year, month] / (1 + (growth + series.drift) / 100)
    return known


def spread(knots: dict[int, float], noise: random.Random) -> dict[int, float]:
    """Cumulative levels of one year's months through its knots."""
    weights = [season * noise.uniform(0.96, 1.04) for season in SEASON]
    path: dict[int, float] = {}
    done, level = 0, 0.0
    for month, knot in sorted(knots.items()):
        whole = sum(weights[done:month])
        for current in range(done + 1, month + 1):
            path[current] = level + (knot - level) * sum(weights[done:current]) / whole
        done, level = month, knot
    return path


def draw(knots: dict[int, float], noise: random.Random) -> dict[int, float]:
    """Growth of one year's months through its knots, straight between them, a little noisy elsewhere."""
    months, path = sorted(knots), {}
    for month in range(1, months[-1] + 1):
        before = max((k for k in months if k <= month), default=months[0])
        after = min((k for k in months if k >= month), default=months[-1])
        share = 0 if after == before else (month - before) / (after - before)
        exact = knots[before] + (knots[after] - knots[before]) * share
        path[month] = exact if month in knots else exact + noise.uniform(-0.3, 0.3)
    return path


def paths(series: Series) -> tuple[dict[Month, float], dict[Month, float]]:
    """Levels and growth by (year, month)."""
    noise = random.Random(f"{series.indicator}/{series.body}")
    known = solve(series)
    levels: dict[Month, float] = {}
    growth: dict[Month, float] = {}
    for year in (2020, *YEARS):
        knots = {month: level for (y, month), level in known.items() if y == year}
        rates = {month: rate for (y, month), rate in series.growth.items() if y == year}
        if year == 2024 and not knots:
            for month, rate in draw(rates, noise).items():
                growth[year, month] = rate
                levels[year, month] = levels[2023, month] * (1 + (rate + series.drift) / 100)
            continue
        for month, level in spread(knots, noise).items() if knots else ():
            levels[year, month] = level
            if (year - 1, month) in levels and levels[year - 1, month]:
                growth[year, month] = (level / levels[year - 1, month] - 1) * 100 - series.drift
        growth |= {(year, month): rate for month, rate in rates.items()}
    return levels, growth


def period(year: int, month: int) -> str:
    named = {1: f"{year}-01", 3: f"{year}Q1", 6: f"{year}H1", 12: str(year)}
    return named.get(month, f"{year}-01..{year}-{month:02d}")


def reported(series: Series, year: int, month: int) -> bool:
    held_back = series.merged and month == 1
    return (year, month) <= LATEST and month % series.every == 0 and not held_back


def recorded_on(series: Series, year: int, month: int) -> date:
    """Monthly figures are known on the 18th of the next month, yearly ones in March."""
    if (year, month) in series.late:
        return series.late[year, month]
    if series.every == 12:
        return date(year + 1, 3, 15)
    return date(year + month // 12, month % 12 + 1, 18)


def status(year: int) -> str:
    return "final" if year < 2023 else "preliminary"


def rows(series: Series, published: dict[tuple[str, str, str], dict[str, str]]) -> list[list[str]]:
    levels, growth = paths(series)
    made = []
    for (year, month), level in levels.items():
        if year not in YEARS or not reported(series, year, month):
            continue
        real = published.get((series.indicator, series.body, period(year, month)))
        if real and real["value"]:
            continue
        made.append(row(series, year, month, level, growth.get((year, month)), real))
    return made


def row(
    series: Series, year: int, month: int, level: float, growth: float | None, real: dict[str, str] | None
) -> list[str]:
    known_on, basis, note = recorded_on(series, year, month), series.basis, ""
    rate = "" if growth is None or not series.known_growth else f"{growth:.1f}"
    if real:
        known_on = max(known_on, date.fromisoformat(real["recorded_on"]) + timedelta(days=1))
        rate, basis, note = real["growth"], real["basis"], "增速为公布数，总量为合成"
    key = [series.indicator, series.body, period(year, month)]
    value = f"{level:.{series.decimals}f}"
    tail = [status(year), "", "synthetic", "yes", known_on.isoformat(), note]
    return [*key, value, rate, basis if rate else "unstated", *tail]


def flow(
    indicator: str, level_2023: float, past: tuple[float, float, float], now: dict[int, float], **more: Any
) -> Series:
    """A flow from its level in 2023, growth of 2021 to 2023, and growth to some months of 2024."""
    growth = dict(zip(((2021, 12), (2022, 12), (2023, 12)), past, strict=True))
    growth |= {(2024, month): rate for month, rate in now.items()}
    levels = {(2023, 12): level_2023} | more.pop("levels", {})
    return Series(indicator, levels, growth, **more)


def count(indicator: str, past: tuple[float, float, float], now: dict[int, float], **more: Any) -> Series:
    """Things counted: totals of 2021 to 2023 and the count to some months of 2024."""
    levels = yearly(2021, *past) | {(2024, month): value for month, value in now.items()}
    levels |= more.pop("levels", {})
    return Series(indicator, levels, known_growth=False, decimals=more.pop("decimals", 0), **more)


def registered(stage: str, at_least: int = 1, *, money: bool = False) -> dict[Month, float]:
    """Year to date at each month's end up to July 2024, as the invented projects were recognized by the city.

    Projects of so many 亿元 and more, or their planned investment: the ledger and the register agree.
    """
    sizes = {r["code"]: float(r["investment"]) / 1e8 for r in _told("projects")}
    levels = {(year, month): 0.0 for year in YEARS for month in range(1, 13) if (year, month) < LATEST}
    for r in _told("recognitions"):
        size = sizes[r["project"]]
        if (r["stage"], r["scheme"], r["state"]) != (stage, "city_assessment", "recognized") or size < at_least:
            continue
        on = date.fromisoformat(r["recognized_on"])
        for month in range(on.month, 13):
            if (on.year, month) in levels:
                levels[on.year, month] += size if money else 1
    return levels


def _told(table: str) -> list[dict[str, str]]:
    with (ZONE_FOLDER / "projects" / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


REAL: dict[str, Any] = {"basis": "comparable", "drift": -0.7}
SCOPE = {"basis": "same_scope"}
MONEY = {"basis": "nominal"}
LATE_JULY = {(2024, 7): date(2024, 8, 26)}

ZONE = [
    flow("gdp", 480, (9.2, 4.6, 7.5), {3: 13.6, 6: 14.3}, every=3, **REAL),
    flow("secondary_value_added", 262, (9.8, 5.0, 7.2), {3: 18.0, 6: 19.5}, every=3, **REAL),
    flow("tertiary_value_added", 205, (8.5, 4.1, 7.9), {3: 7.2, 6: 7.6}, every=3, **REAL),
    flow("industrial_value_added", 168, (11.5, 7.1, 9.6), {2: 30.0, 6: 34.3, 7: 33.1, 8: 31.8}, merged=True, **REAL),
    flow("industrial_output", 648, (14.0, 9.0, 11.0), {2: 36.0, 6: 42.5, 7: 40.8, 8: 39.0}, merged=True, **MONEY),
    flow("leading_chain_output", 450, (15.0, 10.5, 13.0), {2: 38.0, 6: 44.0, 7: 42.2, 8: 40.5}, merged=True, **MONEY),
    flow("industrial_sales_invoiced", 690, (16.0, 8.0, 10.0), {1: 30.0, 6: 41.3, 7: 40.2, 8: 38.6}, **MONEY),
    flow("fixed_asset_investment", 236, (8.0, 12.0, 30.0), {2: 12.0, 6: 6.4, 7: 6.8, 8: 7.1}, merged=True, late=LATE_JULY, **SCOPE),
    flow("industrial_investment", 142, (6.0, 20.0, 130.0), {2: 16.0, 6: 9.5, 7: 9.1, 8: 8.8}, merged=True, late=LATE_JULY, **SCOPE),
    flow("technical_renovation_investment", 38, (9.0, 6.0, 21.0), {2: 11.0, 6: 7.7, 7: 7.2, 8: 7.0}, merged=True, **SCOPE),
    flow("retail_sales", 118, (16.0, 1.5, 8.2), {2: 6.8, 6: 5.3, 7: 5.1, 8: 5.0}, merged=True, **MONEY),
    flow("industrial_electricity", 24.6, (12.0, 6.5, 9.8), {1: 22.0, 6: 29.4, 7: 28.8, 8: 27.9}),
    flow("rd_expenditure", 15.2, (18.0, 15.0, 17.0), {2: 20.0, 6: 24.5, 7: 24.1, 8: 23.6}, merged=True),
    flow("general_public_budget_revenue", 33.03, (2.7, -11.9, 10.0), {1: 12.5, 6: 9.15, 7: 8.7, 8: 8.4}, **MONEY,
         levels={(2021, 6): 18.9, (2021, 12): 34.1, (2022, 6): 13.58, (2022, 12): 30.03, (2023, 6): 18.56}),
    flow("foreign_trade", 230, (21.0, 6.0, 11.0), {1: 14.0, 6: 12.1, 7: 11.6, 8: 11.2}, **MONEY),
    flow("exports", 150, (24.0, 9.0, 23.6), {1: 19.0, 6: 16.2, 7: 15.4, 8: 14.9}, **MONEY),
    flow("new_three_exports", 54, (45.0, 60.0, 70.0), {3: 24.0, 6: 24.0}, every=3, levels={(2023, 6): 26.6}, **MONEY),
    flow("fdi_utilized", 1.6, (6.0, -9.0, 8.0), {1: 9.0, 6: 15.5, 7: 14.8, 8: 13.9}, **MONEY),
    flow("major_projects_invested", 180.56, (20.0, 18.0, 25.0), {1: 10.0, 6: 12.0, 7: 11.5, 8: 11.0}),
    flow("resident_income", 46850, (9.6, 5.6, 6.4), {3: 5.9, 6: 6.1}, every=3, decimals=0, **MONEY),
    # counted from projects/; August is still open on the demonstration's day
    count("signed_projects_100m", (46, 54, 81), {8: 97}, levels=registered("signed")),
    count("signed_projects_1b", (15, 12, 18), {8: 8}, levels=registered("signed", 10)),
    count("signed_projects_5b", (2, 3, 5), {8: 5}, levels=registered("signed", 50)),
    count("signed_projects_10b", (0, 0, 0), {8: 0}, levels=registered("signed", 100)),
    count("signed_investment", (297.57, 328.15, 488.48), {8: 428.4}, decimals=2, levels=registered("signed", money=True)),
    count("commenced_projects_100m", (38, 39, 59), {8: 60}, levels=registered("commenced")),
    count("commenced_investment", (121.4, 130.2, 189.26), {8: 188.0}, decimals=2, levels=registered("commenced", money=True)),
    count("completed_projects_100m", (29, 32, 40), {8: 30}, levels=registered("completed")),
    count("above_scale_enterprises_new", (24, 29, 33), {2: 4, 6: 19, 7: 22, 8: 25}),
    count("hightech_enterprises_net", (18, 22, 28), {3: 0, 6: 9, 7: 14, 8: 16}),
    count("low_efficiency_land_revived", (760, 880, 1024), {2: 110, 6: 528, 7: 640, 8: 735}),
    count("urban_new_jobs", (0.96, 1.01, 1.05), {1: 0.07, 6: 0.58, 7: 0.67, 8: 0.75}, decimals=2),
    count("houses_expropriated", (3.1, 2.6, 2.3), {1: 0.1, 6: 1.2, 7: 1.4, 8: 1.6}, decimals=2),
    count("resettlement_delivered", (22.6, 30.4, 41.71), {3: 6.2, 6: 17.5}, every=3, decimals=2),
    count("livelihood_items", (40, 42, 45), {1: 0, 6: 22, 7: 27, 8: 31}),
    count("livelihood_classes", (10, 10, 10), {1: 0, 6: 2, 7: 3, 8: 4}),
]  # fmt: skip

CITY = [
    flow("gdp", 5015.06, (10.0, 3.6, 7.8), {3: 7.0, 6: 7.1}, every=3, levels={(2023, 3): 1174.37, (2023, 6): 2432.08}, **REAL),
    flow("industrial_value_added", 1046, (12.8, 7.5, 8.6), {2: 9.6, 6: 10.1, 7: 10.3, 8: 10.2}, merged=True, **REAL),
    flow("industrial_output", 4120, (17.0, 8.0, 9.0), {2: 9.8, 6: 10.6, 7: 10.7, 8: 10.5}, merged=True, **MONEY),
    flow("industrial_sales_invoiced", 4650, (15.0, 7.0, 8.5), {1: 11.0, 6: 13.0, 7: 13.1, 8: 13.3}, **MONEY),
    flow("fixed_asset_investment", 1720, (6.5, 4.0, 6.8), {2: 8.8, 6: 8.1, 7: 7.9, 8: 7.8}, merged=True, **SCOPE),
    flow("retail_sales", 1985, (17.0, 0.9, 7.9), {2: 6.1, 6: 5.0, 7: 4.9, 8: 4.9}, merged=True, **MONEY),
    flow("general_public_budget_revenue", 322, (9.0, 1.0, 7.2), {1: 6.0, 6: 5.6, 7: 5.5, 8: 5.4}, **SCOPE),
    flow("foreign_trade", 428, (15.0, 7.0, 5.2), {1: 8.0, 6: 8.4, 7: 8.3, 8: 8.0}, **MONEY),
    flow("exports", 305, (17.0, 9.0, 6.0), {1: 9.0, 6: 9.2, 7: 9.0, 8: 8.7}, **MONEY),
    flow("fdi_utilized", 9.6, (8.0, -12.0, -6.0), {1: -4.0, 6: -7.5, 7: -7.9, 8: -8.2}, **MONEY),
]  # fmt: skip

NEIGHBORS = {"huaian_district": (790, 7.2, 6.9), "lianshui": (735, 7.6, 7.3)}


def neighbor(body: str, gdp: float, past: float, now: float) -> list[Series]:
    """A county's main indicators, in proportion to its product."""
    months = {2: now + 0.6, 6: now + 0.1, 7: now, 8: now - 0.2}
    fast = {month: rate + 2.6 for month, rate in months.items()}
    trade = {1: 4.0, 6: now - 0.5, 7: now - 0.8, 8: now - 1.0}
    return [
        flow("gdp", gdp, (9.8, 3.4, past), {3: now, 6: now}, every=3, body=body, **REAL),
        flow(
            "industrial_value_added", gdp * 0.21, (12.0, 7.0, past + 1), fast, merged=True, body=body, **REAL
        ),
        flow("fixed_asset_investment", gdp * 0.34, (7.0, 4.5, past), months, merged=True, body=body, **SCOPE),
        flow("retail_sales", gdp * 0.37, (16.0, 1.0, past), months, merged=True, body=body, **MONEY),
        flow("general_public_budget_revenue", gdp * 0.045, (8.0, 1.5, past), trade, body=body, **MONEY),
        flow("foreign_trade", gdp * 0.06, (13.0, 6.0, past - 3), trade, body=body, **MONEY),
    ]


# Shares and intensities, by the closing month; the months between follow a straight line.
RATIOS: dict[str, tuple[int, int, dict[Month, float]]] = {
    "tax_share": (1, 2, {(2021, 1): 86.4, (2021, 12): 88.2, (2022, 6): 85.1, (2022, 12): 88.9, (2023, 6): 93.25,
                         (2023, 12): 91.9, (2024, 8): 91.2}),
    "hightech_output_share": (1, 1, {(2021, 2): 58.9, (2021, 12): 61.4, (2022, 12): 64.3, (2023, 12): 67.5, (2024, 8): 69.1}),
    "good_air_share": (1, 1, {(2021, 1): 71.0, (2021, 12): 81.4, (2022, 12): 82.7, (2023, 12): 83.6, (2024, 8): 82.9}),
    "energy_intensity": (3, 3, {(2021, 3): 0.472, (2022, 12): 0.452, (2023, 12): 0.437, (2024, 6): 0.428}),
}  # fmt: skip

# Once a year, 2021 to 2023 (the national assessment's slots and the like): value and decimals.
ANNUAL: dict[str, tuple[tuple[float, float, float], int]] = {
    "tax_total": ((61.2, 57.9, 64.8), 2), "gdp_share_of_city": ((9.41, 9.50, 9.57), 2),
    "large_manufacturers": ((3, 3, 4), 0), "listed_firms": ((2, 3, 3), 0), "land_output": ((20.9, 22.6, 24.3), 1),
    "fdi_growth": ((6.0, -9.0, 8.0), 1), "fdi_hightech_share": ((31.0, 34.5, 38.2), 1),
    "foreign_trade_growth": ((21.0, 6.0, 11.0), 1), "foreign_trade_share_of_city": ((48.3, 50.9, 53.7), 1),
    "hightech_trade": ((61.0, 68.5, 82.0), 1), "hightech_enterprises": ((118, 140, 168), 0),
    "rd_intensity": ((2.41, 2.58, 2.76), 2), "rd_institutions": ((62, 71, 83), 0), "incubators": ((3, 3, 4), 0),
    "carbon_intensity": ((1.31, 1.24, 1.16), 2), "carbon_growth": ((2.4, 1.8, 1.1), 1),
    "water_intensity": ((9.8, 9.3, 8.7), 1), "solid_waste_reuse": ((93.1, 94.0, 95.2), 1),
    "partner_parks": ((1, 1, 2), 0), "counterpart_aid": ((1, 1, 1), 0), "responsibility_score": ((94.0, 95.5, 96.0), 1),
    "village_income_over_500k": ((27, 36, 42), 0), "national_talents": ((0, 0, 1), 0),
}  # fmt: skip


def between(knots: dict[Month, float], year: int, month: int) -> float:
    """The value on the straight line between the nearest knots."""
    ordinal = {y * 12 + m: value for (y, m), value in knots.items()}
    at = year * 12 + month
    before, after = max(k for k in ordinal if k <= at), min(k for k in ordinal if k >= at)
    share = 0 if before == after else (at - before) / (after - before)
    return ordinal[before] + (ordinal[after] - ordinal[before]) * share


def ratio_series(indicator: str) -> Series:
    every, decimals, knots = RATIOS[indicator]
    span = sorted(knots)
    months = [
        (year, month) for year in YEARS for month in range(1, 13) if span[0] <= (year, month) <= span[-1]
    ]
    return Series(
        indicator, {m: between(knots, *m) for m in months}, decimals=decimals, every=every, known_growth=False
    )


def derived(made: list[list[str]], published: dict[tuple[str, str, str], dict[str, str]]) -> list[list[str]]:
    """Tax revenue from its share, and imports as trade less exports, wherever both are known."""
    values = {key: row["value"] for key, row in published.items()}
    values |= {(r[0], r[1], r[2]): r[3] for r in made}
    result = []
    for r in made:
        revenue = values.get(("general_public_budget_revenue", "zone", r[2]))
        exports = values.get(("exports", "zone", r[2]))
        if r[0] == "tax_share" and revenue:
            result.append(
                ["tax_revenue", "zone", r[2], f"{float(revenue) * float(r[3]) / 100:.2f}", "", *r[5:]]
            )
        if r[0] == "foreign_trade" and r[1] == "zone" and exports:
            result.append(
                ["imports", "zone", r[2], f"{float(r[3]) - float(exports):.2f}", "", "unstated", *r[6:]]
            )
    return result


def annual() -> list[list[str]]:
    made = []
    for indicator, (values, decimals) in ANNUAL.items():
        series = Series(indicator, yearly(2021, *values), every=12, decimals=decimals, known_growth=False)
        made += [row(series, 2021 + at, 12, value, None, None) for at, value in enumerate(values)]
    return made


def mend(made: list[list[str]]) -> list[list[str]]:
    """Reports as they really come: one not reported, one that never came, two revised later."""
    absent = ("hightech_output_share", "zone", "2024-01..2024-05")
    made = [r for r in made if tuple(r[:3]) != absent]
    for r in list(made):
        if r[:3] == ["technical_renovation_investment", "zone", "2024-01..2024-07"]:
            r[3], r[4], r[5], r[11] = "not_reported", "", "unstated", "一家大企业未报，待补"
        if r[:3] == ["retail_sales", "zone", "2024-01..2024-05"]:
            made.append([*r[:3], f"{float(r[3]) - 0.42:.2f}", f"{float(r[4]) - 0.9:.1f}", r[5], "revised", *r[7:10],
                         "2024-07-18", "剔除一家迁出企业后修订"])  # fmt: skip
        if r[:3] == ["gdp", "zone", "2022"]:
            made.append([*r[:3], f"{float(r[3]) + 1.36:.2f}", f"{float(r[4]) + 0.2:.1f}", r[5], "revised", *r[7:10],
                         "2024-01-05", "按经济普查口径修订"])  # fmt: skip
    return made


def write(name: str, made: list[list[str]]) -> None:
    ordered = sorted(made, key=lambda r: (r[1], r[0], r[10], r[2]))
    with (HERE / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([HEADER, *ordered])


def main() -> None:
    with (HERE / "local.csv").open(encoding="utf-8") as file:
        published = {(r["indicator"], r["body"], r["period"]): r for r in csv.DictReader(file)}
    zone = [r for series in [*ZONE, *map(ratio_series, RATIOS)] for r in rows(series, published)]
    fresh = [r for r in annual() if (r[0], r[1], r[2]) not in published]
    write("synthetic_zone.csv", mend([*zone, *derived(zone, published), *fresh]))
    others = [series for body, facts in NEIGHBORS.items() for series in neighbor(body, *facts)]
    for series in CITY:
        series.body = "huaian_city"
    write("synthetic_others.csv", [r for series in [*CITY, *others] for r in rows(series, published)])


if __name__ == "__main__":
    main()
