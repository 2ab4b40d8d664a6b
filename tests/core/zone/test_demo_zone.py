"""The demonstration zone loads clean, keeps the published figures, and says which are made up."""

from __future__ import annotations

import runpy
import shutil
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from chaotou.core.periods import Period
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.specs import ObservationRow, Zone
from chaotou.core.zone.vocabulary import Duty, TargetKind

DEMO = Path(__file__).parents[3] / "zones" / "demo"


@pytest.fixture(scope="module")
def demo() -> Zone:
    loaded = load_zone(DEMO)
    assert [f"{issue.place} {issue.message}" for issue in loaded.issues] == []
    assert loaded.zone is not None
    return loaded.zone


def latest(zone: Zone, indicator: str, body: str, period: str) -> ObservationRow:
    key = (indicator, body, Period.parse(period), "")
    return max((row for row in zone.observations if row.key == key), key=lambda row: row.recorded_on)


@pytest.mark.parametrize(
    ("indicator", "body", "period", "value", "growth"),
    [
        ("gdp", "zone", "2023", "480", "7.5"),
        ("general_public_budget_revenue", "zone", "2023", "33.03", "10"),
        ("foreign_trade", "zone", "2023", "230", None),
        ("exports", "zone", "2023", "150", "23.6"),
        ("fdi_utilized", "zone", "2023", "1.6", None),
        ("signed_projects_100m", "zone", "2023", "81", None),
        ("signed_projects_1b", "zone", "2023", "18", None),
        ("signed_projects_5b", "zone", "2023", "5", None),
        ("signed_investment", "zone", "2023", "488.48", "48.86"),
        ("gdp", "huaian_city", "2023", "5015.06", "7.8"),
        ("gdp", "huaian_city", "2024H1", "2586.64", "7.1"),
        ("national_rank", "zone", "2017", "29", None),
    ],
)
def test_a_published_figure_is_kept_as_published(
    demo: Zone, indicator: str, body: str, period: str, value: str, growth: str | None
) -> None:
    row = latest(demo, indicator, body, period)
    assert row.number == Decimal(value)
    assert row.growth == (None if growth is None else Decimal(growth))
    assert not row.synthetic


@pytest.mark.parametrize(
    ("indicator", "growth"),
    [
        ("gdp", "14.3"),
        ("general_public_budget_revenue", "9.15"),
        ("industrial_output", "42.5"),
        ("industrial_value_added", "34.3"),
        ("industrial_sales_invoiced", "41.3"),
    ],
)
def test_a_made_up_level_carries_the_published_growth_and_is_marked(
    demo: Zone, indicator: str, growth: str
) -> None:
    row = latest(demo, indicator, "zone", "2024H1")
    assert row.growth == Decimal(growth)
    assert row.synthetic
    real = next(r for r in demo.observations if r.key == row.key and not r.synthetic)
    assert (real.growth, real.number) == (Decimal(growth), None)


def test_every_synthetic_row_has_the_synthetic_source_and_no_other_has(demo: Zone) -> None:
    sources = {row.source for row in demo.observations if row.synthetic}
    assert sources == {"synthetic"}
    assert all(row.source != "synthetic" for row in demo.observations if not row.synthetic)


def test_revenue_tax_and_trade_add_up(demo: Zone) -> None:
    for month in range(1, 9):
        period = str(Period.to_month(2024, month))
        revenue, tax = (
            latest(demo, c, "zone", period).number for c in ("general_public_budget_revenue", "tax_revenue")
        )
        trade, out, into = (
            latest(demo, c, "zone", period).number for c in ("foreign_trade", "exports", "imports")
        )
        assert revenue and tax and trade and out and into
        assert tax < revenue
        assert abs(trade - out - into) <= Decimal("0.01")


def test_nothing_of_august_is_known_on_the_demonstration_day(demo: Zone) -> None:
    august = Period.to_month(2024, 8)
    rows = [row for row in demo.observations if row.period == august]
    assert rows
    assert all(row.recorded_on > demo.zone.as_of for row in rows)


def test_july_investment_is_late_and_one_report_is_missing(demo: Zone) -> None:
    assert latest(demo, "fixed_asset_investment", "zone", "2024-01..2024-07").recorded_on > demo.zone.as_of
    absent = latest(demo, "technical_renovation_investment", "zone", "2024-01..2024-07")
    assert absent.missing is not None
    assert absent.number is None


