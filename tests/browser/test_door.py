"""A firm at its door with a phone, in both languages: it brings a request, follows it and presses for it."""

from __future__ import annotations

from typing import Any

import pytest

from .acting import broken_rules
from .conftest import PHONE, Visit, Visitor

REQUEST = {
    "title": "浏览器里缺二十名车工",
    "content": "三班倒，九月投产前到岗",
    "field_contact_name": "王某",
    "field_contact_phone": "13900000000",
}


def fits(visitor: Visitor) -> None:
    assert visitor.fits(PHONE), visitor.page.url
    assert broken_rules(visitor) == []


@pytest.fixture
def door(visit: Visit) -> str:
    """The address of a new door for requests, as the officer copies it."""
    officer = visit("linxiao")
    officer.open("/matters/doors/")
    officer.page.select_option("select[name=kind]", "enterprise_request")
    officer.follow("main form.stack button")
    address: str = officer.page.inner_text("code.address")
    assert officer.complaints == []
    return address.removeprefix(officer.site)


def bring(visitor: Visitor, said: dict[str, str]) -> None:
    for name, value in said.items():
        visitor.page.fill(f"[name={name}]", value)
    visitor.page.select_option("select[name=field_field]", "labor")
    visitor.page.select_option("select[name=field_level]", "ordinary")
    visitor.page.focus("main form.stack button")
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_firm_brings_a_request_follows_it_and_presses(visit: Visit, door: str, language: str) -> None:
    firm = visit(language=language, width=PHONE)
    assert firm.open(door) == 200
    assert firm.page.locator("nav.menu").count() == 0
    fits(firm)
    bring(firm, REQUEST)
    firm.page.wait_for_selector("code.address")
    address = firm.page.inner_text("code.address")
    assert address.startswith(f"{firm.site}/matters/door/")
    fits(firm)
    assert firm.open(address.removeprefix(firm.site)) == 200
    assert firm.page.locator("code.address").count() == 0
    firm.follow("nav.acts a[href$='/do/press/']")
    fits(firm)
    firm.page.fill("textarea[name=text]", "请尽快")
    firm.follow("main form.stack button")
    firm.page.wait_for_selector(".messages")
    assert "请尽快" in firm.page.inner_text("ol.timeline")
    assert firm.complaints == []


def test_a_door_is_read_in_the_other_language_by_a_link(visit: Visit, door: str) -> None:
    firm = visit(width=PHONE)
    firm.open(door)
    firm.follow("nav.languages a[lang=en]")
    assert firm.page.get_attribute("html", "lang") == "en"
    assert firm.page.url == firm.site + door


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(visit: Visit, door: str) -> None:
    firm = visit(width=PHONE, java_script_enabled=False)
    firm.open(door)
    bring(firm, {**REQUEST, "field_contact_phone": " "})
    assert firm.page.locator(".field.has-error [name=field_contact_phone]").count() == 1
    assert firm.page.input_value("[name=title]") == REQUEST["title"]


def test_a_closed_door_says_what_to_do(visit: Visit) -> None:
    firm = visit(width=PHONE)
    assert firm.open("/matters/door/no-such-door/") == 404
    assert "索取新的链接" in firm.page.inner_text("main")
    fits(firm)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("person", "path"),
    [
        ("linxiao", "/matters/doors/"),
        ("linxiao", "/matters/mail/"),
        ("linxiao", "/matters/import/"),
        ("linxiao", "/matters/import/enterprise_request/"),
    ],
)
def test_a_page_opens_and_fits_a_phone(visit: Visit, person: str, path: str, language: str) -> None:
    visitor: Any = visit(person, language=language, width=PHONE)
    assert visitor.open(path) == 200
    fits(visitor)
    assert visitor.complaints == []
