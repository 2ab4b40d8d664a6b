"""What only a browser shows of evaluation: sliders, drawn charts, pages without scripts."""

from __future__ import annotations

from playwright.sync_api import expect

from .conftest import Visit

RUN = "/evaluation/runs/bureaus-2024-01_2024-07-1"
SUBJECT = f"{RUN}/subjects/economy"


def test_a_slider_moves_the_number_and_the_score_follows(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open(f"{SUBJECT}/what-if/")
    slider = visitor.page.locator("input[type=range]").first
    number = visitor.page.locator("input[data-slides]").first
    assert "还没有改动" in visitor.page.inner_text("#outlook")
    slider.focus()
    slider.press("ArrowRight")
    expect(visitor.page.locator("#outlook")).to_contain_text("原为")
    assert number.input_value() == slider.input_value()
    assert f"{number.get_attribute('name')}={number.input_value()}" in visitor.page.url
    assert visitor.complaints == []


def test_a_what_if_works_without_scripts(visit: Visit) -> None:
    visitor = visit("guyuan", java_script_enabled=False)
    visitor.open(f"{SUBJECT}/what-if/")
    assert visitor.page.locator("input[type=range]").count() == 0
    visitor.page.locator("input[data-slides]").first.fill("1")
    visitor.page.get_by_role("button", name="重算").click()
    assert "原为" in visitor.page.inner_text("#outlook")


def test_every_chart_of_a_scorecard_is_drawn(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open(f"{SUBJECT}/")
    plots = visitor.page.locator("[data-chart]")
    assert plots.count() >= 4
    assert visitor.page.locator("[data-chart] svg").count() == plots.count()


def test_two_clicks_lead_from_a_total_to_what_it_was_worked_out_from(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open(f"{RUN}/")
    visitor.page.locator("a[href$='/economy/led_targets_attainment/']").click()
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.get_by_role("link", name="看这一项").first.click()
    visitor.page.wait_for_load_state("networkidle")
    assert "/figures/targets/" in visitor.page.url


def test_sorting_by_a_column_keeps_the_address(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open(f"{RUN}/")
    visitor.page.get_by_role("link", name="数据报送及时").click()
    visitor.page.wait_for_load_state("networkidle")
    assert "sort=figures_late" in visitor.page.url
    assert visitor.page.locator("th[aria-sort=descending]").count() == 1