def test_revisions_keep_the_earlier_vintage(demo: Zone) -> None:
    vintages = Counter(row.key for row in demo.observations)
    revised = [row for row in demo.observations if row.status == "revised"]
    assert len(revised) == 2
    assert all(vintages[row.key] == 2 for row in revised)


def test_revenue_of_zone_and_city_stand_on_different_bases(demo: Zone) -> None:
    period = "2024-01..2024-07"
    bases = {
        latest(demo, "general_public_budget_revenue", body, period).basis for body in ("zone", "huaian_city")
    }
    assert len(bases) == 2


def test_the_counties_in_their_wide_scope_make_up_the_city(demo: Zone) -> None:
    counties = [body.code for body in demo.bodies if body.parent == "huaian_city" and body.kind == "county"]
    known = {
        row.body: row.number
        for row in demo.observations
        if row.body in counties and row.indicator == "gdp" and row.period == Period.half(2024, 1)
    }
    missing = set(counties) - known.keys()
    assert missing == {"xuyi"}
    rest = Decimal("2586.64") - sum((value for value in known.values() if value), Decimal(0))
    assert rest == Decimal("283.72")


def test_the_page_s_targets_are_there_with_their_owners(demo: Zone) -> None:
    targets = {target.code: target for target in demo.targets}
    assert (targets["signed_projects_2024"].value, targets["signed_projects_2024"].lead) == (
        160,
        "investment",
    )
    assert (targets["signed_investment_2024"].value, targets["signed_investment_2024"].lead) == (
        800,
        "investment",
    )
    assert (targets["livelihood_items_2024"].value, targets["livelihood_items_2024"].lead) == (48, "social")
    assert targets["national_rank_2024"].value == 30
    assert Counter(target.kind for target in demo.targets)[TargetKind.SHARE_RISES] == 3
    assert Counter(target.provenance for target in demo.targets if target.source == "page_2024") == {
        "press": 16
    }


def test_number_formulas_are_unfilled(demo: Zone) -> None:
    formulas = [target for target in demo.targets if target.kind is TargetKind.FORMULA]
    assert ["".join(part.digits for part in formula.parts) for formula in formulas] == ["1623", "6168"]
    assert all(part.label is None and part.target is None for formula in formulas for part in formula.parts)


def test_slots_of_the_national_assessment_are_there_but_the_unpublished(demo: Zone) -> None:
    slots = sorted(indicator.slot for indicator in demo.indicators if indicator.slot)
    assert slots == [slot for slot in range(1, 31) if slot not in (14, 15, 20, 21)]


def test_the_administrator_sees_no_figures_and_the_page_s_bureaus_have_recorders(demo: Zone) -> None:
    duties = {post.person: post.duty for post in demo.posts if post.person}
    assert duties["shenjie"] is Duty.ADMINISTERS
    assert duties["linxiao"] is Duty.RECORDS
    assert duties["zhoumin"] is Duty.REVIEWS
    assert duties["guyuan"] is Duty.LEADS


def test_the_lights_hold_from_the_plan_year_on(demo: Zone) -> None:
    lights = demo.lights_on(date(2024, 8, 20))
    assert lights is not None
    assert [band.at_least for band in lights.thresholds.bands] == [0.0, -10.0, None]
    assert [band.at_least for band in lights.thresholds.of_growth.bands] == [0.0, -2.0, None]
    assert [band.english for band in lights.bands_of_growth] == ["On track", "At risk", "Behind"]
    assert demo.lights_on(date(2023, 12, 31)) is None


def test_the_synthetic_months_are_made_again_exactly(tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "demo")
    made = tmp_path / "demo" / "observations"
    for file in made.glob("synthetic_*.csv"):
        file.unlink()
    runpy.run_path(str(tmp_path / "demo" / "make_synthetic.py"), run_name="__main__")
    for file in made.glob("*.csv"):
        assert file.read_bytes() == (DEMO / "observations" / file.name).read_bytes()


def test_the_observations_stay_small() -> None:
    assert sum(file.stat().st_size for file in (DEMO / "observations").glob("*.csv")) < 300_000


def test_the_demonstration_report_names_officials_by_their_post_only(demo: Zone) -> None:
    text = (DEMO / "reports" / "2024-annual-work-conference.md").read_text(encoding="utf-8")
    assert not [person.name for person in demo.people if person.name in text]
    assert "招商局（产投公司）" in text
