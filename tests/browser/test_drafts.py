"""What somebody typed when the session ran out, and what is said when an answer does not come."""

from __future__ import annotations

import pytest

from .conftest import PASSWORD, Visit, Visitor

ENTRY = "/figures/entry/gdp/"


def typed_too_late(visitor: Visitor, key: str = "Enter") -> None:
    """A figure is typed, the session ends, one field more is typed and left or submitted."""
    visitor.open(ENTRY)
    for field, said in (("period", "2024-01..2024-09"), ("value", "401.5")):
        with visitor.page.expect_response("**/check/"):
            visitor.page.fill(f"[name={field}]", said)
            visitor.page.press(f"[name={field}]", "Tab")
    with visitor.page.expect_response("**/check/"):
        visitor.page.select_option("[name=status]", "preliminary")
    cookie = next(one for one in visitor.page.context.cookies() if one["name"] == "sessionid")
    visitor.page.context.add_cookies([{**cookie, "value": "0" * 32}])
    visitor.page.fill("[name=note]", "late")
    visitor.page.press("[name=note]", key)
    visitor.page.wait_for_url("**/sign-in/**")


def sign_in_again(visitor: Visitor, username: str) -> None:
    visitor.page.fill("[name=username]", username)
    visitor.page.fill("[name=password]", PASSWORD)
    visitor.page.press("[name=password]", "Enter")
    visitor.page.wait_for_url(lambda url: "sign-in" not in url)


@pytest.mark.parametrize("key", ["Tab", "Enter"])
def test_what_was_typed_is_given_back_after_signing_in_again(visit: Visit, key: str) -> None:
    visitor = visit("linxiao")
    typed_too_late(visitor, key)
    assert visitor.page.is_visible("[data-draft-kept]")
    sign_in_again(visitor, "linxiao")
    assert visitor.page.url.endswith(ENTRY)
    assert visitor.page.is_visible("[data-draft-back]")
    assert visitor.page.input_value("[name=period]") == "2024-01..2024-09"
    assert visitor.page.input_value("[name=value]") == "401.5"
    assert visitor.page.input_value("[name=status]") == "preliminary"


def test_nobody_else_is_given_what_was_typed(visit: Visit) -> None:
    visitor = visit("linxiao")
    typed_too_late(visitor)
    sign_in_again(visitor, "guyuan")
    assert visitor.page.evaluate("sessionStorage.getItem('draft')") is None


def test_a_draft_ends_with_what_was_answered(visit: Visit) -> None:
    visitor = visit("linxiao")
    visitor.open(ENTRY)
    visitor.page.fill("[name=value]", "not a number")
    visitor.page.fill("[name=period]", "2024-01..2024-09")
    visitor.page.click("main form.stack button")
    visitor.page.wait_for_selector(".field-error")
    assert visitor.page.evaluate("sessionStorage.getItem('draft')") is None


def test_a_step_that_is_not_answered_is_said(visit: Visit) -> None:
    visitor = visit("guyuan")
    visitor.open("/figures/standings/")
    visitor.page.route("**/figures/standings/**", lambda route: route.abort())
    visitor.page.select_option("#filter-light", "behind")
    visitor.page.wait_for_selector("[data-failed]:visible")
    assert "平台没有应答" in visitor.page.inner_text("[data-failed]")
