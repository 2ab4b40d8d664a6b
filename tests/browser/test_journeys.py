"""What people do here, step by step: by keyboard, with filters, on paper, without scripts."""

from __future__ import annotations

from pathlib import Path

from .conftest import DESK, PASSWORD, PHONE, Visit, Visitor

TABS = 400


def focus(visitor: Visitor, selector: str) -> None:
    """Press Tab until the element that the selector names has the focus."""
    for _step in range(TABS):
        if visitor.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached with the Tab key on {visitor.page.url}")


def follow(visitor: Visitor, selector: str, address: str) -> None:
    focus(visitor, selector)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(address)


def test_a_leader_goes_from_sign_in_to_the_source_by_keyboard_alone(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/sign-in/")
    focus(visitor, "input[name=username]")
    visitor.page.keyboard.type("guyuan")
    focus(visitor, "input[name=password]")
    visitor.page.keyboard.type(PASSWORD)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(visitor.site + "/")
    follow(visitor, "nav a[href='/figures/standings/']", "**/figures/standings/**")
    follow(visitor, "a[href*='/targets/signed_projects_2024/']", "**/targets/signed_projects_2024/**")
    follow(
        visitor,
        "aside a[href*='/indicators/signed_projects_100m/']",
        "**/indicators/signed_projects_100m/zone/**",
    )
    assert visitor.page.locator("aside").get_by_text("由平台计数").first.is_visible()
    follow(visitor, "aside a[href*='/projects/counts/figures/']", "**/projects/counts/projects/**")
    assert visitor.page.locator("main table").first.locator("tbody tr").count() == 84
    assert visitor.complaints == []


def test_the_first_tab_skips_to_the_content(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open("/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.className") == "skip"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "content"


def test_choosing_a_light_filters_the_table_and_the_address_keeps_it(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open("/figures/standings/")
    everything = visitor.page.locator(".standings tbody tr").count()
    visitor.page.select_option("#filter-light", "behind")
    visitor.page.wait_for_url("**light=behind**")
    visitor.page.wait_for_load_state("networkidle")
    kept = visitor.page.locator(".standings tbody tr").count()
    assert 0 < kept < everything
    visitor.page.reload()
    assert visitor.page.locator(".standings tbody tr").count() == kept
    assert visitor.complaints == []


def test_a_filtered_table_works_without_scripts(visit: Visit) -> None:
    visitor = visit("guyuan", java_script_enabled=False)
    visitor.open("/figures/standings/")
    visitor.page.select_option("#filter-light", "behind")
    visitor.follow(".filters button")
    assert "light=behind" in visitor.page.url
    assert visitor.page.locator(".standings .light-at_risk").count() == 0


def test_without_scripts_a_charts_numbers_are_still_there(visit: Visit) -> None:
    visitor = visit("guyuan", java_script_enabled=False)
    visitor.open("/figures/targets/signed_projects_2024/")
    visitor.page.click(".chart summary")
    assert visitor.page.locator(".chart table tbody tr").first.is_visible()


def test_a_chart_is_drawn_as_vectors_where_the_library_is(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open("/figures/targets/signed_projects_2024/")
    drawn = visitor.page.locator("[data-chart] svg").count()
    said = visitor.page.locator(".chart .notice").count()
    assert drawn + said == 1


def test_comparing_with_another_body_redraws_the_chart_in_place(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open("/figures/indicators/gdp/")
    visitor.page.select_option("#series-show", "level")
    visitor.page.wait_for_url("**show=level**")
    visitor.page.wait_for_load_state("networkidle")
    drawn = visitor.page.locator("[data-chart] svg").count() + visitor.page.locator(".chart .notice").count()
    assert drawn == visitor.page.locator(".chart").count() > 0
    assert visitor.complaints == []


def test_an_earlier_day_shows_what_was_known_then(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open("/figures/targets/signed_projects_2024/")
    now = visitor.page.inner_text(".strip")
    visitor.page.fill("#as-of", "2024-05-31")
    visitor.follow(".as-of button")
    visitor.page.wait_for_url("**as_of=2024-05-31**")
    assert visitor.page.inner_text(".strip") != now


def test_the_language_is_switched_on_the_same_page(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open("/figures/relative/")
    visitor.follow("button[name=language][value=en]")
    assert visitor.page.get_attribute("html", "lang") == "en"
    assert visitor.page.url.endswith("/figures/relative/")


def test_a_printed_page_has_its_date_at_the_foot_and_no_menu(visit: Visit, tmp_path: Path) -> None:
    visitor = visit("guyuan")
    visitor.open("/figures/standings/")
    visitor.page.emulate_media(media="print")
    assert visitor.page.locator(".colophon .print-only").is_visible()
    assert not visitor.page.locator("nav.menu").is_visible()
    assert not visitor.page.locator(".filters").is_visible()


def test_an_invented_value_is_marked_with_a_word(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open("/figures/standings/")
    assert visitor.page.locator(".standings .synthetic").first.inner_text() == "合成"


def test_the_keyboard_takes_a_faulty_form_up_at_its_first_fault(visit: Visit) -> None:
    visitor = visit("linxiao")
    visitor.open("/figures/entry/gdp/")
    visitor.page.fill("input[name=period]", "去年")
    visitor.page.fill("input[name=value]", "1e5")
    with visitor.page.expect_navigation():
        visitor.page.press("input[name=value]", "Enter")
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.page.evaluate("document.activeElement.name") == "period"


def test_a_goal_that_is_filled_in_is_the_goal(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open("/evaluation/runs/mofcom_2021-2023-1/subjects/zone/plan/")
    visitor.page.fill("input[name=rank]", "30")
    assert visitor.page.is_checked("input[name=goal][value=rank]")


def test_on_a_phone_the_result_stays_in_sight_while_a_number_is_moved(visit: Visit) -> None:
    visitor = visit("guyuan", width=PHONE)
    visitor.open("/evaluation/runs/mofcom_2021-2023-1/subjects/zone/what-if/")
    last = visitor.page.locator(".what-if input[inputmode=decimal]").last
    last.scroll_into_view_if_needed()
    box = visitor.page.locator("#outlook .strip").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 200


def test_a_button_at_the_windows_edge_is_pressed_while_the_page_asks(visit: Visit) -> None:
    """Leaving a field asks whether its figure is odd; the bar that says so must not catch the press."""
    visitor = visit("linxiao")
    visitor.open("/figures/entry/gdp/")
    bottom = visitor.page.locator("main form.stack button").bounding_box()
    assert bottom is not None
    height = int(bottom["y"] + bottom["height"]) + 6
    visitor.page.set_viewport_size({"width": DESK, "height": height})
    visitor.page.fill("input[name=period]", "去年")
    visitor.page.fill("input[name=value]", "1")
    visitor.follow("main form.stack button")
    assert visitor.page.locator(".field-error").count() > 0
